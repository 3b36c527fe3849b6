import { sql } from 'kysely'
import type { CampaignId, OrganizerId, RecordEventId } from '#kernel'
import type { Tx } from '#platform'
import type { Hook, HookId, HookOutcome } from './hook.ts'

type Found = {
  readonly campaign_id: CampaignId
  readonly hook_id: HookId
  readonly url: string
  readonly added_at: Date
  readonly failures: number
  readonly next_at: Date
  readonly last_at: Date | null
  readonly last_outcome: HookOutcome | null
  readonly last_status: number | null
  readonly stopped_at: Date | null
  readonly waiting: number
}

const hookOf = (row: Found): Hook => ({
  campaign: row.campaign_id,
  id: row.hook_id,
  url: row.url,
  addedAt: row.added_at,
  failures: row.failures,
  nextAt: row.next_at,
  last:
    row.last_at && row.last_outcome
      ? { at: row.last_at, outcome: row.last_outcome, status: row.last_status ?? undefined }
      : undefined,
  stoppedAt: row.stopped_at ?? undefined,
  waiting: row.waiting,
})

const columns = sql`h.campaign_id, h.hook_id, h.url, h.added_at, h.failures, h.next_at, h.last_at, h.last_outcome,
  h.last_status, h.stopped_at,
  (select count(*)::int from responses_event e where e.campaign_id = h.campaign_id and e.number > h.told_number) as waiting`

/** The hooks of a campaign, the first added first. */
export async function hookRows(tx: Tx, campaign: CampaignId): Promise<readonly Hook[]> {
  const { rows } = await sql<Found>`
    select ${columns} from responses_hook h where h.campaign_id = ${campaign} order by h.added_at, h.hook_id`.execute(
    tx,
  )
  return rows.map(hookOf)
}

/** Adds a hook that is told what comes from now on. @returns whether that address was not one already. */
export async function insertHook(
  tx: Tx,
  campaign: CampaignId,
  hook: { readonly id: HookId; readonly url: string; readonly at: Date; readonly by: OrganizerId | undefined },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into responses_hook (campaign_id, hook_id, url, added_at, added_by, next_at, told_number)
    select ${campaign}, ${hook.id}, ${hook.url}, ${hook.at}, ${hook.by ?? null}, ${hook.at},
           coalesce(max(number), 0) from responses_event where campaign_id = ${campaign}
        on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** @returns whether there was such a hook. */
export async function deleteHook(tx: Tx, campaign: CampaignId, hook: HookId): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('responses_hook')
    .where('campaign_id', '=', campaign)
    .where('hook_id', '=', hook)
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}

/** Has posts go on now, as if none had failed. @returns whether there is such a hook. */
export async function resumeHookRow(tx: Tx, campaign: CampaignId, hook: HookId, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('responses_hook')
    .set({ failures: 0, stopped_at: null, next_at: at })
    .where('campaign_id', '=', campaign)
    .where('hook_id', '=', hook)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** A hook with the event that it is to be told next. */
export type DueHook = Hook & { readonly event: RecordEventId }

/** Takes hooks for which something waits, so that nobody else posts for them until `until`. */
export async function takeDueHooks(
  tx: Tx,
  { at, until, most }: { readonly at: Date; readonly until: Date; readonly most: number },
): Promise<readonly DueHook[]> {
  const { rows } = await sql<Found & { readonly event_id: RecordEventId }>`
    with due as (
      select h.campaign_id, h.hook_id from responses_hook h
       where h.stopped_at is null and h.next_at <= ${at}
         and exists (select from responses_event e where e.campaign_id = h.campaign_id and e.number > h.told_number)
       order by h.next_at limit ${most} for update skip locked),
    h as (
      update responses_hook t set next_at = ${until} from due
       where t.campaign_id = due.campaign_id and t.hook_id = due.hook_id returning t.*)
    select ${columns},
           (select e.event_id from responses_event e
             where e.campaign_id = h.campaign_id and e.number > h.told_number order by e.number limit 1) as event_id
      from h`.execute(tx)
  return rows.map((row) => ({ ...hookOf(row), event: row.event_id }))
}

/** Notes what came of a post, whose event is told from now on if it was `taken`. */
export async function updateHook(
  tx: Tx,
  { campaign, id, event }: Pick<DueHook, 'campaign' | 'id' | 'event'>,
  now: {
    readonly at: Date
    readonly outcome: HookOutcome
    readonly status: number | undefined
    readonly failures: number
    readonly nextAt: Date
    readonly stopped: boolean
  },
): Promise<void> {
  await sql`
    update responses_hook h
       set last_at = ${now.at}, last_outcome = ${now.outcome}, last_status = ${now.status ?? null},
           failures = ${now.failures}, next_at = ${now.nextAt}, stopped_at = ${now.stopped ? now.at : null},
           told_number = case when ${now.outcome} = 'taken'
             then greatest(told_number, (select e.number from responses_event e
                                          where e.campaign_id = ${campaign} and e.event_id = ${event}))
             else told_number end
     where h.campaign_id = ${campaign} and h.hook_id = ${id}`.execute(tx)
}

/** Gives a hook back that was taken for nothing. */
export async function putBackHook(
  tx: Tx,
  { campaign, id }: Pick<Hook, 'campaign' | 'id'>,
  nextAt: Date,
): Promise<void> {
  await tx
    .updateTable('responses_hook')
    .set({ next_at: nextAt })
    .where('campaign_id', '=', campaign)
    .where('hook_id', '=', id)
    .execute()
}
