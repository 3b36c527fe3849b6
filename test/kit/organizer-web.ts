import { leadNewCampaign, type Role } from '../../src/accounts/index.ts'
import type { Database } from '../../src/platform/index.ts'
import { firstOperator, joined, tickingMeans, type SignedIn } from './accounts.ts'
import { bringFormHere } from './bring-form.ts'
import { post, signingWebOn, type Typed } from './signing-web.ts'
import { signingPlace, vaultForTests } from './signatures.ts'
import type { Web } from './web.ts'

/** An organizer in front of a browser. */
export type Desk = SignedIn & {
  /** The text of a page that must be there. */
  readonly page: (path: string) => Promise<string>
  readonly ask: (path: string) => Promise<Response>
  readonly post: (path: string, typed?: Typed) => Promise<Response>
  /** Posts, and gives the page that the browser is sent on to. */
  readonly press: (path: string, typed?: Typed) => Promise<string>
}

/** A campaign in which people sign, with a lead who is the operator, and the pages for organizers. */
export async function organizerHouse(database: Database) {
  const means = tickingMeans()
  const accounts = { vault: vaultForTests, mailDelaySeconds: () => 0, wakeMailer: () => {}, bringForm: bringFormHere }
  const webFor = (of: Database) => {
    const made = signingWebOn(of, { accounts })
    made.setNow(means.now().toISOString())
    return made
  }
  const web = webFor(database)
  const place = await signingPlace(database, means)
  const { id: campaign, slug } = place.campaign
  const lead = await firstOperator(database, means)
  await database.transaction((tx) => leadNewCampaign(tx, { by: lead.organizer, campaign }, means))
  const toNow = () => web.setNow(means.now().toISOString())
  toNow()
  return {
    ...{ means, web, webFor, place, slug, campaign, letter: 'mend-the-stairs', toNow },
    withTransaction: database.transaction,
    lead: deskOf(web, lead),
    /** Somebody more, with a role in the campaign. */
    join: async (of: string, role: Role) => {
      const one = await joined(database, of, means, { campaign, role })
      toNow()
      return deskOf(web, one)
    },
    /** Somebody with an account and nothing else. */
    alone: async (of: string) => {
      const one = await joined(database, of, means)
      toNow()
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
