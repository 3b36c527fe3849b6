import { lookup } from 'node:dns'
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { request } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address.ts'

/** What came of asking a site for a small text file. */
export type SiteFile =
  | { readonly kind: 'text'; readonly text: string }
  /** The site says that there is none. */
  | { readonly kind: 'missing' }
  /** The site leads to a private address or another domain. */
  | { readonly kind: 'elsewhere' }
  /** It is no plain text, or too long. */
  | { readonly kind: 'unreadable' }
  /** No answer, or a broken one: ask again later. */
  | { readonly kind: 'silent' }

/** How the network is reached; tests bring their own. */
export type SiteMeans = {
  readonly resolve: (
    host: string,
    done: (error: Error | null, addresses: readonly { readonly address: string; readonly family: number }[]) => void,
  ) => void
  readonly isPublic: (address: string) => boolean
  readonly open: (url: URL, options: RequestOptions, answered: (answer: IncomingMessage) => void) => ClientRequest
}

const timeoutMilliseconds = 10_000
const mostBytes = 64 * 1024
const mostRedirects = 3

/** The network as this machine reaches it. */
export function siteMeans(): SiteMeans {
  return {
    resolve: (host, done) => lookup(host, { all: true }, (error, found) => done(error, error ? [] : found)),
    isPublic: isPublicAddress,
    open: request,
  }
}

/**
 * Fetches a small plain text over HTTPS from a site that a stranger named. Reaches public addresses only: the name is
 * resolved once, every address of it is looked at, and the connection goes to one of those. Follows up to three
 * redirects within the host and its `www`; takes at most 64 KiB and 10 seconds in all; sends no cookie.
 */
export async function fetchSiteFile(address: string, means: SiteMeans = siteMeans()): Promise<SiteFile> {
  const first = new URL(address)
  const home = first.hostname.replace(/^www\./, '')
  const signal = AbortSignal.timeout(timeoutMilliseconds)
  let url = first
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || !isOf(home, url.hostname))
      return { kind: 'elsewhere' }
    const answer = await askOnce(url, means, signal)
    if (answer.kind !== 'redirect') return answer
    const next = URL.parse(answer.to, url.href)
    if (!next) return { kind: 'unreadable' }
    url = next
  }
  return { kind: 'unreadable' }
}

const isOf = (home: string, host: string): boolean => host === home || host === `www.${home}`

type Answer = SiteFile | { readonly kind: 'redirect'; readonly to: string }

function askOnce(url: URL, { resolve, isPublic, open }: SiteMeans, signal: AbortSignal): Promise<Answer> {
  return new Promise((settle) => {
    let isPrivate = false
    const onlyPublic: LookupFunction = (host, options, done) =>
      resolve(host, (error, found) => {
        const [one] = found
        isPrivate = found.some(({ address }) => !isPublic(address))
        if (error || isPrivate || !one) done(error ?? new Error('no public address'), '', 4)
        else if (options.all === true) done(null, [...found])
        else done(null, one.address, one.family)
      })
    // A connection of its own: one kept open from earlier would pass the look at the address.
    const options = { agent: false, lookup: onlyPublic, signal, headers: { Accept: 'text/plain' } } as const
    const asked = open(url, options, (answer) => void readAnswer(answer).then(settle, () => settle({ kind: 'silent' })))
    asked.on('error', () => settle(isPrivate ? { kind: 'elsewhere' } : { kind: 'silent' }))
    asked.end()
  })
}

async function readAnswer(answer: IncomingMessage): Promise<Answer> {
  const status = answer.statusCode ?? 0
  const { location } = answer.headers
  if (status !== 200) answer.destroy()
  if ([301, 302, 303, 307, 308].includes(status) && location !== undefined) return { kind: 'redirect', to: location }
  if (status === 404 || status === 410) return { kind: 'missing' }
  if (status >= 500 || status === 429) return { kind: 'silent' }
  if (status !== 200) return { kind: 'unreadable' }
  if (!/^text\/plain(?:;|$)/i.test(answer.headers['content-type'] ?? '')) {
    answer.destroy()
    return { kind: 'unreadable' }
  }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of answer) {
    const piece = Buffer.from(chunk)
    bytes += piece.length
    if (bytes > mostBytes) return { kind: 'unreadable' }
    chunks.push(piece)
  }
  return { kind: 'text', text: Buffer.concat(chunks).toString('utf8') }
}
