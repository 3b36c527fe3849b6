import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { undocumented } from './kit/door.ts'
import { count, runAsProgram, textOf, type Findings } from './kit/gate.ts'
import { readRooms, type Room } from './kit/rooms.ts'
import { trackedFiles } from './kit/tracked.ts'

const begin = '<!-- rooms: written from rooms.json by: npm run ok -- docs --write -->'
const end = '<!-- rooms end -->'
const map = 'ARCHITECTURE.md'

/** The docs gate: the map of rooms is true, links lead somewhere, doors are documented, formats can be found. */
export function checkDocs(root: string): Findings {
  const files = trackedFiles(root)
  const pages = files.filter((file) => file.endsWith('.md') && !file.includes('__fixtures__/'))
  const doors = files.filter((file) => /^src\/[^/]+\/index\.ts$/.test(file)).map((file) => file.slice('src/'.length))
  const wrong = [
    ...checkMap(root),
    ...pages.flatMap((page) => checkLinks(root, page)),
    ...checkChanges(root),
    ...checkFormats(root, files),
    ...checkPromises(root, files),
    ...doors.flatMap((door) => undocumented(join(root, 'src'), door).map((what) => `src/${door}: ${what}`)),
  ]
  return { saw: pages.length, what: `${count(pages.length, 'page')}, ${count(doors.length, 'door')}`, wrong }
}

/** Every sentence of the README's list of promises is the name of a test. */
function checkPromises(root: string, files: readonly string[]): readonly string[] {
  const list = (textOf(join(root, 'README.md')) ?? '').split('<!-- promises -->\n')[1]?.split('\n\n')[0] ?? ''
  const promises = list.split('\n').flatMap((line) => (line.startsWith('- ') ? [line.slice(2)] : []))
  const tests = files.filter((file) => file.endsWith('.test.ts')).map((file) => textOf(join(root, file)) ?? '')
  return promises
    .filter((promise) => !tests.some((text) => text.includes(`test('${promise}'`)))
    .map((promise) => `README.md: promises “${promise}”, but no test has that name`)
}

/** The room table of ARCHITECTURE.md, between its marks. */
export function roomTable(rooms: ReadonlyMap<string, Room>): string {
  const list = (names: readonly string[]): string => (names.length === 0 ? '–' : names.join(', '))
  const node = (room: Room): string => (room.node === 'any' ? 'any' : list(room.node))
  const rows = [...rooms].map(
    ([name, room]) => `| ${name} | ${room.is} | ${list(room.may)} | ${list(room.packages)} | ${node(room)} |`,
  )
  return [
    begin,
    '',
    '| room | is | may import | packages | node modules |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    end,
  ].join('\n')
}

/** Writes the room table anew from rooms.json. */
export function writeMap(root: string): void {
  const text = textOf(join(root, map)) ?? ''
  const [before, , after] = splitMap(text) ?? [`${text.trimEnd()}\n\n`, '', '\n']
  writeFileSync(join(root, map), `${before}${roomTable(readRooms(root))}${after}`)
}

function splitMap(text: string): readonly [string, string, string] | undefined {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) return undefined
  return [text.slice(0, from), text.slice(from, to + end.length), text.slice(to + end.length)]
}

function checkMap(root: string): readonly string[] {
  const rooms = readRooms(root)
  if (rooms.size === 0) return ['rooms.json: names no room']
  const [, table] = splitMap(textOf(join(root, map)) ?? '') ?? []
  return table === roomTable(rooms)
    ? []
    : [`${map}: its room table is not that of rooms.json; run: npm run ok -- docs --write`]
}

function checkLinks(root: string, page: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8').replace(/```[^]*?```|`[^`\n]*`|<!--[^]*?-->/g, '')
  const inline = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)]
  const defined = [...text.matchAll(/^\s*\[[^\]]+\]:\s*<?([^\s>]+)/gm)]
  const drawn = [...text.matchAll(/<(?:img|a|source)\s[^>]*(?:src|srcset|href)="([^"]+)"/g)]
  const targets = [...inline, ...defined, ...drawn].map(([, target = '']) => target)
  const relative = targets.filter((target) => !/^(?:[a-z][a-z0-9+.-]*:|#|\/\/)/i.test(target))
  return relative
    .filter((target) => !leads(root, page, target))
    .map((target) => `${page}: the link ${target} leads nowhere`)
}

function leads(root: string, page: string, target: string): boolean {
  const [path = ''] = target.split(/[?#]/, 1)
  const joined = posix.normalize(posix.join(posix.dirname(page), decodeURIComponent(path)))
  return !path.startsWith('/') && !joined.startsWith('..') && existsSync(join(root, joined))
}

function checkChanges(root: string): readonly string[] {
  return /^## Pending$/m.test(textOf(join(root, 'CHANGELOG.md')) ?? '') ? [] : ['CHANGELOG.md: has no "## Pending"']
}

function checkFormats(root: string, files: readonly string[]): readonly string[] {
  const told = files
    .filter((file) => /^(?:.*\/)?(?:README|ARCHITECTURE)\.md$/.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8'))
  const formats = files.filter((file) => file.startsWith('docs/formats/') && !file.endsWith('/README.md'))
  return formats
    .filter((file) => !told.some((text) => text.includes(posix.basename(file))))
    .map((file) => `${file}: no README and no ${map} mentions it`)
}

if (import.meta.main) runAsProgram(checkDocs)
