/** The machine under the house: database, configuration, clock, journal, jobs. Knows no domain. */
export { systemMeans } from './clock.ts'
export { connectDatabase, type Connection, type Database, type Tx } from './database/database.ts'
export { migrate, readMigrations, type Migration } from './database/migrate.ts'
export { openDatabase, type DatabasePlace, type OpenOptions } from './database/open.ts'
export { type Tables } from './database/tables.ts'
