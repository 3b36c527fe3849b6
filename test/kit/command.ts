import { tmpdir } from 'node:os'
import type { CommandMeans } from '#cli'
import type { Database } from '#platform'

/** A command's means on a test's database, and everything it says and prints. `answers` are what the person types. */
export function meansOn(
  database: Database,
  answers: readonly string[] = [],
): { readonly means: CommandMeans; readonly said: string[]; readonly printed: string[] } {
  const said: string[] = []
  const printed: string[] = []
  const waiting = [...answers]
  const { connection } = database
  if (!('host' in connection)) throw new Error('no such connection')
  const { host, port, user, database: name } = connection
  const databaseUrl = `postgres:///${name}?host=${encodeURIComponent(host)}&port=${port}&user=${user}`
  const means: CommandMeans = {
    terminal: {
      out: (text) => void printed.push(text),
      say: (line) => void said.push(line),
      ask: async () => waiting.shift(),
      askHidden: async () => waiting.shift(),
    },
    program: 'undersigned',
    environment: { DATABASE_URL: databaseUrl },
    workingFolder: tmpdir(),
    serve: async () => Promise.reject(new Error('no server here')),
    signInPage: async (site, link) => `${site}/organize/link/${link}`,
  }
  return { means, said, printed }
}
