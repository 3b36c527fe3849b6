import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Fault } from '#kernel'
import { answerStored } from './answer-stored.ts'
import type { PageShelf } from './page-shelf.ts'

/** A request as pages see it: the standard `Request`, with the address the connection comes from. */
export type Handler = (request: Request, from: { readonly remoteAddress: string }) => Response | Promise<Response>

/** A listening server. */
export type Listening = {
  /** Where it can be reached on this machine. */
  readonly url: string
  /** Stops listening, lets running answers end (at most `graceMilliseconds`), then closes what is left. */
  readonly close: (graceMilliseconds: number) => Promise<void>
}

/**
 * Listens. Pages on the shelf are answered before anything else looks at the request (measured: the only way to
 * more than half the speed of an empty answer); everything else goes to the handler.
 * Headers must arrive within 10 s, a whole request within 30 s.
 */
export async function serve(options: {
  readonly host: string
  readonly port: number
  readonly shelf: PageShelf
  /** Made once the port is known. */
  readonly handlerFor: (url: string) => Handler
  /** Told what goes wrong while listening. */
  readonly onError: (error: Error) => void
}): Promise<Listening> {
  const { shelf } = options
  let handler: Handler = () => new Response(null, { status: 503 })
  const slow = getRequestListener((request, { incoming }) =>
    handler(request, { remoteAddress: 'socket' in incoming ? (incoming.socket?.remoteAddress ?? '') : '' }),
  )
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const stored = request.method === 'GET' || request.method === 'HEAD' ? shelf.at(request.url ?? '') : undefined
    if (stored) answerStored(stored, request, response)
    else withBody(request, () => void slow(request, response))
  })
  server.headersTimeout = 10_000
  server.requestTimeout = 30_000
  server.keepAliveTimeout = 65_000
  await listen(server, options.host, options.port)
  server.on('error', options.onError)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  const url = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`
  handler = options.handlerFor(url)
  return {
    url,
    close: (graceMilliseconds) => close(server, graceMilliseconds),
  }
}

/** Bytes up to which a body is read before anybody looks at the request. */
export const bodyAtMost = 64 * 1024

/**
 * Reads what a form posts in one piece, as the listener behind takes it best (`rawBody`): as a stream it costs three
 * times as much. What is longer, or does not say how long it is, is left where it is. Who breaks off is not answered.
 */
function withBody(request: IncomingMessage, next: () => void): void {
  const length = Number(request.headers['content-length'])
  if (!(length <= bodyAtMost)) return next()
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('error', () => {})
  request.on('end', () => {
    const [first = Buffer.alloc(0)] = chunks
    Object.assign(request, { rawBody: chunks.length > 1 ? Buffer.concat(chunks) : first })
    next()
  })
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refused = (cause: NodeJS.ErrnoException) => {
      const why =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} is taken by another program: set PORT to a free one.`
          : `Cannot listen on ${host}, port ${port}.`
      reject(new Fault('config-invalid', why, { cause }))
    }
    server.once('error', refused)
    server.listen(port, host, () => {
      server.off('error', refused)
      resolve()
    })
  })
}

function close(server: Server, graceMilliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMilliseconds)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
