import type { CampaignId, SignOnId } from '#kernel'
import type { Tx } from '#platform'
import type { HomeId } from './gathered.ts'

/** A question to board or counsel. */
export type HomeRow = {
  readonly campaign: CampaignId
  readonly home: HomeId
  readonly signOn: SignOnId
  readonly term: number
  readonly askedAt: Date
}

/** An answer to it. */
export type AnswerRow = {
  readonly campaign: CampaignId
  readonly id: string
  readonly home: HomeId
  readonly answer: 'yes' | 'no' | 'question'
  readonly sealed: Buffer | undefined
  readonly at: Date
}

/** Adds a question. */
export async function insertHome(tx: Tx, row: HomeRow): Promise<void> {
  await tx
    .insertInto('organizations_home')
    .values({
      campaign_id: row.campaign,
      home_id: row.home,
      sign_on_id: row.signOn,
      term: row.term,
      asked_at: row.askedAt,
    })
    .execute()
}

const homeRows = (tx: Tx, campaign: CampaignId) =>
  tx.selectFrom('organizations_home').selectAll().where('campaign_id', '=', campaign)

type Row = Awaited<ReturnType<ReturnType<typeof homeRows>['execute']>>[number]

const homeOf = (campaign: CampaignId, row: Row): HomeRow => ({
  campaign,
  home: row.home_id as HomeId,
  signOn: row.sign_on_id as SignOnId,
  term: row.term,
  askedAt: row.asked_at,
})

/** One question, and until the transaction ends nobody else answers it. */
export async function findHome(
  tx: Tx,
  campaign: CampaignId,
  home: HomeId,
  isLocked = false,
): Promise<HomeRow | undefined> {
  const asked = homeRows(tx, campaign).where('home_id', '=', home)
  const row = await (isLocked ? asked.forUpdate() : asked).executeTakeFirst()
  return row && homeOf(campaign, row)
}

/** The questions about a sign-on, oldest first. */
export async function homesOf(tx: Tx, campaign: CampaignId, signOn: SignOnId): Promise<readonly HomeRow[]> {
  const rows = await homeRows(tx, campaign).where('sign_on_id', '=', signOn).orderBy('asked_at').execute()
  return rows.map((row) => homeOf(campaign, row))
}

/** Adds an answer. */
export async function insertAnswer(tx: Tx, row: AnswerRow): Promise<void> {
  await tx
    .insertInto('organizations_home_answer')
    .values({
      campaign_id: row.campaign,
      answer_id: row.id,
      home_id: row.home,
      answer: row.answer,
      sealed: row.sealed ?? null,
      at: row.at,
    })
    .execute()
}

/** The answers to some questions, oldest first. */
export async function answersOf(tx: Tx, campaign: CampaignId, homes: readonly HomeId[]): Promise<readonly AnswerRow[]> {
  if (homes.length === 0) return []
  const rows = await tx
    .selectFrom('organizations_home_answer')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .where('home_id', 'in', homes)
    .orderBy('at')
    .orderBy('answer_id')
    .execute()
  return rows.map((row) => answerOf(campaign, row))
}

type KeptAnswer = {
  readonly answer_id: string
  readonly home_id: string
  readonly answer: AnswerRow['answer']
  readonly sealed: Buffer | null
  readonly at: Date
}

const answerOf = (campaign: CampaignId, row: KeptAnswer): AnswerRow => ({
  campaign,
  id: row.answer_id,
  home: row.home_id as HomeId,
  answer: row.answer,
  sealed: row.sealed ?? undefined,
  at: row.at,
})

/** One answer. */
export async function findAnswer(tx: Tx, campaign: CampaignId, id: string): Promise<AnswerRow | undefined> {
  const row = await tx
    .selectFrom('organizations_home_answer')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .where('answer_id', '=', id)
    .executeTakeFirst()
  return row && answerOf(campaign, row)
}

/** Takes away who answered about a sign-on, and their words; that there was a yes or no stays. */
export async function clearAnswers(tx: Tx, campaign: CampaignId, signOn: SignOnId): Promise<void> {
  await tx
    .updateTable('organizations_home_answer as a')
    .set({ sealed: null })
    .from('organizations_home as h')
    .whereRef('h.campaign_id', '=', 'a.campaign_id')
    .whereRef('h.home_id', '=', 'a.home_id')
    .where('a.campaign_id', '=', campaign)
    .where('h.sign_on_id', '=', signOn)
    .execute()
}
