import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A small project in a temporary folder (with a space in its path), gone when the test is over. */
export function plantTree(files: Readonly<Record<string, string>>): string {
  const root = join(mkdtempSync(join(tmpdir(), 'undersigned-tree-')), 'a house')
  mkdirSync(root)
  onTestFinished(() => rmSync(dirname(root), { recursive: true, force: true }))
  growTree(root, files)
  return root
}

/** Adds files to a tree, or changes them. */
export function growTree(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}
