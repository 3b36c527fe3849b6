import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { kindOf } from './file-kind.ts'
import { unpackOffice } from './unpack-office.ts'
import { readZipDirectory, zipLimits } from './zip-directory.ts'

const document = strToU8(`<w:document>${'Alder Watch '.repeat(400)}</w:document>`)
const office = (parts: Readonly<Record<string, Uint8Array>> = {}): Buffer =>
  Buffer.from(zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': document, ...parts }))

/** Changes a number in every directory entry; offsets within an entry as in APPNOTE 4.3.12. */
function lie(zip: Buffer, at: number, value: (was: number) => number, bytes: 2 | 4 = 4): Buffer {
  const lying = Buffer.from(zip)
  for (let entry = lying.indexOf('PK\u0001\u0002'); entry >= 0; entry = lying.indexOf('PK\u0001\u0002', entry + 4))
    lying.writeUIntLE(value(lying.readUIntLE(entry + at, bytes)), entry + at, bytes)
  return lying
}

const outcomeOf = (zip: Uint8Array): string => {
  const directory = readZipDirectory(zip)
  return directory.kind === 'directory' ? unpackOffice(zip, directory).kind : directory.kind
}

test('what an office program packs comes out as it was, and pictures stay packed', () => {
  const zip = office({ 'word/media/a.png': new Uint8Array(5000) })
  const directory = readZipDirectory(zip)
  if (directory.kind !== 'directory') throw new Error(directory.kind)
  expect(directory.entries.map(({ name, size }) => [name, size])).toEqual([
    ['[Content_Types].xml', 8],
    ['word/document.xml', document.length],
    ['word/media/a.png', 5000],
  ])
  const unpacked = unpackOffice(zip, directory)
  if (unpacked.kind !== 'unpacked') throw new Error(unpacked.kind)
  expect(kindOf(unpacked.bytes)).toMatchObject({ kind: 'packed', format: 'docx' })
  expect(Buffer.from(unpacked.bytes).includes(Buffer.from(document))).toBe(true)
  expect(unpacked.bytes.length).toBeLessThan(document.length + 1000)
})

test('a directory that declares a flood, too many entries or entries that overlap is refused before anything is inflated', () => {
  expect(outcomeOf(lie(office(), 24, () => zipLimits.bytes))).toBe('bomb')
  expect(outcomeOf(lie(office(), 42, () => 0))).toMatch(/bomb|damaged/u)
  const dense = zipLimits.bytesWithoutRatio
  expect(outcomeOf(lie(office(), 24, () => dense))).toBe('bomb')
  const many = office()
  many.writeUInt16LE(zipLimits.entries + 1, many.length - 12)
  expect(outcomeOf(many)).toBe('bomb')
})

test('a part that unfolds further than it declares is stopped at the byte it declared', () => {
  expect(outcomeOf(lie(office(), 24, (size) => size - 5))).toBe('bomb')
  expect(outcomeOf(lie(office(), 24, (size) => size + 5))).toBe('damaged')
})

test('locked, damaged, cut and doubled entries are told', () => {
  expect(outcomeOf(lie(office(), 8, (flags) => flags | 1, 2))).toBe('locked')
  expect(outcomeOf(lie(office(), 16, (crc) => (crc ^ 1) >>> 0))).toBe('damaged')
  expect(outcomeOf(lie(office(), 10, () => 99, 2))).toBe('damaged')
  expect(outcomeOf(office().subarray(0, -100))).toBe('damaged')
  const doubled = Buffer.from(office({ 'word/docUment.xml': document }))
  expect(outcomeOf(doubled)).toBe('damaged')
})

test('a part with a document type of its own is refused in every encoding', () => {
  const laughs = '<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'
  for (const part of [Buffer.from(laughs), Buffer.from(laughs, 'utf16le'), Buffer.from(laughs, 'utf16le').swap16()])
    expect(outcomeOf(office({ 'word/styles.xml': part }))).toBe('bomb')
})
