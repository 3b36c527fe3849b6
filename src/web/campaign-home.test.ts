import { expect, test } from 'vitest'
import { alarmsOf, checkSource, isAlarm, type CheckOutcome, type EvidenceMeans } from '#evidence'
import { recipientsOf } from '#letters'
import { enterReply, repliesFor, reviewReply, waitingCounts } from '#responses'
import { countedQueries } from '../../test/kit/counted-queries.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { on } from '../../test/kit/recorded.ts'
import { recordDesk } from '../../test/kit/record-desk.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import { routes } from './routes.ts'

const counted = countedQueries(await testDatabase())
const { database } = counted
const desk = await recordDesk(database)
const { slug, lead, editor, viewer, means, keep, page, send, path } = desk
const campaign = desk.place.campaign.id
const acting = { campaign, by: editor.organizer }
const home = routes.campaignHome(slug)
const [recipient] = await database.read((tx) => recipientsOf(tx, campaign))
if (!recipient) throw new Error('the letter is sent to somebody')

const linkTo = (there: string) => new RegExp(`class="note"><a href="${there}">([^<]*)</a>`)
const told = async () => {
  const text = await page(home, viewer)
  return [routes.waitingReplies(slug), routes.sources(slug)].map((there) => linkTo(there).exec(text)?.[1])
}
const come = (text: string) =>
  database.transaction(async (tx) => {
    const scan = { name: 'scan.pdf', mediaType: 'application/pdf', bytes: Buffer.from(text) }
    const wish = { ...acting, recipient: recipient.id, channel: 'post', on: on('2029-01-10'), text, scan } as const
    const entered = await enterReply(tx, { ...wish, attachments: [] }, means)
    if (entered.kind !== 'entered') throw new Error(entered.kind)
    return entered.reply
  })
const judge = async (source: Awaited<ReturnType<typeof keep>>['source'], look: object) => {
  means.pass(1000)
  const checking = { ...means, capturer: { look: async () => look } } as unknown as EvidenceMeans
  await checkSource(database, { ...acting, source }, checking)
}
const answered = (url: string, status: number, text: string) =>
  ({ kind: 'answered', finalUrl: url, status, text, payloadHash: text }) as const

test('where no reply waits and no source is to be looked at, the home says nothing of either', async () => {
  expect(await told()).toEqual([undefined, undefined])
  expect(await page(home, lead)).not.toContain('Replies and sources')
})

test('replies that wait and sources with an alarm are counted, each with the way to where it is handled', async () => {
  const first = await come('We will think about it.')
  expect(await told()).toEqual(['1 reply waits to be read', undefined])
  await come('We have thought about it.')
  const url = 'https://halden.example/light'
  const { source, capture } = await keep('<p>Here we promise light.', url)
  await send(`${path('sources')}/${source}/captures/${capture}`, { exact: 'promise light' }, editor)
  await judge(source, answered(url, 200, 'Other words altogether.'))
  expect(await told()).toEqual(['2 replies wait to be read', '1 source has changed or is gone'])
  await database.transaction((tx) => reviewReply(tx, { ...acting, reply: first, state: 'set-aside' }, means))
  await judge(source, answered(url, 200, 'Again: here we promise light.'))
  expect(await told()).toEqual(['1 reply waits to be read', undefined])
})

test('the home counts exactly what the pages behind its links list, whatever the looks at a source came to', async () => {
  const url = 'https://halden.example/lamps'
  const { source, capture } = await keep('<p>The lamps stay lit.', url)
  await send(`${path('sources')}/${source}/captures/${capture}`, { exact: 'stay lit' }, editor)
  const seen = new Set<CheckOutcome>()
  const looks = [
    ...[answered(url, 410, ''), { kind: 'failed' }, answered(url, 404, ''), answered(url, 200, 'The lamps stay lit.')],
    ...[answered(url, 503, ''), answered(url, 200, 'Dark.'), answered(`${url}/new`, 200, 'Now the lamps stay lit.')],
  ]
  for (const look of looks) {
    await judge(source, look)
    const [counts, alarms, replies] = await database.read(async (tx) => [
      await waitingCounts(tx, campaign),
      await alarmsOf(tx, campaign),
      await repliesFor(tx, vaultForTests, campaign),
    ])
    for (const { outcome } of alarms) seen.add(outcome)
    expect(counts).toEqual({
      toRead: replies.filter(({ state }) => state === 'waiting').length,
      alarms: alarms.length,
    })
  }
  expect([seen.size > 1, [...seen].every(isAlarm)]).toEqual([true, true])
})

test('the home of a campaign with replies and alarms asks at most six questions, with an empty shelf and a full one', async () => {
  const { source } = await keep('<p>Nobody quotes this.', 'https://halden.example/gone')
  await judge(source, answered('https://halden.example/gone', 404, ''))
  const visits: number[] = []
  for (let n = 0; n < 2; n += 1) {
    const before = counted.asked()
    expect(await page(home, lead)).toContain('1 source has changed or is gone')
    visits.push(counted.asked() - before)
  }
  expect(visits.filter((asked) => asked > 6)).toEqual([])
})
