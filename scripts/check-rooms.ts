import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix } from 'node:path'
import { count, filesBelow, runAsProgram, type Findings } from './kit/gate.ts'
import { forbiddenIn } from './kit/forbidden.ts'
import { readRooms, type Room } from './kit/rooms.ts'
import { importsOf, parseSource, type Import } from './kit/source.ts'

type Rooms = ReadonlyMap<string, Room>
type Place = { readonly file: string; readonly name: string; readonly room: Room | undefined; readonly test: boolean }

/** The rooms gate: who may import whom, past which door, with which packages, and what only some rooms may touch. */
export function checkRooms(root: string): Findings {
  const rooms = readRooms(root)
  const files = filesBelow(join(root, 'src'), '.ts')
  const edges = new Map<string, readonly string[]>()
  const wrong = [...checkFolders(root, rooms), ...roomCycles(rooms)]
  let imports = 0
  for (const file of files) {
    const source = parseSource(file, readFileSync(join(root, 'src', file), 'utf8'))
    const place = placeOf(file, rooms)
    const found = importsOf(source)
    imports += found.length
    // A type leaves nothing behind when the program runs, so it cannot close a circle of files.
    edges.set(file, place.test ? [] : found.filter((one) => !one.typeOnly).flatMap((one) => targetOf(file, one)))
    if (source.broken) wrong.push(`src/${file}: does not parse`)
    const said = [...found.flatMap((one) => checkImport(one, place, rooms)), ...forbiddenIn(source, place)]
    wrong.push(...said.map((what) => `src/${file}: ${what}`))
  }
  wrong.push(...cyclesIn(edges).map((cycle) => `src/${cycle[0]}: circle of files: ${cycle.join(' -> ')}`))
  return { saw: files.length, what: `${count(files.length, 'file')}, ${count(imports, 'import')}`, wrong }
}

function placeOf(file: string, rooms: Rooms): Place {
  const name = file.includes('/') ? file.slice(0, file.indexOf('/')) : ''
  return { file, name, room: rooms.get(name), test: file.endsWith('.test.ts') }
}

function checkFolders(root: string, rooms: Rooms): readonly string[] {
  const src = join(root, 'src')
  const entries = existsSync(src) ? readdirSync(src, { withFileTypes: true }) : []
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const loose = entries.filter((entry) => entry.isFile() && entry.name !== 'main.ts')
  return [
    ...folders.filter((name) => !rooms.has(name)).map((name) => `src/${name}: not a room of rooms.json`),
    ...loose.map((entry) => `src/${entry.name}: every file but main.ts stands in a room`),
    ...[...rooms.keys()]
      .filter((name) => !folders.includes(name))
      .map((name) => `rooms.json: ${name} has no folder in src`),
    ...[...rooms].flatMap(([name, room]) =>
      room.may
        .filter((other) => !rooms.has(other))
        .map((other) => `rooms.json: ${name} may import ${other}, which is no room`),
    ),
    ...folders.flatMap((name) =>
      ['index.ts', 'README.md']
        .filter((one) => !existsSync(join(src, name, one)))
        .map((one) => `src/${name}: has no ${one}`),
    ),
  ]
}

// The one file that runs what a room hands over, in a process of its own: loading platform's whole door there would take
// half a second and 45 MB each time.
const startsRooms = 'platform/run-capped-process.ts'

function checkImport({ from }: Import, place: Place, rooms: Rooms): readonly string[] {
  if (from === undefined)
    return place.test || place.file === startsRooms ? [] : ['imports a name computed while it runs; write the name out']
  if (from.startsWith('#')) return checkDoor(from.slice(1), place, rooms)
  if (from.startsWith('.')) return checkPath(from, place)
  if (from.startsWith('node:')) return checkNode(from, place)
  if (isBuiltin(from)) return [`write node:${from}, not ${from}`]
  return checkPackage(from, place)
}

function checkDoor(to: string, { name, room, test }: Place, rooms: Rooms): readonly string[] {
  const [neighbor = ''] = to.split('/')
  if (!rooms.has(neighbor)) return [`#${to} is no room`]
  if (to !== neighbor) return [`#${to} goes past the door of ${neighbor}; import #${neighbor}`]
  if (test) return []
  if (name === '') return neighbor === 'app' ? [] : [`main.ts may import #app only, not #${neighbor}`]
  if (name === neighbor) return [`#${neighbor} is its own door; import ./… within the room`]
  return room?.may.includes(neighbor) === true ? [] : [`${name} may not import ${neighbor}`]
}

function checkPath(from: string, { file, test }: Place): readonly string[] {
  const target = posix.join('src', posix.dirname(file), from)
  if (test && target.startsWith('test/kit/')) return []
  if (from.split('/').includes('..')) return [`${from} leaves by path; use the #room's door, or a file below this one`]
  return from.endsWith('.ts') ? [] : [`${from} needs its ending .ts`]
}

function checkNode(from: string, { name, room, test }: Place): readonly string[] {
  if (test || room?.node === 'any' || room?.node.includes(from) === true) return []
  return [`${name === '' ? 'main.ts' : name} may not use ${from}`]
}

function checkPackage(from: string, { name, room, test }: Place): readonly string[] {
  const named = from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
  if (test || room?.packages.includes(named) === true) return []
  return [`${name === '' ? 'main.ts' : name} may not use the package ${named}`]
}

function targetOf(file: string, { from }: Import): readonly string[] {
  if (from?.startsWith('#') === true) return [`${from.slice(1)}/index.ts`]
  return from?.startsWith('./') === true ? [posix.join(posix.dirname(file), from)] : []
}

function roomCycles(rooms: Rooms): readonly string[] {
  const may = new Map([...rooms].map(([name, room]) => [name, room.may]))
  return cyclesIn(may).map((cycle) => `rooms.json: circle of rooms: ${cycle.join(' -> ')}`)
}

/** Every circle that a walk along the arrows closes, as the names along it. */
function cyclesIn(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const done = new Set<string>()
  const cycles: string[][] = []
  const walk = (name: string, path: readonly string[]): void => {
    const open = path.indexOf(name)
    if (open >= 0) cycles.push([...path.slice(open), name])
    if (open >= 0 || done.has(name)) return
    for (const next of edges.get(name) ?? []) walk(next, [...path, name])
    done.add(name)
  }
  for (const name of edges.keys()) walk(name, [])
  return cycles
}

if (import.meta.main) runAsProgram(checkRooms)
