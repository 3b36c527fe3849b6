import { setTimeout as wait } from 'node:timers/promises'
import { Fault } from '#kernel'

/** How much of a stranger's server one file may take. */
export type FetchLimits = { readonly bytes: number; readonly seconds: number }

const MOST_REDIRECTS = 3
/** Waits between tries, in seconds: a server that rations its visitors, or starts anew, is given that long. */
const PAUSES = [1, 3, 9] as const

const unreachable = (url: URL, why: string): Fault => new Fault('log-unreachable', `${url.href} ${why}.`)

type Answer =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly headers: Headers }
  | { readonly kind: 'none' }
  | { readonly kind: 'later'; readonly why: string }

async function bodyOf(response: Response, url: URL, limits: FetchLimits): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    // Counted after unpacking: a small answer may unpack to a large one.
    if (length > limits.bytes) throw unreachable(url, `is larger than ${limits.bytes} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The next address of a redirect; another origin is refused, whatever it promises. */
function onward(response: Response, url: URL): URL {
  const location = response.headers.get('location') ?? ''
  const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined
  if (next?.origin !== url.origin) throw unreachable(url, 'leads to another server, which was not asked for')
  return next
}

async function ask(url: URL, limits: FetchLimits, redirects = 0): Promise<Answer> {
  const signal = AbortSignal.timeout(limits.seconds * 1000)
  const response = await fetch(url, { redirect: 'manual', signal, headers: { Accept: '*/*' } })
  const { status } = response
  if (status === 200) return { kind: 'file', bytes: await bodyOf(response, url, limits), headers: response.headers }
  await response.body?.cancel()
  if (status === 404 || status === 410) return { kind: 'none' }
  if (status === 429 || status >= 500) return { kind: 'later', why: `answers ${status}` }
  if (status < 300 || status > 308) throw unreachable(url, `answers ${status}`)
  if (redirects === MOST_REDIRECTS) throw unreachable(url, 'leads in circles')
  return await ask(onward(response, url), limits, redirects + 1)
}

/** A file as a server sent it. */
export type FetchedFile = { readonly bytes: Uint8Array; readonly headers: Headers }

/**
 * Reads one file of a stranger's server. Follows a few redirects within the same origin only, takes no more bytes and
 * no more time than allowed, and tries again where the server is busy or away for a moment.
 * @returns `undefined` when there is no such file. @throws Fault `log-unreachable`.
 */
export async function fetchWithHeaders(url: URL, limits: FetchLimits): Promise<FetchedFile | undefined> {
  let why = ''
  for (const pause of [...PAUSES, 0]) {
    const answer = await ask(url, limits).catch((error: unknown): Answer => {
      if (error instanceof Fault) throw error
      return { kind: 'later', why: 'cannot be reached' }
    })
    if (answer.kind === 'file') return answer
    if (answer.kind === 'none') return undefined
    why = answer.why
    await wait(pause * 1000)
  }
  throw unreachable(url, why)
}

/** The bytes of one file of a stranger's server, as `fetchWithHeaders` reads it. */
export async function fetchFile(url: URL, limits: FetchLimits): Promise<Uint8Array | undefined> {
  return (await fetchWithHeaders(url, limits))?.bytes
}
