import { allRoles, type Role } from '../../src/accounts/index.ts'
import { deliveryComposers } from '../../src/delivery/index.ts'
import type { CampaignId, Means, OrganizerId } from '../../src/kernel/index.ts'
import type { ComposedMail, Database } from '../../src/platform/index.ts'
import { joined } from './accounts.ts'
import { vaultForTests } from './signatures.ts'

/** Somebody in each role of a campaign, and the addresses of those who may deliver. */
export async function joinedTo(
  database: Database,
  campaign: CampaignId,
  means: Means,
): Promise<{ readonly byRole: readonly (readonly [Role, OrganizerId])[]; readonly mayDeliver: readonly string[] }> {
  const byRole: (readonly [Role, OrganizerId])[] = []
  for (const role of allRoles) {
    const { organizer } = await joined(database, `${role}-${campaign.slice(-6)}`, means, { campaign, role })
    byRole.push([role, organizer])
  }
  const mayDeliver = ['lead', 'editor'].map((role) => `${role}-${campaign.slice(-6)}@coalition.example`)
  return { byRole, mayDeliver }
}

/** Makes every mail that reminds organizers, as the mailer would, and takes them from the queue. */
export async function composedReminders(database: Database, means: Means): Promise<readonly ComposedMail[]> {
  const kind = 'delivery.reminder'
  const desk = 'https://letters.example/organize/home'
  return database.transaction(async (tx) => {
    const rows = await tx.deleteFrom('platform_mail').where('kind', '=', kind).returningAll().execute()
    const notes = rows.map((row) => ({
      ...{ id: row.mail_id, kind, dueAt: row.due_at, nextAt: row.next_at },
      ...{ composedBefore: row.composed, tries: row.tries, doubts: row.doubts },
      ids: Object.fromEntries(Object.entries(row.ids ?? {}).map(([name, id]) => [name, String(id)])),
    }))
    const mails = await deliveryComposers(vaultForTests, { replyHost: undefined, desk })[kind]?.(tx, notes, means.now())
    return (mails ?? []).flatMap((mail) => (mail === undefined || mail === 'later' ? [] : [mail]))
  })
}
