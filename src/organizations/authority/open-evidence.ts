import { Fault, type CampaignId, type OrganizationId } from '#kernel'
import type { Tx, Vault } from '#platform'
import { sha256 } from '#proof'
import { boundTo, type EvidenceId, type ShownEvidence } from './evidence.ts'
import { clearEvidence, sealedEvidence } from './store-evidence.ts'

/** What was shown to whoever judged a piece of evidence; `undefined` when there is none, or it was forgotten. */
export async function openShown(
  tx: Tx,
  vault: Vault,
  campaign: CampaignId,
  id: EvidenceId,
): Promise<ShownEvidence | undefined> {
  const { sealed } = await sealedEvidence(tx, campaign, id)
  return sealed && shownIn(vault, campaign, id, sealed)
}

/** The same, from what is sealed of it. */
export function shownIn(vault: Vault, campaign: CampaignId, id: EvidenceId, sealed: Buffer): ShownEvidence {
  return parseShown(opened(vault, sealed, boundTo(campaign, id, 'shown')))
}

/** The mail of a piece of evidence, byte for byte as it came; `undefined` when there is none, or it was forgotten. */
export async function openRaw(tx: Tx, vault: Vault, campaign: CampaignId, id: EvidenceId): Promise<Buffer | undefined> {
  const { rawSealed, rawHash } = await sealedEvidence(tx, campaign, id)
  if (!rawSealed) return undefined
  const raw = Buffer.from(opened(vault, rawSealed, boundTo(campaign, id, 'raw')), 'latin1')
  if (!rawHash?.equals(Buffer.from(sha256(raw))))
    throw new Fault('bad-state', 'a mail kept as evidence is not the one that came')
  return raw
}

/**
 * Forgets the representatives of an organization: names, addresses, notes and mails of its evidence go, its level, its
 * day and the hashes stay.
 * @returns how many pieces of evidence lost something.
 */
export async function forgetRepresentatives(
  tx: Tx,
  campaign: CampaignId,
  organization: OrganizationId,
  { now }: { readonly now: () => Date },
): Promise<number> {
  return clearEvidence(tx, campaign, organization, now())
}

function opened(vault: Vault, sealed: Buffer, bound: string): string {
  const plain = vault.open(sealed, bound)
  if (plain === undefined) throw new Fault('bad-state', 'what was sealed of evidence does not open')
  return plain
}

function parseShown(text: string): ShownEvidence {
  const parsed: Readonly<Record<string, unknown>> = JSON.parse(text)
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]))
}
