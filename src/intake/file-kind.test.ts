import * as fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readFile } from '#intake'
import { kindOf } from './file-kind.ts'

const kindOfText = (text: string): string => {
  const kind = kindOf(Buffer.from(text))
  return kind.kind === 'text' ? kind.format : kind.kind
}

const letter =
  'Dear Ms. Bell,\n\nWe write about the harbor, as we did in May.\n\nSincerely,\n\nAlder Watch\nBrindle Project\n'

test('a text is told by its marks, whatever it is called', () => {
  for (const [text, format] of [
    [letter, 'text'],
    ['Alder Watch, Berlin\nBrindle Project, Oslo\nCarrow Fund, Riga\n', 'text'],
    ['See [our page](https://a.example) and [this](#).\n\nDear all,\n\nWe ask.\n', 'text'],
    ['From: Ada Bell\nTo: Harbor Board\n\nDear all,\n\nWe ask you: stop.\n', 'text'],
    [`# Open letter\n\n${letter}`, 'markdown'],
    [`---\ntitle: Open letter\n---\n\n${letter}`, 'markdown'],
    ['Name | Country\n--- | ---\nAlder Watch | Norway\n', 'markdown'],
    ['<!DOCTYPE html><title>Letter</title><p>Dear all', 'html'],
    ['\uFEFF<!-- saved -->\n<html lang="en"><p>Dear all', 'html'],
    ['---\nlayout: page\n---\n<table><tr><td>Alder</td></tr><tr><td>Brindle</td></tr></table>', 'html'],
    ['<p align="center">Logo</p>\n\n# Open letter\n\n- Alder Watch\n- Brindle\n', 'markdown'],
    ['name,country\nAlder Watch,Norway\n"Brindle, Inc.",Latvia\n', 'csv'],
    ['Organisation;Land\nAlder Watch;Norwegen\nBrindle;Lettland\n', 'csv'],
    ['Name\tCountry\nAlder Watch\tNorway\nBrindle\tLatvia\n', 'tsv'],
    ['signatories:\n  - name: Alder Watch\n    country: Norway\n  - name: Brindle\n', 'yaml'],
    ['- name: Alder Watch\n  country: Norway\n- name: Brindle\n', 'yaml'],
    ['- Alder Watch\n- Brindle Project\n', 'text'],
    ['{"signatories":[{"name":"Alder Watch"}]}', 'json'],
    ['{"name":"Alder Watch"}\n{"name":"Brindle"}\n', 'json'],
    ['[Alder Watch](https://a.example)\n', 'text'],
  ] as const)
    expect([text, kindOfText(text)]).toEqual([text, format])
})

test('a web page in an old encoding is read as the page says', () => {
  const page = Buffer.concat([
    Buffer.from('<html><meta charset="windows-1251"><p>'),
    Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
  ])
  expect(kindOf(page)).toMatchObject({ kind: 'text', format: 'html', text: expect.stringContaining('Привет') })
})

test('office files are told by what is in them, and every other format is refused with a sentence that helps', () => {
  const zip = (...names: readonly string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8('<a/>')])))
  expect(kindOf(zip('[Content_Types].xml', 'word/document.xml'))).toMatchObject({ kind: 'packed', format: 'docx' })
  expect(kindOf(zip('[Content_Types].xml', 'xl/workbook.xml'))).toMatchObject({ kind: 'packed', format: 'xlsx' })
  expect(kindOf(Buffer.from('%PDF-1.7\n'))).toEqual({ kind: 'pdf' })
  const container = (stream: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(stream, 'utf16le')])
  const sentences = [
    zip('mimetype', 'META-INF/manifest.xml', 'content.xml'),
    zip('letter.pdf', 'list.csv'),
    zip('ppt/presentation.xml', '[Content_Types].xml'),
    container('WordDocument'),
    container('Workbook'),
    container('EncryptedPackage'),
    Buffer.from('{\\rtf1 Dear'),
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><text>Dear all</text></svg>'),
    Buffer.from('<?xml version="1.0"?><letter>Dear all</letter>'),
    Buffer.from([0x1f, 0x8b, 8, 0]),
  ].map((bytes) => {
    const kind = kindOf(bytes)
    return kind.kind === 'unreadable' ? kind.sentence : kind.kind
  })
  expect(new Set(sentences).size).toBeGreaterThanOrEqual(9)
  for (const sentence of sentences) expect(sentence).toMatch(/^(?:This|These) .*[Pp]lease .*\.$/u)
})

test('no bytes whatever make the kind or the reader throw', async () => {
  const starts = ['', '%PDF-1.4\n', 'PK\u0003\u0004', '<html>', '{', '---\n', 'name,country\n'].map((start) =>
    Buffer.from(start),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), async (start, rest) => {
      expect(['letters', 'unreadable']).toContain((await readFile(null, Buffer.concat([start, rest]))).kind)
    }),
    { numRuns: 40 },
  )
})
