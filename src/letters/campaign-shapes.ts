import { parsePartialDate, parseVersionHash, type PartialDate, type VersionHash } from '#kernel'
import * as z from 'zod'
import { letterStates } from './letter.ts'

/** The first line of every campaign folder: each format has more keys than the one before, and nothing else. */
export const folderFormats = [
  'undersigned campaign folder 1',
  'undersigned campaign folder 2',
  'undersigned campaign folder 3',
] as const

const format = z.enum(folderFormats, `The format must be ${folderFormats.map((one) => `“${one}”`).join(' or ')}.`)

/** What is not a text that PostgreSQL and UTF-8 can hold. */
export const isKeepable = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

/** A value left empty in YAML is a value left out. */
const blank = (value: unknown): unknown => (value === '' || value === null ? undefined : value)

const anyText = z
  .string('A text is expected here.')
  .refine(isKeepable, 'This text holds a character that no text can keep.')
const text = anyText.min(1, 'This must not be empty.')
const optional = z.preprocess(blank, text.optional())
const list = <Item extends z.ZodType>(item: Item, most: number) =>
  z.preprocess(
    (value) => blank(value) ?? [],
    z.array(item, 'A list is expected here.').max(most, `At most ${most} can stand here.`),
  )
const things = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'invalid_type' ? 'Keys with values are expected here.' : undefined),
  })

const moment = z.string('A moment is expected here.').transform((typed, context): Date => {
  const found = momentOf(typed)
  if (found) return found
  context.addIssue(`“${typed}” is not a moment; write one like 2026-12-01T09:00:00Z.`)
  return z.NEVER
})

/** Reads a moment with its zone (ISO 8601), to the millisecond. */
function momentOf(typed: string): Date | undefined {
  const match = /^((?:19[7-9]|2\d\d)\d-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/.exec(typed)
  const read = new Date(typed)
  // `Date` moves February 30 into March instead of refusing it.
  return match && parsePartialDate(match[1] ?? '') && !Number.isNaN(read.getTime()) ? read : undefined
}

const date = z.string('A date is expected here.').transform((typed, context): PartialDate => {
  const found = parsePartialDate(typed)
  if (found) return found
  context.addIssue(`“${typed}” is not a date; write 2026-12-01, 2026-12 or 2026.`)
  return z.NEVER
})

const hash = z.string('A hash is expected here.').transform((typed, context): VersionHash => {
  const found = parseVersionHash(typed)
  if (found) return found
  context.addIssue(`“${typed}” is not a SHA-256: 64 digits and letters a to f.`)
  return z.NEVER
})

const number = z
  .string('A number is expected here.')
  .regex(/^[1-9]\d{0,8}$/, 'A whole number from 1 is expected here.')
  .transform(Number)

const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.enum(words, `This must be ${words.join(', ')}.`)

const addressee = things({ name: optional, title: optional, organization: optional }).refine(
  (one) => one.name !== undefined || one.title !== undefined || one.organization !== undefined,
  'An addressee has a name, a title or an organization.',
)

const version = things({
  number,
  hash,
  'frozen-at': moment,
  change: z.preprocess(blank, oneOf('correction', 'change').optional()),
  file: optional,
  demands: list(things({ slug: anyText, wording: anyText }), 1000),
})

const edition = things({
  slug: text,
  recipient: text,
  language: text,
  title: optional,
  date: z.preprocess(blank, date.optional()),
  salutation: optional,
  closing: optional,
  addressees: list(addressee, 1000),
  copies: list(addressee, 1000),
  versions: list(version, 10_000),
})

/** `campaign.yaml`. */
export const campaignShape = things({
  format,
  slug: text,
  title: text,
  language: text,
  'time-zone': text,
  summary: z.preprocess((value) => blank(value) ?? '', anyText),
  'lead-organization': optional,
  recipients: list(things({ slug: text, name: text, 'full-name': optional }), 1000),
  letters: list(text, 1000),
})

const endorsement = things({ name: text, title: optional, group: optional, words: optional, source: optional })

/** `letters/…/letter.yaml`. */
export const letterShape = things({
  title: text,
  language: text,
  state: z.enum([...letterStates], `The state must be ${letterStates.join(', ')}.`),
  'embargo-until': z.preprocess(blank, moment.optional()),
  'closed-at': z.preprocess(blank, moment.optional()),
  'sign-on-until': z.preprocess(blank, moment.optional()),
  follows: optional,
  list: z.preprocess(
    (value) => blank(value) ?? {},
    things({
      ordering: z.preprocess(blank, oneOf('as-printed', 'alphabetical').optional()),
      articles: z.preprocess(blank, oneOf('kept', 'skipped').optional()),
      groups: list(text, 1000).refine((names) => new Set(names).size === names.length, 'A heading stands here twice.'),
    }),
  ),
  notes: list(things({ at: moment, text }), 1000),
  endorsements: list(endorsement, 1000),
  editions: list(edition, 1000),
})

/** Of `campaign.yaml` only whose folder it is; other keys may be what they like. */
export const folderShape = z.looseObject({ format, slug: text })

/** `campaign.yaml` as it reads and as it is written. */
export type CampaignFile = z.output<typeof campaignShape>
/** `letter.yaml` as it reads. */
export type LetterFile = z.output<typeof letterShape>
