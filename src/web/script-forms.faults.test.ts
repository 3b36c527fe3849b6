import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leadNewCampaign } from '#accounts'
import type { CampaignId, LetterId } from '#kernel'
import { gatherLinkOf } from '#organizations'
import { firstOperator, tickingMeans } from '../../test/kit/accounts.ts'
import { launchBrowser } from '../../test/kit/browser.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { rounds } from '../../test/kit/faults.ts'
import { walkForms, type FormWalk, type FormWalker } from '../../test/kit/form-walk.ts'
import { hostileCampaign, keepable, type HostileCampaign } from '../../test/kit/hostile-campaign.ts'
import { deskOf } from '../../test/kit/organizer-web.ts'
import { scriptPayloads } from '../../test/kit/script-payloads.ts'
import { watchPages, type AnsweredPage } from '../../test/kit/script-watch.ts'
import { signOnsWaiting } from '../../test/kit/sign-ons.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import { dnsOf } from '../../test/kit/signed-mail.ts'
import { post } from '../../test/kit/signing-web.ts'
import { webOn } from '../../test/kit/web.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const means = tickingMeans()
const mailing = { vault: vaultForTests, mailDelaySeconds: () => 0, wakeMailer: () => {} }
const web = webOn(database, {
  accounts: mailing,
  represent: {
    ...mailing,
    inbox: 'letters@coalition.example',
    ask: dnsOf({}),
    fetchFile: async () => ({ kind: 'missing' }),
  },
  transaction: database.transaction,
})
const operator = deskOf(web, await firstOperator(database, means))
const payloads = scriptPayloads(rounds(25, 3000), 2)
const batch = 25
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => browser?.close())

/** What a form takes besides words. */
const sense: Readonly<Record<string, string>> = {
  domain: 'lamps.example',
  language: 'en',
  'time-zone': 'UTC',
  date: '2031-01-01',
  'sign-on-until': '2031-01-01 12:00',
  until: '2031-01-01 12:00',
  line: '1',
}

/** Types one payload after the other: as it is, or so that most fields take it. */
function typist(texts: readonly string[]): FormWalk['type'] {
  let typed = 0
  const visible = texts.map((text) => keepable(text).replaceAll(/[^\P{C}\u200C]/gu, ' '))
  return ({ name, isArea, most }, sensibly) => {
    typed += 1
    if (isArea) return (sensibly ? visible : texts).join('\n\n').slice(0, most)
    const text = (sensibly ? (sense[name] ?? `A ${visible[typed % texts.length]}`) : texts[typed % texts.length]) ?? ''
    return [...text].slice(0, most).join('')
  }
}

/** The moment goes on, as it does for people. */
const now = () => web.setNow(means.now().toISOString())
const strangerWalks: FormWalker = {
  ask: async (path) => (now(), web.ask(path)),
  post: async (path, typed) => (now(), post(web, path, typed)),
}
const operatorWalks: FormWalker = {
  ask: async (path) => (now(), operator.ask(path)),
  post: async (path, typed) => (now(), operator.post(path, typed)),
}

const never = /sign-out|passkey|withdraw|erase|organizers\/|\/account/

/** What representatives come to by an open link, and each then by the link of the mail. */
async function representing(campaign: CampaignId, type: FormWalk['type']): Promise<readonly AnsweredPage[]> {
  const open = gatherLinkOf(vaultForTests, { kind: 'open', campaign, letter: await letterIn(campaign) })
  const join = { from: [routes.join(open), routes.joinAsPerson(open)], within: /^\/(?:join|counsel)\//, never, type }
  const joined = await walkForms(strangerWalks, { ...join, pagesAtMost: 20 })
  const own = (await signOnsWaiting(database, campaign)).map(routes.signOn)
  const wide = { from: own, within: /^\/(?:sign-on|counsel)\//, never, type }
  return [...joined, ...(await walkForms(strangerWalks, { ...wide, pagesAtMost: 40 }))]
}

/** Everything that an organizer comes to from the campaign's home. */
async function organizing({ slug, letter }: HostileCampaign, type: FormWalk['type']): Promise<readonly AnsweredPage[]> {
  const from = [
    ...[routes.campaignHome(slug), routes.newCampaign(), routes.edit(slug, letter), routes.editions(slug, letter)],
    ...[routes.comments(slug, letter), routes.writeNotes(slug, letter), routes.letterState(slug, letter)],
  ]
  const within = new RegExp(`^/organize/(?:c/${slug}(?:[/?]|$)|new)`)
  return walkForms(operatorWalks, { from, within, never, type, pagesAtMost: 150 })
}

test(
  `no script in any form of organizers and representatives runs on any page that comes of it (${payloads.length} payloads)`,
  async () => {
    for (let from = 0; from < payloads.length; from += batch) {
      const texts = payloads.slice(from, from + batch).map(({ text }) => text)
      const type = typist(texts)
      const hostile = await hostileCampaign(database, `forms-${from}`, texts)
      const campaign = hostile.id as CampaignId
      await database.transaction((tx) => leadNewCampaign(tx, { by: operator.organizer, campaign }, means))
      const pages = [...(await representing(campaign, type)), ...(await organizing(hostile, type))]
      expect(pages.length).toBeGreaterThan(100)
      const place = [hostile.slug, hostile.letter] as const
      for (const path of [routes.letter(...place), routes.signatories(...place), routes.notes(...place)])
        pages.push({ path, body: await web.page(path), headers: (await web.ask(path)).headers })
      expect(await watchPages(browser, pages)).toEqual([])
    }
    // Forms that are all refused would prove little.
    const acts = await database.read((tx) => tx.selectFrom('accounts_event').select('act').distinct().execute())
    expect(acts.length).toBeGreaterThan(12)
  },
  rounds(180_000, 3_600_000),
)

async function letterIn(campaign: CampaignId): Promise<LetterId> {
  const row = await database.read((tx) =>
    tx.selectFrom('letters_letter').select('letter_id').where('campaign_id', '=', campaign).executeTakeFirstOrThrow(),
  )
  return row.letter_id as LetterId
}
