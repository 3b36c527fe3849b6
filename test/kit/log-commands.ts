import { createServer, type RequestListener } from 'node:http'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runCommand, type ExitCode } from '#cli'

/** What a command line came to. */
export type Ran = { readonly code: ExitCode; readonly text: string }

/** Runs a command that needs no database. */
export async function runPlain(...argv: readonly string[]): Promise<Ran> {
  const lines: string[] = []
  const code = await runCommand(argv, {
    terminal: {
      out: (text) => void lines.push(text),
      say: (line) => void lines.push(line),
      ask: async () => undefined,
      askHidden: async () => undefined,
    },
    program: 'undersigned',
    environment: {},
    workingFolder: tmpdir(),
    serve: async () => await Promise.reject(new Error('no server here')),
    signInPage: async (site, link) => `${site}/organize/link/${link}`,
  })
  return { code, text: lines.join('\n') }
}

/** Writes files below a fresh folder. */
export async function writeFiles(
  files: ReadonlyMap<string, Uint8Array | string>,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-log-'))
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** A server on this machine's loopback. */
export async function serveHere(
  listener: RequestListener,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
