import type { Addressee, CampaignId, EditionId, LetterId, OrganizerId, RecipientId } from '#kernel'
import type { Tx } from '#platform'
import { sql } from 'kysely'
import type { Recipient } from './campaign.ts'
import type { Edition, Letter } from './letter.ts'
import { letterOf } from './store.ts'

/** A letter with what only its writers see. */
export type DraftRow = {
  readonly letter: Letter
  readonly revision: number
  readonly lockedBy: OrganizerId | undefined
  readonly lockedSince: Date | undefined
  readonly lockedSeen: Date | undefined
  /** Comments that began something and are not settled. */
  readonly openComments: number
}

/** How a letter of a campaign is found: by its id, or as its address names it. */
export type LetterKey = LetterId | { readonly slug: string }

/** A letter of a campaign with its lock. */
export async function draftRow(tx: Tx, campaign: CampaignId, letter: LetterKey): Promise<DraftRow | undefined> {
  return await draftQuery(tx, campaign, letter)
}

/** The same, and nobody else changes it until this transaction ends. Who only refers to it, as a signature does, goes on. */
export async function lockDraft(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<DraftRow | undefined> {
  return await draftQuery(tx, campaign, letter, true)
}

async function draftQuery(tx: Tx, campaign: CampaignId, letter: LetterKey, forUpdate = false) {
  const query = tx
    .selectFrom('letters_letter')
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('letters_comment')
        .whereRef('letters_comment.campaign_id', '=', 'letters_letter.campaign_id')
        .whereRef('letters_comment.letter_id', '=', 'letters_letter.letter_id')
        .where('answers_id', 'is', null)
        .where('resolved_at', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('open'))
        .as('open_comments'),
    )
    .where('campaign_id', '=', campaign)
    .where((eb) => (typeof letter === 'string' ? eb('letter_id', '=', letter) : eb('slug', '=', letter.slug)))
  const row = await (forUpdate ? query.forNoKeyUpdate() : query).executeTakeFirst()
  if (!row) return undefined
  return {
    letter: letterOf(row),
    revision: row.revision,
    lockedBy: (row.locked_by ?? undefined) as OrganizerId | undefined,
    lockedSince: row.locked_since ?? undefined,
    lockedSeen: row.locked_seen ?? undefined,
    openComments: row.open_comments ?? 0,
  }
}

/** A recipient of a campaign with the editions that a letter has for it. */
export type RecipientEditions = { readonly recipient: Recipient; readonly editions: readonly PlacedEdition[] }

/** An edition with its place among those of its letter, and how many versions it has. */
export type PlacedEdition = Edition & { readonly position: number; readonly versions: number }

type EditionJson = Omit<PlacedEdition, 'recipient' | 'addressees' | 'copies'> & {
  readonly addressees: readonly (Partial<Record<keyof Addressee, string | null>> & { readonly isCopy: boolean })[]
}

/** Every recipient of a campaign in order, each with the editions of one letter: all in one question. */
export async function recipientsWithEditions(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
): Promise<readonly RecipientEditions[]> {
  const { rows } = await sql<{
    readonly id: RecipientId
    readonly slug: string
    readonly name: string
    readonly fullName: string | null
    readonly editions: readonly EditionJson[]
  }>`
    select r.recipient_id as id, r.slug, r.name, r.full_name as "fullName",
           coalesce((
             select json_agg(json_build_object(
                      'id', e.edition_id, 'slug', e.slug, 'language', e.language, 'printedTitle', e.printed_title,
                      'date', e.printed_date, 'salutation', e.salutation, 'closing', e.closing, 'position', e.position,
                      'versions', (select count(*) from letters_version v
                                    where (v.campaign_id, v.edition_id) = (e.campaign_id, e.edition_id)),
                      'addressees', coalesce((
                        select json_agg(json_build_object('isCopy', a.is_copy, 'name', a.name, 'title', a.title,
                                                          'organization', a.organization) order by a.position)
                          from letters_addressee a
                         where (a.campaign_id, a.edition_id) = (e.campaign_id, e.edition_id)), '[]')
                    ) order by e.position)
               from letters_edition e
              where (e.campaign_id, e.recipient_id) = (r.campaign_id, r.recipient_id)
                and e.letter_id = ${letter}), '[]') as editions
      from letters_recipient r
     where r.campaign_id = ${campaign}
     order by r.position`.execute(tx)
  return rows.map(({ id, slug, name, fullName, editions }) => ({
    recipient: { id, slug, name, fullName: fullName ?? undefined },
    editions: editions.map((edition) => editionOf(edition, id)),
  }))
}

function editionOf(json: EditionJson, recipient: RecipientId): PlacedEdition {
  const people = (wanted: boolean): readonly Addressee[] =>
    json.addressees
      .filter(({ isCopy }) => isCopy === wanted)
      .map(({ name, title, organization }) => ({
        name: name ?? undefined,
        title: title ?? undefined,
        organization: organization ?? undefined,
      }))
  return {
    id: json.id,
    slug: json.slug,
    recipient,
    language: json.language,
    printedTitle: json.printedTitle ?? undefined,
    date: json.date ?? undefined,
    salutation: json.salutation ?? undefined,
    closing: json.closing ?? undefined,
    addressees: people(false),
    copies: people(true),
    position: json.position,
    versions: json.versions,
  }
}

/** Says who writes a letter, since when and when they were last heard of; nobody when `lock` is absent. */
export async function updateLock(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  lock: { readonly by: OrganizerId; readonly since: Date; readonly seen: Date } | undefined,
): Promise<void> {
  await tx
    .updateTable('letters_letter')
    .set({ locked_by: lock?.by ?? null, locked_since: lock?.since ?? null, locked_seen: lock?.seen ?? null })
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .execute()
}

/** Changes facts of a letter other than its source and state. */
export async function updateLetter(
  tx: Tx,
  campaign: CampaignId,
  { id, title, language, follows, signOnUntil }: Pick<Letter, 'id' | 'title' | 'language' | 'follows' | 'signOnUntil'>,
): Promise<void> {
  await tx
    .updateTable('letters_letter')
    .set({ title, language, follows_letter_id: follows ?? null, sign_on_until: signOnUntil ?? null })
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', id)
    .execute()
}

/** Changes what stands around the body of an edition, addressees included. */
export async function updateEdition(tx: Tx, campaign: CampaignId, edition: Omit<Edition, 'slug' | 'recipient'>) {
  const { id, language, printedTitle, date, salutation, closing } = edition
  await tx
    .updateTable('letters_edition')
    .set({
      language,
      printed_title: printedTitle ?? null,
      printed_date: date ?? null,
      salutation: salutation ?? null,
      closing: closing ?? null,
    })
    .where('campaign_id', '=', campaign)
    .where('edition_id', '=', id)
    .execute()
}

/** Takes editions away, with whom they address. To be asked only for editions without a version. */
export async function deleteEditions(tx: Tx, campaign: CampaignId, editions: readonly EditionId[]): Promise<void> {
  if (editions.length === 0) return
  for (const table of ['letters_addressee', 'letters_edition'] as const)
    await tx.deleteFrom(table).where('campaign_id', '=', campaign).where('edition_id', 'in', editions).execute()
}
