/** A SHA-256 value, 32 bytes. */
export type Hash = Uint8Array

/**
 * SHA-256. Handed into everything that hashes a tree, so that a browser can bring its own and needs no node:crypto.
 * Must not keep or change the bytes it is given (they are reused) and must give a fresh value each time.
 */
export type Hasher = (bytes: Uint8Array) => Hash

/** Bytes of a SHA-256 value. */
export const HASH_BYTES = 32
