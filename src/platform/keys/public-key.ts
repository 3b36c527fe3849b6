import { createPrivateKey, createPublicKey } from 'node:crypto'

// RFC 8410: what stands before the 32 bytes of a seed in PKCS #8, and before those of a public key in SPKI.
const seedHead = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicHeadBytes = 12

/** The public half of an Ed25519 seed, 32 bytes (RFC 8032). */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const privateKey = createPrivateKey({ key: Buffer.concat([seedHead, seed]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  return new Uint8Array(spki.subarray(publicHeadBytes))
}
