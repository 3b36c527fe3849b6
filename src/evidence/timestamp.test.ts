import { afterAll, expect, test } from 'vitest'
import { anyId } from '../../test/kit/archives.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { hasOpenssl, timestampAuthority } from '../../test/kit/timestamp-authority.ts'
import type { CampaignId } from '#kernel'
import { fileOf, postBytes, systemMeans } from '#platform'
import { addSource, checkEvidence, publicSources, readTimestamp, uploadCapture, workTimestamp } from './index.ts'
import { askTimestamp } from './timestamp.ts'

const database = await testDatabase()
const authority = hasOpenssl ? await timestampAuthority() : undefined
afterAll(() => authority?.close())
const nobody = async () => ({ kind: 'failed', trouble: 'broken' }) as const
const means = { ...systemMeans(), capturer: { capture: nobody, look: nobody } }

test.skipIf(!hasOpenssl)('a token holds for the bytes and the question it answers, and for nothing else', async () => {
  const file = Buffer.from('the archive')
  const { bytes, nonce } = await askTimestamp(file, means.random)
  const options = { contentType: 'application/timestamp-query', bytesAtMost: 100_000 }
  const token = (await postBytes(authority?.url ?? '', bytes, options)) ?? new Uint8Array()
  const told = await readTimestamp(token, file, nonce)
  expect(Math.abs((told?.at.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
  expect(authority?.accepts(token, file)).toBe(true)
  expect(await readTimestamp(token, Buffer.from('another archive'), nonce)).toBeUndefined()
  expect(await readTimestamp(token, file, Buffer.alloc(9, 1))).toBeUndefined()
  expect(await readTimestamp(Buffer.from('nonsense'), file)).toBeUndefined()
  // The signature stands at the end, the time and the hash in the middle.
  for (const at of [token.length - 5, token.indexOf(0x18, 60) + 6]) {
    const altered = Buffer.from(token)
    altered[at] = (altered[at] ?? 0) ^ 1
    expect(await readTimestamp(altered, file, nonce), `byte ${at}`).toBeUndefined()
  }
})

test.skipIf(!hasOpenssl)(
  'a capture gets its token once, beside the archive, and without an authority none',
  async () => {
    const campaign = anyId<CampaignId>()
    const capture = await database.transaction(async (tx) => {
      const added = await addSource(tx, { campaign, by: 'server', title: 'A talk' }, means)
      if (added.kind !== 'added') throw new Error(added.kind)
      const upload = {
        campaign,
        by: 'server',
        source: added.source,
        bytes: Buffer.from('Said.'),
        mediaType: 'text/plain',
      } as const
      const kept = await uploadCapture(tx, upload, means)
      return kept.kind === 'kept' ? kept.capture : ''
    })
    const told = async () => (await database.read((tx) => publicSources(tx, campaign)))[0]?.captures[0]
    await workTimestamp(database, { campaign, capture }, means)
    expect((await told())?.hasTimestamp).toBe(false)
    const away = { ...means, timestampUrl: 'http://127.0.0.1:1/' }
    await expect(workTimestamp(database, { campaign, capture }, away)).rejects.toThrow('no answer that holds')
    await workTimestamp(database, { campaign, capture }, { ...means, timestampUrl: authority?.url })
    const one = await told()
    await workTimestamp(database, { campaign, capture }, away)
    expect(one?.hasTimestamp).toBe(true)
    await database.read(async (tx) => {
      const [token, archive] = [one?.timestampHash, one?.waczHash].map((hash) => hash && fileOf(tx, campaign, hash))
      expect(
        authority?.accepts((await token)?.bytes ?? Buffer.alloc(0), (await archive)?.bytes ?? Buffer.alloc(0)),
      ).toBe(true)
      expect(await checkEvidence(tx, campaign)).toEqual([])
    })
  },
)
