import { joined, firstOperator, tickingMeans, type SignedIn } from './accounts.ts'
import { bringFormHere } from './bring-form.ts'
import { vaultForTests, type MovableMeans } from './signatures.ts'
import { post, type Typed } from './signing-web.ts'
import { webOn, type Web } from './web.ts'
import { prepareJobs, type Database } from '../../src/platform/index.ts'
import { findCampaign, jobNames } from '../../src/letters/index.ts'
import { responseJobs } from '../../src/responses/index.ts'
import type { Role } from '../../src/accounts/index.ts'

/** The pages for organizers with somebody who may start campaigns, and others as they are wished for. */
export type WritersDesk = {
  readonly web: Web
  readonly means: MovableMeans
  readonly ola: SignedIn
  /** Somebody with a role in a campaign. */
  readonly writer: (of: string, campaign: string, role: Role) => Promise<SignedIn>
  readonly ask: (path: string, who: SignedIn) => Promise<Response>
  /** The text of a page that must be there. */
  readonly page: (path: string, who: SignedIn) => Promise<string>
  readonly send: (path: string, typed: Typed, who: SignedIn) => Promise<Response>
}

/** Opens the pages for organizers over a database, at a moment that goes on. */
export async function writersDesk(database: Database, publicUrl = 'https://letters.example'): Promise<WritersDesk> {
  const means = tickingMeans()
  const web = webOn(database, {
    publicUrl,
    accounts: { vault: vaultForTests, mailDelaySeconds: () => 0, wakeMailer: () => {}, bringForm: bringFormHere },
    transaction: database.transaction,
  })
  await prepareJobs(database, [...jobNames, ...responseJobs])
  const ola = await firstOperator(database, means)
  const prefix = publicUrl.startsWith('https:') ? '__Host-' : ''
  const cookieOf = ({ session }: SignedIn) => ({ cookie: `${prefix}undersigned-session=${session}` })
  const at = () => web.setNow(means.now().toISOString())
  const ask = (path: string, who: SignedIn) => {
    at()
    return web.ask(path, { headers: cookieOf(who) })
  }
  return {
    web,
    means,
    ola,
    writer: async (of, slug, role) => {
      const campaign = await database.read((tx) => findCampaign(tx, slug))
      if (!campaign) throw new Error(`no campaign ${slug}`)
      return await joined(database, of, means, { campaign: campaign.id, role })
    },
    ask,
    page: async (path, who) => {
      const answer = await ask(path, who)
      const text = await answer.text()
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text.slice(-400)}`)
      return text
    },
    send: (path, typed, who) => {
      at()
      return post(web, path, typed, cookieOf(who))
    },
  }
}

/** A campaign as somebody types it. */
export const typedCampaign = {
  title: 'No secret scores',
  language: 'en',
  'time-zone': 'new york',
  'lead-organization': 'Tenants Together',
  summary: 'Tenants are scored in secret. Three sellers of scores are asked to stop.',
}

/** The recipients of the invented example, one on each line. */
export const typedRecipients = 'Verrolane | Verrolane Holdings, Inc.\nOskerra\nTalvane | Talvane Group plc'

/** A letter to three with words of its own for each. */
export const typedSource = `We write to :recipient[] about the scores that it sells to landlords.

Tenants never see them. :only[You told the press in May that yours are fair.]{for=verrolane}

We do not accept :vary[your scores]{oskerra="your lists"}, whose [errors are known](https://report.example/errors).

:::only{for="oskerra talvane"}
You bought them from others.
:::

::demand[Stop selling secret scores.]{#stop}

::demand[Show every tenant their file.]{#show for="verrolane talvane"}
`

/** Where a form's answer leads to. */
export const leadsTo = (answer: Response): string => answer.headers.get('location') ?? `status ${answer.status}`

/** A campaign with three recipients and the letter to them, begun by somebody. @returns their slugs. */
export async function begunLetter(
  { send, ola }: WritersDesk,
  title = 'No secret scores',
): Promise<{ readonly campaign: string; readonly letter: string }> {
  const begun = leadsTo(await send('/organize/new', { ...typedCampaign, title }, ola))
  const [, campaign = ''] = /^\/organize\/c\/([^/]+)\/recipients\?said=started$/.exec(begun) ?? []
  await send(`/organize/c/${campaign}/recipients`, { names: typedRecipients }, ola)
  const to = ['verrolane', 'oskerra', 'talvane']
  const wish = { title: 'Letter of March', language: 'en', to, source: typedSource }
  const started = leadsTo(await send(`/organize/c/${campaign}/new-letter`, wish, ola))
  const [, letter = ''] = /\/l\/([^/]+)\/edit\?said=begun$/.exec(started) ?? []
  return { campaign: decodeURIComponent(campaign), letter: decodeURIComponent(letter) }
}

/** What a page on which texts are fixed says that it shows. */
export const shownOn = (page: string): string => /name="shown" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? ''
