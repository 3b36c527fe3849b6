import type { Context } from 'hono'
import { noteUse, sessionOf, type Visitor } from '#accounts'
import { wordsFor } from '#kernel'
import type { SignOnShelf } from '#organizations'
import type { PostedForm, Tx } from '#platform'
import { html, raw } from '#typeset'
import { organizerHeaders } from './headers.ts'
import type { WebMeans } from './keep.ts'
import { sessionIn } from './organize-cookie.ts'
import type { AccountMeans } from './organize-means.ts'
import type { PageScript } from './page-script.ts'
import { signInPage } from './organize-sign-in-page.ts'
import { personalHeaders, personalResponse, type PersonalPage } from './personal-page.ts'
import { readPosted, refusePosted, saving } from './posted.ts'
import { readPostedForm } from './posted-files.ts'
import { routes } from './routes.ts'
import { organizerSheet } from './styles-organize.ts'

/** What every page for organizers is made with. */
export type Organizing = { readonly means: WebMeans; readonly accounts: AccountMeans; readonly shelf: SignOnShelf }

/** Sends a page for organizers: kept by nobody, found by no search. `script`: the one that stands in the page. */
export function organizerResponse(
  { means }: Organizing,
  page: PersonalPage,
  {
    status = 200,
    headers = {},
    script,
  }: {
    readonly status?: number
    readonly headers?: Readonly<Record<string, string>>
    readonly script?: PageScript
  } = {},
): Response {
  const { footer } = wordsFor(page.language).organize
  const main = script ? html`${page.main}${raw(`<script>${script.text}</script>`)}` : page.main
  const whole = { footer, sheet: routes.organizerSheet(organizerSheet.name), ...page, main }
  return personalResponse(whole, means.site, { status, headers: { ...organizerHeaders(script?.hash), ...headers } })
}

/** Sends an organizer on after something was done. */
export function sendOn(path: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 303, headers: { ...personalHeaders, ...headers, Location: path } })
}

/** The session that a request's cookie names, good or not. */
export const tokenIn = (c: Context, { means }: Organizing): string => sessionIn(c.req.raw, means.site.publicUrl)

/** Shows something to whoever is signed in; everybody else is sent to sign in. */
export async function showing(
  c: Context,
  organizing: Organizing,
  work: (tx: Tx, visitor: Visitor) => Promise<Response>,
): Promise<Response> {
  const { means, accounts } = organizing
  const token = tokenIn(c, organizing)
  const shown = await means.database.read(async (tx) => {
    const visitor = await sessionOf(tx, accounts.vault, token, means)
    return visitor && { visitor, response: await work(tx, visitor) }
  })
  if (!shown) return sendOn(routes.organize())
  await noteVisit(organizing, token, shown.visitor)
  return shown.response
}

/** Does something for whoever is signed in, with what they posted; for everybody else nothing is done. */
export async function doing(
  c: Context,
  organizing: Organizing,
  work: (tx: Tx, visitor: Visitor, posted: URLSearchParams) => Promise<Response>,
): Promise<Response> {
  const posted = await readPosted(c)
  if (!posted) return refusePosted(organizing.means)
  return await doingPosted(c, organizing, posted, (tx, visitor) => work(tx, visitor, posted))
}

/** The same with files. Megabytes are read for nobody who is not signed in. */
export async function doingWithFiles(
  c: Context,
  organizing: Organizing,
  work: (tx: Tx, visitor: Visitor, posted: PostedForm) => Promise<Response>,
): Promise<Response> {
  const { means, accounts } = organizing
  const token = tokenIn(c, organizing)
  if (!(await means.database.read((tx) => sessionOf(tx, accounts.vault, token, means)))) return signedOut(organizing)
  const posted = await readPostedForm(c)
  if (!posted) return refusePosted(means)
  return await doingPosted(c, organizing, posted.fields, (tx, visitor) => work(tx, visitor, posted))
}

const signedOut = (organizing: Organizing): Response =>
  organizerResponse(organizing, signInPage({ ended: true }), { status: 403 })

/** The same with what was posted, once it was read. */
export async function doingPosted(
  c: Context,
  organizing: Organizing,
  posted: URLSearchParams,
  work: (tx: Tx, visitor: Visitor) => Promise<Response>,
): Promise<Response> {
  const { means, accounts } = organizing
  const token = tokenIn(c, organizing)
  return await sent(c, organizing, posted, async () => {
    const done = await means.database.transaction(async (tx) => {
      const visitor = await sessionOf(tx, accounts.vault, token, means)
      return visitor && { visitor, response: await work(tx, visitor) }
    })
    if (!done) return signedOut(organizing)
    await noteVisit(organizing, token, done.visitor)
    return done.response
  })
}

/** Does what a form asks for; when the house fails meanwhile, what was sent is handed back to be sent again. */
export function sent(
  c: Context,
  { means }: Organizing,
  posted: URLSearchParams,
  work: () => Promise<Response>,
): Promise<Response> {
  const again = () => ({ action: new URL(c.req.url).pathname, language: 'en', pairs: [...posted], shown: [] })
  return saving(means, again, work)
}

/** A session in use lives on: the one thing that reading a page may write down, every five minutes at most. */
async function noteVisit({ means }: Organizing, token: string, { noteDue }: Visitor): Promise<void> {
  if (noteDue) await means.database.transaction((tx) => noteUse(tx, token, means))
}
