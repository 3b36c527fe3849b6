import { sql } from 'kysely'
import type { CampaignId, LetterId, OrganizationId, SignOnId } from '#kernel'
import type { Tx } from '#platform'
import type { ChallengeId } from './challenge.ts'
import type { Evidence, EvidenceId, EvidenceReason } from './evidence.ts'
import type { TextHash } from './proof-subject.ts'

const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex')

/** How many pieces of evidence answered a challenge so far, locking the challenge against others who would add one. */
export async function countAnswers(tx: Tx, campaign: CampaignId, id: ChallengeId): Promise<number> {
  await tx
    .selectFrom('organizations_challenge')
    .select('challenge_id')
    .where('campaign_id', '=', campaign)
    .where('challenge_id', '=', id)
    .forUpdate()
    .execute()
  const { answers } = await tx
    .selectFrom('organizations_evidence')
    .select(sql<number>`count(*)::int`.as('answers'))
    .where('campaign_id', '=', campaign)
    .where('challenge_id', '=', id)
    .executeTakeFirstOrThrow()
  return answers
}

/** What is sealed of evidence. */
export type SealedEvidence = {
  readonly sealed: Buffer | undefined
  readonly rawSealed: Buffer | undefined
  readonly rawHash: Buffer | undefined
}

/** Evidence as its row is written. */
export type EvidenceRow = Omit<Evidence, 'judgement' | 'rawHash' | 'forgotten'> &
  SealedEvidence & { readonly campaign: CampaignId; readonly challenge: ChallengeId | undefined }

/** Adds a piece of evidence. */
export async function insertEvidence(tx: Tx, one: EvidenceRow): Promise<void> {
  await tx
    .insertInto('organizations_evidence')
    .values({
      campaign_id: one.campaign,
      evidence_id: one.id,
      organization_id: one.organization,
      letter_id: one.letter,
      challenge_id: one.challenge ?? null,
      level: one.level,
      text_hash: bytesOf(one.textHash),
      came_at: one.cameAt,
      verdict: one.verdict,
      reasons: one.reasons.join(' '),
      sealed: one.sealed ?? null,
      raw_sealed: one.rawSealed ?? null,
      raw_hash: one.rawHash ?? null,
      sign_on_id: one.provedFor?.signOn ?? null,
      term: one.provedFor?.term ?? null,
    })
    .execute()
}

const columns = [
  'evidence_id',
  'organization_id',
  'letter_id',
  'challenge_id',
  'level',
  'text_hash',
  'came_at',
  'verdict',
  'reasons',
  'judgement',
  'judged_by',
  'judged_at',
  'raw_hash',
  'forgotten_at',
  'sign_on_id',
  'term',
] as const

const askEvidence = (tx: Tx, campaign: CampaignId) =>
  tx.selectFrom('organizations_evidence').select(columns).where('campaign_id', '=', campaign).orderBy('came_at')

type Row = Awaited<ReturnType<ReturnType<typeof askEvidence>['execute']>>[number]

/** Evidence with the challenge it answered. */
export type AnsweringEvidence = Evidence & { readonly challenge: ChallengeId | undefined }

const evidenceOfRow = (row: Row): AnsweringEvidence => ({
  id: row.evidence_id as EvidenceId,
  organization: row.organization_id as OrganizationId,
  letter: row.letter_id as LetterId,
  challenge: (row.challenge_id as ChallengeId | null) ?? undefined,
  level: row.level,
  textHash: row.text_hash.toString('hex') as TextHash,
  cameAt: row.came_at,
  verdict: row.verdict,
  reasons: row.reasons.split(' ').filter((word) => word !== '') as EvidenceReason[],
  judgement:
    row.judgement === null || row.judged_by === null || row.judged_at === null
      ? undefined
      : { kind: row.judgement === 'accepted' ? 'accepted' : 'declined', by: row.judged_by, at: row.judged_at },
  rawHash: row.raw_hash?.toString('hex'),
  provedFor:
    row.sign_on_id === null || row.term === null ? undefined : { signOn: row.sign_on_id as SignOnId, term: row.term },
  forgotten: row.forgotten_at !== null,
})

/** All evidence for an organization, oldest first. */
export async function evidenceOf(
  tx: Tx,
  campaign: CampaignId,
  organization: OrganizationId,
): Promise<readonly Evidence[]> {
  const rows = await askEvidence(tx, campaign).where('organization_id', '=', organization).execute()
  return rows.map(evidenceOfRow)
}

type Bytes = 'text_hash' | 'raw_hash' | 'sealed'
type Moments = 'came_at' | 'judged_at' | 'forgotten_at'

/** What such a row is made of; never the mail itself, which may be large. */
export const jsonColumns = sql.join([...columns, 'sealed' as const].map((column) => sql.ref(`e.${column}`)))

/** A row of evidence as the database writes it as JSON: bytes as `\x` and hexadecimal digits, moments as ISO 8601. */
export type EvidenceJson = Omit<Row, Bytes | Moments> &
  Readonly<Record<'text_hash' | 'came_at', string>> &
  Readonly<Record<'raw_hash' | 'sealed' | 'judged_at' | 'forgotten_at', string | null>>

/** Evidence from such a row, with what is sealed of it. */
export function evidenceOfJson(row: EvidenceJson): {
  readonly evidence: Evidence
  readonly sealed: Buffer | undefined
} {
  const bytes = (text: string | null): Buffer | null => (text === null ? null : bytesOf(text.slice(2)))
  const moment = (text: string | null): Date | null => (text === null ? null : new Date(text))
  const evidence = evidenceOfRow({
    ...row,
    text_hash: bytesOf(row.text_hash.slice(2)),
    raw_hash: bytes(row.raw_hash),
    came_at: new Date(row.came_at),
    judged_at: moment(row.judged_at),
    forgotten_at: moment(row.forgotten_at),
  })
  return { evidence, sealed: bytes(row.sealed) ?? undefined }
}

/** All evidence for a letter, oldest first: for a list of all its organizations. */
export async function evidenceOfLetter(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<readonly Evidence[]> {
  const rows = await askEvidence(tx, campaign).where('letter_id', '=', letter).execute()
  return rows.map(evidenceOfRow)
}

/** All evidence of a campaign with the challenges it answered, oldest first. */
export async function evidenceOfCampaign(tx: Tx, campaign: CampaignId): Promise<readonly AnsweringEvidence[]> {
  const rows = await askEvidence(tx, campaign).execute()
  return rows.map(evidenceOfRow)
}

/** The evidence of a campaign that a person has to look at, oldest first. */
export async function waitingEvidence(tx: Tx, campaign: CampaignId): Promise<readonly Evidence[]> {
  const rows = await askEvidence(tx, campaign).where('verdict', '=', 'review').where('judgement', 'is', null).execute()
  return rows.map(evidenceOfRow)
}

/** One piece of evidence, locked until the transaction ends. */
export async function lockEvidence(
  tx: Tx,
  campaign: CampaignId,
  id: EvidenceId,
): Promise<AnsweringEvidence | undefined> {
  const row = await askEvidence(tx, campaign).where('evidence_id', '=', id).forUpdate().executeTakeFirst()
  return row && evidenceOfRow(row)
}

/** Writes what a person made of evidence. */
export async function writeJudgement(
  tx: Tx,
  campaign: CampaignId,
  id: EvidenceId,
  { kind, by, at }: NonNullable<Evidence['judgement']>,
): Promise<void> {
  await tx
    .updateTable('organizations_evidence')
    .set({ judgement: kind, judged_by: by, judged_at: at })
    .where('campaign_id', '=', campaign)
    .where('evidence_id', '=', id)
    .execute()
}

/** What is sealed of a piece of evidence; nothing once it is forgotten. */
export async function sealedEvidence(tx: Tx, campaign: CampaignId, id: EvidenceId): Promise<SealedEvidence> {
  const row = await tx
    .selectFrom('organizations_evidence')
    .select(['sealed', 'raw_sealed', 'raw_hash'])
    .where('campaign_id', '=', campaign)
    .where('evidence_id', '=', id)
    .executeTakeFirst()
  return {
    sealed: row?.sealed ?? undefined,
    rawSealed: row?.raw_sealed ?? undefined,
    rawHash: row?.raw_hash ?? undefined,
  }
}

/** Takes away what is personal of the evidence for an organization. @returns of how many pieces. */
export async function clearEvidence(
  tx: Tx,
  campaign: CampaignId,
  organization: OrganizationId,
  at: Date,
): Promise<number> {
  const rows = await tx
    .updateTable('organizations_evidence')
    .set({ sealed: null, raw_sealed: null, forgotten_at: at })
    .where('campaign_id', '=', campaign)
    .where('organization_id', '=', organization)
    .where('forgotten_at', 'is', null)
    .returning('evidence_id')
    .execute()
  return rows.length
}

/** Takes away what is personal of the evidence for one sign-on. @returns of how many pieces. */
export async function clearEvidenceOf(tx: Tx, campaign: CampaignId, signOn: SignOnId, at: Date): Promise<number> {
  const rows = await tx
    .updateTable('organizations_evidence')
    .set({ sealed: null, raw_sealed: null, forgotten_at: at })
    .where('campaign_id', '=', campaign)
    .where('sign_on_id', '=', signOn)
    .where('forgotten_at', 'is', null)
    .returning('evidence_id')
    .execute()
  return rows.length
}
