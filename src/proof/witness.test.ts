import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  hashLeaves,
  judgeCheckpoint,
  parseAddCheckpoint,
  proveGrowth,
  sha256,
  signNote,
  verifierOfKey,
  writeAddCheckpoint,
  writeCheckpoint,
  type Hash,
  type NoteKey,
  type SeenTree,
} from '#proof'
import { hostileText } from '../../test/kit/hostile-text.ts'
import { tiledLog, type TiledLog } from '../../test/kit/tiled-log.ts'

const log: NoteKey = { name: 'letters.example/log/water', seed: sha256(Buffer.from('log')) }
const logs = [verifierOfKey(log, 'ed25519')]
const SIZE = 30

let whole: TiledLog
beforeAll(async () => {
  whole = await tiledLog(hashLeaves(Array.from({ length: SIZE }, (_, i) => Buffer.from(`entry ${i}`))))
})
const seenAt = (size: number): SeenTree => ({ size, root: whole.rootAt(size) })
const noteOf = (size: number, root: Hash = whole.rootAt(size), key = log): string =>
  signNote(writeCheckpoint({ origin: key.name, size, root }), [key])
const bodyOf = async (old: number, size: number): Promise<string> =>
  writeAddCheckpoint({ old, proof: await proveGrowth(old, size, whole.readTile), checkpoint: noteOf(size) })
const judge = (seen: Parameters<typeof judgeCheckpoint>[0], body: string) =>
  judgeCheckpoint(seen, parseAddCheckpoint(body), logs)

describe('a witness', () => {
  test('cosigns every growth from what it saw last, and remembers the new tree', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: SIZE }), fc.nat({ max: SIZE }), async (one, other) => {
        const [old, size] = [Math.min(one, other), Math.max(one, other)]
        const seen = { size, root: Uint8Array.from(whole.rootAt(size)) }
        expect(judge(old === 0 ? undefined : seenAt(old), await bodyOf(old, size))).toEqual({ status: 200, seen })
      }),
      { numRuns: 60 },
    )
  })

  test('cosigns a tree of another size, a smaller tree or a fork never', async () => {
    expect(judge(seenAt(20), await bodyOf(10, 30))).toEqual({ status: 409, size: 20 })
    expect(judge(seenAt(20), await bodyOf(0, 30))).toEqual({ status: 409, size: 20 })
    expect(judge(undefined, await bodyOf(10, 30))).toEqual({ status: 409, size: 0 })
    const smaller = `old 20\n\n${noteOf(10)}`
    expect(judge(seenAt(20), smaller)).toEqual({ status: 400 })
    const fork = `old 20\n\n${noteOf(20, whole.rootAt(19))}`
    expect(judge(seenAt(20), fork)).toEqual({ status: 409, size: 20 })
    const forkLater = (await bodyOf(20, 30)).replace(noteOf(30), noteOf(30, whole.rootAt(29)))
    expect(judge(seenAt(20), forkLater)).toEqual({ status: 422 })
    const emptyFork = `old 0\n\n${noteOf(0, whole.rootAt(1))}`
    expect(judge(undefined, emptyFork)).toEqual({ status: 409, size: 0 })
  })

  test('refuses a proof that is not needed, and one that is missing', async () => {
    const line = `${Buffer.from(whole.rootAt(3)).toString('base64')}\n`
    expect(judge(undefined, `old 0\n${line}\n${noteOf(30)}`)).toEqual({ status: 422 })
    expect(judge(seenAt(30), `old 30\n${line}\n${noteOf(30)}`)).toEqual({ status: 422 })
    expect(judge(seenAt(20), `old 20\n\n${noteOf(30)}`)).toEqual({ status: 422 })
  })

  test('tells an unknown log from a bad signature, and both from what is no request', async () => {
    const stranger = { ...log, name: 'letters.example/log/air' }
    expect(judge(undefined, `old 0\n\n${noteOf(30, undefined, stranger)}`)).toEqual({ status: 404 })
    const forged = signNote(writeCheckpoint({ origin: log.name, size: 30, root: whole.rootAt(30) }), [
      { ...log, seed: sha256(Buffer.of()) },
    ])
    expect(judge(undefined, `old 0\n\n${forged}`)).toEqual({ status: 403 })
    expect(judge(undefined, 'nonsense')).toEqual({ status: 400 })
    // Signed by the old and the new key of a rotation: either is enough.
    const successor = { ...log, seed: sha256(Buffer.from('successor')) }
    const both = signNote(writeCheckpoint({ origin: log.name, size: 30, root: whole.rootAt(30) }), [successor, log])
    expect(judge(undefined, `old 0\n\n${both}`)).toMatchObject({ status: 200 })
  })
})

describe('requests to a witness', () => {
  test('are read back as they were written, with up to 63 hashes', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.array(hash, { maxLength: 63 }), (old, proof) => {
        const body = writeAddCheckpoint({ old, proof, checkpoint: noteOf(30) })
        const request = parseAddCheckpoint(body)
        expect(request).toMatchObject({ old, checkpoint: noteOf(30), claims: { origin: log.name, size: 30 } })
        expect(request && writeAddCheckpoint(request)).toBe(body)
      }),
      { numRuns: 40 },
    )
    const proof = Array.from({ length: 64 }, () => sha256(Buffer.of()))
    expect(() => writeAddCheckpoint({ old: 1, proof, checkpoint: noteOf(30) })).toThrow('could not read')
  })

  test('any other text gets an answer and never throws', async () => {
    const good = await bodyOf(20, 30)
    const cut = fc.tuple(fc.nat({ max: good.length }), fc.nat({ max: good.length }), hostileText)
    const text = fc.oneof(
      fc.string(),
      cut.map(([from, to, between]) => good.slice(0, from) + between + good.slice(to)),
    )
    fc.assert(
      fc.property(text, (any) => {
        const verdict = judge(seenAt(20), any)
        if (verdict.status === 200) expect(any).toBe(good)
      }),
    )
    for (const bad of [
      `old 01\n\n${noteOf(30)}`,
      `old -1\n\n${noteOf(30)}`,
      `size 1\n\n${noteOf(30)}`,
      `old 1\nAA==\n\n${noteOf(30)}`,
    ])
      expect(judge(seenAt(20), bad)).toEqual({ status: 400 })
  })
})
