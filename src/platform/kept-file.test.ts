import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId, type CampaignId, type FileHash } from '#kernel'
import { testDatabase } from '../../test/kit/database.ts'
import { systemMeans } from './clock.ts'
import { dropFile, fileFacts, fileOf, filePart, keepFile, longestFile } from './kept-file.ts'

const database = await testDatabase()
const campaign = newId<CampaignId>(systemMeans())

test('a kept file comes back byte for byte, whole and in any part, under the SHA-256 of its bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.nat(3500), fc.nat(3500), async (bytes, from, size) => {
      await database.transaction(async (tx) => {
        const hash = await keepFile(tx, campaign, bytes, 'application/pdf')
        expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'))
        expect(Buffer.from((await fileOf(tx, campaign, hash))?.bytes ?? [])).toEqual(Buffer.from(bytes))
        expect(await fileFacts(tx, campaign, hash)).toEqual({ size: bytes.length, mediaType: 'application/pdf' })
        expect(await filePart(tx, campaign, hash, { from, size })).toEqual(Buffer.from(bytes.slice(from, from + size)))
      })
    }),
    { numRuns: 40 },
  )
})

test('the same bytes are kept once, each campaign keeps its own, and a dropped file is gone', async () => {
  const other = newId<CampaignId>(systemMeans())
  await database.transaction(async (tx) => {
    const hash = await keepFile(tx, campaign, Buffer.from('a scan'), 'image/png')
    expect(await keepFile(tx, campaign, Buffer.from('a scan'), 'image/jpeg')).toBe(hash)
    expect((await fileOf(tx, campaign, hash))?.mediaType).toBe('image/png')
    expect(await fileOf(tx, other, hash)).toBeUndefined()
    await dropFile(tx, campaign, hash)
    expect(await fileOf(tx, campaign, hash)).toBeUndefined()
    expect(await filePart(tx, campaign, hash, { from: 0, size: 3 })).toBeUndefined()
  })
})

test('a file that is too long is refused before it is written', async () => {
  const long = new Uint8Array(longestFile + 1)
  const kept = database.transaction((tx) => keepFile(tx, campaign, long, 'application/pdf'))
  await expect(kept).rejects.toThrow('too long to be kept')
  const hash = createHash('sha256').update(long).digest('hex') as FileHash
  expect(await database.read((tx) => fileFacts(tx, campaign, hash))).toBeUndefined()
})
