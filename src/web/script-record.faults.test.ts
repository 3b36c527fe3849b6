import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../test/kit/browser.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { rounds } from '../../test/kit/faults.ts'
import { hostileCampaign } from '../../test/kit/hostile-campaign.ts'
import { hostileRecord } from '../../test/kit/hostile-record.ts'
import { scriptPayloads } from '../../test/kit/script-payloads.ts'
import { watchPages, type AnsweredPage } from '../../test/kit/script-watch.ts'
import { vaultForTests as vault } from '../../test/kit/signatures.ts'
import { webOn } from '../../test/kit/web.ts'
import type { CampaignId } from '#kernel'
import { systemMeans } from '#platform'
import { recordTables } from '#publication'
import { recipientToken, recordOf } from '#responses'
import { routes } from './routes.ts'

const database = await testDatabase()
const web = webOn(database)
const payloads = scriptPayloads(rounds(50, 3000), 3)
const inEach = 25
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => browser?.close())

async function asked(path: string): Promise<AnsweredPage> {
  const answer = await web.ask(path)
  return { path, body: await answer.text(), headers: answer.headers }
}

/** Every page and file that strangers, and the recipient by its links, can open of a record. */
async function placesOf(
  campaign: CampaignId,
  slug: string,
): Promise<{ readonly pages: readonly string[]; readonly files: readonly string[] }> {
  const means = systemMeans()
  const today = means.now().toISOString().slice(0, 10)
  const record = await database.read((tx) => recordOf(tx, campaign, { audience: 'public', at: means.now() }))
  const { recipients, commitments, assessments, replies, sources } = record
  const linkTo = (subject: Parameters<typeof recipientToken>[1]['subject']) =>
    routes.answer(recipientToken(vault, { campaign, subject }))
  const pages = [
    ...[routes.campaign(slug), routes.compared(slug), routes.comparedOn(slug, today)],
    ...recipients.flatMap((one) => [
      routes.recordRecipient(slug, one.slug),
      routes.recordRecipientOn(slug, one.slug, today),
    ]),
    ...commitments.map(({ id }) => routes.recordCommitment(slug, id)),
    ...assessments.flatMap(({ id }) => [routes.recordAssessment(slug, id), linkTo(id)]),
    ...replies.flatMap(({ id }) => [routes.recordReply(slug, id), linkTo(id)]),
    ...sources.map(({ id }) => routes.recordSource(slug, id)),
  ]
  const files = [
    ...[routes.recordFeed(slug), routes.recordData(slug), routes.recordEvents(slug), routes.recordReport(slug)],
    ...recipients.map((one) => routes.recipientFeed(slug, one.slug)),
    ...[...recordTables, 'comparison'].map((table) => routes.recordTable(slug, table)),
    ...replies.flatMap(({ attachments }) => attachments.map(({ file }) => routes.recordFile(slug, file))),
  ]
  return { pages, files }
}

test(
  `no script in any field of a record runs on any page of it, and no file of it is read as a page (${payloads.length} payloads)`,
  async () => {
    let opened = 0
    for (let from = 0; from < payloads.length; from += inEach) {
      const its = payloads.slice(from, from + inEach).map(({ text }) => text)
      const place = await hostileCampaign(database, `record-${from}`, its.slice(0, 2))
      const campaign = place.id as CampaignId
      await hostileRecord(database, campaign, its)
      const { pages, files } = await placesOf(campaign, place.slug)
      const shown: AnsweredPage[] = []
      for (const path of pages) {
        const page = await asked(path)
        expect([path, page.headers.get('content-type')]).toEqual([path, 'text/html; charset=utf-8'])
        shown.push(page)
      }
      opened += shown.length
      expect(await watchPages(browser, shown)).toEqual([])
      for (const path of files) {
        const answer = await web.ask(path)
        const header = (name: string) => answer.headers.get(name) ?? ''
        const type = header('content-type')
        // What somebody handed in keeps its type, and so goes to a folder, never onto the screen as a page of ours.
        const isPage = /html|svg/.test(type) && !header('content-disposition').startsWith('attachment')
        expect([path, answer.status, header('x-content-type-options'), isPage]).toEqual([path, 200, 'nosniff', false])
        expect(header('content-security-policy')).toContain("default-src 'none'")
        if (type.startsWith('application/json')) JSON.parse(await answer.text())
      }
    }
    expect(opened).toBeGreaterThan(payloads.length)
  },
  rounds(240_000, 3_600_000),
)
