import { join } from 'node:path'
import { textOf } from './gate.ts'

/** A line of rooms.json: what the room is, and what it may import. */
export type Room = {
  readonly is: string
  readonly may: readonly string[]
  readonly packages: readonly string[]
  readonly node: 'any' | readonly string[]
}

/** The rooms of a tree by name; none when rooms.json is absent or is not what it should be. */
export function readRooms(root: string): ReadonlyMap<string, Room> {
  const text = textOf(join(root, 'rooms.json'))
  const parsed: unknown = text === undefined ? {} : JSON.parse(text)
  const rooms = isRecord(parsed) && isRecord(parsed['rooms']) ? parsed['rooms'] : {}
  return new Map(Object.entries(rooms).map(([name, line]) => [name, roomOf(line)]))
}

function roomOf(line: unknown): Room {
  const { is, may, packages, node } = isRecord(line) ? line : {}
  return {
    is: typeof is === 'string' ? is : '',
    may: strings(may),
    packages: strings(packages),
    node: node === 'any' ? 'any' : strings(node),
  }
}

function strings(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []
}

/** Whether a value is an object with named parts. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
