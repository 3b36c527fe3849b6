import type { CampaignId, LetterId, SignOnId } from '../../src/kernel/index.ts'
import { gatherLinkOf, signOnLinkOf, type GatherLink } from '../../src/organizations/index.ts'
import type { Database } from '../../src/platform/index.ts'
import { routes, type RepresentMeans } from '../../src/web/index.ts'
import { dnsOf } from './signed-mail.ts'
import { letSign, vault } from './signing-web.ts'
import { exampleProposal, keepCampaign, webOn, type Web } from './web.ts'

/** The web room with pages for representatives; parts of its means can be replaced. */
export function representWebOn(
  database: Database,
  changes: Partial<RepresentMeans> & { readonly transaction?: Database['transaction'] } = {},
): Web {
  const { transaction = database.transaction, ...replaced } = changes
  const represent: RepresentMeans = {
    vault,
    mailDelaySeconds: () => 0,
    wakeMailer: () => {},
    inbox: 'sign-on@letters.example',
    ask: dnsOf({}),
    fetchFile: async () => ({ kind: 'missing' }),
    ...replaced,
  }
  return webOn(database, { transaction, represent })
}

/** A letter that gathers organizations, with an open link to it. */
export type GatheringPlace = {
  readonly slug: string
  readonly campaign: CampaignId
  readonly letterSlug: string
  readonly letter: LetterId
  readonly link: string
}

/** The example as a campaign of its own, published, and without a name on its list but those of the example. */
export async function gatheringPlace(database: Database, title = 'Example'): Promise<GatheringPlace> {
  const { slug, id, letters } = await keepCampaign(database, exampleProposal(), { title, publish: true })
  const [first] = letters
  if (!first) throw new Error('the example has a letter')
  await letSign(database, slug, first.letter.slug)
  const target: GatherLink = { kind: 'open', campaign: id as CampaignId, letter: first.letter.id }
  const link = gatherLinkOf(vault, target)
  return { slug, campaign: target.campaign, letterSlug: first.letter.slug, letter: target.letter, link }
}

/** What is typed into the fields of a form, and ticked. */
export type FormTyped = Readonly<Record<string, string | readonly string[]>>

/**
 * What a browser would send by a button of the form at an address: everything hidden, ticked and typed in it already,
 * and what somebody types over it.
 */
export function formAt(page: string, action: string, typed: FormTyped = {}): URLSearchParams {
  const form = [...page.matchAll(/<form\b[^>]*action="([^"]*)"[\s\S]*?<\/form>/g)].find(([, to]) => to === action)?.[0]
  if (form === undefined) throw new Error(`no form leads to ${action}`)
  const sent = new URLSearchParams()
  for (const [tag] of form.matchAll(/<(?:input|textarea)\b[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
    const name = attribute('name')
    if (name === undefined || name in typed) continue
    if (attribute('type') !== 'checkbox' || /\bchecked\b/.test(tag)) sent.append(name, readEntities(attribute('value')))
  }
  for (const [name, values] of Object.entries(typed)) for (const value of [values].flat()) sent.append(name, value)
  return sent
}

const readEntities = (text = ''): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

/** Posts what a form sends, as a browser posts a form of the same site. */
export function send(web: Web, path: string, body: URLSearchParams): Promise<Response> {
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    Origin: 'null',
    'Sec-Fetch-Site': 'same-origin',
  }
  return web.ask(path, { method: 'POST', body: body.toString(), headers })
}

/** A form filled in completely by a representative of an organization. */
export const harborLights: FormTyped = {
  name: 'Harbor Lights Tenants’ Union',
  representative: 'Ada Quill',
  role: 'president of the board',
  email: 'ada@harbor-lights.org',
  domain: 'harbor-lights.org',
  consent: 'yes',
}

/** Fills in the form behind a link and sends it. */
export async function joined(web: Web, { link }: GatheringPlace, typed: FormTyped): Promise<Response> {
  const path = routes.join(link)
  return send(web, path, formAt(await web.page(path), path, { act: 'sign', ...typed }))
}

/** Does something that leaves one form waiting for its mailbox. @returns the link of the mail that it is sent. */
export async function mailedLink(
  database: Database,
  { campaign }: GatheringPlace,
  work: () => Promise<Response>,
): Promise<string> {
  const before = await waiting(database, campaign)
  const { status } = await work()
  const [signOn, ...more] = (await waiting(database, campaign)).filter((one) => !before.includes(one))
  if (signOn === undefined || more.length > 0) throw new Error(`no form is waiting: it was answered with ${status}`)
  return signOnLinkOf(vault, { campaign, signOn, term: 1 })
}

async function waiting(database: Database, campaign: CampaignId): Promise<readonly SignOnId[]> {
  const rows = await database.read((tx) =>
    tx.selectFrom('organizations_wish').select('sign_on_id').where('campaign_id', '=', campaign).execute(),
  )
  return rows.map((row) => row.sign_on_id as SignOnId)
}

/** Presses the one button of a form on a page. */
export async function press(web: Web, page: string, action: string, typed: FormTyped = {}): Promise<Response> {
  return send(web, action, formAt(await web.page(page), action, typed))
}
