import { Fault } from '#kernel'
import { expect, test } from 'vitest'
import type { Database } from './database/database.ts'
import { openJournal } from './journal.ts'
import { tellOutages } from './outage.ts'
import { systemMeans } from './clock.ts'

const gone = () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })

/** A database that does what is said next, and the journal's lines. */
function house() {
  const lines: string[] = []
  let moment = Date.parse('2026-05-01T12:00:00Z')
  const means = { ...systemMeans(), now: () => new Date(moment) }
  let next: () => Promise<unknown> = () => Promise.resolve()
  const run: Database['read'] = async (work) => {
    await next()
    // The work asks nothing of it.
    return await Reflect.apply(work, undefined, [undefined])
  }
  const database: Database = {
    transaction: run,
    read: run,
    connection: { connectionString: '' },
    close: async () => {},
  }
  const outages = tellOutages({ database, journal: openJournal((line) => lines.push(line), means), ...means })
  const ask = () => outages.database.read(async () => undefined).catch((error: unknown) => outages.journal.fault(error))
  return {
    ...outages,
    lines,
    ask,
    becomes: (how: () => Promise<unknown>) => void (next = how),
    wait: (seconds: number) => void (moment += seconds * 1000),
  }
}

test('while the database is away the journal has one line, each visitor its reference, and a line says when it is back', async () => {
  const { ask, becomes, lines, wait } = house()
  becomes(() => Promise.reject(gone()))
  const references = new Set<unknown>()
  for (let n = 0; n < 1000; n += 1) references.add(await ask())
  expect(lines).toHaveLength(1)
  expect(references.size).toBe(1)
  const [reference] = [...references]
  expect(lines[0]).toContain(`error database-unreachable ${String(reference)} The database does not answer. / `)
  expect(lines[0]).toContain('caused by Error, code ECONNREFUSED')
  wait(7)
  becomes(() => Promise.resolve())
  await ask()
  await ask()
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain(
    `info database-back ${String(reference)} The database answers again after 7 s. Tries that failed meanwhile: 1000.`,
  )
})

test('what work in a thread beside says of the same database is the same event', async () => {
  const { ask, becomes, journal, lines, watch } = house()
  becomes(() => Promise.reject(gone()))
  const first = await ask()
  // Errors come over from a thread as plain ones that kept their code.
  const beside = () => Promise.reject(Object.assign(new Error('away'), { name: 'error', code: '57P03' }))
  expect(await watch(beside).catch((error: unknown) => journal.fault(error))).toBe(first)
  expect(lines).toHaveLength(1)
  await watch(async () => 'kept')
  expect(lines[1]).toContain('info database-back')
})

test('a second absence is a second event with a reference of its own', async () => {
  const { ask, becomes, lines } = house()
  const references: unknown[] = []
  for (let n = 0; n < 2; n += 1) {
    becomes(() => Promise.reject(gone()))
    references.push(await ask())
    becomes(() => Promise.resolve())
    await ask()
  }
  expect(lines).toHaveLength(4)
  expect(new Set(references).size).toBe(2)
})

test('what was begun before the database broke and ends well does not pass for its return', async () => {
  const { ask, becomes, lines } = house()
  let finish = () => {}
  becomes(() => new Promise<void>((resolve) => void (finish = resolve)))
  const early = ask()
  becomes(() => Promise.reject(gone()))
  await ask()
  finish()
  await early
  expect(lines).toHaveLength(1)
})

test('faults of any other kind have a line each, also those of another server that refuses a connection', async () => {
  const { ask, becomes, lines, journal } = house()
  becomes(() => Promise.reject(new Fault('bad-state', 'Odd.')))
  await ask()
  await ask()
  for (let n = 0; n < 2; n += 1) journal.fault(new TypeError('fetch failed', { cause: gone() }))
  expect(lines).toHaveLength(4)
  expect(lines.join('')).not.toContain('database-unreachable')
})

test('a failure that somebody wrapped, or that came of another connection to the database, belongs to the same event', async () => {
  const { database, journal, fault, becomes, lines } = house()
  becomes(() => Promise.reject(gone()))
  const thrown = await database.read(async () => undefined).catch((error: unknown) => error)
  const reference = journal.fault(new Fault('internal', 'A batch failed.', { cause: thrown }))
  expect(fault(gone())).toBe(reference)
  expect(lines).toHaveLength(1)
})
