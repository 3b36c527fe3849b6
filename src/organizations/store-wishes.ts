import { sql } from 'kysely'
import type { CampaignId, LetterId, SignOnId } from '#kernel'
import type { Tx } from '#platform'
import type { AskId } from './gathered.ts'

/** A form that waits for its mailbox. */
export type WishRow = {
  readonly campaign: CampaignId
  readonly signOn: SignOnId
  readonly letter: LetterId
  readonly ask: AskId | undefined
  readonly mark: Buffer
  readonly sealed: Buffer
  readonly wishedAt: Date
}

/** Adds a form. */
export async function insertWish(tx: Tx, wish: WishRow): Promise<void> {
  await tx
    .insertInto('organizations_wish')
    .values({
      campaign_id: wish.campaign,
      sign_on_id: wish.signOn,
      letter_id: wish.letter,
      ask_id: wish.ask ?? null,
      address_mark: wish.mark,
      sealed: wish.sealed,
      wished_at: wish.wishedAt,
    })
    .execute()
}

/** How many forms an inbox was asked about for a letter since a moment. */
export async function countWishes(
  tx: Tx,
  { campaign, letter, mark }: Pick<WishRow, 'campaign' | 'letter' | 'mark'>,
  since: Date,
): Promise<number> {
  const row = await tx
    .selectFrom('organizations_wish')
    .select(sql<number>`count(*)::int`.as('wishes'))
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .where('address_mark', '=', mark)
    .where('wished_at', '>', since)
    .executeTakeFirst()
  return row?.wishes ?? 0
}

/** A form by its id. */
export async function findWish(tx: Tx, campaign: CampaignId, signOn: SignOnId): Promise<WishRow | undefined> {
  const row = await tx
    .selectFrom('organizations_wish')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .where('sign_on_id', '=', signOn)
    .executeTakeFirst()
  return (
    row && {
      campaign,
      signOn,
      letter: row.letter_id as LetterId,
      ask: (row.ask_id as AskId | null) ?? undefined,
      mark: row.address_mark,
      sealed: row.sealed,
      wishedAt: row.wished_at,
    }
  )
}

/** Takes a form away. @returns whether it was there: of two who do so at once, one is told no. */
export async function deleteWish(tx: Tx, campaign: CampaignId, signOn: SignOnId): Promise<boolean> {
  const rows = await tx
    .deleteFrom('organizations_wish')
    .where('campaign_id', '=', campaign)
    .where('sign_on_id', '=', signOn)
    .returning('sign_on_id')
    .execute()
  return rows.length > 0
}
