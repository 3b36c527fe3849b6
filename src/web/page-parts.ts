import type { PageParts } from '#platform'
import { pageHeaders } from './headers.ts'
import { layout, type Page, type Site } from './layout.ts'

/** A page as it goes to the shelf. */
export const htmlParts = (page: Page, site: Site): PageParts => ({
  contentType: 'text/html; charset=utf-8',
  body: layout(page, site),
  headers: Object.entries(pageHeaders),
  compress: true,
})
