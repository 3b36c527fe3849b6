import type { MailIds, MailVault } from './mail.ts'

/** What a token says of the mail it goes with. */
export type NamedMail = { readonly id: string; readonly kind: string; readonly ids: MailIds }

const bound = 'mail token v1'

/**
 * Seals which mail this is, so that a bounce can say it and the database need not remember it. Only who holds the key
 * can make one, so a forged bounce names no mail.
 */
export function sealToken({ id, kind, ids }: NamedMail, vault: MailVault): string {
  return vault.seal(JSON.stringify([id, kind, ids]), bound).toString('base64url')
}

/** @returns `undefined` for what this installation has not sealed. */
export function openToken(token: string, vault: MailVault): NamedMail | undefined {
  const plain = vault.open(Buffer.from(token, 'base64url'), bound)
  if (plain === undefined) return undefined
  const [id, kind, ids]: readonly [string, string, MailIds] = JSON.parse(plain)
  return { id, kind, ids }
}
