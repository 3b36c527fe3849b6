import { createHmac, timingSafeEqual } from 'node:crypto'

/** Marks under a fixed key, as a vault makes them: for tests that need nothing else of a vault. */
export function marksForTests(key = 'a key of tests') {
  const mark = (purpose: string, ...parts: readonly (string | Uint8Array)[]): Buffer => {
    const hmac = createHmac('sha256', key).update(`${purpose}\n`)
    for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:`).update(part)
    return hmac.digest()
  }
  const holds = (purpose: string, mac: Uint8Array, ...parts: readonly (string | Uint8Array)[]): boolean => {
    const right = mark(purpose, ...parts)
    return mac.length === right.length && timingSafeEqual(mac, right)
  }
  return { mark, holds }
}
