import { expect, test } from 'vitest'
import { recipientsOf } from '#letters'
import { commentOn, recordWork, stateCommitment, type RecordAssessment } from '#responses'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { recordDesk } from '../../test/kit/record-desk.ts'
import { on, said as wording, terms } from '../../test/kit/recorded.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'

const database = await testDatabase()
const desk = await recordDesk(database)
const { path, lead, editor, reviewer, viewer, outsider, send, page, ask, said, means, keep, later } = desk
const { campaign } = desk.place
const [recipient] = await database.read((tx) => recipientsOf(tx, campaign.id))
if (!recipient) throw new Error('a recipient was to be there')
const record = () => database.read((tx) => recordWork(tx, campaign))
const hostile = '"><script>alert(1)</script>'

const { source } = await keep('<p>We sold lamps in May.')
const made = await database.transaction((tx) =>
  stateCommitment(
    tx,
    {
      ...{ campaign: campaign.id, by: editor.organizer, recipient: recipient.id, title: 'No lamps for the police' },
      ...{ wording: wording('We will sell no lamps.'), terms: terms(), on: on('2026-02-01') },
    },
    means,
  ),
)
if (made.kind !== 'recorded') throw new Error(made.why)
const about = `c.${made.commitment}`
const rubric = '1.How we judge'
const draft = {
  ...{ about, rubric, rows: '3', value: 'broken', reason: 'It sold lamps.', do: 'draft' },
  ...{ 'side-0': 'for', 'where-0': `s.${source}`, 'note-0': 'It says so.', 'verification-0': 'steward' },
  ...{ 'side-1': 'against', 'where-1': '', 'note-1': 'Only two.', 'verification-1': 'flagged' },
}

test('first a rubric is written down; its versions are kept, and follow each other by themselves', async () => {
  expect(await page(path('assessments'), editor)).toContain('Write a rubric down first')
  expect(await page(path('assessments/new'), reviewer)).toContain('Write a rubric down first')
  expect((await ask(path('assessments/new'), viewer)).status).toBe(403)
  expect((await ask(path('assessments'), outsider)).status).toBe(404)
  const at = path('assessments/rubrics')
  for (const wrong of [
    { name: '', text: hostile },
    { name: 'How we judge', text: ' ' },
    { name: 'x', text: 'x'.repeat(4001) },
  ])
    expect((await send(at, wrong, editor)).status).toBe(422)
  expect((await send(at, { name: 'How we judge', text: 'x' }, reviewer)).status).toBe(403)
  expect(said(await send(at, { name: 'How we judge', text: `Kept means done. ${hostile}` }, editor))).toBe('kept')
  expect(said(await send(at, { name: 'How we judge', text: 'Kept means done and shown.' }, editor))).toBe('kept')
  const shown = await page(at, viewer)
  for (const part of ['How we judge, version 1', 'How we judge, version 2']) expect(shown).toContain(part)
  expect(shown).not.toContain('<script>alert')
})

test('a draft needs a judgment, a reason and, when broken, evidence; every input stays', async () => {
  expect(await page(path('assessments/new'), reviewer)).toContain('No lamps for the police')
  const form = await page(`${path('assessments/new')}?about=${about}&rubric=${encodeURIComponent(rubric)}`, reviewer)
  expect(form).toContain('By How we judge, version 1')
  const before = await everythingIn(database)
  for (const [field, wrong] of [
    ['value', { value: 'bad' }],
    ['reason', { reason: ' ' }],
    ['note-0', { 'note-0': '', 'note-1': '' }],
    ['where-0', { 'where-0': 's.00000000-0000-4000-8000-000000000000' }],
    ['where-0', { 'where-0': 'x' }],
  ] as const) {
    const typed = { ...draft, 'note-2': hostile, ...wrong }
    const noted = field === 'note-0' ? { ...typed, 'note-2': '', reason: hostile } : typed
    const answer = await send(path('assessments/new'), noted, reviewer)
    const text = await answer.text()
    expect([field, answer.status, text.includes(`href="#${field}"`)]).toEqual([field, 422, true])
    expect([text.includes('<script>alert'), text.includes('&lt;script&gt;')]).toEqual([false, true])
  }
  for (const wrong of [{ about: 'c.nothing' }, { rubric: '9.Other' }, { rubric: '' }])
    expect((await send(path('assessments/new'), { ...draft, ...wrong }, reviewer)).status).toBe(422)
  const more = await (await send(path('assessments/new'), { ...draft, do: 'more' }, reviewer)).text()
  expect([more.includes('Evidence 5'), more.includes('Only two.')]).toEqual([true, true])
  expect((await send(path('assessments/new'), draft, viewer)).status).toBe(403)
  expect(await everythingIn(database)).toEqual(before)
})

let one = ''

test('verification is told as the lowest of its inputs, and nobody reads their own second', async () => {
  const answer = await send(path('assessments/new'), { ...draft, 'verification-1': 'second-reader' }, editor)
  expect(said(answer)).toBe('drafted')
  one = (answer.headers.get('location') ?? '').replace(/\?.*/, '')
  const own = await page(one, editor)
  expect(own).toContain('nobody reads their own second')
  expect(own).toContain('As the lowest of its inputs: checked by nobody else.')
  expect(said(await send(one, { do: 'read' }, editor))).toBe('not-done')
  expect((await send(one, { do: 'read' }, viewer)).status).toBe(403)
  expect(said(await send(one, { do: 'read' }, reviewer))).toBe('read-second')
  expect(await page(one, viewer)).toContain('As the lowest of its inputs: read by a second person.')
})

test('it is published when the recipient has commented or its days are over, and a sentence says so before', async () => {
  for (const days of ['', '2', '366', 'x']) expect((await send(one, { do: 'send', days }, editor)).status).toBe(422)
  expect(said(await send(one, { do: 'publish' }, editor))).toBe('not-done')
  expect(said(await send(one, { do: 'send', days: '14' }, reviewer))).toBe('not-done')
  expect(said(await send(one, { do: 'send', days: '14' }, editor))).toBe('sent')
  const early = await send(one, { do: 'publish' }, editor)
  expect([early.status, (await early.text()).includes('It cannot be published yet')]).toEqual([422, true])
  expect((await page(one, viewer)).includes('/answer/')).toBe(false)
  const [, token = ''] = /letters\.example\/answer\/([\w-]+)/.exec(await page(one, editor)) ?? []
  await database.transaction((tx) => commentOn(tx, vaultForTests, { token, text: `We did not. ${hostile}` }, means))
  const commented = await page(one, viewer)
  expect(commented).toContain('We did not.')
  expect(commented).not.toContain('<script>alert')
  expect(said(await send(one, { do: 'publish' }, lead))).toBe('published')
  const [published] = (await record()).assessments
  expect(published).toMatchObject({
    value: 'broken',
    verification: 'second-reader',
  } satisfies Partial<RecordAssessment>)
  expect(said(await send(one, { do: 'drop' }, lead))).toBe('not-done')
  expect(await page(path('assessments'), viewer)).toContain('published')
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

test('without evidence it is not published, whatever it says of what can be shown; it can be dropped', async () => {
  const bare = { ...draft, value: 'kept', 'note-0': '', 'note-1': '' }
  const answer = await send(path('assessments/new'), bare, lead)
  const other = (answer.headers.get('location') ?? '').replace(/\?.*/, '')
  expect(said(await send(other, { do: 'send', days: '3' }, lead))).toBe('sent')
  await later(5)
  const refused = await send(other, { do: 'publish' }, lead)
  expect([refused.status, (await refused.text()).includes('without evidence')]).toEqual([422, true])
  expect(said(await send(other, { do: 'drop' }, lead))).toBe('dropped')
  expect(await page(other, viewer)).toContain('dropped')
})

test('a public entry is taken down for a reason that is told; its words are gone, and the tombstone stays', async () => {
  const list = await page(path('record'), editor)
  expect(list).toContain('It sold lamps.')
  expect(await page(path('record'), viewer)).not.toContain('Take it down</a>')
  const { event } = (await record()).assessments[0] ?? { event: '' }
  const at = path('record', event)
  expect((await ask(at, reviewer)).status).toBe(403)
  expect((await send(at, { do: 'propose', reason: 'x' }, reviewer)).status).toBe(403)
  expect((await send(at, { do: 'propose', reason: ' ' }, editor)).status).toBe(422)
  expect((await send(at, { reason: 'x' }, editor)).status).toBe(400)
  expect((await send(path('record/nothing'), { do: 'propose', reason: 'x' }, editor)).status).toBe(404)
  const reason = `It named a person. ${hostile}`
  expect(said(await send(at, { do: 'propose', reason }, editor))).toBe('proposed')
  // One proposes, another confirms what they read; until then everything stands.
  const own = await page(at, editor)
  expect([own.includes('Another organizer who may write confirms'), own.includes('value="confirm"')]).toEqual([
    ...[true, false],
  ])
  expect(said(await send(at, { do: 'confirm', reason }, editor))).toBe('not-done')
  expect(said(await send(at, { do: 'confirm', reason: 'Another.' }, lead))).toBe('not-done')
  expect(await page(path('record'), lead)).toContain('Proposed to be taken down')
  expect(await page(path('record'), viewer)).not.toContain('Proposed to be taken down')
  const theirs = await page(at, lead)
  expect([theirs.includes('It named a person.'), theirs.includes('value="confirm"')]).toEqual([true, true])
  expect(theirs).not.toContain('<script>alert')
  expect(said(await send(at, { do: 'refuse', reason }, lead))).toBe('entry-stays')
  expect(said(await send(at, { do: 'propose', reason }, editor))).toBe('proposed')
  expect(await page(path('record'), viewer)).toContain('It sold lamps.')
  expect(said(await send(at, { do: 'confirm', reason }, lead))).toBe('taken-down')
  const after = await page(path('record'), viewer)
  expect([after.includes('It named a person.'), after.includes('It sold lamps.')]).toEqual([true, false])
  expect(after).not.toContain('<script>alert')
  expect((await ask(at, editor)).status).toBe(404)
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})
