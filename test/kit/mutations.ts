import { unzipSync, zipSync } from 'fflate'
import { diceOf, type Dice } from './dice.ts'
import type { NamedFile } from './hostile-seeds.ts'

type Change = (bytes: Uint8Array, dice: Dice, other: Uint8Array) => Uint8Array

const largest = 2_000_000
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts))

function rangeIn(bytes: Uint8Array, dice: Dice): readonly [number, number] {
  const from = dice.between(0, bytes.length)
  return [from, Math.min(bytes.length, from + dice.between(1, dice.pick([8, 200, 20_000])))]
}

const changes: Readonly<Record<string, Change>> = {
  'flipped bits': (bytes, dice) => {
    const flipped = Uint8Array.from(bytes)
    for (let left = dice.between(1, 40); left > 0; left -= 1) {
      const at = dice.between(0, bytes.length - 1)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << dice.between(0, 7))
    }
    return flipped
  },
  'cut short': (bytes, dice) => bytes.subarray(0, dice.between(1, bytes.length)),
  'without a part': (bytes, dice) => {
    const [from, to] = rangeIn(bytes, dice)
    return joined(bytes.subarray(0, from), bytes.subarray(to))
  },
  'with a part of another': (bytes, dice, other) => {
    const [[from, to], at] = [rangeIn(other, dice), dice.between(0, bytes.length)]
    return joined(bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(at))
  },
  'with a part repeated': (bytes, dice) => {
    const [from, to] = rangeIn(bytes, dice)
    const part = bytes.subarray(from, to)
    const times = Math.min(dice.pick([2, 50, 5000]), Math.floor(largest / Math.max(1, part.length)))
    return joined(bytes.subarray(0, to), ...Array.from({ length: times }, () => part), bytes.subarray(to))
  },
  'with parts that changed places': (bytes, dice) => {
    const [[from, to], [start, end]] = [rangeIn(bytes, dice), rangeIn(bytes, dice)]
    const moved = Uint8Array.from(bytes)
    moved.set(bytes.subarray(from, Math.min(to, from + bytes.length - start)), start)
    moved.set(bytes.subarray(start, Math.min(end, start + bytes.length - from)), from)
    return moved
  },
  'with a length that lies': (bytes, dice) => {
    const lying = Buffer.from(bytes)
    const at = dice.between(0, Math.max(0, bytes.length - 4))
    const size = Math.min(4, bytes.length)
    if (dice.chance(0.5)) lying.writeUIntLE(dice.pick([0, 1, 0x7fffffff, 0xffffffff]) % 256 ** size, at, size)
    else lying.writeUIntBE(dice.pick([0, 1, 0x7fffffff, 0xffffffff]) % 256 ** size, at, size)
    return Uint8Array.from(lying)
  },
  'with a number that lies': (bytes, dice) => {
    const text = Buffer.from(bytes).toString('latin1')
    const numbers = [...text.matchAll(/\d+/gu)]
    const chosen = numbers[dice.between(0, numbers.length - 1)]
    if (chosen === undefined) return bytes
    const number = dice.pick(['0', '-1', '2147483648', '99999999999', '1e308'])
    const end = chosen.index + chosen[0].length
    return Uint8Array.from(Buffer.from(`${text.slice(0, chosen.index)}${number}${text.slice(end)}`, 'latin1'))
  },
}

/** A broken file made of the seeds; the same number always breaks the same way. */
export function mutated(seeds: readonly [NamedFile, ...NamedFile[]], number: number): NamedFile {
  const dice = diceOf(number)
  const [seed, other] = [dice.pick(seeds), dice.pick(seeds)]
  const names = Object.keys(changes)
  const chosen = Array.from({ length: dice.pick([1, 1, 2, 3]) }, () => names[dice.between(0, names.length - 1)] ?? '')
  const change = (bytes: Uint8Array): Uint8Array =>
    chosen.reduce((now, name) => (now.length === 0 ? now : (changes[name]?.(now, dice, other.bytes) ?? now)), bytes)
  const isPacked = seed.bytes[0] === 0x50 && seed.bytes[1] === 0x4b
  // A checksum refuses most of what is broken in a packed file: so half of them are broken first and packed then.
  const bytes = isPacked && dice.chance(0.5) ? repacked(seed.bytes, dice, change) : change(seed.bytes)
  return { name: `number ${number}: ${seed.name} ${chosen.join(', ')}`, bytes }
}

function repacked(zip: Uint8Array, dice: Dice, change: (part: Uint8Array) => Uint8Array): Uint8Array {
  const parts = unzipSync(zip)
  const names = Object.keys(parts)
  const name = names[dice.between(0, names.length - 1)] ?? ''
  return zipSync({ ...parts, [name]: change(parts[name] ?? new Uint8Array()) })
}
