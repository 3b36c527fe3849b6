import { acceptProposal, readLetters, type AcceptedLetter, type Proposal } from '#intake'
import { evidenceJobs } from '#evidence'
import { jobNames } from '#letters'
import { responseJobs } from '#responses'
import type { Means } from '#kernel'
import {
  openJournal,
  pageShelf,
  prepareJobs,
  systemMeans,
  type Database,
  type Handler,
  type PageShelf,
} from '#platform'
import { listWork, type ListPrinter, type Press } from '#publication'
import { webHandler, type SigningMeans, type WebMeans } from '#web'
import { letterPage } from '#typeset'
import { exampleText } from './example.ts'

/** Every page without a port: the web room over a database, with a clock the test sets and a press that only pretends. */
export type Web = {
  readonly handler: Handler
  /** Asks for a path as a stranger would; `init` as in `fetch`. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>
  /** The body of a page that must be there. */
  readonly page: (path: string) => Promise<string>
  /** Sets the moment at which everything happens from now on. */
  readonly setNow: (moment: string) => void
  readonly shelf: PageShelf
  /** Lines of the journal so far. */
  readonly journal: readonly string[]
}

/** The public address that pages of {@link webOn} name. */
const publicUrl = 'https://letters.example'

const pretendPress: Press = {
  letterPdf: async ({ sheet }) => new TextEncoder().encode(`%PDF-1.7 ${sheet.documentTitle}`),
  letterDocx: async ({ sheet }) => new TextEncoder().encode(`PK\u0003\u0004 ${sheet.documentTitle}`),
  letterPage: async ({ sheet }) => letterPage(sheet),
  letterArchive: async ({ sheet }) => new TextEncoder().encode(`%PDF-1.7 ${sheet.documentTitle}, for archives`),
  comparedPdf: async ({ title, subtitle }) => new TextEncoder().encode(`%PDF-1.7 ${title} ${subtitle}`),
  cardPng: async () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
  reportPdf: async ({ title, day }) => new TextEncoder().encode(`%PDF-1.7 ${title} ${day}`),
  close: async () => {},
}

/** The web room over a database, at 1 April 2026 unless the test sets another moment. */
export function webOn(
  database: Pick<Database, 'read'>,
  more: Pick<WebMeans, 'log' | 'accounts' | 'represent'> & {
    readonly printer?: ListPrinter
    /** With it the pages also write; without it whatever writes is refused. */
    readonly signing?: (means: Means) => {
      readonly signing: SigningMeans
      readonly transaction: Database['transaction']
    }
    /** With it the pages for organizers write. */
    readonly transaction?: Database['transaction']
    readonly publicUrl?: string
  } = {},
): Web {
  let moment = new Date('2026-04-01T12:00:00Z')
  const means = { ...systemMeans(), now: () => moment }
  const journal: string[] = []
  const shelf = pageShelf(16 * 1024 * 1024)
  const refuses = async () => {
    throw new Error('pages only read')
  }
  const { signing, transaction = more.transaction ?? refuses } = more.signing?.(means) ?? {}
  const handler = webHandler({
    ...means,
    ...(more.log && { log: more.log }),
    ...(more.accounts && { accounts: more.accounts }),
    ...(more.represent && { represent: more.represent }),
    ...(signing && { signing }),
    database: { transaction, close: refuses, connection: { connectionString: '' }, read: database.read },
    shelf,
    press: pretendPress,
    lists: listWork(database, means.now),
    ...(more.printer && { printer: more.printer }),
    journal: openJournal((line) => journal.push(line), means),
    site: { publicUrl: more.publicUrl ?? publicUrl },
    trustedProxies: { entries: ['10.0.0.0/8'], trusts: (address) => address.startsWith('10.') },
  })
  const ask = async (path: string, init?: RequestInit): Promise<Response> =>
    handler(new Request(new URL(path, 'http://inside.example'), init), {
      remoteAddress: '',
    })
  return {
    handler,
    ask,
    page: async (path) => {
      const answer = await ask(path)
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
      return await answer.text()
    },
    setNow: (next) => {
      moment = new Date(next)
      shelf.forget(new Set(['*', 'example', 'hostile']))
    },
    shelf,
    journal,
  }
}

/** The invented example as it would be proposed. */
export function exampleProposal(): Proposal {
  return readLetters(exampleText('letters.txt'))
}

/** Keeps a proposal as a campaign of the given title, now or when a clock says. */
export async function keepCampaign(
  database: Database,
  proposal: Proposal,
  given: { readonly title: string; readonly publish: boolean; readonly summary?: string },
  means: Means = systemMeans(),
): Promise<{ readonly slug: string; readonly id: string; readonly letters: readonly AcceptedLetter[] }> {
  await prepareJobs(database, [...jobNames, ...evidenceJobs, ...responseJobs])
  const outcome = await database.transaction((tx) =>
    acceptProposal(
      tx,
      proposal,
      {
        campaignTitle: given.title,
        summary: given.summary ?? 'A summary.',
        timeZone: 'America/New_York',
        lists: [],
        publish: given.publish,
      },
      means,
    ),
  )
  if (outcome.kind !== 'accepted') throw new Error('nothing was kept')
  return { slug: outcome.campaign.slug, id: outcome.campaign.id, letters: outcome.letters }
}
