import { sql } from 'kysely'
import type { CampaignId, LetterId, OrganizationId, OrganizerId, SignOnId } from '#kernel'
import type { Tx } from '#platform'
import type { AskId, Consent } from './gathered.ts'

/** A gathered line as it begins. */
export type NewLine = {
  readonly campaign: CampaignId
  readonly id: SignOnId
  readonly letter: LetterId
  readonly kind: 'organization' | 'person'
  readonly organization: OrganizationId | undefined
  readonly ask: AskId | undefined
  readonly name: string
  readonly group: string | undefined
  readonly title: string | undefined
  readonly affiliation: string | undefined
  readonly domain: string | undefined
  readonly domainFrom: 'organizers' | 'representative' | undefined
  readonly carries: boolean
  readonly confirmedAt: Date
}

/** Adds a gathered line behind all others of its letter. The list is locked. */
export async function insertLine(tx: Tx, line: NewLine): Promise<void> {
  await tx
    .insertInto('organizations_sign_on')
    .values((eb) => ({
      campaign_id: line.campaign,
      sign_on_id: line.id,
      letter_id: line.letter,
      position: eb
        .selectFrom('organizations_sign_on')
        .where('campaign_id', '=', line.campaign)
        .where('letter_id', '=', line.letter)
        .select(({ fn }) => sql<number>`${fn.coalesce(fn.max('position'), sql<number>`0`)} + 1`.as('next')),
      kind: line.kind,
      organization_id: line.organization ?? null,
      name: line.name,
      group_name: line.group ?? null,
      title: line.title ?? null,
      affiliation: line.affiliation ?? null,
      origin: 'gathered' as const,
      ask_id: line.ask ?? null,
      domain: line.domain ?? null,
      domain_from: line.domainFrom ?? null,
      carries: line.carries,
      confirmed_at: line.confirmedAt,
    }))
    .execute()
  // A list that is gathered has no print to follow: it goes by the alphabet until somebody says otherwise.
  await tx
    .insertInto('organizations_list')
    .values({ campaign_id: line.campaign, letter_id: line.letter, ordering: 'alphabetical', articles: 'kept' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What changes of a gathered line; `null` takes away, what is not named stays. */
export type LineChange = {
  readonly name?: string
  readonly letterheadName?: string | null
  readonly signatureName?: string | null
  readonly sortKey?: string | null
  readonly leadPosition?: number | null
  readonly group?: string | null
  readonly title?: string | null
  readonly affiliation?: string | null
  readonly wishedName?: string | null
  readonly carries?: boolean
  readonly term?: number
  readonly signedAt?: Date
  readonly withdrawnAt?: Date | null
  readonly domain?: { readonly name: string; readonly from: 'organizers' | 'representative' }
  readonly verdict?: {
    readonly kind: 'accepted' | 'declined'
    readonly by: OrganizerId | undefined
    readonly at: Date
    readonly reason: string | undefined
  }
}

/** Changes a line. */
export async function updateLine(tx: Tx, campaign: CampaignId, id: SignOnId, change: LineChange): Promise<void> {
  const { verdict, domain } = change
  await tx
    .updateTable('organizations_sign_on')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.letterheadName === undefined ? {} : { letterhead_name: change.letterheadName }),
      ...(change.signatureName === undefined ? {} : { signature_name: change.signatureName }),
      ...(change.sortKey === undefined ? {} : { sort_key: change.sortKey }),
      ...(change.leadPosition === undefined ? {} : { lead_position: change.leadPosition }),
      ...(change.group === undefined ? {} : { group_name: change.group }),
      ...(change.title === undefined ? {} : { title: change.title }),
      ...(change.affiliation === undefined ? {} : { affiliation: change.affiliation }),
      ...(change.wishedName === undefined ? {} : { wished_name: change.wishedName }),
      ...(change.carries === undefined ? {} : { carries: change.carries }),
      ...(change.term === undefined ? {} : { term: change.term }),
      ...(change.signedAt === undefined ? {} : { signed_at: change.signedAt }),
      ...(change.withdrawnAt === undefined ? {} : { withdrawn_at: change.withdrawnAt }),
      ...(domain ? { domain: domain.name, domain_from: domain.from } : {}),
      ...(verdict
        ? {
            verdict: verdict.kind,
            judged_by: verdict.by ?? null,
            judged_at: verdict.at,
            reason: verdict.reason ?? null,
          }
        : {}),
    })
    .where('campaign_id', '=', campaign)
    .where('sign_on_id', '=', id)
    .execute()
}

/** Adds yeses to words; one that is there already stays as it was given. */
export async function insertConsents(
  tx: Tx,
  campaign: CampaignId,
  consents: readonly (Consent & { readonly signOn: SignOnId })[],
): Promise<void> {
  for (let i = 0; i < consents.length; i += 2000) {
    const batch = consents.slice(i, i + 2000)
    await tx
      .insertInto('organizations_consent')
      .values(
        batch.map(({ signOn, edition, hash, number, term, how, at }) => ({
          campaign_id: campaign,
          sign_on_id: signOn,
          edition_id: edition,
          version_hash: hash,
          number,
          term,
          how,
          at,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await tx
      .insertInto('organizations_sign_on_edition')
      .values(batch.map(({ signOn, edition }) => ({ campaign_id: campaign, edition_id: edition, sign_on_id: signOn })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Names who may ask: asks of a letter by the key of their name. */
export async function askOfName(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  key: string,
): Promise<{ readonly ask: AskId; readonly domain: string | undefined } | undefined> {
  const row = await tx
    .selectFrom('organizations_ask as a')
    .select(['a.ask_id', 'a.domain'])
    .where('a.campaign_id', '=', campaign)
    .where('a.letter_id', '=', letter)
    .where('a.strict_key', '=', key)
    .orderBy('a.made_at')
    .executeTakeFirst()
  return row && { ask: row.ask_id as AskId, domain: row.domain ?? undefined }
}
