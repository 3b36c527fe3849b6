// PostgreSQL takes at most 65,535 parameters in one statement.
const rowsAtOnce = 2000

/** Rows in portions that one statement takes. */
export function* batches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += rowsAtOnce) yield all.slice(i, i + rowsAtOnce)
}
