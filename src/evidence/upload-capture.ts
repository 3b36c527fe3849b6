import { recordEvent, type Actor } from '#accounts'
import { newId, type CampaignId, type CaptureId, type Means, type PartialDate, type SourceId } from '#kernel'
import { leaveJob, type Tx } from '#platform'
import { organizerOf } from './add-source.ts'
import { timestampJob } from './ask-capture.ts'
import type { CaptureResult } from './capture.ts'
import { charactersOf, typeOf } from './decode.ts'
import { isHtml, isText, textOfFile } from './page-text.ts'
import { preparedPage } from './rewrite-page.ts'
import { keepCaptured } from './settle-capture.ts'
import { insertUpload, sameUpload } from './store-capture.ts'
import { sourceRow } from './store.ts'
import { packWacz } from './wacz.ts'
import { digestOf } from './warc.ts'

/** The longest file that is taken, in bytes. */
export const longestUpload = 10_000_000

/** What can come of bringing a file. */
export type UploadOutcome =
  | { readonly kind: 'kept'; readonly capture: CaptureId }
  | { readonly kind: 'empty' }
  /** Longer than {@link longestUpload}. */
  | { readonly kind: 'too-long' }
  | { readonly kind: 'gone' }

/**
 * Takes in a file that an organizer saved (a page, a scan, a PDF) as a capture of a source: archived as it is, and
 * marked as brought by hand. The same file of the same day is the same capture. Words can be quoted from HTML and plain text.
 * @param wish.mediaType as the file was sent; what is no media type is kept as `application/octet-stream`.
 */
export async function uploadCapture(
  tx: Tx,
  wish: {
    readonly campaign: CampaignId
    readonly by: Actor
    readonly source: SourceId
    readonly bytes: Uint8Array
    readonly mediaType: string
    readonly capturedOn?: PartialDate | undefined
  },
  means: Means,
): Promise<UploadOutcome> {
  const { campaign, by, bytes, capturedOn } = wish
  if (bytes.length === 0) return { kind: 'empty' }
  if (bytes.length > longestUpload) return { kind: 'too-long' }
  const source = await sourceRow(tx, campaign, wish.source)
  if (!source) return { kind: 'gone' }
  const payloadHash = digestOf(bytes).slice('sha256:'.length)
  const same = await sameUpload(tx, campaign, { source: source.id, payloadHash, capturedOn })
  if (same) return { kind: 'kept', capture: same }
  const id = newId<CaptureId>(means)
  const packed = await packUpload({ url: source.url ?? `urn:uuid:${source.id}`, title: source.title, ...wish }, means)
  const row = await keepCaptured(tx, campaign, packed)
  await insertUpload(tx, campaign, { ...row, id, source: source.id, by: organizerOf(by), capturedOn })
  await leaveJob(tx, timestampJob, { campaign, capture: id })
  await recordEvent(tx, { by, act: 'upload-capture', campaign, subject: [source.id, id] }, means)
  return { kind: 'kept', capture: id }
}

type Upload = { readonly url: string; readonly title: string; readonly bytes: Uint8Array; readonly mediaType: string }

async function packUpload(
  { url, title, bytes, mediaType: stated }: Upload,
  means: Means,
): Promise<Extract<CaptureResult, { readonly kind: 'captured' }>> {
  const mediaType = /^[\w.+-]{1,80}\/[\w.+-]{1,80}(?:;[ \w.+="-]{0,80})?$/.test(stated)
    ? stated
    : 'application/octet-stream'
  const at = means.now()
  const file = { url, mediaType, bytes, at }
  const type = typeOf(mediaType)
  const characters = isText(type) ? charactersOf(bytes, mediaType) : ''
  return {
    kind: 'captured',
    at,
    wacz: await packWacz({ all: [{ kind: 'file', file }], page: url, title }, means),
    payloadHash: digestOf(bytes).slice('sha256:'.length),
    finalUrl: undefined,
    status: undefined,
    mediaType: type,
    text: textOfFile(characters, type),
    prepared: isHtml(type) ? preparedPage(characters, url, (one) => (one === url ? './0' : undefined)) : undefined,
    missing: 0,
  }
}
