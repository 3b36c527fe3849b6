import { expect, test } from 'vitest'
import type { Role } from '#accounts'
import type { BoardRow } from '#organizations'
import {
  boardNow,
  boardPlace,
  detailOnBoard,
  linesOnBoard,
  organizerOnBoard,
  otherOnBoard,
  rowsOnBoard,
} from '../../test/kit/board.ts'
import { askPage, fieldsOf } from './board-ask-page.ts'
import { asksPage, type AsksShown } from './board-asks-page.ts'
import { finalPage, type FinalShown } from './board-final-page.ts'
import { sliceAfter } from './board-frame.ts'
import { lineFieldsOf, linePage } from './board-line-page.ts'
import { listPageOf } from './board-list-page.ts'
import { queuesSection } from './board-queues.ts'
import { dueOn, rowsToShow, versionSeen, type BoardShow } from './board-rows.ts'
import { signOnPage } from './board-sign-on-page.ts'
import { signOnsPage } from './board-sign-ons-page.ts'
import { layout } from './layout.ts'
import type { PersonalPage } from './personal-page.ts'

const today = '2026-03-20'
const all = rowsOnBoard(500)
const names = new Map([
  [organizerOnBoard, 'Ola Operator'],
  [otherOnBoard, 'Vera Viewer'],
])

/** A page as a browser gets it. */
const whole = (page: PersonalPage): string =>
  layout(
    { description: '', path: '/', trail: [], listed: false, personal: true, sheet: '/sheet.css', ...page },
    { publicUrl: 'https://letters.example' },
  )

function board(show: BoardShow, { role = 'lead', more = {} }: { role?: Role; more?: Partial<AsksShown> } = {}): string {
  const rows = rowsToShow(all, { show, find: '', today, now: boardNow }, 'en')
  const place = boardPlace(role)
  const shown = { place, all, rows, show, find: '', after: undefined, today, owners: names }
  return whole(asksPage({ ...shown, openLink: undefined, said: undefined, count: undefined, ...more }))
}

const settings = { ordering: 'alphabetical', articles: 'kept' } as const

test('with 500 organizations no page is larger than 30 KB', () => {
  const place = boardPlace()
  const list = { place, lines: linesOnBoard(500), settings, groups: '', errors: [], after: undefined, said: undefined }
  const pages = {
    board: board('all'),
    today: board('today'),
    signOns: whole(signOnsPage({ place, all, show: undefined, after: undefined })),
    list: whole(listPageOf({ ...list, twinsOf: () => [], isTried: false })),
    tried: whole(listPageOf({ ...list, twinsOf: () => [], isTried: true })),
  }
  for (const [name, page] of Object.entries(pages))
    expect([name, Buffer.byteLength(page) <= 30 * 1024]).toEqual([name, true])
})

test('page after page shows every row once, and nothing is counted to find where a page begins', () => {
  const seen: string[] = []
  let after: string | undefined
  do {
    const part = sliceAfter(all, { after, idOf: ({ name }) => name, most: 28 })
    seen.push(...part.rows.map(({ name }) => name))
    after = part.next
  } while (after !== undefined)
  expect(seen).toEqual(all.map(({ name }) => name))
})

const row = (changes: Partial<BoardRow>): BoardRow => {
  const [first] = rowsOnBoard(1)
  if (!first) throw new Error('there is no row')
  return { ...first, nextOn: undefined, mailTrouble: undefined, status: 'asked', since: boardNow, ...changes }
}

test('to call today are those whose day has come, whose mail came back, or who were silent for five days', () => {
  const days = (n: number): Date => new Date(boardNow.getTime() - n * 86_400_000)
  const due = (changes: Partial<BoardRow>) => dueOn(row(changes), today, boardNow)
  expect(due({})).toBeUndefined()
  expect(due({ nextOn: today })).toBe('planned')
  expect(due({ nextOn: '2026-03-21', since: days(30), mailTrouble: days(1) })).toBeUndefined()
  expect(due({ mailTrouble: days(1) })).toBe('mail-came-back')
  expect([due({ since: days(4) }), due({ since: days(5) })]).toEqual([undefined, 'no-answer'])
  expect(due({ since: days(9), remindedAt: days(2) })).toBeUndefined()
  for (const status of ['printed', 'declined', 'not-asked', 'withdrawn'] as const)
    expect([status, due({ status, since: days(90) })]).toEqual([status, undefined])
})

test('the board says which version somebody said yes to, and that it is an older one', () => {
  const { letter } = boardPlace()
  const current = letter.editions.map(({ versions }) => versions.at(-1)?.hash ?? versions[0]?.hash)
  const hashes = (some: readonly (string | undefined)[]) => some.flatMap((one) => (one ? [one as never] : []))
  expect(versionSeen({ versions: [] }, letter)).toBeUndefined()
  expect(versionSeen({ versions: hashes(current) }, letter)).toEqual({ number: 1, isOlder: false, editions: 3 })
  const first = letter.editions.map(({ versions }) => versions[0]?.hash)
  expect(versionSeen({ versions: hashes(first) }, letter)).toEqual({ number: 1, isOlder: true, editions: 3 })
  expect(versionSeen({ versions: hashes(first.slice(2)) }, letter)).toEqual({ number: 1, isOlder: true, editions: 1 })
})

test('on a phone a value of the board never stands without the name of its column, and nothing stands for no value', () => {
  const rows =
    board('today')
      .match(/<tr>[^]*?<\/tr>/g)
      ?.slice(1) ?? []
  expect(rows.length).toBeGreaterThan(10)
  for (const html of rows) {
    const cells = [...html.matchAll(/<td(?: data-head="([^"]*)")?>([^]*?)<\/td>/g)].slice(1)
    expect(cells).toHaveLength(5)
    for (const [, head, value] of cells) expect([value, head !== undefined]).toEqual([value, value !== ''])
  }
  expect(rows.join('')).toMatch(/<td data-head="Next"><b>no answer<\/b><\/td>/)
})

test('whoever only reads sees neither addresses nor buttons', () => {
  const [asViewer, asEditor] = [board('all', { role: 'viewer' }), board('all', { role: 'editor' })]
  for (const one of ['type="checkbox"', 'Remind by mail', '@foundry.example']) {
    expect(asEditor).toContain(one)
    expect(asViewer).not.toContain(one)
  }
  const shown = { detail: detailOnBoard, call: { spokeTo: '', foundAt: '', note: '' }, errors: [], said: undefined }
  const viewers = whole(signOnPage({ ...shown, place: boardPlace('viewer') }))
  for (const one of ['ruth@', 'Ruth Adeyemi', 'Imani Cole', 'Accept the sign-on', 'Let it count'])
    expect([one, viewers.includes(one)]).toEqual([one, false])
  // An editor writes to people and does not judge them.
  const editors = whole(signOnPage({ ...shown, place: boardPlace('editor') }))
  expect(editors).toContain('ruth@lantern.example')
  expect(editors).not.toContain('Let it count')
})

test('evidence is shown with what there is to judge it by; what the rules refused has no button', () => {
  const place = boardPlace('reviewer')
  const shown = { detail: detailOnBoard, call: { spokeTo: '', foundAt: '', note: '' }, errors: [], said: undefined }
  const page = whole(signOnPage({ place, ...shown }))
  for (const one of [
    'It comes from a part of the domain',
    'ruth@mail.lantern.example',
    'has a question',
    'the text is at version 2',
  ])
    expect(page).toContain(one)
  expect(page.match(/name="evidence"/g)).toHaveLength(1)
})

test('of a sign-on that waits for the list only, that is said to be missing, with the way to finalize it', () => {
  const shown = { call: { spokeTo: '', foundAt: '', note: '' }, errors: [], said: undefined, place: boardPlace() }
  const verdict = { kind: 'accepted', by: 'server', at: boardNow } as const
  const detail = { ...detailOnBoard, level: 'mail', verdict, queues: [] } as const
  const way = /Still missing:[^]*<a href="\/organize\/c\/stairs\/l\/march-2026\/final">The list has to be finalized/
  expect(whole(signOnPage({ ...shown, detail: { ...detail, awaitsFinal: true } }))).toMatch(way)
  expect(whole(signOnPage({ ...shown, detail }))).not.toContain('The list has to be finalized')
})

test('a typed name is seen among its neighbors in margin and block before it is saved', () => {
  const lines = linesOnBoard(100)
  const [, , , , line] = lines
  if (!line) throw new Error('there is no line')
  const fields = { ...lineFieldsOf(line), name: 'Aardvark <b> Assembly', letterheadName: 'AA' }
  const shown = {
    place: boardPlace(),
    line,
    lines,
    settings,
    groups: [],
    fields,
    errors: [],
    alike: [],
    said: undefined,
  }
  const page = whole(linePage({ ...shown, isTried: true }))
  expect(page).toContain('<strong><bdi>Aardvark &lt;b&gt; Assembly</bdi></strong')
  expect(page).toContain('<li><bdi>AA</bdi></li>')
  // After the lead group of two nothing sorts before it.
  expect(page).toMatch(/River Lights<\/bdi>\s*<li id="own">/)
})

const finals: readonly (readonly [Role, FinalShown['standing'], readonly string[]])[] = [
  ['lead', { kind: 'not-needed' }, ['finalize']],
  ['editor', { kind: 'to-propose' }, ['propose']],
  [
    'editor',
    { kind: 'waiting', approval: '' as never, proposedBy: otherOnBoard, since: boardNow },
    ['approve', 'refuse'],
  ],
  ['lead', { kind: 'waiting', approval: '' as never, proposedBy: organizerOnBoard, since: boardNow }, ['refuse']],
  ['lead', { kind: 'approved', proposedBy: otherOnBoard, approvedBy: organizerOnBoard }, ['finalize', 'refuse']],
  ['reviewer', { kind: 'to-propose' }, []],
  ['viewer', { kind: 'not-needed' }, []],
]

test.each(finals)('to a %s the final list, %o, has these buttons: %o', (role, standing, buttons) => {
  const lines = linesOnBoard(3)
  const shown = { lines, settings, groups: [], seal: 'x', standing, final: undefined, names, said: undefined }
  const page = whole(finalPage({ place: boardPlace(role), ...shown }))
  expect([...page.matchAll(/name="do" value="(\w+)"/g)].map(([, act]) => act)).toEqual(buttons)
  for (const { name } of lines) expect(page).toContain(name)
})

test('a list that is final exactly so has no button, until something of it changes or the rule of two begins', () => {
  const final = { at: boardNow, by: otherOnBoard, lines: 3, holds: true, seal: 'x' }
  const shown = { lines: linesOnBoard(3), settings, groups: [], names, said: undefined, place: boardPlace() }
  const told = (more: Pick<FinalShown, 'standing' | 'final' | 'seal'>) => {
    const page = whole(finalPage({ ...shown, ...more }))
    return [page.includes('Exactly this list is final'), /name="do" value="(\w+)"/.exec(page)?.[1]]
  }
  const two = { kind: 'to-propose' } as const
  expect(told({ standing: two, seal: 'x', final })).toEqual([true, undefined])
  expect(told({ standing: two, seal: 'y', final })).toEqual([false, 'propose'])
  expect(told({ standing: two, seal: 'x', final: { ...final, holds: false } })).toEqual([false, 'propose'])
  expect(told({ standing: { kind: 'not-needed' }, seal: 'x', final })).toEqual([true, undefined])
  expect(told({ standing: { kind: 'not-needed' }, seal: 'y', final })).toEqual([false, 'finalize'])
})

test('the one who is asked has a button for every status, and a field shows what was typed wrong', () => {
  const [first] = all
  if (!first) throw new Error('there is no row')
  const fields = { ...fieldsOf(first), email: 'no<body' }
  const errors = [{ field: 'email', said: 'Enter an e-mail address' }]
  const shown = { row: first, fields, errors, members: [], link: 'https://letters.example/join/x', said: undefined }
  const page = whole(askPage({ place: boardPlace(), count: undefined, ...shown }))
  expect([...page.matchAll(/name="status"\s+value="([\w-]+)"/g)].map(([, status]) => status)).toEqual([
    'not-asked',
    'asked',
    'interested',
    'promised',
    'declined',
  ])
  expect(page).toContain('value="no&lt;body"')
})

test('each queue says how much waits since when, and leads to the list of its letter', () => {
  const { letter, now } = boardPlace()
  const none = { count: 0, oldest: undefined, letters: [] }
  const queues = { authorize: none, review: none, changed: none, mail: none, names: none }
  const some = { count: 4, oldest: new Date('2026-03-15T10:00:00Z'), letters: [{ letter: letter.id, count: 4 }] }
  const shown = { campaign: 'stairs', letters: [letter], language: 'en', now }
  const page = queuesSection({ ...shown, queues: { ...queues, authorize: some, names: some } }).toString()
  expect(page.match(/<dt>/g)).toHaveLength(5)
  expect(page).toContain('the oldest came 5 days ago')
  expect(page).toContain('href="/organize/c/stairs/l/march-2026/sign-ons?show=authorize"')
  expect(page).toContain('href="/organize/c/stairs/l/march-2026/sign-ons?show=names"')
  expect(page.match(/nothing/g)).toHaveLength(4)
})
