import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { isConnectionLost } from './database/database.ts'
import { troubleOf } from './job-trouble.ts'

/** An error as pg-boss passes on what one of its workers met. */
const asPassedOn = (error: Error) => ({ ...error, message: error.message, stack: error.stack, queue: 'ink.fill-well' })

test.each([
  Object.assign(new DatabaseError('terminating connection', 30, 'error'), { code: '57P01' }),
  Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
  Object.assign(new Error('write'), { code: 'EPIPE' }),
  new Error('Connection terminated unexpectedly'),
])('of what pg-boss passes on it can be told that the connection went away: %s', (error) => {
  const trouble = troubleOf(asPassedOn(error))
  expect(trouble).toBeInstanceOf(Error)
  expect(isConnectionLost(trouble)).toBe(true)
})

test('what is no lost connection is not taken for one, and says where it was met', () => {
  const met = Object.assign(new DatabaseError('no such table', 13, 'error'), { code: '42P01' })
  const trouble = troubleOf(asPassedOn(met))
  expect(isConnectionLost(trouble)).toBe(false)
  expect(trouble).toMatchObject({ code: '42P01', message: 'no such table', stack: met.stack })
})

test('an error stays itself', () => {
  const error = new Error('as it is')
  expect(troubleOf(error)).toBe(error)
})
