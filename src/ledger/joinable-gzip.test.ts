import fc from 'fast-check'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { joinableGzip, joinGzips } from './joinable-gzip.ts'

test('gzips joined are one gzip of what they hold, one after another, checksum and length included', async () => {
  const part = fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.constant(new Uint8Array(70_000).fill(7)))
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 9 }), async (parts) => {
      const joined = await joinGzips(await Promise.all(parts.map(joinableGzip)))
      // Node checks the checksum and the length, and reads no second gzip after the first.
      expect(gunzipSync(joined).equals(Buffer.concat(parts))).toBe(true)
    }),
  )
})

test('what was packed otherwise is joined as well; what was packed for it is taken as it is', async () => {
  const [one, other] = [Buffer.from('one leaf and another leaf'), Buffer.from('a third leaf')]
  const mixed = await joinGzips([gzipSync(one), await joinableGzip(other)])
  expect(gunzipSync(mixed).toString()).toBe('one leaf and another leafa third leaf')
  expect((await joinGzips([await joinableGzip(one)])).equals(await joinableGzip(one))).toBe(true)
  expect(gunzipSync(await joinableGzip(one)).equals(one)).toBe(true)
})
