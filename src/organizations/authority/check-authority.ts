import type { CampaignId } from '#kernel'
import type { Tx, Vault } from '#platform'
import { counts } from './evidence.ts'
import { openRaw, openShown } from './open-evidence.ts'
import { usedChallenges } from './store-challenge.ts'
import { evidenceOfCampaign } from './store-evidence.ts'

/**
 * Compares the evidence of a campaign with its challenges: what counts used its challenge up, no challenge counted
 * twice, and each proof is of the text it was asked for.
 * @param vault also opens what is sealed, and compares each mail with its hash.
 * @returns a sentence for each thing that is not as it should be; none when all is well.
 */
export async function checkAuthority(tx: Tx, campaign: CampaignId, vault?: Vault): Promise<readonly string[]> {
  const evidence = await evidenceOfCampaign(tx, campaign)
  const challenges = new Map((await usedChallenges(tx, campaign)).map((one) => [one.id, one]))
  const problems: string[] = []
  const answered = new Map<string, number>()
  for (const one of evidence) {
    const challenge = one.challenge === undefined ? undefined : challenges.get(one.challenge)
    const hasCounted = one.verdict === 'proved' || (one.verdict === 'review' && one.judgement?.kind === 'accepted')
    if (hasCounted && challenge) answered.set(challenge.id, (answered.get(challenge.id) ?? 0) + 1)
    if (counts(one) && one.level !== 'call-back' && challenge?.textHash !== one.textHash)
      problems.push(`evidence ${one.id} counts, and no used challenge asked for it`)
    if (vault) problems.push(...(await sealsOf(tx, campaign, vault, one)))
  }
  for (const [id, times] of answered) if (times > 1) problems.push(`challenge ${id} counted ${times} times`)
  return problems
}

async function sealsOf(
  tx: Tx,
  campaign: CampaignId,
  vault: Vault,
  { id, forgotten }: { readonly id: Parameters<typeof openRaw>[3]; readonly forgotten: boolean },
): Promise<readonly string[]> {
  try {
    const shown = await openShown(tx, vault, campaign, id)
    await openRaw(tx, vault, campaign, id)
    return (shown === undefined) === forgotten ? [] : [`evidence ${id} has lost what was shown`]
  } catch (error) {
    return [`evidence ${id}: ${error instanceof Error ? error.message : 'does not open'}`]
  }
}
