import { answerFrom, storePage, type PageParts } from '#platform'
import { pageHeaders } from './headers.ts'
import { layout, type Page, type Site } from './layout.ts'

/** A page as it goes to the shelf. */
export const htmlParts = (page: Page, site: Site, headers = pageHeaders): PageParts => ({
  contentType: 'text/html; charset=utf-8',
  body: layout(page, site),
  headers: Object.entries(headers),
  compress: true,
})

/**
 * A page made for one visit, in the smallest form that its reader takes. Only for what is public: compressed beside
 * something secret, what a stranger makes us repeat could be told from the length.
 */
export async function answerOnce(parts: PageParts, request: Request): Promise<Response> {
  return answerFrom(await storePage(parts), request)
}
