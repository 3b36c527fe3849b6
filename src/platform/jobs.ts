import { Fault } from '#kernel'
import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import type { Connection, Database, Tx } from './database/database.ts'
import { troubleOf } from './job-trouble.ts'

/** What a job carries: names and ids, never anything of a person. */
export type JobIds = Readonly<Record<string, string>>

/** What to do by job name (`room.verb-noun`). Runs at least once per job, so it must bear being run twice. */
export type JobHandlers = Readonly<Record<string, (ids: JobIds) => Promise<void>>>

/** Working jobs. */
export type Jobs = {
  /** Takes no new job, waits at most 10 s for those in hand, and ends the connections. Safe to call twice. */
  readonly stop: () => Promise<void>
}

/** A failed job is tried again up to 10 times, first after 5 s, then after twice as long each time, at most an hour. */
const tries = { limit: 10, firstSeconds: 5, longestSeconds: 3600 }

/**
 * Leaves a job in the caller's transaction: it exists exactly when the transaction commits. Its name must have been
 * prepared ({@link prepareJobs}); else Fault `bad-state`.
 */
export async function leaveJob(tx: Tx, name: string, ids: JobIds): Promise<void> {
  // Plain SQL, which pg-boss allows for: its own `send` would want a started instance wherever a job is left.
  const { numAffectedRows } = await sql`
    insert into pgboss.job (name, data, policy, retry_limit, retry_delay, retry_delay_max, retry_backoff)
    select name, ${JSON.stringify(ids)}::jsonb, policy, ${tries.limit}, ${tries.firstSeconds}, ${tries.longestSeconds}, true
      from pgboss.queue where name = ${name}`.execute(tx)
  if (numAffectedRows !== 1n) throw new Fault('bad-state', `No job of the name ${name} has been prepared.`)
}

/**
 * Makes the tables of pg-boss (its own schema, `pgboss`, which it migrates itself) and knows the job names from then
 * on. A process that leaves jobs without working them calls this after migrating; with nothing to do it is one question.
 */
export async function prepareJobs(database: Database, names: readonly string[]): Promise<void> {
  if (await allPrepared(database, names)) return
  const boss = await startBoss(database.connection, () => {}, false)
  try {
    await makeQueues(boss, names)
  } finally {
    await boss.stop({ graceful: false })
  }
}

async function allPrepared(database: Database, names: readonly string[]): Promise<boolean> {
  return database.read(async (tx) => {
    const schema = await sql<{
      readonly here: boolean
    }>`select to_regclass('pgboss.queue') is not null as here`.execute(tx)
    if (!schema.rows[0]?.here) return false
    const found = await sql`select from pgboss.queue where name = any(${names})`.execute(tx)
    return found.rows.length === new Set(names).size
  })
}

/**
 * Works jobs until stopped: one at a time per name, looked for every second.
 * @param onTrouble told the job's name and what was thrown; the job is tried again by itself.
 */
export async function startJobs(
  database: Database,
  handlers: JobHandlers,
  onTrouble: (name: string, thrown: unknown) => void = () => {},
): Promise<Jobs> {
  const boss = await startBoss(database.connection, (thrown) => onTrouble('pg-boss', thrown), true)
  await makeQueues(boss, Object.keys(handlers))
  for (const [name, handle] of Object.entries(handlers)) {
    await boss.work<JobIds>(name, { pollingIntervalSeconds: 1, batchSize: 1 }, async (jobs) => {
      for (const job of jobs)
        await reporting(
          () => handle(job.data),
          (thrown) => onTrouble(name, thrown),
        )
    })
  }
  let stopping: Promise<void> | undefined
  return { stop: () => (stopping ??= boss.stop({ graceful: true, timeout: 10_000 })) }
}

async function reporting(work: () => Promise<void>, report: (thrown: unknown) => void): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    report(thrown)
    // pg-boss keeps what a job threw in its table; ours goes to the journal, which leaves out what people typed.
    throw new Fault('internal', 'The job failed; see the journal.')
  }
}

async function startBoss(connection: Connection, onError: (thrown: unknown) => void, supervise: boolean) {
  // Loaded only here: commands that work no jobs start 70 ms sooner without it.
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    ...connection,
    application_name: 'undersigned jobs',
    max: 2,
    schedule: false,
    supervise,
    monitorVacuum: false,
    registerInstance: false,
  })
  boss.on('error', (told) => onError(troubleOf(told)))
  await boss.start()
  return boss
}

async function makeQueues(boss: PgBoss, names: readonly string[]): Promise<void> {
  const there = new Set((await boss.getQueues()).map(({ name }) => name))
  for (const name of names) if (!there.has(name)) await boss.createQueue(name)
}
