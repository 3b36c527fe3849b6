import fc from 'fast-check'
import { sql, type RawBuilder } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import {
  bigintArray,
  booleanArray,
  bytesArray,
  integerArray,
  smallintArray,
  textArray,
  timeArray,
  uuidArray,
} from './arrays.ts'

const database = await testDatabase()

/** What PostgreSQL understood of a column, one row a value, in order. */
async function understood(column: RawBuilder<unknown>): Promise<readonly unknown[]> {
  const { rows } = await database.read((tx) =>
    sql<{ readonly value: unknown }>`
      select value from unnest(${column}) with ordinality as given (value, at) order by at`.execute(tx),
  )
  return rows.map(({ value }) => value)
}

const orNull = <Value>(values: fc.Arbitrary<Value>) => fc.array(fc.option(values), { maxLength: 40 })
// PostgreSQL holds no NUL, and a lone surrogate has no UTF-8.
const text = fc.string({ unit: 'grapheme' }).map((drawn) => drawn.replaceAll('\0', ''))
const int = (bits: number) => fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 })

async function law<Value>(
  values: fc.Arbitrary<readonly (Value | null)[]>,
  column: (values: readonly (Value | null)[]) => RawBuilder<unknown>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(values, async (given) => {
      expect(await understood(column(given))).toEqual(given)
    }),
    { numRuns: 40 },
  )
}

test('PostgreSQL reads columns in their binary form as what they are: ids, bytes, text and truth', async () => {
  await law(orNull(fc.uuid()), (values) => sql`${uuidArray(values)}::uuid[]`)
  await law(
    orNull(fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))),
    (values) => sql`${bytesArray(values)}::bytea[]`,
  )
  await law(orNull(text), (values) => sql`${textArray(values)}::text[]`)
  await law(orNull(fc.boolean()), (values) => sql`${booleanArray(values)}::boolean[]`)
})

test('PostgreSQL reads columns in their binary form as what they are: numbers of every size, and moments', async () => {
  await law(orNull(int(16)), (values) => sql`${smallintArray(values)}::smallint[]`)
  await law(orNull(int(32)), (values) => sql`${integerArray(values)}::integer[]`)
  await law(orNull(fc.maxSafeInteger()), (values) => sql`${bigintArray(values)}::bigint[]`)
  const moments = fc.date({ min: new Date('1900-01-01'), max: new Date('2900-01-01'), noInvalidDate: true })
  await law(orNull(moments), (values) => sql`${timeArray(values)}::timestamptz[]`)
})

test('a column of another type than the statement says is refused', async () => {
  await expect(understood(sql`${smallintArray([1])}::bigint[]`)).rejects.toThrow('type')
})
