import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { largestFile, readBytes } from '#intake'

const text = 'Dear Ms. Bell,\n\nWe write about “Café Größe” – now.\n'

const utf16 = (value: string, big: boolean): Uint8Array => {
  const bytes = Buffer.from(value, 'utf16le')
  return big ? bytes.swap16() : bytes
}

describe('bytes', () => {
  test('UTF-8 and UTF-16 are recognized with and without a byte order mark', () => {
    for (const mark of ['', '\uFEFF']) {
      expect(readBytes(Buffer.from(mark + text))).toEqual({ kind: 'text', text, encoding: 'utf-8' })
      expect(readBytes(utf16(mark + text, false))).toEqual({ kind: 'text', text, encoding: 'utf-16le' })
      expect(readBytes(utf16(mark + text, true))).toEqual({ kind: 'text', text, encoding: 'utf-16be' })
    }
  })
  test('a file of an old Windows program keeps its quotes and umlauts', () => {
    const bytes = Uint8Array.from([0x93, 0x43, 0x61, 0x66, 0xe9, 0x94, 0x20, 0x96, 0x20, 0x47, 0x72, 0xf6, 0xdf, 0x65])
    expect(readBytes(bytes)).toEqual({ kind: 'text', text: '“Café” – Größe', encoding: 'windows-1252' })
  })
  test('empty, binary and oversized files are refused with a sentence', () => {
    for (const bytes of [
      new Uint8Array(),
      Buffer.from(' \n\n'),
      Buffer.from('\uFEFF'),
      Uint8Array.from({ length: 3_000 }, (_, at) => (at * 37) % 256),
      new Uint8Array(100),
      new Uint8Array(largestFile + 1).fill(65),
    ]) {
      const outcome = readBytes(bytes)
      expect(outcome.kind).toBe('unreadable')
      expect(outcome.kind === 'unreadable' && outcome.sentence).toMatch(/^[A-Z].*\.$/u)
    }
  })
  test('no bytes whatever make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => ['text', 'unreadable'].includes(readBytes(bytes).kind)),
    )
  })
})
