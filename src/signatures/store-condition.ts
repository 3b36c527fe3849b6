import type { CampaignId, LetterId } from '#kernel'
import type { Tx } from '#platform'
import { sql, type RawBuilder } from 'kysely'
import type { StandingRow } from './store-review.ts'
import type { Condition, ConditionPart, ConditionSignal, MarkedPart } from './condition.ts'

/** What a condition is asked of: the signatures of one letter, as far as the log went when it was counted. */
export type ConditionScope = {
  readonly campaign: CampaignId
  readonly letter: LetterId
  readonly condition: Condition
  readonly beforeLeaf: number
}

const starts: Readonly<Record<MarkedPart, number>> = { near: 1, close: 9, domain: 17, shape: 25 }

const shown: Readonly<Record<ConditionSignal, RawBuilder<boolean>>> = Object.freeze({
  honeypot: sql<boolean>`get_byte(signals, 34) & 1 <> 0`,
  'no-token': sql<boolean>`get_byte(signals, 34) & 2 <> 0`,
  stale: sql<boolean>`get_byte(signals, 34) & 4 <> 0`,
  'cross-site': sql<boolean>`get_byte(signals, 34) & 8 <> 0`,
  'drawn-name': sql<boolean>`get_byte(signals, 34) & 16 <> 0`,
  'quick-form': sql<boolean>`get_byte(signals, 34) & 6 = 0 and get_byte(signals, 32) = 0 and get_byte(signals, 33) <= 6`,
  'quick-mail': sql<boolean>`confirmed_at - wished_at < interval '5 seconds'`,
})

function partHolds(part: ConditionPart): RawBuilder<boolean> {
  switch (part.kind) {
    case 'mark':
      return sql<boolean>`substring(signals from ${starts[part.of]}::integer for 8) = ${Buffer.from(part.mark, 'hex')}`
    case 'from':
      return sql<boolean>`confirmed_at >= ${part.at}`
    case 'until':
      return sql<boolean>`confirmed_at < ${part.at}`
    case 'leaves':
      return sql<boolean>`leaf_index between ${part.first} and ${part.last}`
    case 'signal':
      return sql<boolean>`(${shown[part.signal]})`
    default:
      return part satisfies never
  }
}

const matching = ({ campaign, letter, condition, beforeLeaf }: ConditionScope): RawBuilder<boolean> =>
  sql<boolean>`campaign_id = ${campaign} and letter_id = ${letter} and leaf_index < ${beforeLeaf}
    and status in ('confirmed', 'withheld') and ${sql.join(condition.parts.map(partHolds), sql` and `)}`

/** A signature as a sample. */
export type SampleRow = Pick<StandingRow, 'index' | 'id' | 'status' | 'sealed'>

/** How many signatures a condition is about, how many of them count now, and some of them, spread over all. */
export async function countMatching(
  tx: Tx,
  scope: ConditionScope,
  wanted: number,
): Promise<{ readonly matching: number; readonly counting: number; readonly sampled: readonly SampleRow[] }> {
  const { rows } = await sql<SampleRow & { readonly matching: number; readonly counting: number }>`
    select s.leaf_index as index, s.signature_id as id, s.status, s.sealed, found.matching, found.counting
      from (select leaf_index, row_number() over (order by leaf_index) - 1 as n, count(*) over () as matching,
                   count(*) filter (where status = 'confirmed') over () as counting
              from signatures_signature where ${matching(scope)}) as found
      join signatures_signature s on s.campaign_id = ${scope.campaign} and s.leaf_index = found.leaf_index
     where found.n % greatest(1, (found.matching + ${wanted} - 1) / ${wanted}) = 0
     order by s.leaf_index limit ${wanted}`.execute(tx)
  const { matching: all = 0, counting = 0 } = rows[0] ?? {}
  return { matching: all, counting, sampled: rows }
}

/** The next leaves it is about, ascending, from after one of them on. */
export async function matchingAfter(
  tx: Tx,
  scope: ConditionScope,
  after: number,
  limit: number,
): Promise<readonly number[]> {
  const { rows } = await sql<{ readonly index: number }>`
    select leaf_index as index from signatures_signature
     where leaf_index > ${after} and ${matching(scope)} order by leaf_index limit ${limit}`.execute(tx)
  return rows.map(({ index }) => index)
}
