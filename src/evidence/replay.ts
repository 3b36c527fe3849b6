import { Fault, valuesOf, type CampaignId, type CaptureId } from '#kernel'
import { fileOf, filePart, type Tx } from '#platform'
import type { Capture } from './capture.ts'
import { rewriteCss } from './css.ts'
import { charactersOf, contentTypeOf, longestContent, typeOf, unpacked } from './decode.ts'
import { webUrl } from './find-parts.ts'
import { isHtml } from './page-text.ts'
import { longestReplay, rewritePage, rewriteRules, type Place } from './rewrite-page.ts'
import { captureRow } from './store-capture.ts'
import { sourceRow } from './store.ts'
import { openWacz, type OpenWacz } from './wacz.ts'
import { readRecord, type ReadRecord } from './read-warc.ts'
import { digestOf } from './warc.ts'

/** What a browser is given of an archive. */
export type Replayed = {
  readonly status: number
  /** All of them have to be sent, and no others that loosen them. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * What a replayed page may do: show itself. No script, form, frame, plug-in or navigation of its own (`sandbox`), and
 * nothing from elsewhere. `Cross-Origin-Resource-Policy: same-origin` must not be added: in a sandbox the page's own
 * images count as another's.
 */
export const replayPolicy =
  "sandbox; default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"

const guarding = {
  'Content-Security-Policy': replayPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-DNS-Prefetch-Control': 'off',
} as const

const shownAsIs = /^image\/(?:png|jpeg|gif|webp|avif|svg\+xml|x-icon|vnd\.microsoft\.icon|bmp)$/

/**
 * A part of a capture as it is shown: pages and style sheets rewritten to find their parts in the archive, images as they
 * are, other text as plain text, everything else to be saved. Reads the archive's end and one record, not the whole.
 * @param path empty: the page; a number: that record of the archive. The page has to be served where its address ends in
 * a slash, and the records below it.
 * @returns `undefined` when there is no such thing (any more); status 413 for what is too long to be rewritten.
 * @throws Fault `file-unreadable` when the archive is not what was kept.
 */
export async function replayOf(
  tx: Tx,
  campaign: CampaignId,
  capture: CaptureId,
  path: string,
): Promise<Replayed | undefined> {
  const row = await captureRow(tx, campaign, capture)
  const [hash, size] = [row?.waczHash, row?.waczSize]
  if (!row || hash === undefined || size === undefined || row.removed) return undefined
  if (path === '' && row.prepared?.by === rewriteRules) return await preparedOf(tx, campaign, row)
  const read = (part: { readonly from: number; readonly size: number }) => filePart(tx, campaign, hash, part)
  const archive = await openWacz(size, read)
  if (!archive) throw damaged(capture)
  const line = archive.index[numberOf(path, archive.main) ?? -1]
  if (!line) return undefined
  const packed = await read({ from: archive.warc.from + line.offset, size: line.length })
  const record = packed && (await readRecord(packed, longestContent))
  if (!record?.isWhole || digestOf(record.payload) !== line.digest || record.url !== line.url) throw damaged(capture)
  return shown(record, archive)
}

/** The page as it was rewritten when it was captured. */
async function preparedOf(tx: Tx, campaign: CampaignId, capture: Capture): Promise<Replayed> {
  const { id, source, prepared, capturedAt, status = 200 } = capture
  const page = prepared && (await fileOf(tx, campaign, prepared.hash))
  if (!page || !capturedAt) throw damaged(id)
  const url = capture.finalUrl ?? (await sourceRow(tx, campaign, source))?.url
  return { status, headers: { ...mementoOf(url, capturedAt), 'Content-Type': page.mediaType }, body: page.bytes }
}

/** What is said of everything replayed (RFC 7089): when it was so, and where. */
const mementoOf = (url: string | undefined, at: Date): Readonly<Record<string, string>> => ({
  ...guarding,
  'Memento-Datetime': at.toUTCString(),
  ...(url !== undefined && /^https?:/.test(url) && { Link: `<${url}>; rel="original"` }),
})

const damaged = (capture: CaptureId): Fault =>
  new Fault('file-unreadable', `The archive of capture ${capture} is not what was kept.`)

function numberOf(path: string, main: number): number | undefined {
  if (path === '') return main
  return /^\d{1,4}$/.test(path) ? Number(path) : undefined
}

function shown(record: ReadRecord, archive: OpenWacz): Replayed {
  const places = new Map(archive.index.map(({ url }, number) => [url, `./${number}`]))
  const place: Place = (url) => places.get(url)
  const memento = mementoOf(record.url, record.at)
  const answer = (status: number, headers: Readonly<Record<string, string>>, body: Uint8Array | string): Replayed => ({
    status,
    headers: { ...memento, ...headers },
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  })
  const to = valuesOf(record.headers, 'location')[0]
  if (record.status >= 300 && record.status < 400 && to !== undefined) {
    const next = place(webUrl(to, record.url) ?? '')
    return next === undefined ? answer(404, {}, '') : answer(302, { Location: next }, '')
  }
  const content = unpacked(record.payload, valuesOf(record.headers, 'content-encoding'))
  if (typeof content === 'string') return answer(413, {}, '')
  const contentType = contentTypeOf(valuesOf(record.headers, 'content-type')[0], content)
  const mediaType = typeOf(contentType)
  if (shownAsIs.test(mediaType)) return answer(record.status, { 'Content-Type': mediaType }, content)
  const isStyle = mediaType === 'text/css'
  if (!isStyle && !isHtml(mediaType) && !mediaType.startsWith('text/') && mediaType !== 'application/json')
    return answer(
      record.status,
      { 'Content-Type': 'application/octet-stream', 'Content-Disposition': 'attachment' },
      content,
    )
  const text = charactersOf(content, contentType)
  if (text.length > longestReplay) return answer(413, {}, '')
  if (isHtml(mediaType))
    return answer(record.status, { 'Content-Type': 'text/html; charset=utf-8' }, rewritePage(text, record.url, place))
  if (!isStyle) return answer(record.status, { 'Content-Type': 'text/plain; charset=utf-8' }, text)
  const inStyle = (url: string) => (/^data:image\//i.test(url) ? url : place(webUrl(url, record.url) ?? ''))
  return answer(record.status, { 'Content-Type': 'text/css; charset=utf-8' }, rewriteCss(text, inStyle))
}
