import { Fault } from '#kernel'
import { type CustomTypesConfig, types } from 'pg'

type Oid = Parameters<typeof types.getTypeParser>[0]
type Format = Parameters<typeof types.getTypeParser>[1]

/**
 * How PostgreSQL's values reach the code, the same in every pool (never set globally):
 * `bigint` as a number that is refused beyond 2^53, `date` as the text `YYYY-MM-DD` (the driver's own
 * reading moves it by the machine's time zone), `timestamptz` as Date, `bytea` as Buffer, `jsonb` parsed.
 */
export const valueTypes: CustomTypesConfig = {
  getTypeParser: (oid: Oid, format?: Format) =>
    (format === 'binary' ? undefined : ours.get(oid)) ?? types.getTypeParser(oid, format),
}

const ours = new Map<Oid, (text: string) => unknown>([
  [types.builtins.INT8, safeNumber],
  [types.builtins.DATE, (text) => text],
])

function safeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Fault('internal', 'A bigint from the database is beyond 2^53.')
  return value
}
