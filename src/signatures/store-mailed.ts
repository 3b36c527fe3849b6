import type { CampaignId, LetterId, SignatureId } from '#kernel'
import { bytesArray, uuidArray, type Tx } from '#platform'
import { sql } from 'kysely'
import type { IdKey, MarkKey, PendingRow } from './store-pending.ts'

/** What the mail that asks to confirm is made of. */
export type MailedWish = Pick<
  PendingRow,
  'campaign' | 'id' | 'letter' | 'mark' | 'inbox' | 'versions' | 'sealed' | 'codeSentAt'
>

/** Locks wishes, in the order of their ids. Gives only what a mail needs, since every column costs. */
export async function lockMailed(tx: Tx, keys: readonly IdKey[]): Promise<readonly MailedWish[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<MailedWish>`
    select p.campaign_id as campaign, p.pending_id as id, p.letter_id as letter, p.address_mark as mark,
           p.inbox_mark as inbox, p.versions, p.sealed, p.code_sent_at as "codeSentAt"
      from unnest(${uuidArray(keys.map(({ campaign }) => campaign))}::uuid[], ${uuidArray(keys.map(({ id }) => id))}::uuid[])
           as key (campaign_id, pending_id)
      join signatures_pending p using (campaign_id, pending_id)
     order by p.campaign_id, p.pending_id for update of p`.execute(tx)
  return rows
}

/** What the mail with a receipt is made of. */
export type ReceiptRow = {
  readonly campaign: CampaignId
  readonly id: SignatureId
  readonly letter: LetterId
  readonly index: number
  readonly versions: Buffer
  readonly sealed: Buffer | null
  readonly seed: Buffer | null
  readonly hears: boolean
}

/** Signatures by their ids, without those that were withdrawn; only what a mail needs, since every column costs. */
export async function receiptRows(tx: Tx, keys: readonly IdKey[]): Promise<readonly ReceiptRow[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<ReceiptRow>`
    select s.campaign_id as campaign, s.signature_id as id, s.letter_id as letter, s.leaf_index as index, s.versions,
           s.sealed, s.seed, s.hears
      from unnest(${uuidArray(keys.map(({ campaign }) => campaign))}::uuid[], ${uuidArray(keys.map(({ id }) => id))}::uuid[])
           as key (campaign_id, signature_id)
      join signatures_signature s using (campaign_id, signature_id)
     where s.status <> 'withdrawn'`.execute(tx)
  return rows
}

/** Most confirmation mails an inbox gets for one letter: a day (UTC), and ever. */
const mailCaps = { aDay: 3, inAll: 5 } as const

/**
 * Counts one mail for each inbox, in one statement.
 * @param keys each inbox and letter once.
 * @returns the places in `keys` that may be sent one: below the caps, and their owner did not refuse.
 */
export async function countMails(tx: Tx, keys: readonly MarkKey[], day: string): Promise<ReadonlySet<number>> {
  if (keys.length === 0) return new Set()
  const { rows } = await sql<{ readonly place: number }>`
    with asked as (
      select * from unnest(${uuidArray(keys.map(({ campaign }) => campaign))}::uuid[],
                           ${uuidArray(keys.map(({ letter }) => letter))}::uuid[], ${bytesArray(keys.map(({ mark }) => mark))}::bytea[])
               with ordinality as key (campaign_id, letter_id, address_mark, place)
    ), counted as (
      insert into signatures_mailed as m (campaign_id, letter_id, address_mark, day, that_day, in_all)
      select campaign_id, letter_id, address_mark, ${day}::date, 1, 1 from asked
       order by campaign_id, letter_id, address_mark
      on conflict (campaign_id, letter_id, address_mark) do update
        set that_day = case when m.day = excluded.day then m.that_day + 1 else 1 end,
            day = excluded.day, in_all = m.in_all + 1
        where not m.refused and m.in_all < ${mailCaps.inAll}
          and (m.day <> excluded.day or m.that_day < ${mailCaps.aDay})
      returning m.campaign_id, m.letter_id, m.address_mark
    )
    select asked.place::int - 1 as place from asked join counted using (campaign_id, letter_id, address_mark)`.execute(
    tx,
  )
  return new Set(rows.map(({ place }) => place))
}

/** Remembers that an inbox wants no more mail about a letter. */
export async function refuseMails(tx: Tx, { campaign, letter, mark }: MarkKey, day: string): Promise<void> {
  await tx
    .insertInto('signatures_mailed')
    .values({
      campaign_id: campaign,
      letter_id: letter,
      address_mark: mark,
      day,
      that_day: 0,
      in_all: 0,
      refused: true,
    })
    .onConflict((conflict) =>
      conflict.columns(['campaign_id', 'letter_id', 'address_mark']).doUpdateSet({ refused: true }),
    )
    .execute()
}

/** Forgets how many mails an inbox got, unless its owner refused more: that is kept for their sake. */
export async function forgetMails(tx: Tx, { campaign, letter, mark }: MarkKey): Promise<void> {
  await tx
    .deleteFrom('signatures_mailed')
    .where('campaign_id', '=', campaign)
    .where('letter_id', '=', letter)
    .where('address_mark', '=', mark)
    .where('refused', '=', false)
    .execute()
}
