import type { CampaignId, CaptureId, FileHash, PartialDate, QuoteId, SourceId } from '#kernel'
import type { Tx } from '#platform'
import { isAlarm, type Check, type CheckOutcome } from './check.ts'
import type { Capture, RemovalReason } from './capture.ts'
import type { Quote } from './quote.ts'
import { normalUrl, type Source } from './source.ts'
import { captureRows, latestByUrl } from './store-capture.ts'
import { lastChecks } from './store-check.ts'
import { quotesById } from './store-quote.ts'
import { sourceRows } from './store.ts'

/** A source as its organizers see it: also what is under way and what failed. */
export type SourceView = Source & {
  /** The oldest first. */
  readonly captures: readonly Capture[]
  readonly lastCheck: Check | undefined
}

/** All sources of a campaign in the order they were added, for its organizers. */
export async function sourcesOf(tx: Tx, campaign: CampaignId): Promise<readonly SourceView[]> {
  const captures = Map.groupBy(await captureRows(tx, campaign), (one) => one.source)
  const checks = new Map((await lastChecks(tx, campaign)).map((one) => [one.source, one]))
  return (await sourceRows(tx, campaign)).map((source) => ({
    ...source,
    captures: captures.get(source.id) ?? [],
    lastCheck: checks.get(source.id),
  }))
}

/** A capture as strangers may know of it. */
export type PublicCapture = {
  readonly id: CaptureId
  readonly way: 'fetched' | 'uploaded'
  readonly capturedAt: Date
  /** The day an uploaded file was saved, as its organizer says. */
  readonly capturedOn: PartialDate | undefined
  readonly state: 'complete' | 'partial' | 'removed'
  readonly removedFor: RemovalReason | undefined
  readonly finalUrl: string | undefined
  readonly status: number | undefined
  readonly mediaType: string
  /** Of the page itself. */
  readonly sha256: FileHash
  /** Of the WACZ file; platform keeps it under this hash unless it was removed. */
  readonly waczHash: FileHash
  readonly waczSize: number
  readonly hasText: boolean
  readonly hasTimestamp: boolean
  /** Of the RFC 3161 token, kept likewise. */
  readonly timestampHash: FileHash | undefined
  readonly timestampedAt: Date | undefined
}

/** A source as strangers may know of it: who added it, and what failed, are not told. */
export type PublicSource = {
  readonly id: SourceId
  readonly url: string | undefined
  readonly title: string
  /** The oldest first; only those with bytes, or that once had them. */
  readonly captures: readonly PublicCapture[]
  readonly lastCheck?: { readonly at: Date; readonly outcome: CheckOutcome }
}

/** What strangers may know of a campaign's sources: every reader passes here. */
export async function publicSources(tx: Tx, campaign: CampaignId): Promise<readonly PublicSource[]> {
  return (await sourcesOf(tx, campaign)).map(({ id, url, title, captures, lastCheck }) => ({
    id,
    url,
    title,
    captures: captures.flatMap(publicCapture),
    ...(lastCheck && { lastCheck: { at: lastCheck.at, outcome: lastCheck.outcome } }),
  }))
}

function publicCapture(capture: Capture): readonly PublicCapture[] {
  const { id, way, state, capturedAt, capturedOn, finalUrl, status, mediaType, sha256, waczHash, waczSize } = capture
  if (!capturedAt || mediaType === undefined || !sha256 || !waczHash || waczSize === undefined) return []
  return [
    {
      id,
      way,
      capturedAt,
      capturedOn,
      state: capture.removed ? 'removed' : state === 'partial' ? 'partial' : 'complete',
      removedFor: capture.removed?.reason,
      finalUrl,
      status,
      mediaType,
      sha256,
      waczHash,
      waczSize,
      hasText: capture.textHash !== undefined,
      hasTimestamp: capture.timestampHash !== undefined,
      timestampHash: capture.timestampHash,
      timestampedAt: capture.timestampedAt,
    },
  ]
}

/** The latest capture of each of some addresses, by the address as it was asked for; others are absent. */
export async function capturesByUrl(
  tx: Tx,
  campaign: CampaignId,
  urls: readonly string[],
): Promise<ReadonlyMap<string, { readonly capture: CaptureId; readonly capturedAt: Date }>> {
  const normal = new Map(urls.map((url) => [url, normalUrl(url)]))
  const asked = [...new Set([...normal.values()].filter((url) => url !== undefined))]
  const found = new Map((await latestByUrl(tx, campaign, asked)).map(({ url, ...one }) => [url, one]))
  const pairs = urls.flatMap((url) => {
    const one = found.get(normal.get(url) ?? '')
    return one ? [[url, one] as const] : []
  })
  return new Map(pairs)
}

/** Some quotations by their ids; those of other campaigns are absent. */
export async function quotesByIds(
  tx: Tx,
  campaign: CampaignId,
  ids: readonly QuoteId[],
): Promise<ReadonlyMap<QuoteId, Quote>> {
  return new Map((await quotesById(tx, campaign, ids)).map((quote) => [quote.id, quote]))
}

/** A source that a person has to look at, by what came of looking at it last. */
export type Alarm = Check & { readonly url: string | undefined; readonly title: string }

/** What was quoted and is not to be read any more where it stood, the latest first. */
export async function alarmsOf(tx: Tx, campaign: CampaignId): Promise<readonly Alarm[]> {
  const sources = new Map((await sourceRows(tx, campaign)).map((one) => [one.id, one]))
  const alarms = (await lastChecks(tx, campaign)).filter(({ outcome }) => isAlarm(outcome))
  return alarms
    .map((check) => ({ ...check, url: sources.get(check.source)?.url, title: sources.get(check.source)?.title ?? '' }))
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
}
