import { Fault } from '#kernel'
import { LEAF_SHAPES } from './leaf-shapes.ts'

/** A day in UTC, `YYYY-MM-DD`: the log says on which day, never at which second, someone signed. */
export type Day = string

/**
 * One entry of a campaign's log, docs/formats/leaves.md. Hashes of versions are 64 lower-case hexadecimal digits,
 * other bytes base64url without padding. `wkey` to `close` are reserved: read and kept, but only `wsig` is counted.
 */
export type Leaf =
  | VersionLeaf
  | SignatureLeaf
  | OrganizationLeaf
  | { readonly t: 'wd'; readonly d: Day; readonly i: number; readonly s?: string; readonly v: 1 }
  | { readonly t: 'er'; readonly d: Day; readonly i: number; readonly v: 1 }
  | ReviewLeaf
  | WorkerKeyLeaf
  | { readonly t: 'wcount'; readonly d: Day; readonly h: string; readonly n: number; readonly v: 1 }
  | WorkerLeaf
  | {
      readonly t: 'sent'
      readonly d: Day
      readonly e: readonly string[]
      readonly h: string
      readonly r: string
      readonly v: 1
    }
  | { readonly t: 'reply'; readonly d: Day; readonly h: string; readonly r: string; readonly v: 1 }
  | { readonly t: 'event'; readonly d: Day; readonly h: string; readonly w: string; readonly v: 1 }
  | CloseLeaf

/** The name of a leaf's type, its `t`. */
export type LeafType = Leaf['t']

/** Version `n` (text hash `h`) of edition `e` of letter `l`, addressed to recipient `r`. */
export type VersionLeaf = {
  readonly t: 'version'
  readonly d: Day
  readonly e: string
  readonly h: string
  readonly l: string
  readonly n: number
  readonly r: string
  readonly v: 1
}

/** A person's signature: commitment `c`, version hashes `e` (ascending), and the leaf `r` that it replaces. */
export type SignatureLeaf = {
  readonly t: 'sig'
  readonly c: string
  readonly d: Day
  readonly e: readonly string[]
  readonly r?: number
  readonly v: 1
}

/** An organization's signature: its name `o` in clear, its representative inside the commitment `c`. */
export type OrganizationLeaf = {
  readonly t: 'org'
  readonly c: string
  readonly d: Day
  readonly e: readonly string[]
  readonly o: string
  readonly r?: number
  readonly v: 1
}

/** A decision of review on leaves `i` (ascending, at most 4,096) with its reason `w`. */
export type ReviewLeaf = {
  readonly t: 'hold' | 'free' | 'inv' | 'uninv'
  readonly d: Day
  readonly i: readonly number[]
  readonly w: string
  readonly v: 1
}

/** Reserved: an issuer's key for workers' tokens, declared before its first use. */
export type WorkerKeyLeaf = {
  readonly t: 'wkey'
  readonly b: string
  readonly c: string
  readonly d: Day
  readonly f: Day
  readonly g: Day
  readonly k: string
  readonly m: number
  readonly q: readonly string[]
  readonly v: 1
}

/** Reserved: an anonymous, verified worker's signature. It has no day. */
export type WorkerLeaf = {
  readonly t: 'wsig'
  readonly e: readonly string[]
  readonly k: string
  readonly p: string
  readonly s: string
  readonly v: 1
  readonly x?: string
}

/** Reserved: final counts `m` of versions `e`, side by side, when the log had `n` leaves; `b` names a later round of a public beacon. */
export type CloseLeaf = {
  readonly t: 'close'
  readonly b?: string
  readonly d: Day
  readonly e: readonly string[]
  readonly m: readonly number[]
  readonly n: number
  readonly v: 1
}

/** Most bytes of one leaf: an entry bundle has two bytes for an entry's length (C2SP tlog-tiles). */
export const LONGEST_LEAF = 65_535

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const isLeafType = (value: unknown): value is LeafType => typeof value === 'string' && Object.hasOwn(LEAF_SHAPES, value)

function isLeaf(value: unknown): value is Leaf {
  if (typeof value !== 'object' || value === null) return false
  const fields = new Map<string, unknown>(Object.entries(value))
  const type = fields.get('t')
  if (!isLeafType(type) || fields.get('v') !== 1) return false
  const { must, may = {} } = LEAF_SHAPES[type]
  const known = Object.keys(must).length + 2 + Object.keys(may).filter((key) => fields.has(key)).length
  if (known !== fields.size) return false
  if (type === 'close' && sizeOf(fields.get('e')) !== sizeOf(fields.get('m'))) return false
  return (
    Object.entries(must).every(([key, holds]) => holds(fields.get(key))) &&
    Object.entries(may).every(([key, holds]) => !fields.has(key) || holds(fields.get(key)))
  )
}

const sizeOf = (value: unknown): number => (Array.isArray(value) ? value.length : -1)

/** RFC 8785 for what leaves are made of: JSON.stringify spells strings and whole numbers as it demands; keys are ASCII. */
function canonicalJson(leaf: Leaf): string {
  const fields = Object.entries(leaf)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, value]) => `"${key}":${JSON.stringify(value)}`).join(',')}}`
}

/**
 * The leaf's one encoding: RFC 8785 (JCS) in UTF-8, of strings, whole numbers below 2^53 and lists only.
 * @throws Fault `bad-state` for a leaf that `parseLeaf` would refuse, so that none can get into a log.
 */
export function encodeLeaf(leaf: Leaf): Uint8Array {
  // Judged before it is spelled, and not read back: a leaf is made for every signature.
  const bytes = encoder.encode(canonicalJson(leaf))
  const present = Object.values<unknown>(leaf).includes(undefined) ? JSON.parse(JSON.stringify(leaf)) : leaf
  if (!isLeaf(present) || bytes.length > LONGEST_LEAF)
    throw new Fault('bad-state', `a leaf of type ${leaf.t} is not well formed`)
  return bytes
}

/** Reads one entry of a log. @returns `undefined` for all bytes that are not exactly a leaf's one encoding; never throws. */
export function parseLeaf(bytes: Uint8Array): Leaf | undefined {
  if (bytes.length > LONGEST_LEAF) return undefined
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes))
    return isLeaf(value) && sameBytes(encoder.encode(canonicalJson(value)), bytes) ? value : undefined
  } catch {
    return undefined
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
