import fc from 'fast-check'
import type {
  CommitmentId,
  FileHash,
  PartialDate,
  RecipientId,
  RecordEventId,
  ReplyId,
} from '../../src/kernel/index.ts'
import type { Happening, RecordEvent } from '../../src/responses/event.ts'
import { answerValues, commitmentStages, coverages, loopholes, replyKinds } from '../../src/responses/vocabulary.ts'

const recipients = ['r1', 'r2', 'r3'].map((id) => id as RecipientId)
const replies = ['p1', 'p2', 'p3'].map((id) => id as ReplyId)
const commitments = ['c1', 'c2', 'c3'].map((id) => id as CommitmentId)
const demands = ['stop', 'tell', 'debate']

/** A date of two years, as exact as it happens to be known. */
export const someDate: fc.Arbitrary<PartialDate> = fc
  .tuple(fc.integer({ min: 2026, max: 2027 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .chain(([year, month, day]) => {
    const two = (n: number) => String(n).padStart(2, '0')
    return fc.constantFrom(`${year}-${two(month)}-${two(day)}`, `${year}-${two(month)}`, `${year}`)
  })
  .map((date) => date as PartialDate)

/** A whole day of these years. */
export const someDay: fc.Arbitrary<PartialDate> = someDate
  .map((date) => `${date}-15-15`.slice(0, 10) as PartialDate)
  .filter((day) => !Number.isNaN(Date.parse(day)))

const words = fc.constantFrom('We will not sell scores.', 'We may stop.', 'No score until records are open.')
const wording = words.map((said) => ({
  words: said,
  speaker: undefined,
  source: undefined,
  capture: undefined,
  quote: undefined,
}))
const terms = fc.record({
  scope: fc.constantFrom({}, { actor: ['landlords'] }, { product: ['Tenquil'] }),
  conditions: fc.constant([]),
  carveOuts: fc.constantFrom<readonly string[]>([], ['Larkmoor']),
  deadline: fc.option(someDate, { nil: undefined }),
  expires: fc.option(someDate, { nil: undefined }),
  loopholes: fc.subarray([...loopholes]),
})

const happening: fc.Arbitrary<Happening> = fc
  .tuple(someDate, fc.constantFrom(...recipients))
  .chain(([on, recipient]): fc.Arbitrary<Happening> => {
    const about = { on, recipient }
    const commitment = fc.constantFrom(...commitments)
    const reply = fc.constantFrom(...replies)
    return fc.oneof(
      fc
        .record({ demand: fc.constantFrom(...demands), wording: words, scope: fc.constant({}) })
        .map((facts) => ({ ...about, kind: 'demand-put' as const, facts })),
      fc.record({ reply, kind: fc.constantFrom(...replyKinds) }).map(({ reply: id, kind }) => ({
        ...about,
        kind: 'reply-published' as const,
        facts: {
          reply: id,
          kind,
          channel: 'post' as const,
          text: 'Thank you.',
          proof: { kind: 'reviewed' as const },
          message: '00'.repeat(32) as FileHash,
          attachments: [],
        },
      })),
      fc
        .record({ reply, kind: fc.constantFrom(...replyKinds) })
        .map((facts) => ({ ...about, kind: 'reply-classified' as const, facts })),
      fc
        .record({ reply, demand: fc.constantFrom(...demands), value: fc.constantFrom(...answerValues) })
        .map((facts) => ({ ...about, kind: 'demand-answered' as const, facts })),
      fc
        .record({ commitment, title: fc.constant('A promise'), wording, terms })
        .map((facts) => ({ ...about, kind: 'commitment-stated' as const, facts })),
      fc
        .record({ commitment, stage: fc.constantFrom(...commitmentStages.slice(1)), wording, terms })
        .map((facts) => ({ ...about, kind: 'commitment-revised' as const, facts })),
      fc
        .record({
          commitment,
          demand: fc.constantFrom(...demands),
          covers: fc.constantFrom(...coverages),
          wider: fc.constant([]),
        })
        .map((facts) => ({ ...about, kind: 'demand-linked' as const, facts })),
    )
  })

/** Any events, as they were written down: each thing is put on record once, everything else as often as it likes. */
export const someEvents: fc.Arbitrary<readonly RecordEvent[]> = fc
  .array(happening, { maxLength: 40 })
  .map((all) => {
    const begun = new Set<string>()
    return all.filter((one) => {
      const key =
        one.kind === 'commitment-stated' ? one.facts.commitment : one.kind === 'reply-published' ? one.facts.reply : ''
      if (key === '') return true
      const isNew = !begun.has(key)
      begun.add(key)
      return isNew
    })
  })
  .map((all) =>
    all.map((one, index) => ({
      ...one,
      id: `e${index}` as RecordEventId,
      recordedAt: new Date(Date.UTC(2028, 0, 1, 0, 0, index)),
      hash: index.toString(16).padStart(64, '0') as FileHash,
      leafIndex: undefined,
    })),
  )

/** The recipients that these events are about. */
export const someRecipients = recipients.map((id) => ({ id, slug: id, name: id.toUpperCase() }))
