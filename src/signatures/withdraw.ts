import { Fault, type CampaignId, type Means, type SignatureId } from '#kernel'
import { append, lockLogs } from '#ledger'
import { signableLetters, type SignableLetter } from '#letters'
import type { Tx } from '#platform'
import { encodeLeaf } from '#proof'
import { nothingShown } from './sealed.ts'
import type { MineOutcome } from './signature.ts'
import { lockSignature, updateSignatures, type SignatureRow } from './store-signature.ts'
import { subjectsOf, withdrawn } from './subjects.ts'
import { unpackVersions } from './versions.ts'

/**
 * Withdraws a signature: its name is off the list at once, and a leaf takes it out of the count, also after delivery.
 * What we hold stays sealed until retention deletes it or it is erased; the same person may sign again.
 */
export async function withdraw(
  tx: Tx,
  campaign: CampaignId,
  id: SignatureId,
  { now }: Pick<Means, 'now'>,
): Promise<MineOutcome> {
  // The log first, as everywhere: who holds its lock knows that no signature ends or begins meanwhile.
  await lockLogs(tx, [campaign])
  const row = await lockSignature(tx, { campaign, id })
  if (!row || row.status === 'erased') return { kind: 'gone' }
  if (row.status === 'withdrawn') return { kind: 'done' }
  const at = now()
  await appendWithdrawal(tx, row, await letterOf(tx, row, at), at)
  await updateSignatures(tx, [
    {
      ...row,
      ...nothingShown,
      status: 'withdrawn',
      commentState: row.commentState === 'waiting' ? 'none' : row.commentState,
      endedAt: at,
    },
  ])
  return { kind: 'done' }
}

/** The letter of a signature. */
export async function letterOf(tx: Tx, { campaign, letter }: SignatureRow, at: Date): Promise<SignableLetter> {
  const found = (await signableLetters(tx, [campaign], [letter], at)).get(letter)
  if (!found) throw new Fault('bad-state', 'a signature without its letter')
  return found
}

/** Adds the `wd` leaf of a signature that was not withdrawn before. */
export async function appendWithdrawal(tx: Tx, row: SignatureRow, letter: SignableLetter, at: Date): Promise<void> {
  const subjects = subjectsOf(letter, unpackVersions(row.versions))
  const leaf = encodeLeaf({ t: 'wd', d: at.toISOString().slice(0, 10), i: row.index, v: 1 })
  await append(tx, row.campaign, [leaf], withdrawn(subjects, row.status === 'confirmed'))
}
