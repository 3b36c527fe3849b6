import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  addSignatures,
  cosign,
  hashLeaves,
  openReceipt,
  parsePolicy,
  parseReceipt,
  proveInclusion,
  receiptHolds,
  sha256,
  signNote,
  verifierKeyOf,
  verifierOfKey,
  writeCheckpoint,
  writeReceipt,
  type NoteKey,
  type Receipt,
} from '#proof'
import { tiledLog, type TiledLog } from '../../test/kit/tiled-log.ts'
import { hostileText } from '../../test/kit/hostile-text.ts'

const log: NoteKey = { name: 'letters.example/log/water', seed: sha256(Buffer.from('log')) }
const witness: NoteKey = { name: 'witness.example', seed: sha256(Buffer.from('witness')) }
const trusted = [verifierOfKey(log, 'ed25519')]
const SIZE = 40
const entryOf = (index: number): Uint8Array => Buffer.from(`entry ${index}`)

let whole: TiledLog
beforeAll(async () => {
  whole = await tiledLog(hashLeaves(Array.from({ length: SIZE }, (_, i) => entryOf(i))))
})
async function receiptOf(index: number, size: number, extra?: Uint8Array): Promise<Receipt> {
  const checkpoint = signNote(writeCheckpoint({ origin: log.name, size, root: whole.rootAt(size) }), [log])
  const proof = await proveInclusion(index, size, whole.readTile)
  return extra === undefined ? { index, proof, checkpoint } : { index, proof, checkpoint, extra }
}
const mustParse = (text: string): Receipt => {
  const receipt = parseReceipt(text)
  if (receipt === undefined) throw new Error(`No receipt: ${text}`)
  return receipt
}
const place = fc
  .integer({ min: 1, max: SIZE })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat({ max: size - 1 }) }))

describe('receipts', () => {
  test('every receipt is read back as it was written, and proves its entry and no other, without a network', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.option(fc.uint8Array(), { nil: undefined }), async ({ index, size }, extra) => {
        const text = writeReceipt(await receiptOf(index, size, extra))
        const receipt = mustParse(text)
        expect(writeReceipt(receipt)).toBe(text)
        expect(receipt.extra && Buffer.from(receipt.extra)).toEqual(extra && Buffer.from(extra))
        expect(receiptHolds(receipt, entryOf(index), trusted)).toBe(true)
        expect(receiptHolds(receipt, entryOf(index + 1), trusted)).toBe(false)
        expect(receiptHolds({ ...receipt, index: index + 1 }, entryOf(index), trusted)).toBe(false)
        expect(receiptHolds(receipt, entryOf(index), [])).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  test('its form is the one of C2SP tlog-proof', async () => {
    const text = writeReceipt(await receiptOf(2, 3, Buffer.from('{}')))
    const { proof, checkpoint } = mustParse(text)
    const hash = Buffer.from(proof[0] ?? Buffer.of()).toString('base64')
    expect(text).toBe(`c2sp.org/tlog-proof@v1\nextra e30=\nindex 2\n${hash}\n\n${checkpoint}`)
    expect(writeReceipt(await receiptOf(0, 1))).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex 0\n\nletters\.example/)
  })

  test('a receipt with any character changed proves nothing, but for what nobody signed', async () => {
    const text = writeReceipt(await receiptOf(5, 11))
    for (let at = 0; at < text.length; at++) {
      const changed = parseReceipt(text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1))
      if (changed === undefined || !receiptHolds(changed, entryOf(5), trusted)) continue
      // Only the two unused bits of the signature's last base64 character may differ.
      expect(at).toBe(text.length - 3)
    }
  })

  test('a policy asks for witnesses too, and their times are told', async () => {
    const policy = parsePolicy(
      `log ${verifierKeyOf(log, 'ed25519')}\nwitness W ${verifierKeyOf(witness, 'cosignature')}\nquorum W\n`,
    )
    if (policy === undefined) throw new Error('The policy of this test cannot be read.')
    const receipt = await receiptOf(5, 11)
    expect(receiptHolds(receipt, entryOf(5), policy)).toBe(false)
    const cosigned = {
      ...receipt,
      checkpoint: addSignatures(receipt.checkpoint, [cosign(receipt.checkpoint, witness, 77)]),
    }
    expect(openReceipt(mustParse(writeReceipt(cosigned)), entryOf(5), policy)).toMatchObject({
      origin: log.name,
      size: 11,
      witnesses: [{ witness: { name: 'W' }, time: 77 }],
    })
  })

  test('everything that has two spellings is refused', async () => {
    const text = writeReceipt(await receiptOf(5, 11, Buffer.from('extra')))
    const receipt = mustParse(text)
    const line = text.split('\n')[3] ?? ''
    for (const bad of [
      text.replace('@v1', '@v2'),
      text.replace('index 5', 'index 05'),
      text.replace('index 5', 'index  5'),
      text.replace('index 5', 'index -5'),
      text.replace('index 5', 'index 9007199254740992'),
      text.replace('index 5\n', ''),
      text.replace(/extra (.*)\n(index 5)\n/, '$2\nextra $1\n'),
      text.replace('extra ', 'extra  '),
      text.replace(line, line.slice(1)),
      text.replace(line, `${line}\n`),
      text.replace(`${line}\n`, `${line}\n`.repeat(64)),
      text.replaceAll('\n', '\r\n'),
      text.trimEnd(),
      `${text}\n`,
      ` ${text}`,
      text.slice(0, text.indexOf('\n\n') + 2),
    ])
      expect([bad, parseReceipt(bad)]).toEqual([bad, undefined])
    expect(() => writeReceipt({ ...receipt, index: -1 })).toThrow('nobody could read')
    expect(() => writeReceipt({ ...receipt, checkpoint: 'none' })).toThrow('nobody could read')
    expect(() => writeReceipt({ ...receipt, proof: [Buffer.alloc(31)] })).toThrow('nobody could read')
    expect(() => writeReceipt({ ...receipt, proof: Array(64).fill(Buffer.alloc(32)) })).toThrow('nobody could read')
  })

  test('any text gives an answer and never throws', async () => {
    const good = writeReceipt(await receiptOf(5, 11, Buffer.from('extra')))
    const cut = fc.tuple(fc.nat({ max: good.length }), fc.nat({ max: good.length }), hostileText)
    const text = fc.oneof(
      fc.string(),
      cut.map(([from, to, between]) => good.slice(0, from) + between + good.slice(to)),
    )
    fc.assert(
      fc.property(text, (any) => {
        const receipt = parseReceipt(any)
        if (receipt) expect(writeReceipt(receipt)).toBe(any)
        if (receipt) expect(() => receiptHolds(receipt, entryOf(5), trusted)).not.toThrow()
      }),
    )
  })
})
