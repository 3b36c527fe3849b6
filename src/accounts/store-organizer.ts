import { sql } from 'kysely'
import type { CampaignId, OrganizerId } from '#kernel'
import type { Tx } from '#platform'

/** An organizer as their row has them. */
export type OrganizerRow = {
  readonly id: OrganizerId
  readonly mark: Buffer | null
  readonly sealed: Buffer | null
  readonly isOperator: boolean
  readonly mayCreate: boolean
  readonly invitedAt: Date
  readonly joinedAt: Date | null
  readonly endedAt: Date | null
}

const columns = sql`organizer_id as id, address_mark as mark, sealed, is_operator as "isOperator",
  may_create as "mayCreate", invited_at as "invitedAt", joined_at as "joinedAt", ended_at as "endedAt"`

/**
 * Makes whoever else asks for the same name wait until this transaction ends: for rows that may not be there yet, which
 * nothing else could lock.
 */
export async function waitForTurn(tx: Tx, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`accounts ${name}`}, 0))`.execute(tx)
}

/** The organizer with an address, whatever became of them; locked until the transaction ends where that is asked. */
export async function organizerByMark(tx: Tx, mark: Buffer, lock = false): Promise<OrganizerRow | undefined> {
  const { rows } = await sql<OrganizerRow>`
    select ${columns} from accounts_organizer where address_mark = ${mark} ${lock ? sql`for update` : sql``}`.execute(
    tx,
  )
  return rows[0]
}

/** An organizer, whatever became of them. */
export async function organizerById(tx: Tx, id: OrganizerId): Promise<OrganizerRow | undefined> {
  const { rows } = await sql<OrganizerRow>`
    select ${columns} from accounts_organizer where organizer_id = ${id}`.execute(tx)
  return rows[0]
}

/** An organizer whom nobody else can change until the transaction ends. */
export async function lockOrganizer(tx: Tx, id: OrganizerId): Promise<OrganizerRow | undefined> {
  const { rows } = await sql<OrganizerRow>`
    select ${columns} from accounts_organizer where organizer_id = ${id} for update`.execute(tx)
  return rows[0]
}

/** Every operator who could sign in now, locked until the transaction ends. */
export async function lockOperators(tx: Tx): Promise<readonly OrganizerId[]> {
  const { rows } = await sql<{ readonly id: OrganizerId }>`
    select organizer_id as id from accounts_organizer
     where is_operator and joined_at is not null order by organizer_id for update`.execute(tx)
  return rows.map(({ id }) => id)
}

/** All organizers of whom anything is left, those that came first first. */
export async function allOrganizers(tx: Tx): Promise<readonly OrganizerRow[]> {
  const { rows } = await sql<OrganizerRow>`
    select ${columns} from accounts_organizer where sealed is not null order by invited_at, organizer_id`.execute(tx)
  return rows
}

/** Those of some organizers of whom anything is left. */
export async function organizersByIds(tx: Tx, ids: readonly OrganizerId[]): Promise<readonly OrganizerRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<OrganizerRow>`
    select ${columns} from accounts_organizer where organizer_id = any(${ids}::uuid[]) and sealed is not null`.execute(
    tx,
  )
  return rows
}

/** Everybody with a role in a campaign of whom anything is left, those who have it longest first. */
export async function organizersIn(
  tx: Tx,
  campaign: CampaignId,
): Promise<readonly (Pick<OrganizerRow, 'id'> & { readonly sealed: Buffer })[]> {
  const { rows } = await sql<Pick<OrganizerRow, 'id'> & { readonly sealed: Buffer }>`
    select o.organizer_id as id, o.sealed from accounts_role r join accounts_organizer o using (organizer_id)
     where r.campaign_id = ${campaign} and o.sealed is not null order by r.since, r.organizer_id`.execute(tx)
  return rows
}

/** Whether anybody has ever signed in. */
export async function hasAnybodyJoined(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select from accounts_organizer where joined_at is not null limit 1`.execute(tx)
  return rows.length > 0
}

/** Keeps a new organizer. */
export async function insertOrganizer(tx: Tx, row: OrganizerRow): Promise<void> {
  await tx
    .insertInto('accounts_organizer')
    .values({
      organizer_id: row.id,
      address_mark: row.mark,
      sealed: row.sealed,
      is_operator: row.isOperator,
      may_create: row.mayCreate,
      invited_at: row.invitedAt,
      joined_at: row.joinedAt,
      ended_at: row.endedAt,
    })
    .execute()
}

/** Writes what changed of an organizer. */
export async function updateOrganizer(
  tx: Tx,
  id: OrganizerId,
  change: Partial<Omit<OrganizerRow, 'id' | 'invitedAt'>>,
): Promise<void> {
  await tx
    .updateTable('accounts_organizer')
    .set({
      ...(change.mark !== undefined && { address_mark: change.mark }),
      ...(change.sealed !== undefined && { sealed: change.sealed }),
      ...(change.isOperator !== undefined && { is_operator: change.isOperator }),
      ...(change.mayCreate !== undefined && { may_create: change.mayCreate }),
      ...(change.joinedAt !== undefined && { joined_at: change.joinedAt }),
      ...(change.endedAt !== undefined && { ended_at: change.endedAt }),
    })
    .where('organizer_id', '=', id)
    .execute()
}
