import type { Vault } from '#platform'
import type { SignInId } from './ids.ts'

const idBytes = 16
const macBytes = 16

/**
 * The secret part of a link to sign in: its id and a mark (128 bits) under a key outside the database, so that whoever
 * reads the database cannot make one. 44 characters of base64url with a dot between.
 */
export function signInLink(vault: Vault, id: SignInId): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  const mac = vault.mark('session', 'sign-in', bytes).subarray(0, macBytes)
  return `${bytes.toString('base64url')}.${mac.toString('base64url')}`
}

/** Reads such a link; `undefined` unless we made exactly this text, under a key still valid. */
export function parseSignInLink(vault: Vault, text: string): SignInId | undefined {
  const match = /^([\w-]{22})\.([\w-]{22})$/.exec(text)
  if (!match) return undefined
  const [, first = '', second = ''] = match
  const id = Buffer.from(first, 'base64url')
  const mac = Buffer.from(second, 'base64url')
  if (id.length !== idBytes || mac.length !== macBytes) return undefined
  // Base64url has spare bits at the end: only the one spelling counts, so that a link is one string.
  if (id.toString('base64url') !== first || mac.toString('base64url') !== second) return undefined
  if (!vault.holds('session', mac, 'sign-in', id)) return undefined
  const hex = id.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') as SignInId
}
