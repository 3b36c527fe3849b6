import { recordEvent, type Actor } from '#accounts'
import { newId, type CampaignId, type CaptureId, type SourceId } from '#kernel'
import type { Database, Tx } from '#platform'
import { organizerOf } from './add-source.ts'
import { isAlarm, type CheckOutcome } from './check.ts'
import type { SiteLook } from './capture-site.ts'
import { besideOf, judgeBeside, judgeLook, type Before } from './judge-check.ts'
import { textOf } from './quote-in.ts'
import { insertCheck, sourcesUnseenSince } from './store-check.ts'
import { latestOf } from './store-capture.ts'
import { quotesOfSource } from './store-quote.ts'
import { sourceRow } from './store.ts'
import type { EvidenceMeans } from './work-capture.ts'

/** What can come of looking at a source again. */
export type CheckSourceOutcome =
  | { readonly kind: 'checked'; readonly outcome: CheckOutcome; readonly isAlarm: boolean }
  /** It has no address, or was never captured: there is nothing to compare. */
  | { readonly kind: 'nothing-to-compare' }
  | { readonly kind: 'gone' }

type Wish = { readonly campaign: CampaignId; readonly by: Actor; readonly source: SourceId }

/**
 * Looks at a source again and compares it with its latest capture: the page once, and where the words are gone also an
 * address beside it that nobody has. Nothing is held in the database meanwhile; what came of it is written in one
 * transaction.
 */
export async function checkSource(database: Database, wish: Wish, means: EvidenceMeans): Promise<CheckSourceOutcome> {
  const { campaign, by, source } = wish
  const asked = await database.read((tx) => whatWas(tx, wish))
  if ('kind' in asked) return asked
  const { url, capture, before } = asked
  const now = await means.capturer.look(url)
  const judged = judgeLook(before, now)
  const { outcome, lostQuotes } =
    judged === 'undecided' ? judgeBeside(before, now, await lookBeside(url, means)) : judged
  await database.transaction(async (tx) => {
    const [finalUrl, status] = now.kind === 'answered' ? [now.finalUrl, now.status] : [undefined, undefined]
    const check = { source, capture, at: means.now(), outcome, finalUrl, status, lostQuotes }
    await insertCheck(tx, campaign, { ...check, id: newId(means), by: organizerOf(by) })
    // The clock looks every day; that is no act.
    if (by !== 'server')
      await recordEvent(tx, { by, act: 'check-source', campaign, subject: [source], after: { outcome } }, means)
  })
  return { kind: 'checked', outcome, isAlarm: isAlarm(outcome) }
}

async function lookBeside(url: string, { random, capturer }: EvidenceMeans): Promise<SiteLook> {
  return await capturer.look(besideOf(url, Buffer.from(random(10)).toString('hex')))
}

async function whatWas(
  tx: Tx,
  { campaign, source }: Wish,
): Promise<
  | { readonly url: string; readonly capture: CaptureId; readonly before: Before }
  | { readonly kind: 'nothing-to-compare' | 'gone' }
> {
  const found = await sourceRow(tx, campaign, source)
  if (!found) return { kind: 'gone' }
  const capture = await latestOf(tx, campaign, source)
  if (found.url === undefined || !capture?.sha256) return { kind: 'nothing-to-compare' }
  const text = capture.textHash === undefined ? undefined : await textOf(tx, campaign, capture.textHash)
  const quotes = await quotesOfSource(tx, campaign, source)
  const before = { text, payloadHash: capture.sha256, finalUrl: capture.finalUrl ?? found.url, quotes }
  return { url: found.url, capture: capture.id, before }
}

/**
 * Looks at the sources of all campaigns that nobody has looked at for some time, one after the other.
 * @param days at least since the last look, or the capture.
 * @returns how many were looked at.
 */
export async function checkDueSources(
  database: Database,
  { days, atMost }: { readonly days: number; readonly atMost: number },
  means: EvidenceMeans,
): Promise<number> {
  const before = new Date(means.now().getTime() - days * 86_400_000)
  const due = await database.read((tx) => sourcesUnseenSince(tx, before, atMost))
  for (const { campaign, source } of due) await checkSource(database, { campaign, source, by: 'server' }, means)
  return due.length
}
