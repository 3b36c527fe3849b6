import { may, organizerFor, rolesOf } from '#accounts'
import type { CampaignId, OrganizerId } from '#kernel'
import type { MailIds, Tx, Vault } from '#platform'

/** Whoever a mail is for, as far as it may still be sent. */
export type Writer = { readonly email: string; readonly language: string }

/** Who is named in a mail's ids, as long as they write in its campaign: nobody else is told what goes on there. */
export async function writerOf(tx: Tx, vault: Vault, ids: MailIds): Promise<Writer | undefined> {
  const campaign = (ids['campaign'] ?? '') as CampaignId
  const organizer = (ids['organizer'] ?? '') as OrganizerId
  const person = await organizerFor(tx, vault, organizer)
  if (person?.email === undefined || person.endedAt) return undefined
  if (!may((await rolesOf(tx, campaign)).get(organizer), 'write')) return undefined
  return { email: person.email, language: person.language }
}
