import { newId, type CampaignId, type DeliveryId, type FileHash, type Means, type PartialDate } from '#kernel'
import { fileFacts, type Tx } from '#platform'
import type { By, DeliveryProof, ProofId } from './delivery.ts'
import type { ProofRow } from './store-proof.ts'

/** What an organizer adds as a proof. */
export type ProofFacts = {
  readonly by: By
  readonly delivery: DeliveryId
  readonly position?: number | undefined
  readonly on: PartialDate
  readonly courierNumber?: string | undefined
  readonly note?: string | undefined
}

/** A kept file, as a proof names it. */
export type ProofFile = { readonly hash: FileHash; readonly mediaType: string }

/** What some files are; `undefined` when the campaign does not keep one of them. */
export async function proofFiles(
  tx: Tx,
  campaign: CampaignId,
  hashes: readonly FileHash[],
): Promise<readonly ProofFile[] | undefined> {
  const found: ProofFile[] = []
  for (const hash of new Set(hashes)) {
    const facts = await fileFacts(tx, campaign, hash)
    if (!facts) return undefined
    found.push({ hash, mediaType: facts.mediaType })
  }
  return found
}

/** The rows of what an organizer adds: their word, where they say anything, and a file each. */
export function proofsOf(facts: ProofFacts, files: readonly ProofFile[], means: Means): readonly ProofRow[] {
  const { courierNumber, note } = facts
  const bare = bareProof(facts, means)
  const words = { courierNumber: courierNumber || undefined, note: note || undefined }
  const said = words.courierNumber !== undefined || words.note !== undefined
  return [
    ...(said ? [{ ...bare(), ...words, kind: 'statement' as const }] : []),
    ...files.map(({ hash, mediaType }) => ({ ...bare(), kind: 'file' as const, hash, file: hash, mediaType })),
  ]
}

/** Whether two proofs of a delivery that organizers added say the same. */
export function isSameProof(one: DeliveryProof, other: DeliveryProof): boolean {
  const keys = ['position', 'kind', 'on', 'hash', 'courierNumber', 'note'] as const
  return keys.every((key) => one[key] === other[key])
}

/** A proof of which nothing is said but whose it is, each with an id of its own. */
export const bareProof =
  ({ by, delivery, position, on }: Pick<ProofFacts, 'by' | 'delivery' | 'position' | 'on'>, means: Means) =>
  (): Omit<ProofRow, 'kind'> => ({
    ...{ id: newId<ProofId>(means), delivery, position, on, at: means.now(), by },
    ...{
      hash: undefined,
      file: undefined,
      mediaType: undefined,
      outcome: undefined,
      code: undefined,
      queueId: undefined,
    },
    ...{ messageHash: undefined, courierNumber: undefined, note: undefined, transcript: null, message: null },
  })
