import { sql } from 'kysely'
import type { CampaignId, LetterId, OrganizationId, SignOnId } from '#kernel'
import type { DomainName, Tx } from '#platform'
import type { AskedChallenge, ChallengeId, KeptChallenge, ProvedFor } from './challenge.ts'
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
      sign_on_id: one.provedFor?.signOn ?? null,
      term: one.provedFor?.term ?? null,
    })
    .execute()
}

/** How many challenges of an organization on a letter can still be answered. */
export async function countOpenChallenges(
  tx: Tx,
  campaign: CampaignId,
  { organization, letter, provedFor }: Pick<AskedChallenge, 'organization' | 'letter' | 'provedFor'>,
  at: Date,
): Promise<number> {
  // Each line has its own: else whoever signs for another organization could use up its real representative's.
  const its = provedFor ? sql<boolean>`sign_on_id = ${provedFor.signOn}` : sql<boolean>`sign_on_id is null`
  const { open } = await tx
    .selectFrom('organizations_challenge')
    .select(sql<number>`count(*)::int`.as('open'))
    .where('campaign_id', '=', campaign)
    .where('organization_id', '=', organization)
    .where('letter_id', '=', letter)
    .where('used_at', 'is', null)
    .where('ends_at', '>', at)
    .where(its)
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
  return rows.map(challengeOf)
}

/** The newest challenge that was made for a representative and holds at a moment, used or not. */
export async function newestChallenge(
  tx: Tx,
  campaign: CampaignId,
  { signOn, term }: ProvedFor,
  at: Date,
): Promise<KeptChallenge | undefined> {
  const row = await tx
    .selectFrom('organizations_challenge')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .where('sign_on_id', '=', signOn)
    .where('term', '=', term)
    .where('ends_at', '>', at)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && challengeOf(row)
}

type Row = {
  readonly campaign_id: string
  readonly challenge_id: string
  readonly organization_id: string
  readonly letter_id: string
  readonly domain: string
  readonly text_hash: Buffer
  readonly challenge: Buffer
  readonly made_at: Date
  readonly ends_at: Date
  readonly used_at: Date | null
  readonly sign_on_id: string | null
  readonly term: number | null
}

function challengeOf(row: Row): KeptChallenge {
  return {
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
    provedFor:
      row.sign_on_id === null || row.term === null ? undefined : { signOn: row.sign_on_id as SignOnId, term: row.term },
  }
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
