/**
 * A program of its own that opens the database of the folder it is given, as the server and the commands do, for
 * tests that kill it: `database-process.ts FOLDER server|guest [SYSTEM FOLDER]`. It says in lines of JSON what
 * happens, answers each line of SQL on its standard input, and leaves when that ends or on SIGINT or SIGTERM.
 */
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import { Fault } from '#kernel'
import { openDatabase } from '#platform'

const [dataDir = '', role, systemRoot] = process.argv.slice(2)
const say = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`)

try {
  const database = await openDatabase(
    { dataDir },
    {
      role: role === 'server' ? 'server' : 'guest',
      note: (note) => say({ note }),
      settings: { fsync: 'off' },
      ...(systemRoot !== undefined && { systemRoot }),
    },
  )
  const leave = () => void database.close().then(() => process.exit(0))
  process.once('SIGINT', leave).once('SIGTERM', leave)
  say({ open: true })
  for await (const line of createInterface({ input: process.stdin })) {
    const asked = database.transaction((tx) => sql.raw(line).execute(tx))
    say(await asked.then(({ rows }) => ({ rows })).catch((error: unknown) => ({ refused: String(error) })))
  }
  await database.close()
} catch (error) {
  say(error instanceof Fault ? { fault: error.code, message: error.message } : { broke: String(error) })
  process.exitCode = 1
}
