import { expect, test } from 'vitest'
import { checkRooms } from '../../scripts/check-rooms.ts'
import { isRed } from '../../scripts/kit/gate.ts'
import { growTree, plantTree } from '../kit/tree.ts'

const rooms = {
  kernel: { is: 'plain values', may: [], packages: [], node: [] },
  platform: { is: 'the outside', may: ['kernel'], packages: ['pg'], node: 'any' },
  letters: { is: 'letters', may: ['kernel', 'platform'], packages: ['yaml'], node: ['node:util'] },
  app: { is: 'all of it', may: ['kernel', 'platform', 'letters'], packages: [], node: 'any' },
}

const good = {
  'rooms.json': JSON.stringify({ rooms }),
  'src/main.ts': `import { main } from '#app'\nawait main(process.argv.slice(2))\n`,
  'src/kernel/README.md': '# kernel\n',
  'src/kernel/index.ts': `export { two } from './two.ts'\n`,
  'src/kernel/two.ts': 'export const two = 2\nexport const days: ReadonlySet<string> = new Set(["Monday"])\n',
  'src/platform/README.md': '# platform\n',
  'src/platform/index.ts': `import pg from 'pg'\nexport const now = () => new Date()\nexport type P = typeof pg\n`,
  'src/letters/README.md': '# letters\n',
  'src/letters/index.ts': `export { letters } from './store.ts'\nexport { day } from './day.ts'\n`,
  'src/letters/store.ts': `import { two } from '#kernel'\nexport const letters = (tx: Tx) => tx.selectFrom('letters_letter').limit(two)\n`,
  'src/letters/day.ts':
    `import { parse } from 'yaml'\nimport { inspect } from 'node:util'\n` +
    `// A comment may say fetch(, Date.now and import('#platform').\n` +
    `const text = "Select a letter from the list; import { x } from '#web'; Math.random()"\n` +
    `export const day = (at: string, fetch: () => void) => { fetch(); return [new Date(at), parse(text), inspect(at)] }\n`,
  'src/letters/day.test.ts':
    `import { test } from 'vitest'\nimport fc from 'fast-check'\nimport { main } from '#app'\n` +
    `import { corpusBytes } from '../../test/kit/corpus.ts'\nimport { readFileSync } from 'node:fs'\nlet n = Date.now()\n`,
  'src/app/README.md': '# app\n',
  'src/app/index.ts': `import '#letters'\nexport const main = async (args: string[]) => { console.log(args, process.pid) }\n`,
}

test('a house whose rooms keep to their doors is green, and the gate says how much it saw', () => {
  const findings = checkRooms(plantTree(good))
  expect(findings.wrong).toEqual([])
  expect(isRed(findings)).toBe(false)
  expect(findings.what).toBe('9 files, 14 imports')
})

test('an empty tree is red', () => {
  expect(isRed(checkRooms(plantTree({})))).toBe(true)
})

const sins: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
  [
    'a room imports one it may not',
    { 'src/kernel/a.ts': `import { l } from '#letters'\n` },
    /src\/kernel\/a\.ts: kernel may not import letters/,
  ],
  [
    'only a type is imported from a room it may not',
    { 'src/kernel/a.ts': `import type { L } from '#letters'\n` },
    /kernel may not import letters/,
  ],
  [
    'a room is reached by import()',
    { 'src/kernel/a.ts': `export const l = () => import('#letters')\n` },
    /kernel may not import letters/,
  ],
  [
    'a room is re-exported that it may not import',
    { 'src/kernel/a.ts': `export * from '#letters'\n` },
    /kernel may not import letters/,
  ],
  [
    'a type is imported in the middle of a type',
    { 'src/kernel/a.ts': `export type L = import('#letters').L\n` },
    /kernel may not import letters/,
  ],
  [
    'an import goes past the door',
    { 'src/letters/a.ts': `import { two } from '#kernel/two.ts'\n` },
    /goes past the door of kernel/,
  ],
  [
    'an import leaves the room by path',
    { 'src/letters/a.ts': `import { two } from '../kernel/two.ts'\n` },
    /leaves by path/,
  ],
  [
    'a test leaves the room by path',
    { 'src/letters/a.test.ts': `import { two } from '../kernel/two.ts'\n` },
    /leaves by path/,
  ],
  ['a room imports its own door', { 'src/letters/a.ts': `import { day } from '#letters'\n` }, /is its own door/],
  ['an import names no room', { 'src/app/a.ts': `import { x } from '#cellar'\n` }, /#cellar is no room/],
  ['main.ts goes round the app', { 'src/main.ts': `import { x } from '#letters'\n` }, /main\.ts may import #app only/],
  [
    'a package the room is not allowed',
    { 'src/letters/a.ts': `import pg from 'pg'\n` },
    /letters may not use the package pg/,
  ],
  [
    'a folder of a package with a scope',
    { 'src/letters/a.ts': `import x from '@hono/node-server/serve'\n` },
    /package @hono\/node-server$/,
  ],
  [
    'a module of Node the room is not allowed',
    { 'src/letters/a.ts': `import fs from 'node:fs'\n` },
    /letters may not use node:fs/,
  ],
  ['a module of Node without its prefix', { 'src/app/a.ts': `import fs from 'fs'\n` }, /write node:fs/],
  [
    'a computed import',
    { 'src/app/a.ts': 'export const load = (name: string) => import(`./${name}.ts`)\n' },
    /computed/,
  ],
  [
    'fetch',
    { 'src/letters/a.ts': `export const get = () => fetch('http://localhost')\n` },
    /fetch\(\) belongs to platform/,
  ],
  ['the clock', { 'src/letters/a.ts': `export const at = () => Date.now()\n` }, /Date\.now belongs to platform/],
  [
    'the clock as a new Date',
    { 'src/letters/a.ts': `export const at = () => new Date()\n` },
    /new Date\(\) belongs to platform/,
  ],
  ['chance', { 'src/letters/a.ts': `export const dice = () => Math.random()\n` }, /Math\.random belongs to platform/],
  [
    'settings',
    { 'src/letters/a.ts': `export const home = () => process.env['HOME']\n` },
    /process\.env belongs to platform/,
  ],
  [
    'the global object',
    { 'src/letters/a.ts': `export const get = () => globalThis.fetch('x')\n` },
    /globalThis\.fetch/,
  ],
  [
    'a query outside the store',
    { 'src/letters/a.ts': `export const q = (tx: Tx) => tx.selectFrom('letters_letter')\n` },
    /selectFrom\(\) outside/,
  ],
  ['SQL as a tagged template', { 'src/letters/a.ts': 'export const q = sql<Row>`select 1`\n' }, /sql`` outside/],
  ['SQL as a text', { 'src/letters/a.ts': `export const q = 'delete from letters_letter'\n` }, /statement in SQL/],
  [
    'state at the top of a file',
    { 'src/letters/a.ts': `let seen = 0\nexport const see = () => (seen += 1)\n` },
    /keeps state at the top of the file: seen/,
  ],
  ['an exported let', { 'src/app/a.ts': `export let seen = 0\n` }, /keeps state at the top of the file: seen/],
  [
    'a container filled while running',
    { 'src/letters/a.ts': `const seen = new Map<string, string>()\n` },
    /container kept at the top/,
  ],
  [
    'a circle of files',
    { 'src/letters/a.ts': `export * from './b.ts'\n`, 'src/letters/b.ts': `import { a } from './a.ts'\n` },
    /circle of files: letters\/a\.ts -> letters\/b\.ts -> letters\/a\.ts/,
  ],
  [
    'a circle of rooms',
    { 'rooms.json': JSON.stringify({ rooms: { ...rooms, kernel: { ...rooms.kernel, may: ['app'] } } }) },
    /circle of rooms: kernel -> app -> kernel/,
  ],
  [
    'a room without a folder',
    { 'rooms.json': JSON.stringify({ rooms: { ...rooms, web: rooms.app } }) },
    /web has no folder/,
  ],
  ['a folder that is no room', { 'src/utils/index.ts': '' }, /src\/utils: not a room/],
  ['a file beside the rooms', { 'src/helper.ts': '' }, /every file but main\.ts stands in a room/],
  ['a file that does not parse', { 'src/letters/a.ts': 'export const = 3\n' }, /does not parse/],
]

for (const [sin, files, said] of sins)
  test(`red: ${sin}`, () => {
    const root = plantTree(good)
    growTree(root, files)
    const findings = checkRooms(root)
    expect(findings.wrong.join('\n')).toMatch(new RegExp(said.source, 'm'))
    expect(isRed(findings)).toBe(true)
  })

test('red: a room without a door or a README', () => {
  const { 'src/letters/README.md': _, 'src/platform/index.ts': __, ...rest } = good
  const { wrong } = checkRooms(plantTree(rest))
  expect(wrong).toContain('src/letters: has no README.md')
  expect(wrong).toContain('src/platform: has no index.ts')
})
