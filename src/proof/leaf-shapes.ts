import { fromBase64url } from './base64url.ts'
import type { LeafType } from './leaf.ts'

type Check = (value: unknown) => boolean

/** The keys a leaf type must have and may have, each with what its value must be; `t` and `v` are every leaf's. */
export type LeafShape = {
  readonly must: Readonly<Record<string, Check>>
  readonly may?: Readonly<Record<string, Check>>
}

/** Most version hashes one leaf may name. */
export const MOST_VERSIONS = 256
/** Most leaf indexes one leaf may name. */
export const MOST_INDEXES = 4096

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether the calendar (Gregorian) has the day; years 2000 to 9999. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (year < 2000 || year > 9999 || day < 1 || day > (MONTH_DAYS[month - 1] ?? 0)) return false
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
}

const isDay: Check = (value) => {
  const match = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null
  return match !== null && isCalendarDay(Number(match[1]), Number(match[2]), Number(match[3]))
}

const isCount: Check = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

const isHash: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

/** Text in NFC without lone surrogates and control characters, at least one character. */
const isText: Check = (value) =>
  typeof value === 'string' && value !== '' && !/[\p{Cc}\p{Cs}]/u.test(value) && value.normalize('NFC') === value

const isBytes =
  (length?: number): Check =>
  (value) => {
    const bytes = typeof value === 'string' ? fromBase64url(value) : undefined
    return bytes !== undefined && (length === undefined ? bytes.length > 0 : bytes.length === length)
  }

const isAscending = (values: readonly unknown[]): boolean =>
  values.every((value, i) => {
    const before = values[i - 1]
    if (i === 0) return true
    if (typeof value === 'number' && typeof before === 'number') return before < value
    return typeof value === 'string' && typeof before === 'string' && before < value
  })

const isList =
  (each: Check, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length > 0 && value.length <= most && value.every((item) => each(item))

const isSet =
  (each: Check, most: number): Check =>
  (value) =>
    isList(each, most)(value) && Array.isArray(value) && isAscending(value)

const isVersions = isSet(isHash, MOST_VERSIONS)
const isIndexes = isSet(isCount, MOST_INDEXES)

const reviewed: LeafShape = { must: { d: isDay, i: isIndexes, w: isText } }

/** docs/formats/leaves.md, as a table. */
export const LEAF_SHAPES: Readonly<Record<LeafType, LeafShape>> = {
  version: { must: { d: isDay, e: isText, h: isHash, l: isText, n: isCount, r: isText } },
  sig: { must: { c: isBytes(32), d: isDay, e: isVersions }, may: { r: isCount } },
  org: { must: { c: isBytes(32), d: isDay, e: isVersions, o: isText }, may: { r: isCount } },
  wd: { must: { d: isDay, i: isCount }, may: { s: isBytes(64) } },
  er: { must: { d: isDay, i: isCount } },
  hold: reviewed,
  free: reviewed,
  inv: reviewed,
  uninv: reviewed,
  wkey: {
    must: {
      b: isText,
      c: isBytes(32),
      d: isDay,
      f: isDay,
      g: isDay,
      k: isBytes(),
      m: isCount,
      q: isList(isText, 16),
    },
  },
  wcount: { must: { d: isDay, h: isBytes(32), n: isCount } },
  wsig: { must: { e: isVersions, k: isBytes(32), p: isBytes(), s: isBytes(64) }, may: { x: isText } },
  sent: { must: { d: isDay, e: isVersions, h: isHash, r: isText } },
  reply: { must: { d: isDay, h: isHash, r: isText } },
  event: { must: { d: isDay, h: isHash, w: isText } },
  close: {
    must: { d: isDay, e: isVersions, m: isList(isCount, MOST_VERSIONS), n: isCount },
    may: { b: isText },
  },
}
