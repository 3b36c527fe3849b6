import { leadNewCampaign } from '../../src/accounts/index.ts'
import type { CampaignId } from '../../src/kernel/index.ts'
import type { Database } from '../../src/platform/index.ts'
import { firstOperator, joined, tickingMeans, type SignedIn } from './accounts.ts'
import { letSign, post, signingWebOn, vault, type Typed } from './signing-web.ts'
import { vaultForTests } from './signatures.ts'
import { exampleProposal, keepCampaign, type Web } from './web.ts'

/** An organizer in front of a browser. */
export type Desk = SignedIn & {
  /** The text of a page that must be there. */
  readonly page: (path: string) => Promise<string>
  readonly ask: (path: string) => Promise<Response>
  readonly post: (path: string, typed?: Typed) => Promise<Response>
  /** Posts, and gives the page that the browser is sent on to. */
  readonly press: (path: string, typed?: Typed) => Promise<string>
}

/** The example campaign, open for signatures, with a lead who is the operator, and the pages for organizers. */
export async function organizerHouse(database: Database) {
  const means = tickingMeans()
  const web = signingWebOn(database, {
    accounts: { vault: vaultForTests, mailDelaySeconds: () => 0, wakeMailer: () => {} },
  })
  const { slug, id, letters } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
  const campaign = id as CampaignId
  const letter = letters[0]?.letter.slug ?? ''
  await letSign(database, slug, letter)
  const lead = await firstOperator(database, means)
  await database.transaction((tx) => leadNewCampaign(tx, { by: lead.organizer, campaign }, means))
  web.setNow(means.now().toISOString())
  return {
    ...{ means, web, slug, campaign, letter, edition: letters[0]?.editions[0]?.slug ?? '', vault },
    lead: deskOf(web, lead),
    /** Somebody more, with a role in the campaign. */
    join: async (of: string, role: 'lead' | 'editor' | 'reviewer' | 'viewer') => {
      const one = await joined(database, of, means, { campaign, role })
      web.setNow(means.now().toISOString())
      return deskOf(web, one)
    },
  }
}

/** Somebody who is signed in, in front of the pages. */
export function deskOf(web: Web, one: SignedIn): Desk {
  const headers = { cookie: `__Host-undersigned-session=${one.session}` }
  const ask = (path: string) => web.ask(path, { headers })
  const page = async (path: string): Promise<string> => {
    const answer = await ask(path)
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    return answer.text()
  }
  const send = (path: string, typed: Typed = {}) => post(web, path, typed, headers)
  return {
    ...one,
    ...{ ask, page, post: send },
    press: async (path, typed) => {
      const answer = await send(path, typed)
      const to = answer.headers.get('location')
      if (answer.status !== 303 || to === null) throw new Error(`${path} answered ${answer.status}`)
      return page(to)
    },
  }
}
