import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

const squeezed = (body: Buffer, quality: number): Promise<Buffer> =>
  brotli(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  })

// Bytes from which the last tenth is worth two seconds of a second thread; a page of 90 names is far below.
const worthSqueezing = 100_000
// A page that is built anew every few seconds is not worth it.
const squeezeAfterMilliseconds = 5000

/** One form of a stored page: the bytes with every header already written. */
export type StoredForm = {
  readonly etag: string
  readonly head: readonly string[]
  /** What RFC 9110 section 15.4.5 asks of a 304. */
  readonly unchanged: readonly string[]
  readonly body: Buffer
}

/** A page ready to be sent: as it is, and compressed where that is worth it. */
export type StoredPage = {
  readonly plain: StoredForm
  readonly brotli: StoredForm | undefined
  readonly gzip: StoredForm | undefined
  /** Makes the same page with the smallest brotli there is; slow, and only there where it is worth it. */
  readonly squeeze: (() => Promise<StoredPage>) | undefined
}

/** What a page is made of before it is stored. */
export type PageParts = {
  readonly contentType: string
  readonly body: string | Uint8Array
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Whether compressing is worth it: text is, a PDF or PNG is not. */
  readonly compress: boolean
}

/**
 * Compresses once and writes every header once, so that answering costs a look-up and a write.
 * The ETag is strong (RFC 9110 section 8.8.1): it differs per content coding.
 */
export async function storePage(parts: PageParts): Promise<StoredPage> {
  const body = typeof parts.body === 'string' ? Buffer.from(parts.body) : Buffer.from(parts.body)
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  const form = (coding: string | undefined, bytes: Buffer, more = ''): StoredForm => {
    const etag = coding === undefined ? `"${digest}"` : `"${digest}-${coding}${more}"`
    const head = [
      ...['Content-Type', parts.contentType, 'Content-Length', String(bytes.length), 'ETag', etag],
      ...(parts.compress ? ['Vary', 'Accept-Encoding'] : []),
      ...(coding === undefined ? [] : ['Content-Encoding', coding]),
      ...parts.headers.flat(),
    ]
    const vary = parts.compress ? ['Vary', 'Accept-Encoding'] : []
    return { etag, head, unchanged: ['ETag', etag, ...vary, 'Cache-Control', 'no-cache'], body: bytes }
  }
  if (!parts.compress) return { plain: form(undefined, body), brotli: undefined, gzip: undefined, squeeze: undefined }
  const [small, older] = await Promise.all([
    // 9 and not 11: for 10,000 names 12 % larger at a thirtieth of the time.
    squeezed(body, 9),
    gzipped(body, { level: 8 }),
  ])
  const page = { plain: form(undefined, body), brotli: form('br', small), gzip: form('gzip', older) }
  if (body.length < worthSqueezing) return { ...page, squeeze: undefined }
  // Other bytes need another ETag.
  return {
    ...page,
    squeeze: async () => ({ ...page, brotli: form('br', await squeezed(body, 11), '-11'), squeeze: undefined }),
  }
}

const bytesOf = (page: StoredPage): number =>
  page.plain.body.length + (page.brotli?.body.length ?? 0) + (page.gzip?.body.length ?? 0)

type Kept = { readonly page: StoredPage; readonly subject: string; readonly bytes: number }

type Build = { readonly subject: string; readonly page: Promise<StoredPage | undefined> }

async function storedFrom(build: () => Promise<PageParts | undefined>): Promise<StoredPage | undefined> {
  const parts = await build()
  return parts && (await storePage(parts))
}

/** Pages ready to be sent, by path; each belongs to a subject and leaves with it. Bounded in bytes. */
export type PageShelf = {
  readonly at: (path: string) => StoredPage | undefined
  /** The stored page of a path, else the one that `build` makes; asked for many times at once, it is built once. */
  readonly keep: (
    path: string,
    subject: string,
    build: () => Promise<PageParts | undefined>,
  ) => Promise<StoredPage | undefined>
  /** Forgets every page of some subjects. */
  readonly forget: (subjects: ReadonlySet<string>) => void
}

/** An empty shelf that holds at most `bytesAtMost` bytes of pages; the longest kept leave first. */
export function pageShelf(bytesAtMost: number): PageShelf {
  const kept = new Map<string, Kept>()
  const building = new Map<string, Build>()
  let total = 0

  const drop = (path: string, entry: Kept) => {
    kept.delete(path)
    total -= entry.bytes
  }
  const put = (path: string, subject: string, page: StoredPage) => {
    const bytes = bytesOf(page)
    if (bytes > bytesAtMost) return
    const old = kept.get(path)
    if (old) drop(path, old)
    kept.set(path, { page, subject, bytes })
    total += bytes
    for (const [oldest, entry] of kept) {
      if (total <= bytesAtMost) break
      drop(oldest, entry)
    }
    if (page.squeeze) setTimeout(() => void squeezeLater(path, subject, page), squeezeAfterMilliseconds).unref()
  }
  // One after the other: the threads that compress also read files and look up names.
  let squeezing: Promise<void> = Promise.resolve()
  const squeezeLater = (path: string, subject: string, page: StoredPage) => {
    const isThere = () => kept.get(path)?.page === page
    const squeeze = async (before: Promise<void>): Promise<void> => {
      await before
      const smaller = isThere() ? await page.squeeze?.() : undefined
      if (smaller && isThere()) put(path, subject, smaller)
    }
    squeezing = squeeze(squeezing)
    return squeezing
  }
  return {
    at: (path) => kept.get(path)?.page,
    keep: (path, subject, build) => {
      const there = kept.get(path)
      if (there) return Promise.resolve(there.page)
      const begun = building.get(path)
      if (begun) return begun.page
      // After a forgetting another build may stand here, or none: then this one is not kept.
      const isStillWanted = () => building.get(path)?.page === page
      const page: Promise<StoredPage | undefined> = storedFrom(build)
        .then((made) => {
          if (made && isStillWanted()) put(path, subject, made)
          return made
        })
        .finally(() => void (isStillWanted() && building.delete(path)))
      building.set(path, { subject, page })
      return page
    },
    forget: (subjects) => {
      for (const [path, { subject }] of building) if (subjects.has(subject)) building.delete(path)
      for (const [path, entry] of kept) if (subjects.has(entry.subject)) drop(path, entry)
    },
  }
}
