import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AllowedHost } from '../../src/platform/index.ts'

/** A site on this machine that a capturer may reach: the one host and port that a test allows. */
export type TestSite = {
  readonly allowed: AllowedHost
  /** The address of a path of it. */
  readonly url: (path: string) => string
  /** What it answers from now on. */
  readonly answer: (listener: RequestListener) => void
  /** The paths that were asked for since this was called last. */
  readonly asked: () => readonly string[]
  readonly close: () => void
}

/** Starts one. */
export async function testSite(): Promise<TestSite> {
  let listener: RequestListener = (_, response) => void response.end()
  let asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    listener(request, response)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    allowed: { host: 'halden.example.org', port, address: '127.0.0.1' },
    url: (path) => `http://halden.example.org:${port}${path}`,
    answer: (next) => {
      listener = next
    },
    asked: () => {
      const since = asked
      asked = []
      return since
    },
    close: () => void server.close(),
  }
}

/** One file of a site: what is sent, and as what. */
export type SiteFile = string | { readonly type: string; readonly body: string | Uint8Array; readonly status?: number }

/** Answers with files by their path, and else with 404. */
export function serving(files: Readonly<Record<string, SiteFile>>): RequestListener {
  return (request, response) => {
    const file = files[request.url ?? '']
    if (file === undefined)
      response.writeHead(404, { 'Content-Type': 'text/html' }).end('<p>There is no such page.</p>')
    else if (typeof file === 'string') response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(file)
    else response.writeHead(file.status ?? 200, { 'Content-Type': file.type }).end(file.body)
  }
}
