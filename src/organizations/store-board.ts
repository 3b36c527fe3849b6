import { sql, type RawBuilder } from 'kysely'
import type { CampaignId, LetterId, OrganizationId, OrganizerId, SignOnId } from '#kernel'
import type { Tx } from '#platform'
import type { AskId } from './gathered.ts'
import type { AskStatus } from './gathered-board.ts'

/** What the boards of a campaign need beside their lines. */
export type BoardFacts = {
  readonly asks: readonly BoardAsk[]
  readonly wishes: readonly BoardWish[]
  readonly people: readonly BoardPerson[]
  readonly names: readonly BoardName[]
  /** Pairs of names that a person found to be two. */
  readonly settled: readonly { readonly letter: LetterId; readonly one: string; readonly other: string }[]
}

/** An ask on the board. */
export type BoardAsk = {
  readonly id: AskId
  readonly letter: LetterId
  readonly name: string
  /** Base64; `null` once forgotten. */
  readonly sealed: string | null
  readonly domain: string | null
  readonly group: string | null
  readonly status: AskStatus
  readonly since: string
  readonly nextOn: string | null
  readonly owner: OrganizerId | null
  readonly remindedAt: string | null
  readonly reminders: number
  readonly returnedAt: string | null
}

/** A form that waits. */
export type BoardWish = {
  readonly signOn: SignOnId
  readonly letter: LetterId
  readonly ask: AskId | null
  readonly sealed: string
  readonly wishedAt: string
  readonly returnedAt: string | null
}

/** Who speaks for a line. */
export type BoardPerson = { readonly signOn: SignOnId; readonly term: number; readonly sealed: string }

/** A name of the campaign. */
export type BoardName = { readonly organization: OrganizationId; readonly name: string }

/** Everything of a campaign's boards that is not a line, in one question. What is personal is sealed. */
export async function boardFacts(tx: Tx, campaign: CampaignId): Promise<BoardFacts> {
  const { rows } = await boardQuery(campaign).execute(tx)
  return rows[0] ?? { asks: [], wishes: [], people: [], names: [], settled: [] }
}

/** The same as a part of another question; one row. */
export const boardQuery = (campaign: CampaignId): RawBuilder<BoardFacts> => sql<BoardFacts>`
    select
      (select coalesce(json_agg(json_build_object(
                'id', ask_id, 'letter', letter_id, 'name', name,
                'sealed', translate(encode(sealed, 'base64'), E'\n', ''),
                'domain', domain, 'group', group_name, 'status', status, 'since', since, 'nextOn', next_on,
                'owner', owner_id, 'remindedAt', reminded_at, 'reminders', reminders, 'returnedAt', returned_at)
              order by position, ask_id), '[]')
         from organizations_ask
        where campaign_id = ${campaign}) as asks,
      (select coalesce(json_agg(json_build_object(
                'signOn', sign_on_id, 'letter', letter_id, 'ask', ask_id,
                'sealed', translate(encode(sealed, 'base64'), E'\n', ''),
                'wishedAt', wished_at, 'returnedAt', returned_at) order by wished_at, sign_on_id), '[]')
         from organizations_wish
        where campaign_id = ${campaign}) as wishes,
      (select coalesce(json_agg(json_build_object(
                'signOn', r.sign_on_id, 'term', r.term,
                'sealed', translate(encode(r.sealed, 'base64'), E'\n', ''))), '[]')
         from organizations_representative r
         join organizations_sign_on s
           on (s.campaign_id, s.sign_on_id, s.term) = (r.campaign_id, r.sign_on_id, r.term)
        where r.campaign_id = ${campaign} and r.sealed is not null) as people,
      (select coalesce(json_agg(json_build_object('organization', organization_id, 'name', name)), '[]')
         from organizations_organization where campaign_id = ${campaign}) as names,
      (select coalesce(json_agg(json_build_object('letter', letter_id, 'one', one, 'other', other)), '[]')
         from organizations_settled_doubt
        where campaign_id = ${campaign}) as settled`

/** Keeps that two names are two. */
export async function insertSettledDoubt(
  tx: Tx,
  place: {
    readonly campaign: CampaignId
    readonly letter: LetterId
    readonly by: OrganizerId | undefined
    readonly at: Date
  },
  [one, other]: readonly [string, string],
): Promise<void> {
  await tx
    .insertInto('organizations_settled_doubt')
    .values({
      campaign_id: place.campaign,
      letter_id: place.letter,
      one,
      other,
      settled_by: place.by ?? null,
      settled_at: place.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
