import { layout } from '../../src/web/layout.ts'
import type { PersonalPage } from '../../src/web/personal-page.ts'
import { counselPage } from '../../src/web/represent-counsel-page.ts'
import type { CounselFacts, JoinFacts, OwnFacts, OwnState } from '../../src/web/represent-facts.ts'
import { emptyJoinFields, joinTexts, type JoinFields } from '../../src/web/represent-fields.ts'
import { joinPage, joinSentPage } from '../../src/web/represent-join-page.ts'
import { eraseSignOnPage, withdrawSignOnPage } from '../../src/web/represent-leave-page.ts'
import { nothingPage } from '../../src/web/represent-nothing-page.ts'
import { ownPage } from '../../src/web/represent-own-page.ts'
import {
  corrected,
  counselFacts,
  exampleEditions,
  exampleLines,
  exampleProof,
  joinFacts,
  listOf,
  ownFacts,
} from './represent.ts'

// What the house itself writes; all else is words of somebody.
const ours: ReadonlySet<string> = new Set([
  ...['id', 'slug', 'hash', 'kind', 'state', 'level', 'worth', 'how', 'answer', 'language', 'timeZone', 'ordering'],
  ...['articles', 'link', 'letterPath', 'url', 'origin', 'versions', 'letter'],
])

/** The same facts with every text that somebody wrote replaced, if there is one to replace it by. */
function written<Facts>(facts: Facts, text: string | undefined): Facts {
  if (text === undefined) return facts
  const replaced = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return ours.has(key) ? value : text
    if (Array.isArray(value)) return value.map((one) => replaced(one, key))
    if (value === null || typeof value !== 'object' || value instanceof Date) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, name)]))
  }
  return replaced(facts, '') as Facts
}

const at = new Date('2026-04-02T09:00:00Z')
const [first] = exampleEditions
if (!first) throw new Error('the example has editions')
const now = corrected(first, 'renters', 'tenants')
const changes = [{ edition: now, earlier: first.text, number: 1 }]
const address = `https://letters.example/counsel/${'A1b2'.repeat(20)}`
const homes = [{ address, answers: [{ name: 'Bo Vale', answer: 'no' as const, words: 'Too late for us.', at }] }]
const evidence = [
  { level: 'mail', at, worth: 'refused' },
  { level: 'dns', at, worth: 'waits' },
  { level: 'file', at, worth: 'good' },
] as const
const all = {
  ...{ homes, evidence, proof: exampleProof, wishedName: 'Harbor Lights', successor: 'Bo Vale' },
  ...{ reason: 'Another branch signed for you.', group: 'Tenants', changed: changes, chosen: [now] },
}
const states: readonly OwnState[] = ['pending', 'considering', 'successor', 'signed', 'declined', 'withdrawn']

/**
 * Every page for representatives in every state it can have, by what it is.
 * @param text stands for everything that anybody wrote, where given: to break the pages with.
 */
export function everyState(text?: string): ReadonlyMap<string, PersonalPage> {
  const join: JoinFacts = written(joinFacts({ list: listOf(exampleLines, ['Tenants', 'Experts']) }), text)
  const typed = Object.fromEntries(joinTexts.map((name) => [name, text ?? 'Harbor Lights']))
  const fields: JoinFields = { ...emptyJoinFields(), ...typed, editions: join.editions.map(({ slug }) => slug) }
  const errors = [...joinTexts, 'editions', 'consent', 'successor', 'words'].map((field) => ({
    field,
    said: text ?? `Enter the ${field}`,
  }))
  const changed = written(changes, text)
  const own = (state: OwnState, more: Partial<OwnFacts> = {}): OwnFacts =>
    written(ownFacts({ ...all, state, ...more }), text)
  const counsel: CounselFacts = written(counselFacts(), text)
  const wrong = { typed, errors }
  return new Map([
    ['join', joinPage(join, { fields: emptyJoinFields() })],
    ['join as a person', joinPage(join, { fields: emptyJoinFields({ kind: 'person' }) })],
    ['join, one edition', joinPage({ ...join, editions: join.editions.slice(0, 1) }, { fields })],
    ['join, wrong', joinPage(join, { fields, errors, alike: [text ?? 'Harbor Lights, Inc.'] })],
    ['line', joinPage(join, { fields, line: true })],
    ['line of a person', joinPage(join, { fields: { ...fields, kind: 'person' }, line: true })],
    ['line without a name', joinPage(join, { fields: emptyJoinFields(), line: true })],
    ['join, changed', joinPage(join, { fields, changed })],
    ['sent', joinSentPage('en', { link: 'LINK', delaySeconds: Number.POSITIVE_INFINITY, takesMail: true })],
    ...(['closed', 'gone', 'broken', 'erased'] as const).map((why) => [why, nothingPage('en', why)] as const),
    ...states.map((state) => [`own, ${state}`, ownPage(own(state), { said: 'signed' })] as const),
    [
      'own, at rest',
      ownPage(own('signed', { level: 'mail', isAccepted: true, changed: [], printedTo: ['Verrolane'] })),
    ],
    ['own, without a website', ownPage(own('signed', { domain: undefined, proof: undefined }))],
    ['own, closed', ownPage(own('considering', { isOpen: false }))],
    ['own, wrong', ownPage(own('signed'), { wrong })],
    ['withdraw', withdrawSignOnPage(own('signed'))],
    ['erase', eraseSignOnPage(own('signed'), { backupDays: 30 })],
    ['counsel', counselPage(counsel, { said: 'question' })],
    ['counsel, wrong', counselPage(counsel, { typed: { name: text ?? '', words: text ?? '' }, errors })],
    ['counsel, closed', counselPage({ ...counsel, isOpen: false })],
  ])
}

/** A page in its frame, with its styles in it unless it names the file of them. */
export const documentOf = (page: PersonalPage): string =>
  layout(
    { trail: [], description: page.title, path: '/', listed: false, personal: true, ...page },
    { publicUrl: 'https://letters.example' },
  )
