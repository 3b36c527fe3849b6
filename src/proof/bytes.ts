const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const COUNT = /^(?:0|[1-9][0-9]{0,15})$/

/** Standard base64 with padding (RFC 4648 section 4). Without node's Buffer, so that it runs in a browser. */
export function encodeBase64(bytes: Uint8Array): string {
  let characters = ''
  // So many at once: four times as fast as one by one, and still far from too many arguments for any engine.
  for (let at = 0; at < bytes.length; at += 4096)
    characters += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, at + 4096))
  return btoa(characters)
}

/**
 * Reads standard base64, also when the last character has bits that no byte uses (RFC 4648 section 3.5).
 * Never throws.
 */
export function decodeLooseBase64(text: string): Uint8Array | undefined {
  return BASE64.test(text) ? Uint8Array.from(atob(text), (character) => character.charCodeAt(0)) : undefined
}

/** Reads standard base64. @returns `undefined` for everything but the one spelling that `encodeBase64` writes. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const bytes = decodeLooseBase64(text)
  return bytes && encodeBase64(bytes) === text ? bytes : undefined
}

/** Reads base64 of exactly `length` bytes. */
export function decodeBase64Of(length: number, text: string): Uint8Array | undefined {
  const bytes = decodeBase64(text)
  return bytes?.length === length ? bytes : undefined
}

/** Reads a decimal number without leading zeros, below 2^53. */
export function parseCount(text: string): number | undefined {
  if (!COUNT.test(text)) return undefined
  const count = Number(text)
  return Number.isSafeInteger(count) ? count : undefined
}

/** UTF-8 of a text. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** Whether two byte strings are the same. Not in constant time: for public values only. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i])
}

/** All parts, one after another. */
export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
