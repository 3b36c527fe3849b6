import type { CampaignId, Means, SignatureId } from '#kernel'
import { signableLetters } from '#letters'
import type { Tx, Vault } from '#platform'
import { openPersonal } from './sealed.ts'
import { leadOf } from './store-also.ts'
import { readPending } from './store-pending.ts'
import { signaturesById } from './store-signature.ts'
import { namedLetter, namedVersions, unpackVersions } from './versions.ts'
import type { Peek } from './wish.ts'

/** What a confirmation link is about, for the page with the one button. Changes nothing: mail scanners open links, too. */
export async function peekPending(
  tx: Tx,
  campaign: CampaignId,
  id: SignatureId,
  vault: Vault,
  { now }: Pick<Means, 'now'>,
): Promise<Peek> {
  const [pending] = await readPending(tx, [{ campaign, id }])
  if (!pending) return peekSignature(tx, campaign, id, now())
  const letter = (await signableLetters(tx, [campaign], [pending.letter], now())).get(pending.letter)
  if (!letter) return { kind: 'gone' }
  const { name, email } = openPersonal(vault, campaign, id, pending.sealed)
  return {
    kind: 'pending',
    name,
    email,
    showsName: pending.showsName,
    letter: namedLetter(letter),
    versions: namedVersions(letter, unpackVersions(pending.versions)),
    isOpen: letter.isOpen,
  }
}

async function peekSignature(tx: Tx, campaign: CampaignId, id: SignatureId, at: Date): Promise<Peek> {
  const [row] = await signaturesById(tx, [{ campaign, id: (await leadOf(tx, { campaign, id })) ?? id }])
  const letter = row && (await signableLetters(tx, [campaign], [row.letter], at)).get(row.letter)
  return letter ? { kind: 'confirmed', signature: row.id, letter: namedLetter(letter) } : { kind: 'gone' }
}
