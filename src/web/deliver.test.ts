import { expect, test } from 'vitest'
import { deliveriesOf, plansOf } from '#delivery'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { countedQueries } from '../../test/kit/counted-queries.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { deliverDesk } from '../../test/kit/deliver-desk.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import { leadsTo } from '../../test/kit/writers.ts'

const counted = countedQueries(await testDatabase())
const { database } = counted
const desk = await deliverDesk(database)
const { base, place, editor, viewer, ola, page, ask, send, upload, said, editions } = desk
const [one = '', two = ''] = editions
const all = `${base}/deliveries`

const deliveries = () => database.read((tx) => deliveriesOf(tx, place.id))
const fine = async () => expect(await checkEverything(database, vaultForTests)).toEqual([])
const sealIn = (text: string): string => /name="seal" value="([0-9a-f]+)"/.exec(text)?.[1] ?? ''
const to = 'Ada Vale | Chief | ada@halden.example\r\nBo Reed | | bo@halden.example'

/** The page of the delivery that was made last. */
async function lastPath(): Promise<string> {
  const last = (await deliveries()).at(-1)
  return `${all}/of/${last?.id ?? ''}`
}

test('before anything was sent, the page says what to do next; who only reads is told who does it', async () => {
  const text = await page(all, editor)
  expect(text).toContain('Nothing was sent to this recipient yet.')
  expect(text).toContain(`${all}/prepare/${one}`)
  const read = await page(all, viewer)
  expect([read.includes('An editor of the campaign sends letters.'), read.includes('/prepare/')]).toEqual([true, false])
  expect((await ask(all, ola)).status).toBe(404)
  expect(await page(`${base}/asks`, editor)).toContain(`href="${all}"`)
})

test('what is typed wrong is said at its field and kept; nothing is prepared by it, nor by who may not', async () => {
  const form = `${all}/prepare/${one}`
  expect(await page(form, editor)).toContain('Halden Chief Person | Chief of Halden')
  const before = await everythingIn(database)
  const right = { version: '1', to, cover: '', contact: '' }
  for (const [field, typed, sentence] of [
    ['to', '', 'Name at least one addressee.'],
    ['to', 'Ada Vale | Chief', 'Line 1: a mail needs an e-mail address.'],
    ['to', 'Ada | Chief | ada@', 'Line 1: the e-mail address does not read as one.'],
    ['to', ' | Chief | ada@halden.example', 'Line 1 has no name.'],
    ['contact', 'nobody', 'This does not read as an e-mail address.'],
    ['version', '7', 'Choose one of the fixed texts.'],
  ] as const) {
    const answer = await send(form, { ...right, [field]: typed }, editor)
    const text = await answer.text()
    expect([field, typed, answer.status, text.includes(sentence)]).toEqual([field, typed, 422, true])
  }
  expect((await send(form, right, viewer)).status).toBe(403)
  expect(await everythingIn(database)).toEqual(before)
})

test('a mail is prepared, shown exactly as it goes out, and sent only as it was looked at', async () => {
  const cover = 'Dear both,\r\n<b>please</b> read this.'
  const prepared = await send(`${all}/prepare/${one}`, { version: '1', to, cover, contact: '' }, editor)
  const sending = `${await lastPath()}/send`
  expect(leadsTo(prepared)).toBe(`${sending}?said=prepared`)
  const text = await page(leadsTo(prepared), editor)
  for (const shown of ['ada@halden.example', 'bo@halden.example', '&lt;b&gt;please&lt;/b&gt; read this.', '/answer/'])
    expect([shown, text.includes(shown)]).toEqual([shown, true])
  expect(text).toContain('Send these 2 mails')
  expect((await ask(sending, viewer)).status).toBe(404)
  const before = await everythingIn(database)
  expect((await send(sending, { seal: 'x' }, editor)).status).toBe(409)
  expect((await send(sending, { seal: sealIn(text) }, viewer)).status).toBe(403)
  expect(await everythingIn(database)).toEqual(before)
  expect(said(await send(sending, { seal: sealIn(text) }, editor))).toBe('queued')
  expect((await deliveries())[0]?.addressees.map(({ status }) => status)).toEqual(['ready', 'ready'])
  // Sent a second time, from the same page, nothing goes out twice.
  expect((await send(sending, { seal: sealIn(text) }, editor)).status).toBe(409)
  const after = await page(await lastPath(), viewer)
  expect([after.includes('under way'), after.includes('ada@halden.example')]).toEqual([true, false])
  await fine()
})

test('the file that goes out can be opened, as a file and never as a page; that of another delivery cannot', async () => {
  const [first] = await deliveries()
  const answer = await ask(`${all}/of/${first?.id}/files/${first?.pdf}`, viewer)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  expect((await ask(`${all}/of/${first?.id}/files/${'0'.repeat(64)}`, viewer)).status).toBe(404)
  expect((await ask(`${all}/of/${first?.id}/files/${first?.pdf}`, ola)).status).toBe(404)
})

const scan = new File(['<script>alert(1)</script>'], 'receipt.html', { type: 'text/html' })
const handed = { version: '1', to: 'Guard at the door', channel: 'hand', on: '2026-01-05', became: 'delivered' }

test('a delivery by hand is written down with its proofs and the file that was delivered; files are never run', async () => {
  const form = `${all}/record/${two}`
  const before = await everythingIn(database)
  for (const [parts, sentence] of [
    [{ ...handed, on: '5 January' }, 'Write the day as 2026-03-31.'],
    [{ ...handed, on: '2999-01-01' }, 'That day has not come.'],
    [{ ...handed, channel: 'pigeon' }, 'Choose how it went.'],
    [{ ...handed, file: 'given' }, 'Choose the file that was delivered'],
  ] as const) {
    const answer = await upload(form, { file: 'none', courier: '', note: '', ...parts }, editor)
    expect([sentence, answer.status, (await answer.text()).includes(sentence)]).toEqual([sentence, 422, true])
  }
  expect((await upload(form, { ...handed, file: 'none' }, viewer)).status).toBe(403)
  expect((await upload(form, { ...handed, file: 'none' })).status).toBe(403)
  expect(await everythingIn(database)).toEqual(before)
  const given = { ...handed, courier: 'RR 42', note: 'She signed <i>here</i>', file: 'made', proofs: [scan] }
  expect(said(await upload(form, given, editor))).toBe('recorded')
  const delivery = (await deliveries()).at(-1)
  expect(delivery).toMatchObject({ channel: 'hand', status: 'delivered', sentOn: '2026-01-05' })
  expect(delivery?.leaf).toBeTypeOf('number')
  const text = await page(await lastPath(), viewer)
  for (const shown of ['number RR 42', 'She signed &lt;i&gt;here&lt;/i&gt;', 'entry '])
    expect([shown, text.includes(shown)]).toEqual([shown, true])
  const proof = delivery?.proofs.find(({ kind }) => kind === 'file')
  const file = await ask(`${await lastPath()}/files/${proof?.file}`, editor)
  expect(file.headers.get('content-type')).toBe('application/octet-stream')
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="[0-9a-f]{16}"$/)
  await fine()
})

test('a person writes down what became of a delivery only where it can follow, and adds proofs', async () => {
  const posted = { ...handed, channel: 'post', became: 'sent', file: 'none', courier: '', note: '' }
  expect(said(await upload(`${all}/record/${two}`, posted, editor))).toBe('recorded')
  const path = await lastPath()
  const set = (typed: Readonly<Record<string, string>>) =>
    send(`${path}/status`, { to: 'delivered', on: '2026-01-06', position: '', note: '', ...typed }, editor)
  expect((await set({ to: 'unknown' })).status).toBe(422)
  expect(said(await set({}))).toBe('set')
  expect(said(await set({ to: 'failed' }))).toBe('cannot-follow')
  const add = { 'proof-on': '2026-01-06', about: '1', courier: '', 'proof-note': '' }
  expect((await upload(`${path}/proofs`, add, editor)).status).toBe(422)
  expect(said(await upload(`${path}/proofs`, { ...add, proofs: [scan] }, editor))).toBe('added')
  expect((await deliveries()).at(-1)).toMatchObject({ status: 'delivered', proofs: [{ kind: 'file', position: 1 }] })
  await fine()
})

test('the letter’s deadline and our own day are two things, and nothing is called overdue that was not due', async () => {
  const form = `${all}/plan/${two}`
  const dates = { stated: '', 'follow-up': '10 working days', weekend: ['6', '7'], holidays: '2026-01-06', long: '30' }
  for (const [field, typed] of [
    ['stated', 'soon'],
    ['follow-up', '0 days'],
    ['holidays', '2026-01-06\n6 January'],
    ['long', 'many'],
    ['weekend', ['1', '2', '3', '4', '5', '6', '7']],
  ] as const) {
    const answer = await send(form, { ...dates, [field]: typed }, editor)
    expect([field, answer.status, (await answer.text()).includes('role="alert"')]).toEqual([field, 422, true])
  }
  expect(said(await send(form, dates, editor))).toBe('planned')
  expect(await page(all, viewer)).toContain('Nothing is overdue: the recipient was told no such day.')
  expect(said(await send(form, { ...dates, stated: '10 days' }, editor))).toBe('planned')
  expect(await page(all, viewer)).toContain('The deadline that the letter states, January 15, 2026, passed')
  expect(await page(form, editor)).toContain('value="10 days"')
  const [plan] = await database.read((tx) => plansOf(tx, place.id))
  expect(plan).toMatchObject({ followUpOn: { days: 10, counted: 'working-days' }, calendar: { weekend: [6, 7] } })
})

test('the page for a press day has the fixed texts, the files that went out and their hashes, and no address', async () => {
  const text = await page(`${all}/press`, viewer)
  const [first] = await deliveries()
  for (const shown of [first?.version.hash ?? '?', first?.pdf ?? '?', 'Guard at the door', 'signatories.csv'])
    expect([shown, text.includes(shown)]).toEqual([shown, true])
  expect(text).not.toContain('@halden.example')
})

test('each of these pages has at most 30 KB and asks at most six questions', async () => {
  const [first] = await deliveries()
  const paths = ['', '/press', `/prepare/${one}`, `/record/${one}`, `/plan/${two}`, `/of/${first?.id}`]
  for (const path of [...paths, `/of/${first?.id}/send`]) {
    const before = counted.asked()
    const text = await page(`${all}${path}`, editor)
    expect([path, Buffer.byteLength(text) <= 30 * 1024, counted.asked() - before <= 6]).toEqual([path, true, true])
  }
})
