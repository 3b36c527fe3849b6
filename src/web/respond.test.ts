import { expect, test } from 'vitest'
import { setPlan, plainCalendar, recordDelivery } from '#delivery'
import { recipientsOf } from '#letters'
import { recordOf, repliesFor, putDemand } from '#responses'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { countedQueries } from '../../test/kit/counted-queries.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { deliverDesk } from '../../test/kit/deliver-desk.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { on } from '../../test/kit/recorded.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'

const counted = countedQueries(await testDatabase())
const { database } = counted
const desk = await deliverDesk(database)
const { home, place, editor, viewer, ola, page, ask, send, upload, said, means } = desk
const all = `${home}/replies`
const recipients = await database.read((tx) => recipientsOf(tx, place.id))
const [halden] = recipients
if (!halden) throw new Error('no recipient')
await database.transaction((tx) =>
  putDemand(
    tx,
    {
      ...{ campaign: place.id, by: 'server', recipient: halden.id, demand: 'no-night-flights', on: on('2026-01-01') },
      ...{ title: 'No flights at night', wording: 'Please do not fly at night.', scope: {} },
    },
    means,
  ),
)

const replies = () => database.read((tx) => repliesFor(tx, vaultForTests, place.id))
const record = () => database.read((tx) => recordOf(tx, place.id, { audience: 'public', at: means.now() }))
const fine = async () => expect(await checkEverything(database, vaultForTests)).toEqual([])

const text = 'Dear all,\r\n\r\nwe shall <em>not</em> fly after eleven.\r\n\u202Eelcric'
const scan = new File(['%PDF-1.7 the paper'], 'scan.pdf', { type: 'application/pdf' })
const annex = new File(['<script>alert(1)</script>'], '<b>annex.html', { type: 'text/html' })
const paper = { recipient: 'halden', channel: 'post', on: '2026-01-10', author: 'C. Vale, Counsel', text }

test('before anything came back, the page says so, and how replies come in', async () => {
  expect(await page(all, viewer)).toContain('Nothing came back yet.')
  expect((await ask(all, ola)).status).toBe(404)
  expect((await ask(`${all}/enter`, viewer)).status).toBe(403)
  expect(await page(home, editor)).toContain(`href="${all}"`)
})

test('a reply on paper is entered with its scan; what is missing is said at its field, and nothing is kept by it', async () => {
  const before = await everythingIn(database)
  for (const [parts, sentence] of [
    [{ ...paper, text: ' ', scan: [scan] }, 'Type what it says.'],
    [{ ...paper }, 'Hand in a scan of it.'],
    [{ ...paper, on: 'January', scan: [scan] }, 'Write the day as 2026-03-31.'],
    [{ ...paper, on: '2999-01-01', scan: [scan] }, 'That day has not come.'],
    [{ ...paper, recipient: 'nobody', scan: [scan] }, 'Choose who wrote it.'],
  ] as const) {
    const answer = await upload(`${all}/enter`, parts, editor)
    expect([sentence, answer.status, (await answer.text()).includes(sentence)]).toEqual([sentence, 422, true])
  }
  for (const who of [viewer, undefined])
    expect((await upload(`${all}/enter`, { ...paper, scan: [scan] }, who)).status).toBe(403)
  expect(await everythingIn(database)).toEqual(before)
  const entered = await upload(`${all}/enter`, { ...paper, scan: [scan], files: [annex] }, editor)
  expect(said(entered)).toBe('entered')
  expect(said(await upload(`${all}/enter`, { ...paper, scan: [scan] }, editor))).toBe('known')
  expect(await page(all, viewer)).toContain('to be read')
  await fine()
})

test('a reply is read word for word, whatever stands in it, and its files are opened and never run', async () => {
  const [reply] = await replies()
  const path = `${all}/of/${reply?.id}`
  const shown = await page(path, viewer)
  for (const part of ['we shall &lt;em&gt;not&lt;/em&gt; fly after eleven.', '&lt;b&gt;annex.html', 'Nothing proves'])
    expect([part, shown.includes(part)]).toEqual([part, true])
  expect(shown).not.toContain('<button name="state"')
  const [attached] = reply?.attachments ?? []
  const file = await ask(`${path}/files/${attached?.file}`, viewer)
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; /)
  // The paper itself is for those who write.
  expect((await ask(`${path}/files/${reply?.message}`, viewer)).status).toBe(404)
  expect((await ask(`${path}/files/${reply?.message}`, editor)).status).toBe(200)
})

test('a reply is published only accepted, called what it is, and as it was looked at; viewers decide nothing', async () => {
  const [reply] = await replies()
  const path = `${all}/of/${reply?.id}`
  const before = await everythingIn(database)
  expect((await send(`${path}/review`, { state: 'accepted' }, viewer)).status).toBe(403)
  expect((await send(`${path}/publish`, { kind: '' }, viewer)).status).toBe(403)
  expect(said(await send(`${path}/publish`, { kind: 'substantive' }, editor))).toBe('not-allowed-now')
  expect((await send(`${path}/kind`, { kind: 'love-letter' }, editor)).status).toBe(400)
  expect((await ask(`${path}/publish`, editor)).headers.get('location')).toBe(path)
  expect(await everythingIn(database)).toEqual(before)
  expect(said(await send(`${path}/review`, { state: 'accepted' }, editor))).toBe('accepted')
  expect(await page(path, editor)).toContain('Before it can be published, say what kind of letter it is.')
  expect(said(await send(`${path}/kind`, { kind: 'substantive' }, editor))).toBe('classified')
  const preview = await page(`${path}/publish`, editor)
  expect([preview.includes('&lt;em&gt;not&lt;/em&gt;'), preview.includes('name="kind" value="substantive"')]).toEqual([
    true,
    true,
  ])
  expect((await record()).replies).toEqual([])
  expect(said(await send(`${path}/publish`, { kind: 'holding' }, editor))).toBe('not-allowed-now')
  expect(said(await send(`${path}/publish`, { kind: 'substantive' }, editor))).toBe('published')
  expect((await record()).replies).toMatchObject([
    { kind: 'substantive', author: 'C. Vale, Counsel', on: '2026-01-10' },
  ])
  expect(said(await send(`${path}/publish`, { kind: 'substantive' }, editor))).toBe('not-allowed-now')
  await fine()
})

test('to each demand a published reply answers in its own words, which must stand in it', async () => {
  const [reply] = await replies()
  const path = `${all}/of/${reply?.id}/answers`
  expect(await page(path, viewer)).not.toContain('name="demand"')
  const typed = { demand: 'no-night-flights', place: '0', 'value-0': 'agreed-in-part', 'note-0': '' }
  const before = await everythingIn(database)
  for (const wrong of [{ 'value-0': '' }, { 'words-0': 'we shall never fly' }]) {
    const answer = await send(path, { ...typed, 'words-0': '', ...wrong }, editor)
    expect([answer.status, (await answer.text()).includes('aria-invalid')]).toEqual([422, true])
  }
  expect((await send(path, { ...typed, 'words-0': '' }, viewer)).status).toBe(403)
  expect(await everythingIn(database)).toEqual(before)
  const again = { demand: 'no-night-flights', on: on('2026-01-05'), title: 'No flights at night', scope: {} }
  await database.transaction((tx) =>
    putDemand(
      tx,
      { campaign: place.id, by: 'server', recipient: halden.id, ...again, wording: 'Please do not fly after ten.' },
      means,
    ),
  )
  const once = await page(path, editor)
  expect([once.split('name="demand"').length - 1, once.includes('after ten')]).toEqual([1, true])
  expect(said(await send(path, { ...typed, 'words-0': 'fly after eleven' }, editor))).toBe('answered')
  expect((await record()).answers).toMatchObject([{ demand: 'no-night-flights', value: 'agreed-in-part' }])
  expect(await page(path, viewer)).toMatch(/<b>agrees in part<\/b\s*> · <q>fly after eleven<\/q>/)
  await fine()
})

test('where an exchange stands is described by a person beside what the clock says, and what waits is on one page', async () => {
  const edition = place.editions[0]
  if (!edition) throw new Error('no edition')
  const wish = { campaign: place.id, by: 'server', letter: place.letter, edition: edition.id } as const
  await database.transaction(async (tx) => {
    const term = { days: 3, counted: 'calendar-days' } as const
    const dates = { statedDeadline: undefined, followUpOn: term, calendar: plainCalendar, longOverdueDays: 30 }
    await setPlan(tx, { ...wish, ...dates }, means)
    const handed = {
      channel: 'hand',
      version: 1,
      addressees: [{ name: 'Guard' }],
      on: on('2026-01-02'),
      proofs: [],
    } as const
    await recordDelivery(tx, { ...wish, ...handed }, means)
  })
  const path = `${all}/exchanges`
  const typed = { recipient: halden.id, state: 'acknowledged', on: '2026-01-03', note: '' }
  expect((await send(path, typed, viewer)).status).toBe(403)
  expect((await send(path, { ...typed, on: '2999-01-01' }, editor)).status).toBe(422)
  expect(said(await send(path, typed, editor))).toBe('described')
  const shown = await page(path, viewer)
  for (const part of ['<b>Acknowledged</b>', 'is past. Nothing is overdue'])
    expect([part, shown.includes(part)]).toEqual([part, true])
  const waits = await page(`${all}/waiting`, viewer)
  expect([waits.includes('is past. Nothing is overdue'), waits.includes('No reply waits.')]).toEqual([true, true])
  await upload(`${all}/enter`, { ...paper, scan: [new File(['another'], 'b.pdf')] }, editor)
  expect(await page(`${all}/waiting`, viewer)).toContain('1 reply waits to be read')
})

test('each of these pages has at most 30 KB and asks at most six questions', async () => {
  const [reply] = await replies()
  for (const path of ['', '/waiting', '/exchanges', '/enter', `/of/${reply?.id}`, `/of/${reply?.id}/answers`]) {
    const before = counted.asked()
    const shown = await page(`${all}${path}`, editor)
    expect([path, Buffer.byteLength(shown) <= 30 * 1024, counted.asked() - before <= 6]).toEqual([path, true, true])
  }
})
