import { sql } from 'kysely'
import type { LetterId } from '#kernel'
import type { Letter, LetterState } from './letter.ts'

/** What every list of letters tells of each, as its columns hold it. */
export type LetterFactsRow = {
  readonly id: LetterId
  readonly slug: string
  readonly title: string
  readonly language: string
  readonly state: LetterState
  readonly embargoUntil: Date | null
  readonly closedAt: Date | null
  readonly signOnUntil: Date | null
}

/** The columns of {@link LetterFactsRow}, of a `letters_letter` that the question calls `l`. */
export const letterFactColumns = sql`
  l.letter_id as id, l.slug, l.title, l.language, l.state, l.embargo_until as "embargoUntil",
  l.closed_at as "closedAt", l.sign_on_until as "signOnUntil"`

/** Every version of every edition beside a letter `l`: editions `e`, recipients `r`, versions `v`; none leaves the letter alone. */
export const versionsOfLetter = sql`
  left join letters_edition e on (e.campaign_id, e.letter_id) = (l.campaign_id, l.letter_id)
  left join letters_recipient r on (r.campaign_id, r.recipient_id) = (e.campaign_id, e.recipient_id)
  left join letters_version v on (v.campaign_id, v.edition_id) = (e.campaign_id, e.edition_id)`

/** The moments of a row as a letter has them. */
export const momentsOf = (
  row: Pick<LetterFactsRow, 'embargoUntil' | 'closedAt' | 'signOnUntil'>,
): Pick<Letter, 'embargoUntil' | 'closedAt' | 'signOnUntil'> => ({
  embargoUntil: row.embargoUntil ?? undefined,
  closedAt: row.closedAt ?? undefined,
  signOnUntil: row.signOnUntil ?? undefined,
})
