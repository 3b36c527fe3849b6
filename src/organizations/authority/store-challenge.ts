import { sql } from 'kysely'
import type { CampaignId, LetterId, OrganizationId } from '#kernel'
import type { DomainName, Tx } from '#platform'
import type { AskedChallenge, ChallengeId, KeptChallenge } from './challenge.ts'
import type { Challenge, TextHash } from './proof-subject.ts'

const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex')

/** Adds a challenge. */
export async function insertChallenge(tx: Tx, one: KeptChallenge): Promise<void> {
  await tx
    .insertInto('organizations_challenge')
    .values({
      campaign_id: one.campaign,
      challenge_id: one.id,
      organization_id: one.organization,
      letter_id: one.letter,
      domain: one.domain,
      text_hash: bytesOf(one.textHash),
      challenge: bytesOf(one.challenge),
      made_at: one.madeAt,
      ends_at: one.endsAt,
    })
    .execute()
}

/** How many challenges of an organization on a letter can still be answered. */
export async function countOpenChallenges(
  tx: Tx,
  campaign: CampaignId,
  { organization, letter }: Pick<AskedChallenge, 'organization' | 'letter'>,
  at: Date,
): Promise<number> {
  const { open } = await tx
    .selectFrom('organizations_challenge')
    .select(sql<number>`count(*)::int`.as('open'))
    .where('campaign_id', '=', campaign)
    .where('organization_id', '=', organization)
    .where('letter_id', '=', letter)
    .where('used_at', 'is', null)
    .where('ends_at', '>', at)
    .executeTakeFirstOrThrow()
  return open
}

/** The challenges of these random bits: one, or none. */
export async function findChallenges(tx: Tx, challenge: Challenge): Promise<readonly KeptChallenge[]> {
  const rows = await tx
    .selectFrom('organizations_challenge')
    .selectAll()
    .where('challenge', '=', bytesOf(challenge))
    .execute()
  return rows.map((row) => ({
    campaign: row.campaign_id as CampaignId,
    id: row.challenge_id as ChallengeId,
    organization: row.organization_id as OrganizationId,
    letter: row.letter_id as LetterId,
    domain: row.domain as DomainName,
    textHash: row.text_hash.toString('hex') as TextHash,
    challenge: row.challenge.toString('hex') as Challenge,
    madeAt: row.made_at,
    endsAt: row.ends_at,
    usedAt: row.used_at ?? undefined,
  }))
}

/**
 * Uses a challenge up.
 * @returns whether it was open: of two who do so at once, one is told no.
 */
export async function useChallenge(tx: Tx, campaign: CampaignId, id: ChallengeId, at: Date): Promise<boolean> {
  const rows = await tx
    .updateTable('organizations_challenge')
    .set({ used_at: at })
    .where('campaign_id', '=', campaign)
    .where('challenge_id', '=', id)
    .where('used_at', 'is', null)
    .returning('challenge_id')
    .execute()
  return rows.length > 0
}

/** The challenges of a campaign that counted, with the texts they asked for. */
export async function usedChallenges(
  tx: Tx,
  campaign: CampaignId,
): Promise<readonly Pick<KeptChallenge, 'id' | 'textHash'>[]> {
  const rows = await tx
    .selectFrom('organizations_challenge')
    .select(['challenge_id', 'text_hash'])
    .where('campaign_id', '=', campaign)
    .where('used_at', 'is not', null)
    .execute()
  return rows.map((row) => ({
    id: row.challenge_id as ChallengeId,
    textHash: row.text_hash.toString('hex') as TextHash,
  }))
}
