/** 150,000 mails queued and drained into a sink: mails a second (composing excluded), none lost, memory flat. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import {
  countingSink,
  fileOfHouse,
  leaveMails,
  migrate,
  openDatabase,
  openJournal,
  readMigrations,
  startMailer,
  systemMeans,
} from '#platform'
import { freshDataDir } from '../test/kit/house.ts'
import { vaultOfMemory } from '../test/kit/mail.ts'
import { conclude, printMachine, watchForeign } from './kit/machine.ts'

const queued = 150_000
const goal = 5000

printMachine()
const data = freshDataDir()
const database = await openDatabase({ dataDir: data.path }, { role: 'server', note: () => {} })
await migrate(database.connection, readMigrations(fileOfHouse('migrations')))
const dueAt = new Date()
for (let left = 0; left < queued; left += 5000) {
  const notes = Array.from({ length: 5000 }, () => ({
    id: randomUUID(),
    kind: 'ink.blot',
    ids: { blot: randomUUID() },
    dueAt,
  }))
  await database.transaction((tx) => leaveMails(tx, notes))
}

const foreign = watchForeign()
const sink = countingSink()
const { mark, open } = vaultOfMemory()
const began = performance.now()
const before = process.memoryUsage().rss
const mailer = startMailer({
  ...{ database, transport: sink, perSecond: 1_000_000, now: systemMeans().now },
  journal: openJournal((line) => process.stderr.write(line), systemMeans()),
  // What seals is measured with signing; here it would only keep every token in memory.
  vault: { mark, open, seal: () => Buffer.alloc(60) },
  composers: {
    'ink.blot': async (_tx, notes) =>
      notes.map(({ id }, index) => ({ to: `${id}@${index % 50}.example`, subject: 'Ink', text: id, language: 'en' })),
  },
})
let most = before
for (let left = queued; left > 0;) {
  await new Promise((resolve) => setTimeout(resolve, 200))
  const { rows } = await database.read((tx) =>
    sql<{ readonly n: number }>`select count(*) as n from platform_mail`.execute(tx),
  )
  left = rows[0]?.n ?? 0
  most = Math.max(most, process.memoryUsage().rss)
}
const seconds = (performance.now() - began) / 1000
await mailer.stop()
await database.close()
data.drop()
const perSecond = Math.round(queued / seconds)
const megabytes = Math.round((most - before) / 1_048_576)
console.log(`goal: ${goal} mails a second, each of ${queued} once`)
conclude(
  'mail',
  {
    ratio: Number((perSecond / goal).toFixed(2)),
    perSecond,
    sent: sink.count(),
    megabytes,
    met: perSecond >= goal && sink.count() === queued,
  },
  foreign(),
)
