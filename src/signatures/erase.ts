import { newId, type CampaignId, type Means, type SignatureId } from '#kernel'
import { append, lockLogs } from '#ledger'
import type { Tx } from '#platform'
import { encodeLeaf } from '#proof'
import { deleteAlso } from './store-also.ts'
import { forgetMails } from './store-mailed.ts'
import { wishesOf } from './store-wishes.ts'
import { deletePending, lockPending, lockSiblings, type IdKey } from './store-pending.ts'
import { eraseRow, lockSignature, signaturesById } from './store-signature.ts'
import { appendWithdrawal, letterOf } from './withdraw.ts'

/** What erasing came to; `counted`: the leaf still stands, and nobody can ever open it. */
export type EraseOutcome = { readonly kind: 'erased'; readonly counted: boolean } | { readonly kind: 'gone' }

/**
 * Erases what we hold of a signer: what is sealed, the seed without which the leaf can never be opened, every mark, and
 * wishes and mails that wait. While the letter gathers signatures this also withdraws: without the mark the same inbox
 * could sign again and be counted twice. Once it is closed, the count stays and an `er` leaf says what happened.
 */
export async function erase(tx: Tx, campaign: CampaignId, id: SignatureId, means: Means): Promise<EraseOutcome> {
  // Wishes before the log, as confirming: one whose mail is being made at this moment is waited for, not passed over.
  const waiting = await lockPending(tx, await waitingOf(tx, campaign, id))
  await lockLogs(tx, [campaign])
  const row = await lockSignature(tx, { campaign, id })
  if (!row?.mark || row.status === 'erased') return { kind: 'gone' }
  const at = means.now()
  const letter = await letterOf(tx, row, at)
  const mark = { campaign, letter: row.letter, mark: row.mark }
  const stays = letter.closedAt !== undefined && row.status !== 'withdrawn'
  if (stays)
    await append(tx, campaign, [encodeLeaf({ t: 'er', d: at.toISOString().slice(0, 10), i: row.index, v: 1 })], [])
  else if (row.status !== 'withdrawn') await appendWithdrawal(tx, row, letter, at)
  await eraseRow(tx, row, newId(means), at)
  await deleteAlso(tx, row)
  await deletePending(tx, [...waiting, ...(await lockSiblings(tx, [mark]))])
  await forgetMails(tx, mark)
  return { kind: 'erased', counted: stays && row.status === 'confirmed' }
}

async function waitingOf(tx: Tx, campaign: CampaignId, id: SignatureId): Promise<readonly IdKey[]> {
  const [row] = await signaturesById(tx, [{ campaign, id }])
  return row?.mark ? wishesOf(tx, { campaign, letter: row.letter, mark: row.mark }) : []
}
