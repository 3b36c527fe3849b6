import type { CampaignId, LetterId } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'
import type { Supporter } from './signature.ts'
import type { SignatureRow } from './store-signature.ts'

type ShownRow = {
  readonly index: number
  readonly name: string
  readonly place: string | null
  readonly occupation: string | null
  readonly comment: string | null
}

const columns = sql.raw(`s.leaf_index as index, s.shown_name as name, s.shown_place as place,
  s.shown_occupation as occupation, s.shown_comment as comment`)

const supporterOf = ({ index, name, place, occupation, comment }: ShownRow): Supporter => ({
  index,
  name,
  place: place ?? undefined,
  occupation: occupation ?? undefined,
  comment: comment ?? undefined,
})

/** Names shown for a letter, from after a leaf. */
export async function shownAfter(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  afterIndex: number,
  limit: number,
): Promise<readonly Supporter[]> {
  const { rows } = await sql<ShownRow>`
    select ${columns} from signatures_signature s
     where s.campaign_id = ${campaign} and s.letter_id = ${letter} and s.shown_name is not null
       and s.leaf_index > ${afterIndex}
     order by s.leaf_index limit ${limit}`.execute(tx)
  return rows.map(supporterOf)
}

/** What is looked for: folded words, each the beginning of some word of a name. */
export type WordSearch = {
  readonly campaign: CampaignId
  readonly letter: LetterId
  readonly words: readonly string[]
  /** Names have to have these very words; else words that begin so. */
  readonly whole: boolean
  readonly limit: number
}

/** Among the earliest names of a letter, so many, those that have words which begin so. */
export async function earliestWithWords(
  tx: Tx,
  { campaign, letter, words, limit }: Omit<WordSearch, 'whole'>,
  among: number,
): Promise<readonly Supporter[]> {
  const fits = sql.join(
    words.map((word) => sql`' ' || s.shown_key like ${`% ${word}%`}`),
    sql` and `,
  )
  const { rows } = await sql<ShownRow>`
    select ${columns} from (
      select leaf_index, shown_name, shown_place, shown_occupation, shown_comment, shown_key
        from signatures_signature
       where campaign_id = ${campaign} and letter_id = ${letter} and shown_name is not null
       order by leaf_index limit ${among}) as s
     where ${fits} order by leaf_index limit ${limit}`.execute(tx)
  return rows.map(supporterOf)
}

/** Names shown for a letter that have all of some words, by the index of words: all are found before the first is read. */
export async function shownWithWords(
  tx: Tx,
  { campaign, letter, words, whole, limit }: WordSearch,
): Promise<readonly Supporter[]> {
  // The index holds each word behind the end of its letter's id. Words are letters and digits only: nothing to escape.
  const query = words.map((word) => `'${letter.slice(-6)}${word}'${whole ? '' : ':*'}`).join(' & ')
  // Left to itself the planner may read all rows for a word that it takes for common; found or not, the index is quicker.
  await sql`set local enable_seqscan = off`.execute(tx)
  const { rows } = await sql<ShownRow>`
    select * from (
      select ${columns} from signatures_signature s
       where signatures_words(s.letter_id, s.shown_key) @@ ${query}::tsquery and s.shown_name is not null
         and s.campaign_id = ${campaign} and s.letter_id = ${letter}
       limit ${limit}) as found
     order by index`.execute(tx)
  await sql`set local enable_seqscan = on`.execute(tx)
  return rows.map(supporterOf)
}

/** Shown signatures of some leaves, with what their openings are made of. */
export async function shownBetween(
  tx: Tx,
  campaign: CampaignId,
  first: number,
  last: number,
): Promise<readonly Pick<SignatureRow, 'id' | 'index' | 'sealed' | 'seed'>[]> {
  const { rows } = await sql<Pick<SignatureRow, 'id' | 'index' | 'sealed' | 'seed'>>`
    select signature_id as id, leaf_index as index, sealed, seed from signatures_signature
     where campaign_id = ${campaign} and leaf_index between ${first} and ${last} and shown_name is not null
     order by leaf_index`.execute(tx)
  return rows
}

/**
 * What stands on the public list of a letter before a leaf, as a few characters: other ones whenever a name, or what stands
 * beside it, came there, went or changed. Reads every row: some 50 ms for 100,000.
 */
export async function shownMark(tx: Tx, campaign: CampaignId, letter: LetterId, before: number): Promise<string> {
  const { rows } = await sql<{ readonly mark: string }>`
    select count(*) || '.' || coalesce(sum(hashtextextended(
             concat_ws(E'\\n', shown_name, 'p' || shown_place, 'o' || shown_occupation), leaf_index)), 0) as mark
      from signatures_signature
     where campaign_id = ${campaign} and letter_id = ${letter} and shown_name is not null
       and leaf_index < ${before}`.execute(tx)
  return rows[0]?.mark ?? ''
}
