import { expect, test } from 'vitest'
import { queueIdOf, sessionLines } from './session-lines.ts'

test.each([
  ['250 2.0.0 Ok: queued as 4Xyz12AbC', '4Xyz12AbC'],
  ['250 OK id=1rXyZq-0001Ab-3C', '1rXyZq-0001Ab-3C'],
  ['250 2.6.0 <a@b.example> [InternalId=123456, Hostname=x.example] 9 bytes Queued mail for delivery', '123456'],
  ['250 2.0.0 3ANbc123004567 Message accepted for delivery', '3ANbc123004567'],
  ['250 2.0.0 OK  1700000000 ab12-cd34.5 - gsmtp', 'ab12-cd34.5'],
  ['250 Ok 0100018abc-def', '0100018abc-def'],
  ['250 2.0.0 taken', undefined],
  ['451 4.7.1 queued as 4Xyz12AbC', undefined],
])('the number in the queue is read from what servers say: %s', (answer, id) => {
  expect(queueIdOf(answer)).toBe(id)
})

test('a server that talks without end, or paints the terminal, fills neither memory nor screen', () => {
  const lines = sessionLines()
  lines.opened()
  lines.listen()
  lines.logger.debug({ tnx: 'server' }, `250 \u001b[2J${'x'.repeat(100_000)}`)
  for (let n = 0; n < 1000; n += 1) lines.logger.debug({ tnx: 'server' }, '250-more\r\n250 and more')
  const { transcript } = lines.record(undefined)
  expect(transcript.length).toBeLessThan(10_000)
  expect(transcript).not.toContain('\u001b')
})
