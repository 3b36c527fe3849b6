import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** A file of this room and all that it imports, whichever way. */
function reach(file: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  if (!file.startsWith('./')) return seen
  for (const [, from = ''] of readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(
    /^(?:import|export) .*? from '(.+?)'$/gms,
  ))
    reach(from, seen)
  return seen
}

/** What a browser needs to recount a log and to check a receipt with a SHA-256 and an Ed25519 of its own. */
const PORTABLE = [
  'growing-tree',
  'prove',
  'proof-holds',
  'bundle',
  'tile',
  'grow-tiles',
  'note-text',
  'verifier-key',
  'checkpoint',
  'policy',
  'receipt',
  'add-checkpoint',
]

test('a recount in a browser needs nothing of Node', () => {
  const files = new Set(PORTABLE.flatMap((name) => [...reach(`./${name}.ts`)]))
  expect(files).toContain('./tree.ts')
  expect([...files].filter((file) => !file.startsWith('./'))).toEqual(['#kernel'])
  expect([...reach('./note.ts')]).toContain('node:crypto')
  const sources = [...files]
    .filter((file) => file.startsWith('./'))
    .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  expect(sources.filter((source) => /\bBuffer[.(]|\bprocess\b/.test(source))).toEqual([])
})
