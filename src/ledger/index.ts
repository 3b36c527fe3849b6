/** The campaign's public log: leaves only ever added, a number that anyone can recount. Does not know what its leaves say. */
export { openLog } from './open.ts'
export { append, appendAll, lockLogs, type Addition } from './append.ts'
export type { Count, CountDelta, Counts } from './count.ts'
export { checkpointOf, hasLog, headOf, leafAt, logOf, publishedCounts } from './read.ts'
export { sealedSizes, type Head } from './store-tree.ts'
export { sealLogs, type LogKeys } from './seal.ts'
export { sendableTileOf, tileOf, type SendableTile } from './read-tiles.ts'
export { receiptOf, type ReceiptOutcome } from './receipt.ts'
