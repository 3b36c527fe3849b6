import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  randomFillSync,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto'
import { Fault } from '#kernel'

/** What a mark is for. Marks of different purposes have nothing in common, whatever they are made of. */
export type MarkPurpose =
  | 'address'
  | 'wish'
  | 'network'
  | 'account'
  | 'reply'
  | 'hook'
  | 'link'
  | 'code'
  | 'form'
  | 'mail'
  | 'session'

/** One secret of 32 bytes with the number, 1 to 255, by which what was sealed under it names it. */
export type NumberedKey = { readonly id: number; readonly key: Uint8Array }

/** What a {@link Vault} is made of; the last of several keys is the newest. */
export type VaultKeys = {
  /** What `address`, `wish`, `network`, `account`, `reply` and `hook` are marked under; single, since marks in the database must stay findable. */
  readonly identity: Uint8Array
  readonly seal: readonly NumberedKey[]
  /** What `link`, `code`, `form`, `mail` and `session` are marked under. */
  readonly link: readonly NumberedKey[]
}

/** What a mark is made of. Parts are kept apart: `('ab', 'c')` and `('a', 'bc')` have different marks. */
export type MarkPart = string | Uint8Array

/** Marks and seals under keys that are not in the database, so that the database alone tells nothing. */
export type Vault = {
  /**
   * HMAC-SHA-256 (RFC 2104) under a key of its own for each purpose: 32 bytes. Under the newest key where there are
   * several.
   */
  readonly mark: (purpose: MarkPurpose, ...parts: readonly MarkPart[]) => Buffer
  /**
   * Whether `mac` is that mark, or its first 16 bytes or more, under any key still valid. The time this takes tells
   * nothing about how far they agree.
   */
  readonly holds: (purpose: MarkPurpose, mac: Uint8Array, ...parts: readonly MarkPart[]) => boolean
  /**
   * AES-256-GCM (NIST SP 800-38D) under the newest key with a random nonce: 29 bytes longer than the text in UTF-8.
   * @param bound what the text belongs to (campaign and id, say): it opens only with the same.
   */
  readonly seal: (plain: string, bound: string) => Buffer
  /** What was sealed, under any key still valid; `undefined` when it was altered, moved or sealed elsewhere. */
  readonly open: (sealed: Uint8Array, bound: string) => string | undefined
  /** Whether something sealed has to be sealed anew before old keys may go. */
  readonly isStale: (sealed: Uint8Array) => boolean
}

const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + nonceBytes
const shortestMark = 16

/** Makes a vault of its keys. Cheap to use: about 3 µs a mark and 5 µs a seal. */
export function openVault(keys: VaultKeys): Vault {
  return { ...marks(keys), ...seals(keys.seal) }
}

function marks({ identity, link }: VaultKeys): Pick<Vault, 'mark' | 'holds'> {
  const lasting = (purpose: MarkPurpose) => [markerUnder(purposeKey(identity, purpose))]
  const passing = (purpose: MarkPurpose) => link.map(({ key }) => markerUnder(purposeKey(key, purpose))).toReversed()
  // Newest first.
  const markersFor: Readonly<Record<MarkPurpose, readonly Marker[]>> = {
    address: lasting('address'),
    wish: lasting('wish'),
    network: lasting('network'),
    account: lasting('account'),
    reply: lasting('reply'),
    hook: lasting('hook'),
    link: passing('link'),
    code: passing('code'),
    form: passing('form'),
    mail: passing('mail'),
    session: passing('session'),
  }
  return {
    mark: (purpose, ...parts) => {
      const [newest] = markersFor[purpose]
      if (!newest) throw new Fault('internal', `There is no key for marks of the purpose ${purpose}.`)
      return newest(parts)
    },
    holds: (purpose, mac, ...parts) => {
      if (mac.length < shortestMark || mac.length > 32) return false
      return markersFor[purpose].some((mark) => timingSafeEqual(mark(parts).subarray(0, mac.length), mac))
    },
  }
}

function purposeKey(key: Uint8Array, purpose: MarkPurpose | 'seal'): Buffer {
  return createHmac('sha256', key).update(`undersigned/${purpose}/v1`).digest()
}

const blockBytes = 64
const hashBytes = 32
// Longer than anything that is marked: an address, the fields of a form.
const usualBytes = 8192

type Marker = (parts: readonly MarkPart[]) => Buffer

/**
 * HMAC-SHA-256 (RFC 2104) written out as its two hashes, each asked of node:crypto in one go: signing a form takes ten
 * marks, and `createHmac` takes three times as long for one.
 */
function markerUnder(key: Buffer): Marker {
  const usual = Buffer.alloc(blockBytes + usualBytes)
  const outer = Buffer.alloc(blockBytes + hashBytes)
  const innerPad = Buffer.alloc(blockBytes, 0x36)
  outer.fill(0x5c, 0, blockBytes)
  for (const [at, byte] of key.entries()) {
    innerPad[at] = 0x36 ^ byte
    outer[at] = 0x5c ^ byte
  }
  usual.set(innerPad)
  return (parts) => {
    const sizes = parts.map((part) => (typeof part === 'string' ? Buffer.byteLength(part) : part.length))
    const size = sizes.reduce((sum, one) => sum + 4 + one, blockBytes)
    const whole = size <= usual.length ? usual : Buffer.concat([innerPad], size)
    let at = blockBytes
    parts.forEach((part, index) => {
      at = whole.writeUInt32BE(sizes[index] ?? 0, at)
      if (typeof part === 'string') whole.write(part, at)
      else whole.set(part, at)
      at += sizes[index] ?? 0
    })
    // As text of one character a byte: handing out a buffer costs more than the hash.
    outer.write(hash('sha256', whole.subarray(0, size), 'binary'), blockBytes, 'latin1')
    return Buffer.from(hash('sha256', outer, 'binary'), 'latin1')
  }
}

function seals(numbered: readonly NumberedKey[]): Pick<Vault, 'seal' | 'open' | 'isStale'> {
  const keys = new Map(
    // As key objects, since node:crypto takes five times as long when it is handed the bytes each time.
    numbered.map(({ id, key }) => [id, createSecretKey(purposeKey(key, 'seal'))]),
  )
  const id = numbered.at(-1)?.id ?? 0
  const newest = keys.get(id)
  const nonces = noncePool()
  return {
    seal: (plain, bound) => {
      if (!newest) throw new Fault('internal', 'There is no key to seal with.')
      const nonce = nonces()
      const cipher = createCipheriv('aes-256-gcm', newest, nonce)
      cipher.setAAD(Buffer.from(bound))
      const text = cipher.update(plain, 'utf8')
      cipher.final()
      return Buffer.concat([Buffer.of(id), nonce, text, cipher.getAuthTag()])
    },
    open: (sealed, bound) => {
      const key = keys.get(sealed[0] ?? 0)
      return key && sealed.length >= headBytes + tagBytes ? opened(key, sealed, bound) : undefined
    },
    isStale: (sealed) => sealed[0] !== id,
  }
}

function opened(key: KeyObject, sealed: Uint8Array, bound: string): string | undefined {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, headBytes), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(bound))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const plain = decipher.update(sealed.subarray(headBytes, sealed.length - tagBytes))
  try {
    decipher.final()
  } catch {
    return undefined
  }
  return plain.toString('utf8')
}

/** Random nonces in one question to the system per 256: asking each time costs as much as sealing. */
function noncePool(): () => Buffer {
  const pool = Buffer.alloc(nonceBytes * 256)
  let at = pool.length
  return () => {
    if (at === pool.length) {
      randomFillSync(pool)
      at = 0
    }
    at += nonceBytes
    return pool.subarray(at - nonceBytes, at)
  }
}
