import { Fault, type EmailAddress, type OrganizerId } from '#kernel'
import type { Vault } from '#platform'

/** What is personal of an organizer; kept sealed only. */
export type Personal = {
  readonly email: EmailAddress
  /** As they call themselves; empty until they said. */
  readonly name: string
  /** BCP 47: of the mails to them. */
  readonly language: string
}

/** What a seal is bound to: moved to another row, it does not open. */
const boundTo = (id: OrganizerId): string => `organizer\n${id}`

/** Seals what is personal of an organizer. */
export function sealPersonal(vault: Vault, id: OrganizerId, personal: Personal): Buffer {
  return vault.seal(JSON.stringify(personal), boundTo(id))
}

/** @throws Fault `bad-state` when it does not open: the keys are not those it was sealed under, or it was altered. */
export function openPersonal(vault: Vault, id: OrganizerId, sealed: Uint8Array): Personal {
  const plain = vault.open(sealed, boundTo(id))
  if (plain === undefined) throw new Fault('bad-state', 'what was sealed of an organizer does not open')
  return JSON.parse(plain)
}

/** How others see an organizer: the name they gave, else their address. */
export const shownName = ({ name, email }: Personal): string => (name === '' ? email : name)

/** By what an address is recognized, in any case of letters: 16 bytes that tell nothing without the key. */
export function markOf(vault: Vault, email: EmailAddress): Buffer {
  return Buffer.from(vault.mark('account', email.toLowerCase()).subarray(0, 16))
}

const boundToPasskey = (credential: string): string => `passkey\n${credential}`

/** Seals what somebody calls a passkey of theirs; `null` where they said nothing. */
export function sealPasskeyName(vault: Vault, credential: string, name: string): Buffer | null {
  return name === '' ? null : vault.seal(name, boundToPasskey(credential))
}

/** What a passkey is called; empty where its owner said nothing. @throws Fault `bad-state` when it does not open. */
export function openPasskeyName(vault: Vault, credential: string, sealed: Uint8Array | null): string {
  if (sealed === null) return ''
  const plain = vault.open(sealed, boundToPasskey(credential))
  if (plain === undefined) throw new Fault('bad-state', 'the sealed name of a passkey does not open')
  return plain
}
