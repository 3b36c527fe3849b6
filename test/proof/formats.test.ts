import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  commit,
  compareCounts,
  emptyEdge,
  encodeLeaf,
  growEdge,
  hashText,
  leafHash,
  openingHolds,
  openingOf,
  openingsFile,
  openReceipt,
  parseCounts,
  parseLeaf,
  parsePolicy,
  parseReceipt,
  parseReceiptExtra,
  rootOf,
  saltsOf,
  signNote,
  startTally,
  writeCheckpoint,
  writeReceipt,
} from '#proof'

const page = (name: string): string => readFileSync(join(import.meta.dirname, '../../docs/formats', name), 'utf8')
/** The indented or fenced examples of a page, without their fences. */
const examples = (name: string): readonly string[] =>
  [...page(name).matchAll(/^```\n([^]*?)^```$/gm)].map(([, text = '']) => text)
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const seed = Uint8Array.from({ length: 32 }, (_, i) => i)
const shown = { name: 'Ada Example', place: 'Exampleton' }
const hidden = { email: 'ada@example.org' }
const commitment = commit(seed, shown, hidden)

const [, , smallLog = '', openings = ''] = examples('leaves.md')
const lines = smallLog.trimEnd().split('\n')
const leaves = lines.filter((_, i) => i % 2 === 0).map((line) => new TextEncoder().encode(line))
const root = rootOf(
  growEdge(
    emptyEdge,
    leaves.map((leaf) => leafHash(leaf)),
  ),
)

test('the commitment in docs/formats/leaves.md is the one that its numbers give', () => {
  const salts = saltsOf(seed)
  const [, example = ''] = examples('leaves.md')
  expect(example).toContain(`Sd  ${hex(salts.display)}\n`)
  expect(example).toContain(`Sp  ${hex(salts.private)}\n`)
  expect(example).toContain(`c   ${hex(Buffer.from(commitment, 'base64url'))}\n`)
  expect(example).toContain(`c   ${commitment} (base64url)\n`)
})

test('the small log in docs/formats/leaves.md has the hashes, root and count that stand there', () => {
  expect(leaves).toHaveLength(4)
  expect(leaves.map((leaf) => hex(leafHash(leaf)))).toEqual(lines.filter((_, i) => i % 2 === 1))
  for (const leaf of leaves) expect(leaf).toEqual(encodeLeaf(parseLeaf(leaf) ?? { t: 'er', d: '', i: 0, v: 1 }))
  expect(page('leaves.md')).toContain(hex(root))
  const text =
    'undersigned letter text 1\nlanguage: en\ntitle: Open the ledgers\nrecipient: Verrolane\n\nPublish what you know about us.\n'
  expect(lines[0]).toContain(hashText(text))
  expect(lines[2]).toContain(commitment)
  expect(JSON.stringify(openingsFile(0, [{ index: 1, opening: openingOf(seed, shown, hidden) }]))).toBe(
    openings.trimEnd(),
  )
})

test('the head, policy and numbers in docs/formats/log.md are those of the small log', () => {
  const [checkpoint, policy = '', counts = ''] = examples('log.md')
  const key = { name: 'letters.example.org/log/ledgers', seed: new Uint8Array(32).fill(7) }
  expect(checkpoint).toBe(signNote(writeCheckpoint({ origin: key.name, size: 4, root }), [key]))
  expect(parsePolicy(policy)?.logs[0]?.verifier.name).toBe(key.name)
  const tally = startTally()
  for (const [i, leaf] of leaves.entries()) tally.takeEntry(i, leaf)
  const published = parseCounts(counts)
  expect(published?.size).toBe(4)
  const compared = published ? compareCounts(published, tally.result()) : []
  expect(compared.map((count) => count.recounted)).toEqual([1, 1])
  expect(compared.map((count) => count.published)).toEqual([1, 1])
})

test('the receipt in docs/formats/receipt.md holds, and opens to the name', () => {
  const [, example = ''] = examples('receipt.md')
  const receipt = parseReceipt(example)
  const extra = receipt?.extra && parseReceiptExtra(receipt.extra)
  const policy = parsePolicy(extra?.policy ?? '')
  expect(receipt && writeReceipt(receipt)).toBe(example)
  expect(receipt && extra && policy && openReceipt(receipt, extra.leaf, policy)).toMatchObject({ size: 4 })
  expect(extra?.leaf).toEqual(leaves[1])
  expect(extra?.opening && openingHolds(extra.opening, commitment)).toBe(true)
})
