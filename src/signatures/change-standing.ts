import type { CampaignId, LetterId, Means } from '#kernel'
import { append, lockLogs, type CountDelta } from '#ledger'
import { signableLetters, type SignableLetter } from '#letters'
import type { Tx, Vault } from '#platform'
import { encodeLeaf } from '#proof'
import { nothingShown, openPersonal, shownOf } from './sealed.ts'
import { heldLeaves, lockLeaves, setStandings, type ReviewAct, type StandingRow } from './store-review.ts'
import type { ShownColumns } from './store-signature.ts'
import { subjectsOf } from './subjects.ts'
import { unpackVersions } from './versions.ts'

/** What the log knows of a review: everything but a mere flag. */
export type StandingAct = Exclude<ReviewAct, 'flag'>

/** Most signatures whose standing changes in one transaction, and most indexes of one leaf (docs/formats/leaves.md). */
export const batchSize = 4096

/** Whom an act is about: what already stands so, or is its bearer's to change, stays. */
const touches: Readonly<Record<StandingAct, readonly string[]>> = {
  hold: ['confirmed'],
  free: ['withheld'],
  inv: ['confirmed', 'withheld'],
  uninv: ['invalidated'],
}

type Change = { readonly row: StandingRow; readonly after: 'confirmed' | 'withheld' | 'invalidated' }

/**
 * Holds, frees, invalidates or restores signatures by their leaves (at most {@link batchSize}): one leaf that names
 * them with the reason, the numbers, and their places on the public list, in the caller's transaction. Takes the log's
 * lock first, as confirming does.
 * @returns the indexes of those it changed; the same again changes nothing.
 */
export async function changeStanding(
  tx: Tx,
  campaign: CampaignId,
  wish: { readonly act: StandingAct; readonly reason: string; readonly indexes: readonly number[] },
  vault: Vault,
  { now }: Pick<Means, 'now'>,
): Promise<readonly number[]> {
  if (wish.indexes.length === 0) return []
  const at = now()
  await lockLogs(tx, [campaign])
  const rows = (await lockLeaves(tx, campaign, wish.indexes)).filter(({ status }) => touches[wish.act].includes(status))
  if (rows.length === 0) return []
  const indexes = rows.map(({ index }) => index)
  const held = wish.act === 'uninv' ? await heldLeaves(tx, campaign, indexes) : new Set<number>()
  const changes = rows.map((row): Change => ({ row, after: statusAfter(wish.act, held.has(row.index)) }))
  const letters = await signableLetters(tx, [campaign], [...new Set(rows.map(({ letter }) => letter))], at)
  const entry = encodeLeaf({ t: wish.act, d: at.toISOString().slice(0, 10), i: indexes, w: wish.reason, v: 1 })
  await append(tx, campaign, [entry], deltasOf(changes, letters))
  await setStandings(
    tx,
    campaign,
    changes.map(({ row, after }) => ({ index: row.index, status: after, ...shownAfter(row, after, campaign, vault) })),
  )
  return indexes
}

function statusAfter(act: StandingAct, isHeld: boolean): Change['after'] {
  if (act === 'inv') return 'invalidated'
  return act === 'hold' || isHeld ? 'withheld' : 'confirmed'
}

function deltasOf(changes: readonly Change[], letters: ReadonlyMap<LetterId, SignableLetter>): readonly CountDelta[] {
  return changes.flatMap(({ row, after }) => {
    const standing = Number(after === 'confirmed') - Number(row.status === 'confirmed')
    const letter = letters.get(row.letter)
    if (standing === 0 || letter === undefined) return []
    const subjects = subjectsOf(letter, unpackVersions(row.versions))
    return subjects.map((subject): CountDelta => ({ subject, standing, withdrawn: 0 }))
  })
}

function shownAfter(row: StandingRow, after: Change['after'], campaign: CampaignId, vault: Vault): ShownColumns {
  if (after !== 'confirmed' || !row.showsName || row.sealed === null) return nothingShown
  return shownOf(openPersonal(vault, campaign, row.id, row.sealed), row.commentState)
}
