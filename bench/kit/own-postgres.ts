import { execFileSync, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { chooseAccount } from '../../src/platform/database/embedded/account.ts'
import { findBinaries, linkLibraries } from '../../src/platform/database/embedded/binaries.ts'

/** A database server of the bench's own, reached over loopback as an operator's own would be. */
export type OwnPostgres = { readonly url: string; readonly close: () => Promise<void> }

/** Starts the packaged PostgreSQL with a fresh folder and some variables in its environment; durable as always. */
export async function ownPostgres(port: number, environment: Readonly<Record<string, string>>): Promise<OwnPostgres> {
  const binaries = findBinaries(process.platform, process.arch)
  linkLibraries(binaries.folder)
  const folder = mkdtempSync(join(tmpdir(), 'undersigned-postgres-'))
  const account = chooseAccount(folder)
  if (account) chownSync(folder, account.uid, account.gid)
  const as = { cwd: '/', ...(account && { uid: account.uid, gid: account.gid }) }
  const program = (name: string) => join(binaries.folder, 'bin', name)
  const bare = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  execFileSync(
    program('initdb'),
    [`--pgdata=${folder}/data`, '--username=bench', '--auth=trust', '--no-instructions'],
    {
      ...as,
      env: bare,
      stdio: 'ignore',
    },
  )
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'max_wal_size=1GB',
  ]
  const child = spawn(program('postgres'), ['-D', `${folder}/data`, ...settings.flatMap((one) => ['-c', one])], {
    ...as,
    env: { ...bare, ...environment },
    stdio: 'ignore',
  })
  const url = `postgres://bench@127.0.0.1:${port}/postgres`
  for (let tries = 0; ; tries += 1) {
    const client = new Client(url)
    const isThere = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => {})
    if (isThere) break
    if (tries > 100) throw new Error('the bench’s own database does not answer')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    url,
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
