import type { CampaignId, Means } from '#kernel'
import type { Database } from '#platform'
import type { Policy, PolicyWitness } from '#proof'
import { askWitness, witnessId, type SendText, type WitnessOutcome } from './ask-witness.ts'
import { logsOfWitness } from './store-witness.ts'

/** What a witness made of a log's newest checkpoint. */
export type WitnessReport = {
  readonly campaign: CampaignId
  /** As the policy names it. */
  readonly witness: string
  readonly outcome: WitnessOutcome
}

/**
 * Asks each witness of the policy that has an address to cosign the newest checkpoints it has not seen, all witnesses at
 * once and each one log after another. Never holds up the sealing of logs; one that does not answer is left alone for
 * the rest of this round. To be called after sealing.
 */
export async function cosignLogs(
  database: Database,
  policy: Policy,
  send: SendText,
  { now }: Pick<Means, 'now'>,
): Promise<readonly WitnessReport[]> {
  const reports = await Promise.all(
    reachable(policy).map(async (witness) => {
      const made: WitnessReport[] = []
      const id = witnessId(witness.verifier)
      for (const { campaign, seen } of await database.read((tx) => logsOfWitness(tx, id, { behind: true }))) {
        const outcome = await askWitness({ database, campaign, policy, witness, send, now }, seen)
        made.push({ campaign, witness: witness.name, outcome })
        if (outcome.kind === 'unreachable') break
      }
      return made
    }),
  )
  return reports.flat()
}

/** The witnesses that can be asked. */
export function reachable(policy: Policy): readonly (PolicyWitness & { readonly url: string })[] {
  return policy.witnesses.flatMap(({ url, ...witness }) => (url === undefined ? [] : [{ ...witness, url }]))
}
