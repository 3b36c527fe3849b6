/**
 * A server that looks at sources again, as far as memory goes: everything a server loads, and the checks.
 * `check-sources-process.ts CONNECTION ALLOWED AT-MOST`; tells its capped process while it works, and at the end how many.
 */
import { checkDueSources, openCapturer } from '#evidence'
import { connectDatabase, systemMeans, type AllowedHost, type Connection } from '#platform'
import '../../src/app/index.ts'

const [connection = '', allowed = '', atMost = '0'] = process.argv.slice(2)
const database = connectDatabase(JSON.parse(connection) as Connection)
const capturer = openCapturer(JSON.parse(allowed) as AllowedHost)
const soon = 8 * 86_400_000
const means = { ...systemMeans(), capturer, now: () => new Date(Date.now() + soon) }

const telling = setInterval(() => void process.send?.({ capped: capturer.pid() }), 500)
const checked = await checkDueSources(database, { days: 7, atMost: Number(atMost) }, means)
clearInterval(telling)
await capturer.close()
await database.close()
process.send?.({ checked }, () => process.disconnect())
