import type { IncomingMessage, ServerResponse } from 'node:http'
import type { StoredForm, StoredPage } from './page-shelf.ts'

/** The best form a client accepts (RFC 9110 section 12.5.3): brotli, gzip, else the plain bytes. */
export function formFor(page: StoredPage, accepted: string | undefined): StoredForm {
  if (accepted === undefined || page.brotli === undefined) return page.plain
  if (accepts(accepted, 'br')) return page.brotli
  if (page.gzip !== undefined && accepts(accepted, 'gzip')) return page.gzip
  return page.plain
}

function accepts(written: string, coding: string): boolean {
  if (written === coding) return true
  const header = written.toLowerCase()
  if (!header.includes(coding)) return false
  // The common case has no weights at all; only then is a closer look needed.
  if (!header.includes(';')) return header.split(',').some((part) => part.trim() === coding)
  return header.split(',').some((part) => {
    const [name, ...weights] = part.split(';').map((piece) => piece.trim())
    return name === coding && !weights.some((weight) => /^q=0(\.0{0,3})?$/.test(weight))
  })
}

/** Whether the client already holds these bytes (RFC 9110 section 13.1.2, weak comparison). */
function alreadyHas(form: StoredForm, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch === form.etag || ifNoneMatch === '*') return true
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === form.etag)
}

function pairs(head: readonly string[]): [string, string][] {
  const headers: [string, string][] = []
  for (let i = 0; i < head.length; i += 2) headers.push([head[i] ?? '', head[i + 1] ?? ''])
  return headers
}

/**
 * The first header of a name. Read from the raw ones: the parsed object would be built for every request only for this
 * (a twentieth of a stored answer's time).
 */
function headerOf({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const written = rawHeaders[i]
    if (written?.length === name.length && written.toLowerCase() === name) return rawHeaders[i + 1]
  }
  return undefined
}

/** Sends a stored page: 304 where the client has it, else 200 with the best form. HEAD gets no body. */
export function answerStored(page: StoredPage, request: IncomingMessage, response: ServerResponse): void {
  const form = formFor(page, headerOf(request, 'accept-encoding'))
  if (alreadyHas(form, headerOf(request, 'if-none-match'))) {
    response.writeHead(304, form.unchanged as string[])
    response.end()
    return
  }
  response.writeHead(200, form.head as string[])
  if (request.method === 'HEAD') response.end()
  else response.end(form.body)
}

/** The same answer for a handler that speaks `Request` and `Response`. */
export function answerFrom(page: StoredPage, request: Request): Response {
  const form = formFor(page, request.headers.get('accept-encoding') ?? undefined)
  if (alreadyHas(form, request.headers.get('if-none-match') ?? undefined))
    return new Response(null, { status: 304, headers: pairs(form.unchanged) })
  return new Response(new Uint8Array(form.body), { status: 200, headers: pairs(form.head) })
}
