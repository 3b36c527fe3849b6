import { sql } from 'kysely'
import type { CampaignId, LetterId, OrganizerId, SignOnId } from '#kernel'
import type { Tx } from '#platform'
import type { AskId } from './gathered.ts'
import type { AskStatus } from './gathered-board.ts'

/** Whom organizers ask. */
export type AskRow = {
  readonly id: AskId
  readonly letter: LetterId
  /** In the order in which they were entered. */
  readonly position: number
  readonly name: string
  readonly key: string
  readonly sealed: Buffer | undefined
  readonly mark: Buffer | undefined
  readonly domain: string | undefined
  readonly group: string | undefined
  readonly status: AskStatus
  readonly since: Date
  readonly nextOn: string | undefined
  readonly owner: OrganizerId | undefined
  readonly madeAt: Date
  readonly askedAt: Date | undefined
  readonly remindedAt: Date | undefined
  readonly reminders: number
  readonly returnedAt: Date | undefined
}

const columns = (row: AskRow) => ({
  letter_id: row.letter,
  position: row.position,
  name: row.name,
  strict_key: row.key,
  sealed: row.sealed ?? null,
  address_mark: row.mark ?? null,
  domain: row.domain ?? null,
  group_name: row.group ?? null,
  status: row.status,
  since: row.since,
  next_on: row.nextOn ?? null,
  owner_id: row.owner ?? null,
  made_at: row.madeAt,
  asked_at: row.askedAt ?? null,
  reminded_at: row.remindedAt ?? null,
  reminders: row.reminders,
  returned_at: row.returnedAt ?? null,
})

/** Adds asks. */
export async function insertAsks(tx: Tx, campaign: CampaignId, rows: readonly AskRow[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 1000)
    await tx
      .insertInto('organizations_ask')
      .values(rows.slice(i, i + 1000).map((row) => ({ campaign_id: campaign, ask_id: row.id, ...columns(row) })))
      .execute()
}

/** Writes what is kept of an ask. */
export async function updateAsk(tx: Tx, campaign: CampaignId, row: AskRow): Promise<void> {
  await tx
    .updateTable('organizations_ask')
    .set(columns(row))
    .where('campaign_id', '=', campaign)
    .where('ask_id', '=', row.id)
    .execute()
}

const askRows = (tx: Tx, campaign: CampaignId) =>
  tx.selectFrom('organizations_ask').selectAll().where('campaign_id', '=', campaign)

type Row = Awaited<ReturnType<ReturnType<typeof askRows>['execute']>>[number]

const askOf = (row: Row): AskRow => ({
  id: row.ask_id as AskId,
  letter: row.letter_id as LetterId,
  position: row.position,
  name: row.name,
  key: row.strict_key,
  sealed: row.sealed ?? undefined,
  mark: row.address_mark ?? undefined,
  domain: row.domain ?? undefined,
  group: row.group_name ?? undefined,
  status: row.status,
  since: row.since,
  nextOn: row.next_on ?? undefined,
  owner: (row.owner_id as OrganizerId | null) ?? undefined,
  madeAt: row.made_at,
  askedAt: row.asked_at ?? undefined,
  remindedAt: row.reminded_at ?? undefined,
  reminders: row.reminders,
  returnedAt: row.returned_at ?? undefined,
})

/** One ask. */
export async function findAsk(tx: Tx, campaign: CampaignId, ask: AskId): Promise<AskRow | undefined> {
  const row = await askRows(tx, campaign).where('ask_id', '=', ask).executeTakeFirst()
  return row && askOf(row)
}

/** Some asks. */
export async function findAsks(tx: Tx, campaign: CampaignId, asks: readonly AskId[]): Promise<readonly AskRow[]> {
  if (asks.length === 0) return []
  const rows = await askRows(tx, campaign).where('ask_id', 'in', asks).orderBy('position').execute()
  return rows.map(askOf)
}

/** All asks of a letter, in the order in which they were entered. */
export async function asksOf(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<readonly AskRow[]> {
  const rows = await askRows(tx, campaign)
    .where('letter_id', '=', letter)
    .orderBy('position')
    .orderBy('ask_id')
    .execute()
  return rows.map(askOf)
}

/** Asks that were mailed and did not sign on, of a letter. */
export async function unsignedAsks(tx: Tx, campaign: CampaignId, asks: readonly AskId[]): Promise<ReadonlySet<AskId>> {
  if (asks.length === 0) return new Set()
  const { rows } = await sql<{ readonly ask: AskId }>`
    select a.ask_id as ask from organizations_ask a
     where a.campaign_id = ${campaign} and a.ask_id = any(${asks}::uuid[])
       and not exists (select from organizations_sign_on s
                        where s.campaign_id = a.campaign_id and s.ask_id = a.ask_id)`.execute(tx)
  return new Set(rows.map(({ ask }) => ask))
}

/**
 * What those are called who were asked or signed on, by the ids of asks and sign-ons: for organizers. One question.
 */
export async function namesOnBoard(
  tx: Tx,
  campaign: CampaignId,
  ids: readonly string[],
): Promise<ReadonlyMap<AskId | SignOnId, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ readonly id: AskId | SignOnId; readonly name: string }>`
    select ask_id as id, name from organizations_ask
     where campaign_id = ${campaign} and ask_id = any(${ids}::uuid[])
    union all
    select sign_on_id, name from organizations_sign_on
     where campaign_id = ${campaign} and sign_on_id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
