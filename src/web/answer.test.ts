import { expect, test } from 'vitest'
import { dispatch } from '#delivery'
import { recipientsOf } from '#letters'
import {
  classifyReply,
  draftAssessment,
  fewestCommentDays,
  keepRubric,
  publishReply,
  putDemand,
  recipientToken,
  recordOf,
  repliesFor,
  reviewReply,
  sendForComment,
} from '#responses'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { deliverDesk } from '../../test/kit/deliver-desk.ts'
import { prepared, wishOf } from '../../test/kit/deliveries.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { on } from '../../test/kit/recorded.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import { post } from '../../test/kit/signing-web.ts'
import { leadsTo } from '../../test/kit/writers.ts'

const database = await testDatabase()
const desk = await deliverDesk(database)
const { place, editor, means, web, upload, home, page: organizersPage } = desk
const campaign = place.id
const [halden] = await database.read((tx) => recipientsOf(tx, campaign))
if (!halden) throw new Error('no recipient')
const server = { campaign, by: 'server' } as const

type Subject = Parameters<typeof recipientToken>[1]['subject']
const tokenOf = (subject: Subject) => recipientToken(vaultForTests, { campaign, subject })
const pathOf = (subject: Subject) => `/answer/${tokenOf(subject)}`
const ask = (path: string) => {
  web.setNow(means.now().toISOString())
  return web.ask(path)
}
async function page(path: string): Promise<string> {
  const answer = await ask(path)
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  return await answer.text()
}
const send = (path: string, typed: Readonly<Record<string, string>>) => {
  web.setNow(means.now().toISOString())
  return post(web, path, typed)
}
const fine = async () => expect(await checkEverything(database, vaultForTests)).toEqual([])
const replies = () => database.read((tx) => repliesFor(tx, vaultForTests, campaign))

const edition = place.editions[0]?.id
const demand = { demand: 'no-night-flights', wording: 'Please do not fly <at> night.', on: on('2026-01-01'), scope: {} }
await database.transaction((tx) =>
  putDemand(
    tx,
    { ...server, ...demand, recipient: halden.id, ...(edition && { edition, letter: place.letter }) },
    means,
  ),
)
const delivery = await prepared(database, wishOf(place, 0), means)
const path = pathOf(delivery)

test('a link opens nothing before the letter has left, and none that was not made here opens anything', async () => {
  expect((await ask(path)).status).toBe(404)
  for (const token of ['x', `${tokenOf(delivery)}A`, tokenOf(delivery).replace(/^./, 'Z'), 'a'.repeat(64)])
    expect([token, (await ask(`/answer/${token}`)).status]).toEqual([token, 404])
  const before = await everythingIn(database)
  expect((await upload(path, { author: 'C. Vale', text: 'Yes.' })).status).toBe(404)
  expect((await upload('/answer/x', { author: 'C. Vale', text: 'Yes.' })).status).toBe(404)
  expect(await everythingIn(database)).toEqual(before)
  await database.transaction((tx) => dispatch(tx, { ...server, delivery }, means))
})

test('behind its link a recipient reads its letter and what it asks, and what an answer here counts as', async () => {
  const text = await page(path)
  for (const part of [
    'Please do not fly at night.',
    'Please do not fly &lt;at&gt; night.',
    'What you write here counts as yours',
  ])
    expect([part, text.includes(part)]).toEqual([part, true])
  // Nothing of what others were sent.
  expect(text).not.toContain('Oskerra')
})

test('the page is one person’s own: kept by nobody, found by no search, without a script', async () => {
  const answer = await ask(path)
  const text = await answer.text()
  const headers = ['cache-control', 'x-robots-tag', 'referrer-policy'].map((name) => answer.headers.get(name))
  expect(headers).toEqual(['no-store', 'noindex, nofollow', 'no-referrer'])
  expect([answer.headers.get('set-cookie'), text.includes('<script'), text.includes('name="robots"')]).toEqual([
    null,
    false,
    true,
  ])
})

const letter = new File(['%PDF-1.7 our answer'], 'answer.pdf', { type: 'application/pdf' })
const typed = { author: 'C. Vale, Counsel', text: 'We <b>agree</b>.\r\nIn part.' }

test('an answer is kept once, with its files, and waits for a person; what is missing is said at its field', async () => {
  const before = await everythingIn(database)
  for (const [parts, sentence] of [
    [{ ...typed, text: '  ' }, 'Write an answer'],
    [{ ...typed, author: '' }, 'Say who answers.'],
  ] as const) {
    const answer = await upload(path, { ...parts, files: [letter] })
    const text = await answer.text()
    expect([sentence, answer.status, text.includes(sentence)]).toEqual([sentence, 422, true])
  }
  expect(await everythingIn(database)).toEqual(before)
  expect(leadsTo(await upload(path, { ...typed, files: [letter] }))).toBe(`${path}?said=kept`)
  expect(leadsTo(await upload(path, { ...typed, files: [letter] }))).toBe(`${path}?said=known`)
  expect(await replies()).toMatchObject([
    { state: 'waiting', channel: 'web-form', author: typed.author, delivery, attachments: [{ name: 'answer.pdf' }] },
  ])
  expect(await page(path)).toContain('Nothing is published as your answer yet.')
  const [reply] = await replies()
  const seen = await organizersPage(`${home}/replies/of/${reply?.id}`, editor)
  expect([seen.includes('We &lt;b&gt;agree&lt;/b&gt;.'), seen.includes('Typed on the page whose address')]).toEqual([
    true,
    true,
  ])
  await fine()
})

test('once it is published the recipient finds it as it is recorded, and signs it once', async () => {
  const [reply] = await replies()
  if (!reply) throw new Error('no reply')
  await database.transaction(async (tx) => {
    await reviewReply(tx, { ...server, reply: reply.id, state: 'accepted' }, means)
    await classifyReply(tx, { ...server, reply: reply.id, kind: 'substantive' }, means)
    await publishReply(tx, { ...server, reply: reply.id }, means)
  })
  const own = pathOf(reply.id)
  expect(await page(path)).toContain(`href="${own}"`)
  expect(await page(own)).toContain('We &lt;b&gt;agree&lt;/b&gt;.')
  const empty = await send(`${own}/countersign`, { name: ' ', note: '' })
  expect([empty.status, (await empty.text()).includes('Say who signs.')]).toEqual([422, true])
  expect(leadsTo(await send(`${own}/countersign`, { name: 'C. <i>Vale</i>', note: 'So it is.' }))).toBe(
    `${own}?said=signed`,
  )
  expect(leadsTo(await send(`${own}/countersign`, { name: 'Somebody', note: '' }))).toBe(`${own}?said=not-allowed-now`)
  expect(await page(own)).toContain('Signed by C. &lt;i&gt;Vale&lt;/i&gt; on')
  const record = await database.read((tx) => recordOf(tx, campaign, { audience: 'public', at: means.now() }))
  expect(record.replies).toMatchObject([{ countersigned: { name: 'C. <i>Vale</i>', note: 'So it is.' } }])
  await fine()
})

test('a judgment is read and commented on before it is published, behind a link that does nothing else', async () => {
  const rubric = { name: 'Promises', version: 1 }
  const made = await database.transaction(async (tx) => {
    await keepRubric(tx, { ...server, ...rubric, text: 'Kept means kept.' }, means)
    const about = { kind: 'demand', demand: demand.demand } as const
    const facts = { value: 'stalled', reason: 'Nothing <b>moved</b>.', rubric, evidence: [] } as const
    return await draftAssessment(tx, { ...server, recipient: halden.id, about, ...facts }, means)
  })
  if (made.kind !== 'drafted') throw new Error(JSON.stringify(made))
  const own = pathOf(made.assessment)
  expect((await ask(own)).status).toBe(404)
  const asked = { ...server, assessment: made.assessment, days: fewestCommentDays }
  await database.transaction((tx) => sendForComment(tx, asked, means))
  expect(await page(path)).toContain(`href="${own}"`)
  expect(await page(own)).toContain('Nothing &lt;b&gt;moved&lt;/b&gt;.')
  expect((await send(`${own}/comment`, { comment: '' })).status).toBe(422)
  expect(leadsTo(await send(`${path}/comment`, { comment: 'By the wrong link.' }))).toBe(`${path}?said=not-allowed-now`)
  expect(leadsTo(await send(`${own}/comment`, { comment: 'It <i>did</i> move.' }))).toBe(`${own}?said=commented`)
  expect(await page(own)).toContain('It &lt;i&gt;did&lt;/i&gt; move.')
  expect((await send(`${own}/countersign`, { name: 'C. Vale', note: '' })).status).toBe(404)
  await fine()
})
