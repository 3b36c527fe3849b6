/** The campaign's public log: leaves only ever added, a number that anyone can recount. Does not know what its leaves say. */
export { openLog } from './open.ts'
export { append, appendAll, lockLogs, type Addition } from './append.ts'
export type { Count, CountDelta, Counts } from './count.ts'
export { hasLog, logOf, publishedCounts } from './read.ts'
