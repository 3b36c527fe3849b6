/**
 * SHA-256 (FIPS 180-4) without an allocation per hash, for trees of millions of small hashes: a browser's own
 * (WebCrypto) costs a promise for each, and node:crypto's a crossing into C++. Tests hold it against node:crypto.
 */
export type HashCore = {
  /** SHA-256 of the bytes. */
  readonly hash: (bytes: Uint8Array) => Uint8Array
  /** SHA-256 of the first `length` bytes, written to `out` from `at` on. */
  readonly hashInto: (bytes: Uint8Array, length: number, out: Uint8Array, at: number) => void
  /** RFC 6962 section 2.1: SHA-256(0x00 ‖ bytes from `start` to `end`), written to `out` from `at` on. */
  readonly leafInto: (bytes: Uint8Array, start: number, end: number, out: Uint8Array, at: number) => void
  /** RFC 6962 section 2.1: SHA-256(0x01 ‖ the 64 bytes at `at`), written over the first 32 of them. */
  readonly joinAt: (pairs: Uint8Array, at: number) => void
}

const isPrime = (n: number): boolean => {
  for (let d = 2; d * d <= n; d += 1) if (n % d === 0) return false
  return true
}

/** The first 32 bits of the fractions of a root of the first primes (FIPS 180-4 sections 4.2.2 and 5.3.3). */
function rootFractions(count: number, power: number): Int32Array {
  const words = new Int32Array(count)
  for (let n = 2, found = 0; found < count; n += 1) {
    if (!isPrime(n)) continue
    const root = n ** power
    words[found] = Math.floor((root - Math.floor(root)) * 2 ** 32) | 0
    found += 1
  }
  return words
}

const BLOCK = 64

/** Bytes of the message with its padding: whole blocks that hold it, a one bit and eight bytes of length. */
const paddedLength = (length: number): number => Math.ceil((length + 9) / BLOCK) * BLOCK

const s0 = (a: number): number => ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
const s1 = (e: number): number => ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))

/** A core of its own: it keeps its working space, so two may not take turns in one hash, but nothing is shared. */
export function startHashCore(): HashCore {
  const constants = rootFractions(64, 1 / 3)
  const start = rootFractions(8, 1 / 2)
  const words = new Int32Array(64)
  const state = new Int32Array(8)
  let message = new Uint8Array(1024)
  let view = new DataView(message.buffer)

  function compress(offset: number): void {
    for (let i = 0; i < 16; i += 1) words[i] = view.getInt32(offset + 4 * i)
    for (let i = 16; i < 64; i += 1) {
      const x = words[i - 15] ?? 0
      const y = words[i - 2] ?? 0
      const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
      const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
      words[i] = ((words[i - 16] ?? 0) + low + (words[i - 7] ?? 0) + high) | 0
    }
    let a = state[0] ?? 0
    let b = state[1] ?? 0
    let c = state[2] ?? 0
    let d = state[3] ?? 0
    let e = state[4] ?? 0
    let f = state[5] ?? 0
    let g = state[6] ?? 0
    let h = state[7] ?? 0
    for (let i = 0; i < 64; i += 1) {
      const t1 = (h + s1(e) + (g ^ (e & (f ^ g))) + (constants[i] ?? 0) + (words[i] ?? 0)) | 0
      const t2 = (s0(a) + ((a & b) | (c & (a | b)))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    state[0] = ((state[0] ?? 0) + a) | 0
    state[1] = ((state[1] ?? 0) + b) | 0
    state[2] = ((state[2] ?? 0) + c) | 0
    state[3] = ((state[3] ?? 0) + d) | 0
    state[4] = ((state[4] ?? 0) + e) | 0
    state[5] = ((state[5] ?? 0) + f) | 0
    state[6] = ((state[6] ?? 0) + g) | 0
    state[7] = ((state[7] ?? 0) + h) | 0
  }

  function finish(length: number, out: Uint8Array, at: number): void {
    const end = paddedLength(length)
    message[length] = 0x80
    message.fill(0, length + 1, end - 8)
    view.setUint32(end - 8, Math.floor(length / 2 ** 29))
    view.setUint32(end - 4, (length * 8) >>> 0)
    state.set(start)
    for (let offset = 0; offset < end; offset += BLOCK) compress(offset)
    for (let i = 0; i < 8; i += 1) {
      const word = state[i] ?? 0
      out[at + 4 * i] = word >>> 24
      out[at + 4 * i + 1] = word >>> 16
      out[at + 4 * i + 2] = word >>> 8
      out[at + 4 * i + 3] = word
    }
  }

  function makeRoom(length: number): void {
    if (paddedLength(length) <= message.length) return
    message = new Uint8Array(paddedLength(length) * 2)
    view = new DataView(message.buffer)
  }

  function prefixed(prefix: number, bytes: Uint8Array, from: number, to: number, out: Uint8Array, at: number): void {
    const length = to - from
    makeRoom(length + 1)
    message[0] = prefix
    for (let i = 0; i < length; i += 1) message[i + 1] = bytes[from + i] ?? 0
    finish(length + 1, out, at)
  }

  function hashInto(bytes: Uint8Array, length: number, out: Uint8Array, at: number): void {
    makeRoom(length)
    for (let i = 0; i < length; i += 1) message[i] = bytes[i] ?? 0
    finish(length, out, at)
  }

  return {
    hash: (bytes) => {
      const out = new Uint8Array(32)
      hashInto(bytes, bytes.length, out, 0)
      return out
    },
    hashInto,
    leafInto: (bytes, from, to, out, at) => prefixed(0, bytes, from, to, out, at),
    joinAt: (pairs, at) => prefixed(1, pairs, at, at + 64, pairs, at),
  }
}
