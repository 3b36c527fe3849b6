import { hash } from 'node:crypto'
import type { Hasher } from './hasher.ts'

/**
 * SHA-256 of node:crypto. Its one-shot form is twice as fast as `createHash` on the 65 bytes of a node; asking it for a
 * string and copying that costs less than half of asking it for a Buffer (measured: 0.9 against 2.3 µs, Node 24).
 */
export const sha256: Hasher = (bytes) => Buffer.from(hash('sha256', bytes, 'binary'), 'latin1')
