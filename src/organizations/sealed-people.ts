import { Fault, type CampaignId, type EmailAddress, type LetterId, type SignOnId, type VersionHash } from '#kernel'
import type { Vault } from '#platform'
import type { AskId, Representative } from './gathered.ts'
import type { SignOnWish } from './sign-on-wish.ts'

/** A form that waits for its mailbox; everything but the link it came by. */
export type SealedWish = Omit<SignOnWish, 'link'>

/** What is personal of a representative, and what they had ticked before they signed. */
export type SealedRepresentative = Representative & {
  readonly language: string
  readonly read: readonly VersionHash[]
  readonly considers: boolean
}

/** What is personal of an ask. */
export type SealedAsk = {
  readonly email: EmailAddress | undefined
  readonly note: string | undefined
  readonly language: string
}

/** What somebody at home said. */
export type SealedAnswer = { readonly name: string; readonly words: string | undefined }

/** What a seal is bound to: moved to another row, it does not open. */
export const bonds = {
  wish: (campaign: CampaignId, signOn: SignOnId) => `organizations.wish\n${campaign}\n${signOn}`,
  representative: (campaign: CampaignId, signOn: SignOnId, term: number) =>
    `organizations.representative\n${campaign}\n${signOn}\n${term}`,
  ask: (campaign: CampaignId, ask: AskId) => `organizations.ask\n${campaign}\n${ask}`,
  answer: (campaign: CampaignId, answer: string) => `organizations.answer\n${campaign}\n${answer}`,
} as const

/** Seals plain data. */
export function seal(
  vault: Vault,
  bound: string,
  what: SealedWish | SealedRepresentative | SealedAsk | SealedAnswer,
): Buffer {
  return vault.seal(JSON.stringify(what), bound)
}

/** @throws Fault `bad-state` when it does not open: the keys are not those it was sealed under, or it was altered. */
export function openWish(vault: Vault, bound: string, sealed: Uint8Array): SealedWish {
  return JSON.parse(opened(vault, bound, sealed))
}

/** @throws Fault `bad-state` when it does not open. */
export function openRepresentative(vault: Vault, bound: string, sealed: Uint8Array): SealedRepresentative {
  return JSON.parse(opened(vault, bound, sealed))
}

/** @throws Fault `bad-state` when it does not open. */
export function openAsk(vault: Vault, bound: string, sealed: Uint8Array): SealedAsk {
  return JSON.parse(opened(vault, bound, sealed))
}

/** @throws Fault `bad-state` when it does not open. */
export function openAnswer(vault: Vault, bound: string, sealed: Uint8Array): SealedAnswer {
  return JSON.parse(opened(vault, bound, sealed))
}

/** What was sealed, as text. @throws Fault `bad-state` when it does not open. */
function opened(vault: Vault, bound: string, sealed: Uint8Array): string {
  const plain = vault.open(sealed, bound)
  if (plain === undefined) throw new Fault('bad-state', 'what was sealed of a sign-on does not open')
  return plain
}

/** By what an inbox is recognized within a letter, in any case of letters: 16 bytes that tell nothing without the key. */
export function inboxMark(vault: Vault, campaign: CampaignId, letter: LetterId, email: EmailAddress): Buffer {
  const mark = vault.mark('address', 'organizations', campaign, letter, email.toLowerCase())
  return Buffer.from(mark.subarray(0, 16))
}

/** The part of a sealed representative that others are shown. */
export function shownRepresentative({ name, role, email, deputyEmail }: SealedRepresentative): Representative {
  return { name, role, email, ...(deputyEmail === undefined ? {} : { deputyEmail }) }
}
