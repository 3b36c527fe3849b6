/** The machine under the house: configuration, journal, clock, database, jobs. Knows no domain. */
export { systemMeans } from './clock.ts'
export { readConfig, settings, type Config, type Environment, type Setting } from './config.ts'
export { openJournal, type Entry, type Journal, type Level } from './journal.ts'
export { connectDatabase, type Connection, type Database, type Tx } from './database/database.ts'
export { migrate, readMigrations, type Migration } from './database/migrate.ts'
export { openDatabase, type DatabasePlace, type OpenOptions } from './database/open.ts'
export { type Tables } from './database/tables.ts'
export { leaveJob, prepareJobs, startJobs, type JobHandlers, type JobIds, type Jobs } from './jobs.ts'
