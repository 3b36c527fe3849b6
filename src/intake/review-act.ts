import { z } from 'zod'
import type { LineUse } from './review.ts'
import type { ProposedAddressee, ProposedSignatory } from './proposal.ts'

/** One thing that a person decides about a proposal. Kept in order; the last one can be taken back. */
export type ReviewAct =
  /** A doubtful name stays as it was proposed. */
  | { readonly act: 'keep'; readonly name: string }
  /** All names that are doubtful at this moment stay as they were proposed. */
  | { readonly act: 'keep-all' }
  /** Names that stand one after the other become these: renamed, joined or split. */
  | { readonly act: 'set'; readonly names: readonly string[]; readonly to: readonly SetName[] }
  /** Not a signatory; and back again. */
  | { readonly act: 'drop' | 'restore'; readonly name: string }
  /** A line that was not used is a name, a paragraph, or nothing; `open`: undecided again. */
  | { readonly act: 'line'; readonly edition: number; readonly line: number; readonly as: LineUse | 'open' }
  /** What stands around the list of one edition. */
  | { readonly act: 'text'; readonly edition: number; readonly to: ReviewedText }

/** What a name is set to: alone, so that all else stays, or with all else. */
export type SetName = { readonly name: string } | Omit<ProposedSignatory, 'doubt' | 'lines'>

/** The parts of a letter as a person typed them. */
export type ReviewedText = {
  readonly title: string | null
  readonly date: string | null
  readonly language: string
  readonly recipient: string | null
  readonly addressees: readonly ProposedAddressee[]
  readonly cc: readonly ProposedAddressee[]
  readonly salutation: string | null
  readonly paragraphs: readonly string[]
  readonly closing: string | null
}

const given = z.string().nullable()
const place = z.number().int().nonnegative()
const addressee = z.object({ name: given, title: given, organization: given })
const whole = z.object({
  name: z.string(),
  kind: z.enum(['organization', 'person']),
  title: given,
  affiliation: given,
  representative: given,
  group: given,
  country: given,
  note: given,
})
const name = z.union([whole, z.strictObject({ name: z.string() })])
const text = z.object({
  title: given,
  date: given,
  language: z.string(),
  recipient: given,
  addressees: z.array(addressee),
  cc: z.array(addressee),
  salutation: given,
  paragraphs: z.array(z.string()),
  closing: given,
})

const shape = z.discriminatedUnion('act', [
  z.object({ act: z.literal('keep'), name: z.string() }),
  z.object({ act: z.literal('keep-all') }),
  z.object({ act: z.literal('set'), names: z.array(z.string()).min(1), to: z.array(name).min(1) }),
  z.object({ act: z.enum(['drop', 'restore']), name: z.string() }),
  z.object({
    act: z.literal('line'),
    edition: place,
    line: place,
    as: z.enum(['name', 'paragraph', 'dismissed', 'open']),
  }),
  z.object({ act: z.literal('text'), edition: place, to: text }),
])

/** Reads an act as it is kept. @throws what zod throws, where it is none. */
export const parseReviewAct = (kept: unknown): ReviewAct => shape.parse(kept)
