import type { Context } from 'hono'
import type { WebMeans } from './keep.ts'
import type { MineOutcome } from '#organizations'
import { sheetHeaders } from './headers.ts'
import { personalResponse, seeOther, type PersonalPage } from './personal-page.ts'
import type { OwnSaid } from './represent-own-page.ts'
import { routes } from './routes.ts'
import { readPosted, refusePosted, saving } from './posted.ts'
import { nothingPage } from './represent-nothing-page.ts'
import type { RepresentMeans } from './represent-means.ts'
import { readerSheet } from './style-sheet.ts'

/** What every page for representatives is made with. */
export type Representing = { readonly means: WebMeans; readonly represent: RepresentMeans }

/** The language of pages behind a link that opens nothing. */
export const unknownLanguage = 'en'

/** The secret part of the address asked for. */
export const linkIn = (c: Context): string => c.req.param('link') ?? ''

const statusOf = { broken: 404, early: 404, closed: 410, gone: 410, erased: 200 } as const

/** Sends a page for a representative, or for whom they ask: its styles stand in a file that they fetch once. */
export function representResponse(
  { means }: Representing,
  page: PersonalPage,
  { status = 200 }: { readonly status?: number } = {},
): Response {
  const whole = { ...page, sheet: routes.readerSheet(readerSheet.name) }
  return personalResponse(whole, means.site, { status, headers: sheetHeaders })
}

/** Says that nothing stands behind a link, and why. */
export function nothingThere(
  representing: Representing,
  why: Parameters<typeof nothingPage>[1],
  language = unknownLanguage,
): Response {
  return representResponse(representing, nothingPage(language, why), { status: statusOf[why] })
}

/**
 * Does what a form of a link's page asks for. When the house fails meanwhile, what was sent is handed back to be sent
 * again.
 */
export async function posting(
  c: Context,
  { means }: Representing,
  work: (posted: URLSearchParams) => Promise<Response>,
): Promise<Response> {
  const posted = await readPosted(c)
  if (!posted) return refusePosted(means)
  const typed = ['name', 'representative', 'successor', 'words'].flatMap((name) => posted.getAll(name))
  const action = new URL(c.req.url).pathname
  const again = () => ({ action, language: unknownLanguage, pairs: [...posted], shown: typed })
  return await saving(means, again, () => work(posted))
}

/** Sends a representative back to their page, where a sentence says what was done. */
export const backTo = (link: string, said: OwnSaid): Response => seeOther(`${routes.signOn(link)}?said=${said}`)

/** What came of a button that can only be done, too late, or without effect. */
export function afterMine(representing: Representing, link: string, { kind }: MineOutcome, said: OwnSaid): Response {
  if (kind === 'gone') return nothingThere(representing, 'gone')
  return backTo(link, kind === 'closed' ? 'closed' : said)
}
