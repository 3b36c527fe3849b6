import type { CampaignId, SignatureId } from '#kernel'
import { signableLetters } from '#letters'
import type { Tx, Vault } from '#platform'
import { openPersonal } from './sealed.ts'
import type { MySignature } from './signature.ts'
import { consentsOf, settingsOf } from './store-settings.ts'
import { signaturesById, type SignatureRow } from './store-signature.ts'
import { namedLetter, namedVersions, unpackVersions } from './versions.ts'

/** A signature with all that is personal in it, for its bearer; `undefined` when there is none or it was erased. */
export async function mySignature(
  tx: Tx,
  campaign: CampaignId,
  id: SignatureId,
  vault: Vault,
): Promise<MySignature | undefined> {
  const [row] = await signaturesById(tx, [{ campaign, id }])
  return row && signatureOf(tx, row, vault)
}

async function signatureOf(tx: Tx, row: SignatureRow, vault: Vault): Promise<MySignature | undefined> {
  const { campaign, id, status, sealed } = row
  const letter = (await signableLetters(tx, [campaign], [row.letter], row.confirmedAt)).get(row.letter)
  if (!letter || !sealed || status === 'erased') return undefined
  const settings = (await settingsOf(tx, [campaign])).get(campaign)
  const consent = (await consentsOf(tx, campaign)).find(({ number }) => number === row.consent)
  const { commentState, showsName, hears, wishedAt, confirmedAt } = row
  return {
    id,
    letterId: row.letter,
    letter: namedLetter(letter),
    versions: namedVersions(letter, unpackVersions(row.versions)),
    index: row.index,
    status,
    ...openPersonal(vault, campaign, id, sealed),
    commentState,
    showsName,
    hears,
    hearFrom: settings?.hearFrom,
    consent: consent?.wording ?? '',
    wishedAt,
    confirmedAt,
    endedAt: row.endedAt ?? undefined,
  }
}

/**
 * Everything we hold of a signer as plain data, for a copy (GDPR Art. 15 and 20); `undefined` when there is nothing.
 * Of the keyed marks that serve the review it has the bytes, which tell nothing to whoever has not the keys.
 */
export async function copyOfData(
  tx: Tx,
  campaign: CampaignId,
  id: SignatureId,
  vault: Vault,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const [row] = await signaturesById(tx, [{ campaign, id }])
  const mine = row && (await signatureOf(tx, row, vault))
  if (!row || !mine) return undefined
  const { letterId: _letter, letter, index, ...facts } = mine
  return {
    ...facts,
    letter: { campaign: letter.campaignSlug, name: letter.slug, title: letter.title },
    leafInLog: index,
    seedOfCommitment: row.seed?.toString('hex'),
    keyedMarkOfAddress: row.mark?.toString('hex'),
    keyedMarksForReview: row.signals?.toString('hex'),
  }
}
