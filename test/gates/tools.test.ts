import { describe, expect, test } from 'vitest'
import { gateNames, runGate } from '../../scripts/kit/gates.ts'
import { growTree, plantTree } from '../kit/tree.ts'

const config = JSON.stringify({
  compilerOptions: { strict: true, noEmit: true, module: 'nodenext', types: [], allowImportingTsExtensions: true },
  include: ['src'],
})

const good = {
  'package.json': JSON.stringify({ name: 'a-house', type: 'module', main: 'src/main.ts' }),
  'knip.json': JSON.stringify({ entry: ['src/main.ts'], project: ['src/**/*.ts'] }),
  'tsconfig.json': config,
  'tsconfig.all.json': config,
  '.oxlintrc.json': JSON.stringify({
    plugins: ['typescript'],
    options: { typeAware: true },
    rules: { 'typescript/no-floating-promises': 'error' },
  }),
  '.oxfmtrc.json': JSON.stringify({ semi: false, singleQuote: true }),
  'src/main.ts': `import { two } from './two.ts'\n\nexport const four = two() + two()\n`,
  'src/two.ts': `export function two(): number {\n  return 2\n}\n`,
}

const sins: Readonly<Record<string, readonly [Readonly<Record<string, string>>, RegExp]>> = {
  types: [{ 'src/two.ts': `export function two(): number {\n  return 'two'\n}\n` }, /src\/two\.ts.*TS2322/],
  lint: [{ 'src/late.ts': `async function late() {\n  return 1\n}\nlate()\n` }, /no-floating-promises/],
  format: [{ 'src/two.ts': 'export function two(): number { return 2; }\n' }, /src\/two\.ts/],
  knip: [{ 'src/left.ts': 'export const left = 1\n' }, /src\/left\.ts: files/],
}

describe.each(Object.entries(sins))('the gate %s', (gate, [sin, said]) => {
  test('is green on a good tree and says how much it saw', async () => {
    const verdict = await runGate(gate, plantTree(good))
    expect(verdict).toMatchObject({ red: false, what: '2 files' })
  })
  test('is red on a bad tree and says where', async () => {
    const tree = plantTree(good)
    growTree(tree, sin)
    const verdict = await runGate(gate, tree)
    expect(verdict.red).toBe(true)
    expect(verdict.output).toMatch(said)
  })
  test('is red when there is nothing to look at, whatever its tool says', async () => {
    const { 'src/main.ts': _, 'src/two.ts': __, ...empty } = good
    expect(await runGate(gate, plantTree(empty))).toMatchObject({ red: true, what: 'saw no files at all' })
  })
})

test.each(gateNames)('the gate %s is red on an empty tree when run as "npm run ok" runs it', async (gate) => {
  const verdict = await runGate(gate, plantTree({}))
  expect(verdict.red).toBe(true)
  expect(verdict.what).toMatch(/^saw no files at all$|^0 /)
})

test('the gates of our own are green and red as programs, too', async () => {
  const tree = plantTree({ 'README.md': 'x\n' })
  expect(await runGate('words', tree)).toMatchObject({ red: false, what: '1 file' })
  growTree(tree, { 'notes.md': ['cd /wo', 'rk/house/src\n'].join('') })
  const verdict = await runGate('words', tree)
  expect(verdict).toMatchObject({ red: true, what: '2 files' })
  expect(verdict.output).toContain('notes.md:1: a path of one machine')
})
