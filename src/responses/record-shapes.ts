import * as z from 'zod'
import { parsePartialDate, type PartialDate } from '#kernel'
import {
  answerValues,
  assessmentValues,
  commitmentStages,
  correspondenceStates,
  coverages,
  loopholes,
  replyChannels,
  replyKinds,
  scopeDimensions,
  verifications,
} from './vocabulary.ts'

/** The first line of every record file. */
export const recordFormat = 'undersigned record 1'

const mostOfAKind = 2000
const longest = 100_000

/** A value left empty in YAML is a value left out. */
const blank = (value: unknown): unknown => (value === '' || value === null ? undefined : value)

const text = z
  .string('A text is expected here.')
  .min(1, 'This must not be empty.')
  .max(longest, `This is longer than ${longest} characters.`)
  .refine(
    (typed) => typed.isWellFormed() && !typed.includes('\0'),
    'This text holds a character that no text can keep.',
  )
  .transform((typed) => typed.normalize('NFC').trim())
const optional = <Shape extends z.ZodType>(shape: Shape) => z.preprocess(blank, shape.optional())
const list = <Item extends z.ZodType>(item: Item, most = mostOfAKind) =>
  z.preprocess(
    (value) => blank(value) ?? [],
    z.array(item, 'A list is expected here.').max(most, `At most ${most} can stand here.`),
  )
const things = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'invalid_type' ? 'Keys with values are expected here.' : undefined),
  })
const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, `This must be one of ${words.join(', ')}.`)
const date = z.string('A date is expected here.').transform((typed, context): PartialDate => {
  const found = parsePartialDate(typed)
  if (found) return found
  context.addIssue(`“${typed}” is not a date; write 2026-12-01, 2026-12 or 2026.`)
  return z.NEVER
})
const day = date.refine((typed) => typed.length === 10, 'This must be a day, as 2026-12-01.')
const number = z
  .string('A number is expected here.')
  .regex(/^[1-9]\d{0,5}$/, 'A whole number from 1 is expected here.')
  .transform(Number)

const scope = z.preprocess(
  (value) => blank(value) ?? {},
  things(
    Object.fromEntries(scopeDimensions.map((dimension) => [dimension, list(text, 50)] as const)) as {
      readonly [dimension in (typeof scopeDimensions)[number]]: ReturnType<typeof list<typeof text>>
    },
  ),
)

const words = { words: text, speaker: optional(text), source: optional(text) }

const terms = {
  scope,
  conditions: list(things({ text, decider: optional(text) }), 20),
  'carve-outs': list(text, 50),
  deadline: optional(date),
  expires: optional(day),
  loopholes: list(oneOf(loopholes), loopholes.length),
}

const source = things({
  key: text,
  title: text,
  url: optional(text),
  /** A page as it was saved, beside the record file. */
  file: optional(text),
  captured: optional(date),
})

const demand = things({
  key: text,
  title: text,
  asked: list(
    things({
      recipient: text,
      on: date,
      words: text,
      letter: optional(text),
      edition: optional(text),
      scope,
    }),
  ),
})

const delivery = things({
  key: text,
  recipient: text,
  letter: text,
  edition: text,
  channel: oneOf(replyChannels),
  on: day,
  became: optional(oneOf(['sent', 'delivered', 'failed'])),
  to: list(things({ name: text, post: optional(text) }), 20),
  deadline: optional(day),
  'follow-up': optional(day),
  note: optional(text),
})

const reply = things({
  key: text,
  recipient: text,
  on: day,
  kind: oneOf(replyKinds),
  channel: oneOf(replyChannels),
  author: optional(text),
  delivery: optional(text),
  words: text,
  file: optional(text),
  answers: list(
    things({
      demand: text,
      value: oneOf(answerValues),
      words: optional(text),
      note: optional(text),
    }),
  ),
})

const commitment = things({
  key: text,
  recipient: text,
  title: text,
  on: date,
  ...words,
  reply: optional(text),
  ...terms,
  links: list(
    things({
      demand: text,
      on: optional(date),
      covers: oneOf(coverages),
      wider: list(oneOf(scopeDimensions), scopeDimensions.length),
      note: optional(text),
    }),
  ),
  revisions: list(things({ on: date, stage: oneOf(commitmentStages), ...words, ...terms }), 200),
  characterizations: list(things({ on: date, by: text, words: text, source: optional(text) }), 200),
})

const assessment = things({
  recipient: text,
  on: day,
  commitment: optional(text),
  demand: optional(text),
  value: oneOf(assessmentValues),
  reason: text,
  rubric: text,
  version: number,
  evidence: list(
    things({
      side: oneOf(['for', 'against']),
      note: text,
      source: optional(text),
      words: optional(text),
      verification: oneOf(verifications),
    }),
    100,
  ),
  reading: optional(oneOf(verifications)),
  asked: optional(things({ on: day, until: day })),
  comment: optional(things({ on: day, words: text })),
}).refine(
  (one) => (one.commitment === undefined) !== (one.demand === undefined),
  'An assessment is of a commitment or of a demand.',
)

/** A record file, docs/formats/record.md. */
export const recordShape = things({
  format: z.literal(recordFormat, `The format must be “${recordFormat}”.`),
  sources: list(source),
  rubrics: list(things({ name: text, version: number, words: text }), 100),
  demands: list(demand, 200),
  deliveries: list(delivery),
  correspondence: list(
    things({
      recipient: text,
      on: date,
      state: oneOf(correspondenceStates),
      note: optional(text),
    }),
  ),
  replies: list(reply),
  commitments: list(commitment),
  notes: list(
    things({
      recipient: text,
      on: date,
      kind: oneOf(['statement', 'workers', 'fact', 'deflection']),
      ...words,
      demand: optional(text),
    }),
  ),
  assessments: list(assessment),
})

/** What stands in a record file. */
export type RecordFile = z.output<typeof recordShape>
