import type { CaptureResult, CaptureTrouble } from './capture.ts'
import { charactersOf, contentTypeOf, typeOf, unpacked } from './decode.ts'
import { findParts, mostParts, partsOfStyle, type PagePart } from './find-parts.ts'
import { isHtml, textOfFile } from './page-text.ts'
import { preparedPage } from './rewrite-page.ts'
import { packWacz } from './wacz.ts'
import { digestOf } from './warc.ts'
import { valuesOf } from '#kernel'
import type { CappedMeans, Exchange, Fetched, Visit, VisitLimits } from '#platform'

/** What one capture takes at most: 10 MB as sent and 15 seconds, its images and style sheets included. */
export const usualLimits: VisitLimits = { bytes: 10_000_000, seconds: 15, redirects: 10 }

/** What a site says now: its text, for comparing. */
export type SiteLook =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly finalUrl: string
      /** Absent for what is no text. */
      readonly text: string | undefined
      /** SHA-256 of the page, as in a capture. */
      readonly payloadHash: string
    }
  | { readonly kind: 'failed'; readonly trouble: CaptureTrouble }

/**
 * Fetches a page as bytes sent, with its redirects, style sheets and images, and packs them. Runs no script and sends no
 * cookie. Called in a process of its own (`openCapturer`): it reads what strangers wrote.
 */
export async function captureSite(url: string, limits: VisitLimits, means: CappedMeans): Promise<CaptureResult> {
  const visit = means.visit(limits)
  try {
    const at = means.now()
    const page = await readPage(visit, url)
    if (page.kind === 'failed') return page
    const { answer, exchanges, text, mediaType, decoded } = page
    const known = new Set(exchanges.map((one) => one.url))
    const wanted = isHtml(mediaType) ? findParts(decoded, answer.url).filter((part) => !known.has(part.url)) : []
    const parts = await fetchParts(visit, wanted)
    const all = [...exchanges, ...parts.exchanges].map((exchange) => ({ kind: 'exchange' as const, exchange }))
    const places = new Map(all.map(({ exchange }, number) => [exchange.url, `./${number}`]))
    return {
      kind: 'captured',
      at,
      prepared: isHtml(mediaType) ? preparedPage(decoded, answer.url, (one) => places.get(one)) : undefined,
      wacz: await packWacz({ all, page: answer.url, title: answer.url }, means),
      payloadHash: digestOf(answer.payload).slice('sha256:'.length),
      finalUrl: answer.url,
      status: answer.status,
      mediaType,
      text,
      missing: parts.missing,
    }
  } finally {
    visit.end()
  }
}

/** Fetches a page only to compare it with an earlier capture. */
export async function lookAtSite(url: string, limits: VisitLimits, means: CappedMeans): Promise<SiteLook> {
  const visit = means.visit(limits)
  try {
    const page = await readPage(visit, url, 'any-status')
    if (page.kind === 'failed') return page
    const { answer, text } = page
    const payloadHash = digestOf(answer.payload).slice('sha256:'.length)
    return { kind: 'answered', status: answer.status, finalUrl: answer.url, text, payloadHash }
  } finally {
    visit.end()
  }
}

type Page =
  | {
      readonly kind: 'page'
      readonly answer: Exchange
      readonly exchanges: readonly Exchange[]
      readonly mediaType: string
      readonly decoded: string
      readonly text: string | undefined
    }
  | Extract<CaptureResult, { readonly kind: 'failed' }>

async function readPage(visit: Visit, url: string, want: 'good-status' | 'any-status' = 'good-status'): Promise<Page> {
  const fetched = await visit.get(url)
  if (fetched.kind === 'failed') return { kind: 'failed', trouble: fetched.trouble }
  const { answer, exchanges } = fetched
  const { status, url: finalUrl } = answer
  if (want === 'good-status' && (status < 200 || status > 299))
    return { kind: 'failed', trouble: 'error-status', status, finalUrl }
  const bytes = contentOf(answer)
  if (typeof bytes === 'string') return { kind: 'failed', trouble: bytes, status, finalUrl }
  const contentType = contentTypeOf(valuesOf(answer.headers, 'content-type')[0], bytes)
  const mediaType = typeOf(contentType)
  const decoded = charactersOf(bytes, contentType)
  return { kind: 'page', answer, exchanges, mediaType, decoded, text: textOfFile(decoded, mediaType) }
}

const contentOf = ({ payload, headers }: Exchange): Uint8Array | 'broken' | 'too-long' =>
  unpacked(payload, valuesOf(headers, 'content-encoding'))

type Parts = { readonly exchanges: readonly Exchange[]; readonly missing: number }
const atOnce = 6

/** Fetches what a page needs to look like itself, and what its style sheets need. */
async function fetchParts(visit: Visit, wanted: readonly PagePart[]): Promise<Parts> {
  const asked = new Map<string, Fetched>()
  for (let queue = wanted; queue.length > 0 && asked.size < mostParts;) {
    const batch = queue.filter(({ url }) => !asked.has(url)).slice(0, Math.min(atOnce, mostParts - asked.size))
    const fetched = await Promise.all(batch.map(async (part) => ({ part, came: await visit.get(part.url) })))
    const further = fetched.flatMap(({ part, came }) => {
      asked.set(part.url, came)
      return part.kind === 'style' ? partsOf(came) : []
    })
    queue = [...queue, ...further].filter(({ url }) => !asked.has(url))
  }
  const all = [...asked.values()]
  const urls = new Set<string>()
  const exchanges = all
    .flatMap((one) => one.exchanges)
    // Two addresses may lead to the same.
    .filter(({ url }) => !urls.has(url) && urls.add(url))
  const good = all.filter((one) => one.kind === 'answered' && one.answer.status < 400)
  return { exchanges, missing: all.length - good.length }
}

function partsOf(came: Fetched): readonly PagePart[] {
  if (came.kind === 'failed') return []
  const bytes = contentOf(came.answer)
  return typeof bytes === 'string' ? [] : partsOfStyle(charactersOf(bytes, 'text/css'), came.answer.url)
}
