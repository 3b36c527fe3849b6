import type { Means, RecordEventId } from '#kernel'
import { campaignById, openCampaign } from '#letters'
import {
  every,
  openVisit,
  type Database,
  type Fetched,
  type Journal,
  type Network,
  type Repeating,
  type Vault,
} from '#platform'
import { eventEntry } from '#publication'
import {
  hookHeaders,
  publicEvent,
  putBackHook,
  settleHook,
  takeHooks,
  type DueHook,
  type HookOutcome,
} from '#responses'

const lookMilliseconds = 2000
/** Posts at once: receivers that are slow keep others waiting ten seconds at most. */
const atOnce = 8
const limits = { bytes: 64 * 1024, seconds: 10, redirects: 0 } as const
// A campaign that nobody may read yet tells nobody anything; this often it is looked at anew.
const closedMilliseconds = 60_000

/** What posting needs. */
export type HookMeans = Means & {
  readonly database: Database
  readonly journal: Journal
  readonly vault: Vault
  /** Where the document of an event is, for strangers. */
  readonly eventUrl: (campaign: string, event: RecordEventId) => string
  /** The public internet, but for tests. */
  readonly network?: Network
}

/** Posts public events to the campaigns' webhooks, each at least once and in order, until stopped. */
export function deliverHooks(means: HookMeans): Repeating {
  return every(lookMilliseconds, means.journal, () => deliverDueHooks(means))
}

/** Posts whatever is due. One post of each hook at a time: the next event goes once the one before it was taken. */
export async function deliverDueHooks(means: HookMeans): Promise<void> {
  for (;;) {
    const due = await means.database.transaction((tx) => takeHooks(tx, atOnce, means))
    if (due.length === 0) return
    await Promise.all(due.map((hook) => deliverOne(hook, means)))
  }
}

async function deliverOne(hook: DueHook, means: HookMeans): Promise<void> {
  const { database, vault, network, now } = means
  const body = await bodyFor(hook, means)
  if (body === undefined) {
    const nextAt = new Date(now().getTime() + closedMilliseconds)
    await database.transaction((tx) => putBackHook(tx, hook, nextAt))
    return
  }
  const headers = hookHeaders(vault, hook, { id: hook.event, at: now(), body })
  // No transaction is open meanwhile: a receiver that never answers must not hold a connection.
  const visit = openVisit(limits, network)
  const came = await visit.post(hook.url, { headers, body: Buffer.from(body) })
  visit.end()
  await database.transaction((tx) => settleHook(tx, hook, outcomeOf(came), means))
}

async function bodyFor(hook: DueHook, { database, eventUrl, now }: HookMeans): Promise<string | undefined> {
  return database.read(async (tx) => {
    const campaign = await campaignById(tx, hook.campaign)
    if (!campaign || !(await openCampaign(tx, campaign.slug, now()))) return undefined
    const event = await publicEvent(tx, hook.campaign, hook.event)
    if (!event) return undefined
    return JSON.stringify({ campaign: campaign.slug, ...eventEntry(event, eventUrl(campaign.slug, event.id)) })
  })
}

function outcomeOf(came: Fetched): { readonly outcome: HookOutcome; readonly status: number | undefined } {
  if (came.kind === 'failed')
    return { outcome: came.trouble === 'refused' ? 'not-public' : 'unreachable', status: undefined }
  const { status } = came.answer
  return { outcome: status >= 200 && status < 300 ? 'taken' : 'refused', status }
}
