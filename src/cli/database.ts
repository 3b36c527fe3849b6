import { fileOfHouse, migrate, openDatabase, prepareJobs, readMigrations, type Database } from '#platform'
import { jobNames } from '#letters'
import type { CommandMeans } from './command.ts'

/** Opens the database with everything this version needs in it: migrated, jobs prepared. */
export async function openHouse(means: CommandMeans, role: 'server' | 'guest'): Promise<Database> {
  const database = await openDatabase(means.config, { role, note: means.terminal.say })
  try {
    await migrate(database.connection, readMigrations(fileOfHouse('migrations')))
    await prepareJobs(database, jobNames)
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}

/** Runs `work` with the database and closes it on every way out. */
export async function withHouse<T>(means: CommandMeans, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openHouse(means, 'guest')
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
