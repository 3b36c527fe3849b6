import { Fault } from '#kernel'
import pg from 'pg'

const { builtins } = pg.types

/**
 * How PostgreSQL's values reach the code, the same in every pool (never set globally):
 * `bigint` as a number that is refused beyond 2^53, `date` as the text `YYYY-MM-DD` (the driver's own
 * reading moves it by the machine's time zone), `timestamptz` as Date, `bytea` as Buffer, `jsonb` parsed.
 */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && oid === builtins.INT8) return safeNumber
    if (format !== 'binary' && oid === builtins.DATE) return (text: string) => text
    return pg.types.getTypeParser(oid, format)
  },
}

function safeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Fault('internal', 'A bigint from the database is beyond 2^53.')
  return value
}
