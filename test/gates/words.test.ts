import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkWords } from '../../scripts/check-words.ts'
import { isRed } from '../../scripts/kit/gate.ts'
import { growTree, plantTree } from '../kit/tree.ts'

// Put together here too: this file is itself read by the gate.
const glued = (...pieces: readonly string[]): string => pieces.join('')
const machine = glued('/wo', 'rk/house/src')
const registry = glued('https://regis', 'try.npm', 'js.org/')
const fine = {
  'README.md': 'A path like docs/work/plan.md or https://example.org/home/page is fine.\n',
  'a.bin': '\0' + machine,
}

test('files that say nothing of one machine are green; what is made is not looked at', () => {
  const findings = checkWords(plantTree({ ...fine, 'node_modules/x/index.js': machine, 'dist/a.js': machine }))
  expect(findings.wrong).toEqual([])
  expect(findings.what).toBe('2 files')
  expect(isRed(findings)).toBe(false)
})

test('an empty tree is red', () => {
  expect(isRed(checkWords(plantTree({})))).toBe(true)
})

const sins: readonly (readonly [string, string])[] = [
  ['a path of the machine it was made on', `see ${machine}/index.ts`],
  ['the home of a user', glued('cd /ho', 'me/ruth/house')],
  ['a registry', `"resolved": "${registry}x.tgz"`],
  ['a registry of a company', glued('registry=http://art', 'ifactory.example.org/npm')],
  ['a private key', glued('-----BEGIN RSA PRIV', 'ATE KEY-----')],
]

for (const [sin, text] of sins)
  test(`red: ${sin}`, () => {
    const { wrong } = checkWords(plantTree({ ...fine, 'docs/x.md': `one\n${text}\n` }))
    expect(wrong).toHaveLength(1)
    expect(wrong[0]).toMatch(/^docs\/x\.md:2: /)
  })

test('in a clone, files git ignores are not looked at, new files are, and removed ones do not break it', () => {
  const root = plantTree({ ...fine, '.gitignore': 'notes/\n', 'gone.md': 'x', 'notes/mine.md': machine })
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')))
  execFileSync('git', ['init', '-q'], { cwd: root, env })
  execFileSync('git', ['add', '.'], { cwd: root, env })
  rmSync(join(root, 'gone.md'))
  expect(checkWords(root).wrong).toEqual([])
  growTree(root, { 'new.md': machine })
  expect(checkWords(root).wrong).toHaveLength(1)
})
