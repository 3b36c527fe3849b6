import { expect, test } from 'vitest'
import type { PartialDate, RecipientId } from '#kernel'
import { comparisonAt, recipientAt, remindersDue, responseRates, type CellSentence } from '#responses'
import { builtRecord } from './kit/built-record.ts'
import { corpusIsHere } from './kit/corpus.ts'
import { commonDemand } from './kit/real-record.ts'

const day = (text: string): PartialDate => text as PartialDate

/** What a cell's words in the table of expectations come to. */
const phrases = [
  ['entity', 'entity-scope'],
  ['product', 'product-scope'],
  ['verb scope', 'verb-scope'],
  ['open-ended', 'open-ended-until'],
  ['police only', 'customer-scope'],
  ['one year', 'time-limited'],
  ['exceptions', 'carve-out'],
  ['until a federal law', 'conditional-on-law'],
] as const

function holds(sentence: CellSentence, words: string): void {
  if (words.startsWith('no commitment')) {
    expect(sentence.kind).toBe('no-commitment')
    const [promised] = /\d{4}-\d{2}-\d{2}/.exec(words) ?? []
    const deadlines = sentence.kind === 'no-commitment' ? sentence.beside.map(({ deadline }) => deadline) : []
    if (promised !== undefined) expect(deadlines).toContain(promised)
    return
  }
  expect(words).toMatch(/^commitment, in part/)
  expect(sentence).toMatchObject({ kind: 'commitment', covers: 'part' })
  if (sentence.kind !== 'commitment') return
  const limits = words.slice(0, words.indexOf(')'))
  for (const [phrase, way] of phrases) if (limits.includes(phrase)) expect(sentence.loopholes).toContain(way)
  expect(sentence.expires).toBe(/expires (\S+)/.exec(words)?.[1])
  expect(sentence.expiryRemovedOn).toBe(/removed on (\S+)/.exec(words)?.[1])
}

test.skipIf(!corpusIsHere)('the real record shows its nine cells, as of each of the three days', () => {
  const { real, record } = builtRecord()
  let seen = 0
  const before = new Map<string, CellSentence>()
  for (const [on, cells] of real.cells) {
    const row = comparisonAt(record, day(on)).rows.find(({ demand }) => demand === commonDemand)
    for (const cell of row?.cells ?? []) {
      const words = cells.get(cell.recipient) ?? ''
      if (words === 'as before') expect(cell.sentence).toEqual(before.get(cell.recipient))
      else holds(cell.sentence, words)
      before.set(cell.recipient, cell.sentence)
      // No deadline was ever stated, so that nothing was overdue, however long nobody answered.
      expect(cell.correspondence.derived).toBe('awaiting-response')
      expect(cell.answer).toBeUndefined()
      expect(cell.demand).toBeDefined()
      seen += 1
    }
  }
  expect(seen).toBe(9)
})

test.skipIf(!corpusIsHere)(
  'each recipient’s page has its demands, its promises, the others’ promises and what is open',
  () => {
    const { real, record } = builtRecord()
    const views = real.recipients.map(({ slug }) => recipientAt(record, slug as RecipientId, day('2020-07-01')))
    const promised = views.map((view) => view?.commitments.length)
    for (const [index, view] of views.entries()) {
      expect(view?.demands.length).toBeGreaterThanOrEqual(1)
      expect(view?.commitments.length).toBeGreaterThanOrEqual(1)
      expect(new Set(view?.others.map(({ recipient }) => recipient.id)).size).toBe(2)
      expect(view?.open.filter(({ kind }) => kind === 'unanswered')).toHaveLength(view?.demands.length ?? -1)
      expect(view?.open.some(({ kind }) => kind === 'not-committed')).toBe(true)
      expect(view?.timeline.length).toBeGreaterThan(promised[index] ?? 0)
    }
    // One promise has its own deadline, which had passed unjudged.
    expect(views.flatMap((view) => view?.open.filter(({ kind }) => kind === 'deadline-passed') ?? [])).toHaveLength(1)
    expect(responseRates(record, day('2021-06-01'))).toMatchObject({
      delivered: { count: 0, of: 3 },
      replied: { count: 0, of: 0 },
    })
  },
)

test.skipIf(!corpusIsHere)('every one of the 39 facts is on record', () => {
  const { real, record } = builtRecord()
  expect(real.facts.size).toBe(39)
  const onRecord = new Set([
    ...record.notes.map(({ wording }) => wording.words),
    ...record.demands.map(({ wording }) => wording),
    ...record.assessments.map(({ reason }) => reason),
    ...record.commitments.flatMap(({ characterizations }) => characterizations.map(({ words }) => words)),
  ])
  const missing = [...real.facts].filter(([, { kind, words }]) => kind !== 'L' && !onRecord.has(words))
  expect(missing).toEqual([])
  // What is not a fact about a recipient is in the letters themselves.
  expect([...real.facts.values()].filter(({ kind }) => kind === 'L')).toHaveLength(7)
})

test.skipIf(!corpusIsHere)('three wordings of one promise stand beside it, each with the words it dropped', () => {
  const { record } = builtRecord()
  const worded = record.commitments.toSorted((a, b) => b.characterizations.length - a.characterizations.length)[0]
  expect(worded?.characterizations).toHaveLength(3)
  const view = recipientAt(record, worded?.recipient ?? ('' as RecipientId), day('2019-01-15'))
  const one = view?.commitments.find(({ commitment }) => commitment.id === worded?.id)
  for (const { differs } of one?.characterizations ?? [])
    expect(differs.statement.some(({ isMissing }) => isMissing)).toBe(true)
})

test.skipIf(!corpusIsHere)('before the promise of one year ran out, the organizers were reminded', () => {
  const { record } = builtRecord()
  const due = remindersDue(record, day('2021-05-12'))
  expect(due).toMatchObject([{ kind: 'expires', dueOn: '2021-06-10', daysLeft: 29 }])
  expect(remindersDue(record, day('2020-06-11')).filter(({ kind }) => kind === 'expires')).toEqual([])
  // Once it was extended without an end, there is nothing left to remind of.
  expect(remindersDue(record, day('2021-06-03'))).toEqual([])
})
