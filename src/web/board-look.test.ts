import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectionsOfAxe, openFolds, widthOf } from '../../test/kit/page-look.ts'
import {
  boardNow,
  boardPlace,
  detailOnBoard,
  linesOnBoard,
  organizerOnBoard,
  otherOnBoard,
  rowsOnBoard,
} from '../../test/kit/board.ts'
import { launchBrowser } from '../../test/kit/browser.ts'
import { html } from '#typeset'
import { askPage, fieldsOf } from './board-ask-page.ts'
import { asksPage } from './board-asks-page.ts'
import { chartOf, type ChartDay } from './board-chart.ts'
import { endorsementsPage, noEndorsement } from './board-endorsements-page.ts'
import { finalPage } from './board-final-page.ts'
import { boardFramed } from './board-frame.ts'
import { lineFieldsOf, linePage } from './board-line-page.ts'
import { listPageOf } from './board-list-page.ts'
import { namesPage } from './board-names-page.ts'
import { pastePage } from './board-paste-page.ts'
import { checkPaste, readPaste } from './board-paste.ts'
import { queuesSection } from './board-queues.ts'
import { rowsToShow, type BoardShow } from './board-rows.ts'
import { signOnPage } from './board-sign-on-page.ts'
import { signOnsPage } from './board-sign-ons-page.ts'
import { layout } from './layout.ts'
import type { PersonalPage } from './personal-page.ts'
import { organizerSheet } from './styles-organize.ts'

const place = boardPlace()
const all = rowsOnBoard(60)
const lines = linesOnBoard(60)
const [row, line, other] = [all[0], lines[0], lines[1]]
if (!row || !line || !other) throw new Error('there is nothing to show')
const names = new Map([[organizerOnBoard, 'Ola Operator']])
const errors = [{ field: 'email', said: 'Enter an e-mail address like name@example.org' }]
const settings = { ordering: 'alphabetical', articles: 'kept' } as const
const list = {
  place,
  lines,
  settings,
  groups: 'Friends',
  errors: [],
  twinsOf: () => ['Hаrbor'],
  after: undefined,
  said: undefined,
}
const people = {
  members: [{ organizer: organizerOnBoard, name: 'Ola Operator' }],
  link: 'https://letters.example/join/x',
}
const text = 'Harbor Lights, office@harbor.example\nNobody, x@\nOpen Mail, o@gmail.com\nNo Address'
const call = { spokeTo: '', foundAt: '', note: '' }

function board(show: BoardShow, rows = all): PersonalPage {
  const today = '2026-03-20'
  const shown = rowsToShow(rows, { show, find: '', today, now: boardNow }, 'en')
  const more = { show, find: '', after: undefined, today, owners: names, said: 'reminded', count: 2 } as const
  return asksPage({ place, all: rows, rows: shown, openLink: 'https://letters.example/join/x', ...more })
}

const days: readonly ChartDay[] = [
  { day: '2026-03-01' as never, added: 3, total: 3 },
  { day: '2026-03-09' as never, added: 40, total: 43 },
]
const waiting = { count: 3, oldest: boardNow, letters: [{ letter: place.letter.id, count: 3 }] }
const none = { count: 0, oldest: undefined, letters: [] }
const queues = { authorize: waiting, review: none, changed: none, names: waiting, mail: none }
const home = html`${queuesSection({ queues, campaign: 'stairs', letters: [place.letter], language: 'en', now: boardNow })}
${chartOf([{ of: 'organizations', days }], 'en')}`
const waitingFor = { kind: 'waiting', approval: '' as never, proposedBy: otherOnBoard, since: boardNow } as const

/** Every page around sign-ons in every state that looks otherwise than the others. */
const states: Readonly<Record<string, PersonalPage>> = {
  board: board('all'),
  today: board('today'),
  'empty board': board('all', []),
  ask: askPage({ place, row, fields: fieldsOf(row), errors, ...people, said: undefined, count: undefined }),
  paste: pastePage({
    place,
    text: '',
    errors: [],
    checked: undefined,
    seal: '',
    part: { again: 'x', before: 0, shown: 300, all: 420 },
    others: [{ slug: 'x', title: 'May' }],
  }),
  pasted: pastePage({
    place,
    text,
    errors: [],
    checked: checkPaste(readPaste(text), all),
    seal: 'x',
    part: undefined,
    others: [],
  }),
  'sign-ons': signOnsPage({ place, all, show: undefined, after: undefined }),
  queue: signOnsPage({ place, all, show: 'names', after: undefined }),
  'sign-on': signOnPage({ place, detail: detailOnBoard, call, errors: [], said: 'call-kept' }),
  list: listPageOf({ ...list, isTried: false }),
  'list tried': listPageOf({ ...list, isTried: true }),
  line: linePage({ ...list, line, groups: [], fields: lineFieldsOf(line), alike: ['Hаrbor'], isTried: true }),
  final: finalPage({ ...list, groups: [], seal: 'x', standing: waitingFor, final: undefined, names }),
  names: namesPage({
    place,
    doubts: [{ signOn: line.id, name: line.name, since: boardNow, others: [{ name: other.name, how: 'twin' }] }],
    after: undefined,
    said: 'settled',
  }),
  endorsements: endorsementsPage({
    place,
    endorsements: [
      { id: 'x' as never, name: 'Mara', title: 'Senator', group: 'Senate', words: 'Yes.', source: 'a speech' },
    ],
    fields: noEndorsement,
    errors: [],
    after: undefined,
    said: undefined,
  }),
  home: boardFramed(place, 'asks', { title: 'Home', main: home }),
}

/** A page with its sheet in it, since no server stands behind. */
function documentOf(page: PersonalPage): string {
  const about = {
    description: '',
    path: '/',
    trail: [],
    listed: false,
    personal: true,
    sheet: '/x.css',
    ...page,
  } as const
  const made = layout(about, { publicUrl: 'https://letters.example' })
  return made.replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${organizerSheet.text}</style>`)
}

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
}, 60_000)
afterAll(async () => browser?.close())

test.each([
  ['light', 320, 'every-rule'],
  ['dark', 1280, 'contrast-only'],
] as const)(
  'axe finds nothing to object to on any page around sign-ons, every fold open, and nothing stands out: %s, %i px',
  async (colorScheme, width, rules) => {
    const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 800 } })
    const page = await context.newPage()
    for (const [state, shown] of Object.entries(states)) {
      await page.setContent(documentOf(shown))
      await openFolds(page)
      expect([state, await objectionsOfAxe(page, rules)]).toEqual([state, []])
      const widest = await widthOf(page)
      expect([state, widest <= width]).toEqual([state, true])
    }
    await context.close()
  },
  120_000,
)
