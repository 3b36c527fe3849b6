import { lookup } from 'node:dns/promises'
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { isPublicAddress } from './public-address.ts'
import { valuesOf } from '#kernel'
import { answerReader, type WireAnswer } from './read-answer.ts'

/** One request and its answer, as bytes. */
export type Exchange = WireAnswer & {
  readonly url: string
  /** When it was asked. */
  readonly at: Date
  /** The IP address that answered. */
  readonly address: string
  /** The request as it was sent. */
  readonly request: Uint8Array
}

/** Why there is no answer. `refused`: an address, port, scheme or name with a password that is never asked. */
export type VisitTrouble =
  | 'refused'
  | 'no-such-name'
  | 'no-connection'
  | 'bad-certificate'
  | 'broken'
  | 'too-slow'
  | 'too-long'
  | 'too-many-redirects'

/** What came of asking for an address: every exchange on the way, and the answer at its end. */
export type Fetched = { readonly exchanges: readonly Exchange[] } & (
  | { readonly kind: 'answered'; readonly answer: Exchange }
  | { readonly kind: 'failed'; readonly trouble: VisitTrouble }
)

/** A number of requests that share one limit of bytes and one of time. */
export type Visit = {
  /** Asks for an address and follows redirects. Never throws for what a server or a name does. */
  readonly get: (url: string) => Promise<Fetched>
  /** Posts bytes to an address; a redirect is an answer like any other. Never throws either. */
  readonly post: (url: string, message: Message) => Promise<Fetched>
  /** Ends what is under way, and asks for nothing more. */
  readonly end: () => void
}

/** What is posted. Names and values of `headers` are ours: they are written as they are. */
export type Message = {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** What a visit may take in all. */
export type VisitLimits = {
  readonly bytes: number
  readonly seconds: number
  /** For one address. */
  readonly redirects: number
}

/** One host and port that a test may reach besides, and the address it has there. */
export type AllowedHost = {
  readonly host: string
  readonly port: number
  readonly address: string
  readonly ca?: string
}

/** How names and addresses are reached. */
export type Network = {
  readonly resolve: (host: string) => Promise<readonly string[]>
  readonly mayReach: (place: { readonly host: string; readonly address: string; readonly port: number }) => boolean
  /** Connects to an IP address, not to a name: what was looked at is what is reached. */
  readonly connect: (place: {
    readonly host: string
    readonly address: string
    readonly port: number
    readonly secure: boolean
  }) => Socket
  readonly now: () => Date
}

/**
 * The public internet at its usual ports: nothing of this machine, of its network, or of a tunnel into one.
 * @param allowed for tests alone.
 */
export function publicNetwork(allowed?: AllowedHost): Network {
  const isAllowed = (host: string) => allowed !== undefined && host === allowed.host
  return {
    resolve: async (host) => {
      if (allowed && isAllowed(host)) return [allowed.address]
      return (await lookup(host, { all: true })).map(({ address }) => address)
    },
    mayReach: ({ host, address, port }) =>
      isAllowed(host)
        ? port === allowed?.port && address === allowed.address
        : isPublicAddress(address) && (port === 80 || port === 443),
    connect: ({ host, address, port, secure }) =>
      secure
        ? connectSecurely({
            host: address,
            port,
            servername: isIP(host) > 0 ? '' : host,
            ALPNProtocols: ['http/1.1'],
            ...(allowed?.ca !== undefined && isAllowed(host) && { ca: allowed.ca }),
          })
        : connect({ host: address, port }),
    now: () => new Date(),
  }
}

/** Starts a visit; its time runs from now. Sends no cookie and keeps none. */
export function openVisit(limits: VisitLimits, network: Network = publicNetwork()): Visit {
  const ending = new AbortController()
  const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(limits.seconds * 1000)])
  const budget = { bytes: limits.bytes }
  const get = async (first: string): Promise<Fetched> => {
    const exchanges: Exchange[] = []
    let url = URL.parse(first)
    for (let hop = 0; hop <= limits.redirects; hop += 1) {
      const asked = url && (await askOnce(url, { network, signal, budget }))
      if (!asked || !('status' in asked)) return { kind: 'failed', trouble: asked?.trouble ?? 'refused', exchanges }
      exchanges.push(asked)
      const [to] = valuesOf(asked.headers, 'location')
      if (![301, 302, 303, 307, 308].includes(asked.status) || to === undefined)
        return { kind: 'answered', answer: asked, exchanges }
      // Servers write what is beyond ASCII as UTF-8, whatever the standard says.
      url = URL.parse(Buffer.from(to, 'latin1').toString('utf8'), asked.url)
    }
    return { kind: 'failed', trouble: 'too-many-redirects', exchanges }
  }
  const post = async (to: string, message: Message): Promise<Fetched> => {
    const url = URL.parse(to)
    const asked = url && (await askOnce(url, { network, signal, budget, message }))
    if (!asked || !('status' in asked)) return { kind: 'failed', trouble: asked?.trouble ?? 'refused', exchanges: [] }
    return { kind: 'answered', answer: asked, exchanges: [asked] }
  }
  return { get, post, end: () => ending.abort() }
}

type Asking = {
  readonly network: Network
  readonly signal: AbortSignal
  readonly budget: { bytes: number }
  /** Absent: nothing is posted. */
  readonly message?: Message
}
type Failed = { readonly trouble: VisitTrouble }

async function askOnce(given: URL, asking: Asking): Promise<Exchange | Failed> {
  const url = new URL(given)
  url.hash = ''
  const secure = url.protocol === 'https:'
  if ((!secure && url.protocol !== 'http:') || url.username !== '' || url.password !== '') return { trouble: 'refused' }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port)
  const addresses = isIP(host) > 0 ? [host] : await resolved(host, asking)
  if (!Array.isArray(addresses)) return addresses
  if (addresses.length === 0) return { trouble: 'no-such-name' }
  // One private address among public ones is a trap that would be stepped into every other time.
  if (addresses.some((address) => !asking.network.mayReach({ host, address, port }))) return { trouble: 'refused' }
  let last: Failed = { trouble: 'no-connection' }
  for (const address of addresses.slice(0, 3)) {
    const came = await askAddress(url, { host, address, port, secure }, asking)
    if (!('trouble' in came) || came.trouble !== 'no-connection') return came
    last = came
  }
  return last
}

async function resolved(host: string, { network, signal }: Asking): Promise<string[] | Failed> {
  if (signal.aborted) return { trouble: 'too-slow' }
  const tooSlow = new Promise<Failed>((settle) =>
    signal.addEventListener('abort', () => settle({ trouble: 'too-slow' }), { once: true }),
  )
  const found = network.resolve(host).then(
    (addresses) => [...addresses],
    () => ({ trouble: 'no-such-name' }) as const,
  )
  return await Promise.race([found, tooSlow])
}

const certificateTrouble = /^(?:CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA)/

function askAddress(
  url: URL,
  place: Parameters<Network['connect']>[0],
  { network, signal, budget, message }: Asking,
): Promise<Exchange | Failed> {
  const at = network.now()
  const request = message ? postFor(url, message) : requestFor(url)
  return new Promise((settle) => {
    if (signal.aborted) return settle({ trouble: 'too-slow' })
    const reader = answerReader()
    const socket = network.connect(place)
    let isOpen = false
    const finish = (came: WireAnswer | Failed) => {
      signal.removeEventListener('abort', tooSlow)
      socket.destroy()
      settle('trouble' in came ? came : { ...came, url: url.href, at, address: place.address, request })
    }
    const tooSlow = () => finish({ trouble: 'too-slow' })
    signal.addEventListener('abort', tooSlow, { once: true })
    socket.once(place.secure ? 'secureConnect' : 'connect', () => {
      isOpen = true
      socket.write(request)
    })
    socket.on('data', (bytes: Buffer) => {
      budget.bytes -= bytes.length
      const came = budget.bytes < 0 ? 'too-long' : reader.take(bytes)
      if (came === 'more') return
      finish(typeof came === 'string' ? { trouble: came } : came)
    })
    const ended = () => {
      const came = isOpen ? reader.end() : 'broken'
      finish(typeof came === 'string' ? { trouble: isOpen ? 'broken' : 'no-connection' } : came)
    }
    socket.once('end', ended)
    socket.once('close', ended)
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const isCertificate = !isOpen && certificateTrouble.test(error.code ?? '')
      finish({ trouble: isCertificate ? 'bad-certificate' : isOpen ? 'broken' : 'no-connection' })
    })
  })
}

function requestFor(url: URL): Uint8Array {
  const lines = [
    `GET ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    'User-Agent: Mozilla/5.0 (compatible; Undersigned; capture of a cited page)',
    'Accept: text/html,application/xhtml+xml,*/*;q=0.8',
    'Accept-Encoding: gzip, br',
    'Connection: close',
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

function postFor(url: URL, { headers, body }: Message): Uint8Array {
  const lines = [
    `POST ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    'User-Agent: Undersigned',
    'Accept: */*',
    `Content-Length: ${body.length}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body])
}
