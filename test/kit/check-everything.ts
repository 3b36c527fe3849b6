import { checkAccounts } from '../../src/accounts/index.ts'
import { checkEvidence, evidenceCampaigns } from '../../src/evidence/index.ts'
import { checkDeliveries, deliveringCampaigns } from '../../src/delivery/index.ts'
import type { CampaignId } from '../../src/kernel/index.ts'
import { checkLog, hasLog } from '../../src/ledger/index.ts'
import { checkLetters } from '../../src/letters/index.ts'
import { checkAuthority, checkSignOns, gatheringCampaigns } from '../../src/organizations/index.ts'
import type { Database, Vault } from '../../src/platform/index.ts'
import { checkRecord, recordedCampaigns } from '../../src/responses/index.ts'
import { checkSignatures, signingCampaigns } from '../../src/signatures/index.ts'

/**
 * Recomputes every log of a database from its leaves, and compares every signature, every sign-on, all evidence of authority, every
 * text of a letter, every delivery, every campaign’s record, and what organizers hold with the trail of their acts, on one snapshot.
 * @param vault also opens what is sealed and compares it with what the leaves commit to.
 * @returns a sentence for each thing that is not as it should be; none when all is well.
 */
export async function checkEverything(database: Database, vault?: Vault): Promise<readonly string[]> {
  return database.read(async (tx) => {
    const problems = [...(await checkAccounts(tx, vault)), ...(await checkLetters(tx))]
    for (const campaign of await evidenceCampaigns(tx)) problems.push(...(await checkEvidence(tx, campaign)))
    const campaigns = new Set([
      ...(await signingCampaigns(tx)),
      ...(await gatheringCampaigns(tx)),
      ...(await deliveringCampaigns(tx)),
      ...(await recordedCampaigns(tx)),
    ])
    for (const campaign of campaigns) problems.push(...(await problemsOf(campaign)))
    return problems

    async function problemsOf(campaign: CampaignId): Promise<readonly string[]> {
      return [
        ...((await hasLog(tx, campaign)) ? await checkLog(tx, campaign) : []),
        ...(await checkSignatures(tx, campaign, vault)),
        ...(await checkAuthority(tx, campaign, vault)),
        ...(await checkSignOns(tx, campaign, vault)),
        ...(await checkDeliveries(tx, campaign, vault)),
        ...(await checkRecord(tx, campaign)),
      ]
    }
  })
}
