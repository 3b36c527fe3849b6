/** An address we have parsed once: `local@host`, the host in lower case and ASCII (IDNA), the local part as typed. */
export type EmailAddress = string & { readonly __kind: 'EmailAddress' }

/** Why an address was not taken. */
export type EmailTrouble =
  | 'empty'
  /** Not one `@` with something on both sides. */
  | 'no-at'
  /** A character that no address of this kind has: a space, a comma, a bracket, a control. */
  | 'characters'
  /** The part behind the `@` is not a host of the internet. */
  | 'host'
  | 'too-long'

/** What came of reading an address. */
export type ParsedEmail =
  | { readonly kind: 'read'; readonly email: EmailAddress }
  | { readonly kind: 'wrong'; readonly why: EmailTrouble }

// Unquoted local parts of RFC 5321, and every letter that RFC 6531 adds to them.
const localPart = /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]+$/u
const asciiHost = /^(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*\.(?!-)(?:[a-z][a-z0-9-]{0,61}[a-z0-9])$/

/**
 * Reads what a signer typed. Judges the shape only (RFC 5321 without quoted names and address literals, RFC 6531; at
 * most 64 octets before the `@` and 254 in all); that the mailbox exists is proved by the confirmation.
 */
export function parseEmail(typed: string): ParsedEmail {
  const text = typed.trim().normalize('NFC')
  if (text === '') return { kind: 'wrong', why: 'empty' }
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(at, 0))
  if (local === '' || at === text.length - 1) return { kind: 'wrong', why: 'no-at' }
  if (local.includes('@')) return { kind: 'wrong', why: 'no-at' }
  if (!localPart.test(local)) return { kind: 'wrong', why: 'characters' }
  const host = asciiHostOf(text.slice(at + 1))
  if (host === undefined) return { kind: 'wrong', why: 'host' }
  const email = `${local}@${host}`
  if (Buffer.byteLength(local) > 64 || Buffer.byteLength(email) > 254) return { kind: 'wrong', why: 'too-long' }
  return { kind: 'read', email: email as EmailAddress }
}

/** The host in lower case and ASCII (UTS 46), without a dot at its end; `undefined` when it is none. */
function asciiHostOf(typed: string): string | undefined {
  const host = typed.replace(/\.$/, '').toLowerCase()
  if (asciiHost.test(host)) return host
  // Whatever the URL parser would read as more than a host (port, path, user, escapes) is not one.
  if (!/[^\x00-\x7F]/.test(host) || !/^[\p{L}\p{M}\p{N}.\-\u3002\uFF0E\uFF61]+$/u.test(host)) return undefined
  const url = URL.parse(`https://${host}/`)
  return url && asciiHost.test(url.hostname) ? url.hostname : undefined
}
