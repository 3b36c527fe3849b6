import { expect, test } from 'vitest'
import { logOf, sealLogs } from '#ledger'
import { findLetter } from '#letters'
import { checkEverything } from '../kit/check-everything.ts'
import { testDatabase } from '../kit/database.ts'
import { rounds } from '../kit/faults.ts'
import { secretsForTests } from '../kit/secrets.ts'
import { composedMails, movableMeans } from '../kit/signatures.ts'
import { filledIn, letSign, post, signingWebOn, vault } from '../kit/signing-web.ts'
import { exampleProposal, keepCampaign } from '../kit/web.ts'

const times = rounds(3, 100)
const atOnce = 200
const database = await testDatabase()
// Two servers on one database: what one has in hand the other does not see.
const webs = [signingWebOn(database), signingWebOn(database)] as const
const { slug, letters } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
const [letter] = letters
await letSign(database, slug, letter?.letter.slug ?? '')
const path = `/c/${slug}/${letter?.letter.slug}/${letter?.editions[0]?.slug}/sign`
const means = movableMeans('2026-04-01T12:00:00Z')

/** The same, posted to both servers at once by as many as there are. */
const everybody = (what: (web: (typeof webs)[number]) => Promise<Response>): Promise<readonly Response[]> =>
  Promise.all(Array.from({ length: atOnce }, (_, n) => what(webs[n % 2 === 0 ? 0 : 1])))

const rows = (table: 'signatures_pending' | 'signatures_signature' | 'platform_mail') =>
  database.read((tx) => tx.selectFrom(table).selectAll().execute())

const leaves = () =>
  database.read(async (tx) => {
    const found = await findLetter(tx, slug, letter?.letter.slug ?? '')
    return (found && (await logOf(tx, found.campaign.id)))?.size ?? 0
  })

test('the same form posted two hundred times at once is one wish and one mail, and the same link pressed two hundred times is one signature and one leaf', async () => {
  const page = await webs[0].page(path)
  for (let round = 0; round < times; round += 1) {
    const email = `round${round}@mail.example`
    const typed = filledIn(page, { name: `Round ${round}`, email })
    const asked = await everybody((web) => post(web, path, typed))
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([303]))
    expect([(await rows('signatures_pending')).length, (await rows('platform_mail')).length]).toEqual([1, 1])
    const mails = await composedMails(database, means)
    expect(mails.map(({ to }) => to)).toEqual([email])

    const before = await leaves()
    const [link = 'none'] = /\/confirm\/\S+/.exec(mails[0]?.text ?? '') ?? []
    const answers = await everybody((web) => post(web, link))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1)
    expect([(await rows('signatures_pending')).length, (await rows('signatures_signature')).length]).toEqual([
      0,
      round + 1,
    ])
    expect((await leaves()) - before).toBe(1)
    expect((await composedMails(database, means)).map(({ to }) => to)).toEqual([email])
  }
  await sealLogs(database, { seeds: secretsForTests().logSeeds }, means)
  expect(await checkEverything(database, vault)).toEqual([])
})
