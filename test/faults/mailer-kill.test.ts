import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { leaveMails, type MailNote } from '#platform'
import { testDatabase } from '../kit/database.ts'
import { rounds } from '../kit/faults.ts'
import { eventually } from '../kit/mail.ts'
import { scriptedServer } from '../kit/mail-server.ts'

const kills = rounds(2, 50)
const mails = kills * 150
const atOnce = 10
const database = await testDatabase()

test('a process that is killed while it sends loses no mail, and doubles only what it had in hand', async () => {
  const server = await scriptedServer((step) => (step === 'dot' ? { kind: 'slow', milliseconds: 3 } : undefined))
  const notes = Array.from({ length: mails }, (_, index): MailNote => ({
    ...{ id: randomUUID(), kind: 'ink.blot', dueAt: new Date() },
    ids: { to: `${index}@${index % 7}.example` },
  }))
  await database.transaction((tx) => leaveMails(tx, notes))
  for (let round = 1; round <= kills; round += 1) {
    const sender = startSender(server.url)
    const before = server.taken.length
    await eventually(async () => server.taken.length > before + 20 || (await waiting()) === 0)
    sender.kill('SIGKILL')
    await once(sender, 'exit')
  }
  startSender(server.url)
  await eventually(async () => (await waiting()) === 0)
  const copies = Map.groupBy(server.taken, ({ to }) => to)
  expect(copies.size).toBe(mails)
  // What was under way, and at most as much again that the queue had not been told of yet.
  expect(server.taken.length - mails).toBeLessThanOrEqual(kills * atOnce * 2)
})

function startSender(url: string) {
  const program = join(import.meta.dirname, '../kit/mailer-process.ts')
  const args = ['--conditions=source', program, JSON.stringify(database.connection), url]
  const sender = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  onTestFinished(() => void sender.kill('SIGKILL'))
  return sender
}

async function waiting(): Promise<number> {
  const { rows } = await database.read((tx) =>
    sql<{ readonly n: number }>`select count(*) as n from platform_mail`.execute(tx),
  )
  return rows[0]?.n ?? 0
}
