import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** What about an answer is not as it should be. */
export type Twist = {
  readonly origin?: string
  readonly host?: string
  readonly type?: string
  readonly challenge?: string
  readonly crossOrigin?: boolean
  /** Its owner did not unlock it. */
  readonly isLocked?: boolean
  readonly counter?: number
  readonly signedBy?: KeyObject
  readonly attestation?: Cbor
  readonly format?: string
}

/** An authenticator of software: one ES256 key, unlocked by its owner, counting its uses (WebAuthn Level 3). */
export type Authenticator = {
  /** As `navigator.credentials.create` answers, in JSON. */
  readonly make: (options: { readonly challenge: string }, twist?: Twist) => Answer<{ attestationObject: string }>
  /** As `navigator.credentials.get` answers, in JSON. */
  readonly use: (
    options: { readonly challenge: string },
    twist?: Twist,
  ) => Answer<{ authenticatorData: string; signature: string; userHandle: string }>
}

type Answer<More> = {
  readonly id: string
  readonly rawId: string
  readonly type: 'public-key'
  readonly clientExtensionResults: Record<string, never>
  readonly response: More & { readonly clientDataJSON: string; readonly transports: readonly string[] }
}

type Cbor = number | string | Buffer | ReadonlyMap<number | string, Cbor> | readonly Cbor[]

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()

/** Makes one for a place, with a key of its own. */
export function authenticator({ host, origin }: { readonly host: string; readonly origin: string }): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let uses = 0
  const client = (type: string, challenge: string, twist: Twist): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: twist.type ?? type,
        challenge: twist.challenge ?? challenge,
        origin: twist.origin ?? origin,
        crossOrigin: twist.crossOrigin ?? false,
      }),
    )
  const data = (twist: Twist, more: Buffer): Buffer => {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(twist.counter ?? (uses += 1))
    // User present, user verified, attested credential.
    const flags = 0x01 | (twist.isLocked === true ? 0 : 0x04) | (more.length > 0 ? 0x40 : 0)
    return Buffer.concat([sha256(twist.host ?? host), Buffer.of(flags), counter, more])
  }
  const answer = <More>(response: More, clientData: Buffer): Answer<More> => ({
    ...{
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      type: 'public-key',
      clientExtensionResults: {},
    },
    response: { ...response, clientDataJSON: clientData.toString('base64url'), transports: ['internal'] },
  })
  return {
    make: ({ challenge }, twist = {}) => {
      const length = Buffer.of(0, id.length)
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cbor(coseKey(publicKey))])
      const object = new Map<string, Cbor>([
        ['fmt', twist.format ?? 'none'],
        ['attStmt', twist.attestation ?? new Map()],
        ['authData', data(twist, attested)],
      ])
      const response = { attestationObject: cbor(object).toString('base64url') }
      return answer(response, client('webauthn.create', challenge, twist))
    },
    use: ({ challenge }, twist = {}) => {
      const clientData = client('webauthn.get', challenge, twist)
      const signed = data(twist, Buffer.alloc(0))
      const signature = sign('sha256', Buffer.concat([signed, sha256(clientData)]), twist.signedBy ?? privateKey)
      const response = {
        authenticatorData: signed.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: '',
      }
      return answer(response, clientData)
    },
  }
}

/** An ES256 key as COSE writes it (RFC 9053 section 7.1.1). */
function coseKey(key: KeyObject): Cbor {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return new Map<number, Cbor>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ])
}

/** CBOR (RFC 8949), as much of it as authenticators need. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (value instanceof Map)
    return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)])])
  const list = [...(value as readonly Cbor[])]
  return Buffer.concat([head(4, list.length), ...list.map(cbor)])
}

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.of((major << 5) | size)
  if (size < 256) return Buffer.of((major << 5) | 24, size)
  return Buffer.of((major << 5) | 25, size >> 8, size & 0xff)
}
