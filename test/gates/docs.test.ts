import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkDocs, roomTable, writeMap } from '../../scripts/check-docs.ts'
import { isRed } from '../../scripts/kit/gate.ts'
import { readRooms } from '../../scripts/kit/rooms.ts'
import { growTree, plantTree } from '../kit/tree.ts'

const rooms = { rooms: { kernel: { is: 'plain values', may: [], packages: ['yaml'], node: 'any' } } }

const good = {
  'rooms.json': JSON.stringify(rooms),
  'CHANGELOG.md': '# Changes\n\n## Pending\n\n- A house.\n',
  'README.md':
    '# House\n\n[the map](ARCHITECTURE.md#rooms), [a site](https://example.org), ![picture](docs/a%20picture.png "drawn")\n' +
    '```\n[not a link](nowhere.md)\n```\n[text][ref]\n\n[ref]: docs/formats/letter.md\n',
  'ARCHITECTURE.md': '# Map\n\nFormats: docs/formats/letter.md.\n',
  'docs/a picture.png': 'x',
  'docs/formats/letter.md': '# Letter\n\nBack to [the house](../../README.md).\n',
  'src/kernel/index.ts':
    `export { two, type Two } from './two.ts'\nexport { three as drei } from './pass.ts'\nexport * from './four.ts'\nexport { x } from '#other'\n` +
    `/** Five. */\nexport const five = 5\n`,
  'src/kernel/two.ts':
    '/** Two of them. */\nexport const two = 2\n\n/** Its type. */\nexport type Two = typeof two\nexport const hidden = 1\n',
  'src/kernel/pass.ts': `import { three } from './three.ts'\nexport { three }\n`,
  'src/kernel/three.ts': '/** Three. */\nexport function three(): number {\n  return 3\n}\n',
  'src/kernel/four.ts': '/** Four. */\nexport class Four {}\n',
}

function plantMapped(extra: Readonly<Record<string, string>> = {}): string {
  const root = plantTree(good)
  writeMap(root)
  growTree(root, extra)
  return root
}

test('true documents are green, and the gate says how much it saw', () => {
  const findings = checkDocs(plantMapped())
  expect(findings.wrong).toEqual([])
  expect(findings.what).toBe('4 pages, 1 door')
  expect(isRed(findings)).toBe(false)
})

test('an empty tree is red', () => {
  const findings = checkDocs(plantTree({}))
  expect(findings.saw).toBe(0)
  expect(isRed(findings)).toBe(true)
})

test('the room table is written from rooms.json between its marks, and writing it twice changes nothing', () => {
  const root = plantMapped()
  const once = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  expect(once).toContain('| kernel | plain values | – | yaml | any |')
  expect(once).toMatch(/^# Map\n\nFormats/)
  expect(once).toContain(roomTable(readRooms(root)))
  writeMap(root)
  expect(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')).toBe(once)
})

const sins: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
  [
    'rooms.json changed and the map did not',
    { 'rooms.json': JSON.stringify({ rooms: { kernel: { ...rooms.rooms.kernel, is: 'all' } } }) },
    /its room table is not that of rooms\.json/,
  ],
  [
    'a link to a file that is not there',
    { 'docs/guide.md': '[x](missing.md)' },
    /docs\/guide\.md: the link missing\.md leads nowhere/,
  ],
  [
    'a link by reference that leads nowhere',
    { 'docs/guide.md': '[x][y]\n\n[y]: ../missing.md\n' },
    /the link \.\.\/missing\.md/,
  ],
  ['a picture that is not there', { 'docs/guide.md': '<img src="shots/home.png" alt="">' }, /shots\/home\.png/],
  ['a link out of the project', { 'docs/guide.md': '[x](../../elsewhere.md)' }, /elsewhere\.md leads nowhere/],
  ['no list of pending changes', { 'CHANGELOG.md': '# Changes\n\n## 0.1.0\n' }, /has no "## Pending"/],
  ['a format that nobody can find', { 'docs/formats/leaf.md': '# Leaf' }, /docs\/formats\/leaf\.md: no README/],
  [
    'an export of a door without a doc comment',
    { 'src/kernel/two.ts': '// Two.\nexport const two = 2\n/** x */\nexport type Two = 2\n' },
    /src\/kernel\/index\.ts: two \(src\/kernel\/two\.ts\) has no doc comment/,
  ],
  [
    'one passed on through a third file',
    { 'src/kernel/three.ts': '/* Three. */\nexport const three = 3\n' },
    /drei .*has no doc comment/,
  ],
  [
    'one passed on by a star',
    { 'src/kernel/four.ts': '/** The file. */\n\nconst x = 1\nexport class Four { x = x }\n' },
    /Four .*has no doc comment/,
  ],
  [
    'one declared in the door itself',
    { 'src/kernel/index.ts': 'export const five = 5\n' },
    /five .*has no doc comment/,
  ],
]

for (const [sin, files, said] of sins)
  test(`red: ${sin}`, () => {
    const findings = checkDocs(plantMapped(files))
    expect(findings.wrong.join('\n')).toMatch(said)
    expect(isRed(findings)).toBe(true)
  })

test('a promise of the README that is no test in the same words is red', () => {
  const promising = { 'README.md': '# House\n\n<!-- promises -->\n- A key opens.\n- A lock holds.\n\nMore.\n' }
  const tests = { 'src/kernel/two.test.ts': "test('A key opens.', () => {})\n" }
  expect(checkDocs(plantMapped({ ...promising, ...tests })).wrong).toEqual([
    'README.md: promises “A lock holds.”, but no test has that name',
  ])
})
