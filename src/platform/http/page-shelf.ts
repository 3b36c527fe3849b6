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

/** What a stored page depends on. */
export type PageSubjects = {
  /** When this changes, the page is wrong: it goes at once. */
  readonly text: string
  /** When this changes, the page is merely old: it is shown a little longer while it is built anew. */
  readonly count?: string | undefined
}

const daily = ' today'

/** The subject of pages that also change with the day in their campaign's time zone; they are forgotten with the campaign, too. */
export const dailySubject = (campaign: string): string => `${campaign}${daily}`

const isAmong = (texts: ReadonlySet<string>, text: string): boolean =>
  texts.has(text) || (text.endsWith(daily) && texts.has(text.slice(0, -daily.length)))

type BuildPage = () => Promise<PageParts | undefined>

type Kept = {
  readonly page: StoredPage
  readonly subjects: PageSubjects
  readonly build: BuildPage
  readonly bytes: number
  /** Since when it is old, in milliseconds of a clock that only goes forward. */
  oldSince: number | undefined
}

type Build = { readonly subjects: PageSubjects; readonly page: Promise<StoredPage | undefined>; oldAlready: boolean }

// Under a rush every page is renewed each second and nobody waits; after a quiet night the first visitor does.
const oldAtMostMilliseconds = 3000

async function storedFrom(build: BuildPage): Promise<StoredPage | undefined> {
  const parts = await build()
  return parts && (await storePage(parts))
}

/** Pages ready to be sent, by path; each leaves with its subject. Bounded in bytes. */
export type PageShelf = {
  /** The stored page of a path; one that grew old is given for at most 3 s more and built anew meanwhile. */
  readonly at: (path: string) => StoredPage | undefined
  /** The stored page of a path, else the one that `build` makes; asked for many times at once, it is built once. */
  readonly keep: (path: string, subjects: PageSubjects, build: BuildPage) => Promise<StoredPage | undefined>
  /** Forgets every page of some subjects. */
  readonly forget: (texts: ReadonlySet<string>) => void
  /** Lets every page with one of these counts grow old. */
  readonly renew: (counts: ReadonlySet<string>) => void
}

/** An empty shelf that holds at most `bytesAtMost` bytes of pages; the longest kept leave first. */
export function pageShelf(bytesAtMost: number, clock: () => number = () => performance.now()): PageShelf {
  const kept = new Map<string, Kept>()
  const building = new Map<string, Build>()
  let total = 0

  const drop = (path: string, entry: Kept) => {
    kept.delete(path)
    total -= entry.bytes
  }
  const put = (path: string, entry: Omit<Kept, 'bytes'>) => {
    const old = kept.get(path)
    if (old) drop(path, old)
    const bytes = bytesOf(entry.page)
    if (bytes > bytesAtMost) return
    kept.set(path, { ...entry, bytes })
    total += bytes
    for (const [oldest, one] of kept) {
      if (total <= bytesAtMost) break
      drop(oldest, one)
    }
    if (entry.page.squeeze) setTimeout(() => void squeezeLater(path, entry.page), squeezeAfterMilliseconds).unref()
  }
  // One after the other: the threads that compress also read files and look up names.
  let squeezing: Promise<void> = Promise.resolve()
  const squeezeLater = (path: string, page: StoredPage) => {
    const there = () => {
      const entry = kept.get(path)
      return entry?.page === page ? entry : undefined
    }
    const squeeze = async (before: Promise<void>): Promise<void> => {
      await before
      const smaller = there() && (await page.squeeze?.())
      const entry = there()
      if (smaller && entry) put(path, { ...entry, page: smaller })
    }
    squeezing = squeeze(squeezing)
    return squeezing
  }
  const start = (path: string, subjects: PageSubjects, build: BuildPage): Promise<StoredPage | undefined> => {
    const begun = building.get(path)
    if (begun) return begun.page
    // After a forgetting another build may stand here, or none: then this one is not kept.
    const mine = () => {
      const one = building.get(path)
      return one?.page === page ? one : undefined
    }
    const page: Promise<StoredPage | undefined> = storedFrom(build)
      .then((made) => {
        const still = mine()
        if (made && still) put(path, { page: made, subjects, build, oldSince: still.oldAlready ? clock() : undefined })
        return made
      })
      .finally(() => void (mine() && building.delete(path)))
    building.set(path, { subjects, page, oldAlready: false })
    return page
  }
  const present = (path: string): StoredPage | undefined => {
    const entry = kept.get(path)
    if (entry?.oldSince === undefined) return entry?.page
    // What cannot be built now is asked for again by the next visitor.
    start(path, entry.subjects, entry.build).catch(() => {})
    return clock() - entry.oldSince > oldAtMostMilliseconds ? undefined : entry.page
  }
  return {
    at: present,
    keep: (path, subjects, build) => {
      const there = present(path)
      if (there) return Promise.resolve(there)
      return start(path, subjects, build).catch((error: unknown) => {
        // While the database is away, older numbers are better than none; what was forgotten is no longer here.
        const old = kept.get(path)
        if (old) return old.page
        throw error
      })
    },
    forget: (texts) => {
      for (const [path, { subjects }] of building) if (isAmong(texts, subjects.text)) building.delete(path)
      for (const [path, entry] of kept) if (isAmong(texts, entry.subjects.text)) drop(path, entry)
    },
    renew: (counts) => {
      const concerns = ({ count }: PageSubjects) => count !== undefined && counts.has(count)
      for (const one of building.values()) if (concerns(one.subjects)) one.oldAlready = true
      for (const entry of kept.values()) if (concerns(entry.subjects)) entry.oldSince ??= clock()
    },
  }
}
