import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'

/** What of a DKIM signature is needed to check the header alone. */
export type HeaderSignature = {
  /** The algorithm of the tag `a`. */
  readonly algorithm: string
  /** The value of the tag `b` in base64. */
  readonly value: string
  /** The signed header in its canonical form. */
  readonly header: Buffer
  /** The record of the key. */
  readonly record: string
}

/**
 * Whether a DKIM signature (RFC 6376) holds for the header, whatever became of the body. A list that adds a footer
 * breaks the hash of the body, and the signed Subject is nonetheless the sender's.
 */
export function headerSignatureHolds({ algorithm, value, header, record }: HeaderSignature): boolean {
  const key = keyOf(record)
  const signature = Buffer.from(value, 'base64')
  if (!key) return false
  try {
    if (algorithm === 'rsa-sha256' && key.asymmetricKeyType === 'rsa') return verify('sha256', header, key, signature)
    if (algorithm !== 'ed25519-sha256' || key.asymmetricKeyType !== 'ed25519') return false
    // RFC 8463 section 3: what Ed25519 signs is the hash.
    return verify(null, createHash('sha256').update(header).digest(), key, signature)
  } catch {
    return false
  }
}

/** The size of the RSA key of a record in bits; `undefined` for other keys and for none. */
export function rsaBitsOf(record: string): number | undefined {
  return keyOf(record)?.asymmetricKeyDetails?.modulusLength
}

const ed25519Head = Buffer.from('302a300506032b6570032100', 'hex')

function keyOf(record: string): KeyObject | undefined {
  const bytes = Buffer.from(/(?:^|;)p=([^;]*)/.exec(record.replaceAll(/\s/g, ''))?.[1] ?? '', 'base64')
  const isBare = bytes.length === 32
  for (const type of ['spki', 'pkcs1'] as const)
    try {
      return createPublicKey({ key: isBare ? Buffer.concat([ed25519Head, bytes]) : bytes, format: 'der', type })
    } catch {
      // The key may stand in the record in either form (RFC 6376 section 3.6.1).
    }
  return undefined
}
