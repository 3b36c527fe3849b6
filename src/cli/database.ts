import type { Means } from '#kernel'
import {
  fileOfHouse,
  migrate,
  openDatabase,
  prepareJobs,
  readConfig,
  readMigrations,
  systemMeans,
  type Config,
  type Database,
} from '#platform'
import { evidenceJobs } from '#evidence'
import { jobNames } from '#letters'
import { responseJobs } from '#responses'
import type { CommandMeans } from './command.ts'

/** An open database with what the verbs of the house need besides. */
export type House = Means & { readonly config: Config; readonly database: Database }

/** Opens the database with everything this version needs in it: migrated, jobs prepared. */
export async function openHouse(means: CommandMeans, role: 'server' | 'guest'): Promise<House> {
  const config = readConfig(means.environment, means.workingFolder)
  const database = await openDatabase(config, { role, note: means.terminal.say })
  try {
    await migrate(database.connection, readMigrations(fileOfHouse('migrations')))
    await prepareJobs(database, [...jobNames, ...evidenceJobs, ...responseJobs])
  } catch (error) {
    await database.close()
    throw error
  }
  return { ...systemMeans(), config, database }
}

/** Runs `work` with the database and closes it on every way out. */
export async function withHouse<T>(means: CommandMeans, work: (house: House) => Promise<T>): Promise<T> {
  const house = await openHouse(means, 'guest')
  try {
    return await work(house)
  } finally {
    await house.database.close()
  }
}
