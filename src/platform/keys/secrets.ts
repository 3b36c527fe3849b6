import { createHash, createHmac, createPrivateKey, generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import { openVault, type Vault } from './vault.ts'

/** Everything this installation knows that is not in its database, ready to use. */
export type Secrets = {
  readonly vault: Vault
  /** Ed25519 seeds of the public logs, newest first; all sign, so that those who know the old key can follow. */
  readonly logSeeds: readonly Uint8Array[]
  /** What mails are signed with (DKIM, RFC 6376): the name of the DNS record and an RSA key in PEM. */
  readonly mailKey: { readonly selector: string; readonly privateKey: string }
  /** Tell which keys these are and nothing about them: of the identity key and the keys to seal with. */
  readonly fingerprints: readonly string[]
}

const keyBytes = 32

const bytes = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64url')))
const madeAt = z.iso.datetime().transform((text) => new Date(text))
const numbered = z.object({ id: z.int().min(1).max(255), madeAt, key: bytes })
const several = z
  .array(numbered)
  .min(1)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length)
const mail = z.object({
  selector: z.string().regex(/^[a-z0-9]{1,40}$/),
  madeAt,
  privateKey: z.string().refine(isRsaKey),
})

const shape = z.object({
  format: z.literal('undersigned-secrets'),
  version: z.literal(1),
  identity: z.object({ madeAt, key: bytes }),
  seal: several,
  link: several,
  log: several,
  mail: z.array(mail).min(1).max(2),
})

/**
 * What stands in a secrets file. Keys of one use are in the order in which they were made; the newest makes, all
 * open. Of mail keys the first signs: the next waits until its DNS record is known.
 */
export type SecretKeys = z.infer<typeof shape>

/** One key of several. */
export type SecretKey = SecretKeys['seal'][number]

/** One key that mails are or will be signed with. */
export type MailKey = SecretKeys['mail'][number]

/** Reads the text of a secrets file; `undefined` when anything about it is wrong. */
export function parseSecrets(text: string): SecretKeys | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** The text of a secrets file. */
export function writeSecrets(secrets: SecretKeys): string {
  const plain = (_name: string, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64url') : value
  return `${JSON.stringify(secrets, plain, 2)}\n`
}

/** Makes every key anew. */
export async function makeSecrets(at: Date): Promise<SecretKeys> {
  const one = () => [makeKey([], at)]
  return {
    format: 'undersigned-secrets',
    version: 1,
    identity: { madeAt: at, key: new Uint8Array(randomBytes(keyBytes)) },
    seal: one(),
    link: one(),
    log: one(),
    mail: [await makeMailKey(at)],
  }
}

/** A key beside those there are, with a number that none of them has. */
export function makeKey(others: readonly SecretKey[], at: Date): SecretKey {
  const last = others.at(-1)?.id ?? 0
  return { id: (last % 255) + 1, madeAt: at, key: new Uint8Array(randomBytes(keyBytes)) }
}

/** A key to sign mails with. Its selector tells day and key, so that two never share a DNS record. */
export async function makeMailKey(at: Date): Promise<MailKey> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const mark = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
  return {
    selector: `u${at.toISOString().slice(0, 10).replaceAll('-', '')}${mark.slice(0, 4)}`,
    madeAt: at,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** Makes the keys usable. */
export function secretsOf(secrets: SecretKeys): Secrets {
  const {
    identity,
    seal,
    link,
    log,
    mail: [mailKey],
  } = secrets
  if (!mailKey) throw new TypeError('no key to sign mails with')
  return {
    vault: openVault({ identity: identity.key, seal, link }),
    logSeeds: log.map(({ key }) => key).toReversed(),
    mailKey: { selector: mailKey.selector, privateKey: mailKey.privateKey },
    fingerprints: fingerprintsOf(secrets),
  }
}

/** Tell which keys what is in the database was made with, and nothing about them. */
export function fingerprintsOf({ identity, seal }: Pick<SecretKeys, 'identity' | 'seal'>): readonly string[] {
  return [fingerprintOf('identity', identity), ...seal.map((one) => fingerprintOf('seal', one))]
}

/** Tells which key this is and nothing about it. */
export function fingerprintOf(use: string, { key }: { readonly key: Uint8Array }): string {
  const mark = createHmac('sha256', key).update(`undersigned/fingerprint/${use}/v1`).digest('hex')
  return `${use}:${mark.slice(0, 16)}`
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}
