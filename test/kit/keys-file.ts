import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** Where a test file's commands keep their keys, gone after its last test; to be called at the top of the file. */
export function keysFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'undersigned keys '))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'secrets.json')
}
