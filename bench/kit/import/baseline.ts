/** What a few lines of script would make of a file: every printed line is a name. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** One name a line, from `pdftotext -layout` or the text with its tags stripped; `undefined` without the tool for it. */
export function naiveNames(path: string): readonly string[] | undefined {
  const bytes = readFileSync(path)
  const text = textOf(path, bytes)
  return text
    ?.split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function textOf(path: string, bytes: Buffer): string | undefined {
  const start = bytes.toString('latin1', 0, 4)
  if (start === '%PDF') return outputOf('pdftotext', ['-layout', path, '-'])
  if (start === 'PK\u0003\u0004') return strip(outputOf('unzip', ['-p', path, 'word/document.xml']))
  const text = bytes.toString('utf8')
  return /^\s*<(?:!doctype|html|head|body|div|p|h1)\b/iu.test(text) ? strip(text) : text
}

function outputOf(tool: string, args: readonly string[]): string | undefined {
  const run = spawnSync(tool, args, { encoding: 'utf8', maxBuffer: 2 ** 28 })
  return run.status === 0 ? run.stdout : undefined
}

const strip = (text: string | undefined): string | undefined =>
  text
    ?.replace(/<(?:br|w:br|\/p|\/li|\/tr|\/w:p|\/h\d|\/div)\b[^>]*>/giu, '\n')
    .replace(/<[^>]*>/gu, '')
    .replace(/&amp;/gu, '&')
