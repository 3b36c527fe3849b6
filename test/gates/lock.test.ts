import { expect, test } from 'vitest'
import { checkLock, completeLock } from '../../scripts/check-lock.ts'
import { isRed } from '../../scripts/kit/gate.ts'
import { plantTree } from '../kit/tree.ts'

const tool = {
  version: '1.0.0',
  integrity: 'sha512-x',
  dev: true,
  optionalDependencies: { 'tool-linux-x64-musl': '1.0.0', 'tool-win32-arm64': '1.0.0' },
}
const musl = { version: '1.0.0', integrity: 'sha512-y', dev: true, optional: true, os: ['linux'], cpu: ['x64'] }
const windows = { version: '1.0.0', dev: true, optional: true, os: ['win32'], cpu: ['arm64'] }
const plant = (packages: Readonly<Record<string, object>>): string =>
  plantTree({
    'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': { name: 'a-house' }, ...packages } }),
  })
const whole = {
  'node_modules/tool': tool,
  'node_modules/tool-linux-x64-musl': musl,
  'node_modules/tool-win32-arm64': windows,
}

test('a whole lockfile is green, an empty tree is red', () => {
  expect(checkLock(plant(whole))).toEqual({ saw: 4, what: '4 packages', wrong: [] })
  expect(isRed(checkLock(plantTree({})))).toBe(true)
})

test('red: the packages of another system are missing; completing the lockfile adds them with their systems', () => {
  const root = plant({ 'node_modules/tool': tool })
  expect(checkLock(root).wrong).toHaveLength(2)
  expect(checkLock(root).wrong[0]).toContain('lacks tool-linux-x64-musl@1.0.0')
  expect(completeLock(root)).toBe(2)
  expect(checkLock(root).wrong).toEqual([])
  expect(completeLock(root)).toBe(0)
})

test('red: an entry that says where it was fetched from, and one that nothing vouches for', () => {
  const root = plant({
    ...whole,
    'node_modules/a': { version: '1.0.0', resolved: 'https://example.org/a.tgz', integrity: 'x' },
    'node_modules/b': { version: '1.0.0' },
  })
  expect(checkLock(root).wrong).toEqual([
    "package-lock.json: node_modules/a names where it was fetched from; npm's settings choose that",
    'package-lock.json: node_modules/b has no integrity',
  ])
})
