import { sql } from 'kysely'
import type { CampaignId, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import type { InvitationId } from './ids.ts'
import type { Role } from './roles.ts'

/** An invitation that nobody has answered. */
export type InvitationRow = {
  readonly campaign: CampaignId
  readonly id: InvitationId
  readonly organizer: OrganizerId
  readonly role: Role
  readonly invitedBy: OrganizerId | null
  readonly invitedAt: Date
  readonly endsAt: Date
  /** When the mail came back, if it did. */
  readonly returnedAt: Date | null
}

/** How an invitation came to its end. */
export type InvitationEnd = 'accepted' | 'declined' | 'withdrawn' | 'replaced' | 'expired'

const columns = sql`campaign_id as campaign, invitation_id as id, organizer_id as organizer, role,
  invited_by as "invitedBy", invited_at as "invitedAt", ends_at as "endsAt", returned_at as "returnedAt"`

/** Keeps an invitation. */
export async function insertInvitation(tx: Tx, row: Omit<InvitationRow, 'returnedAt'>): Promise<void> {
  await tx
    .insertInto('accounts_invitation')
    .values({
      campaign_id: row.campaign,
      invitation_id: row.id,
      organizer_id: row.organizer,
      role: row.role,
      invited_by: row.invitedBy,
      invited_at: row.invitedAt,
      ends_at: row.endsAt,
    })
    .execute()
}

/** The open invitations of a campaign, the latest first. */
export async function invitationsTo(tx: Tx, campaign: CampaignId): Promise<readonly InvitationRow[]> {
  const { rows } = await sql<InvitationRow>`
    select ${columns} from accounts_invitation
     where campaign_id = ${campaign} and closed_at is null order by invited_at desc, invitation_id`.execute(tx)
  return rows
}

/** The open invitations to an organizer, by their campaigns. */
export async function invitationsOf(tx: Tx, organizer: OrganizerId): Promise<readonly InvitationRow[]> {
  const { rows } = await sql<InvitationRow>`
    select ${columns} from accounts_invitation
     where organizer_id = ${organizer} and closed_at is null order by campaign_id`.execute(tx)
  return rows
}

/** An open invitation. */
export async function invitationById(
  tx: Tx,
  campaign: CampaignId,
  id: InvitationId,
): Promise<InvitationRow | undefined> {
  const { rows } = await sql<InvitationRow>`
    select ${columns} from accounts_invitation
     where campaign_id = ${campaign} and invitation_id = ${id} and closed_at is null`.execute(tx)
  return rows[0]
}

/** Closes an open invitation. */
export async function closeInvitation(
  tx: Tx,
  { campaign, id }: Pick<InvitationRow, 'campaign' | 'id'>,
  as: InvitationEnd,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('accounts_invitation')
    .set({ closed_at: at, closed_as: as })
    .where('campaign_id', '=', campaign)
    .where('invitation_id', '=', id)
    .where('closed_at', 'is', null)
    .execute()
}

/** Notes that mails to organizers came back, on their open invitations. */
export async function markReturned(tx: Tx, signIns: readonly string[], at: Date): Promise<void> {
  if (signIns.length === 0) return
  await sql`
    update accounts_invitation set returned_at = ${at}
     where closed_at is null and returned_at is null and organizer_id in (
       select organizer_id from accounts_sign_in where sign_in_id = any(${signIns}::uuid[]))`.execute(tx)
}
