import { Fault, type CampaignId, type SignatureId } from '#kernel'
import type { Vault } from '#platform'
import type { HiddenFacts, ShownFacts } from '#proof'
import type { CommentState, ShownColumns } from './store-signature.ts'
import { wordsOf } from './words-of.ts'

/** What is personal of a signer; kept sealed only. */
export type Personal = {
  readonly email: string
  readonly name: string
  readonly place: string | undefined
  readonly occupation: string | undefined
  readonly comment: string | undefined
  readonly language: string
}

/** What a seal is bound to: moved to another row, it does not open. */
const boundTo = (campaign: CampaignId, id: SignatureId): string => `${campaign}\n${id}`

/** Seals what is personal for one wish or signature. */
export function sealPersonal(vault: Vault, campaign: CampaignId, id: SignatureId, personal: Personal): Buffer {
  return vault.seal(JSON.stringify(personal), boundTo(campaign, id))
}

/** @throws Fault `bad-state` when it does not open: the keys are not those it was sealed under, or it was altered. */
export function openPersonal(vault: Vault, campaign: CampaignId, id: SignatureId, sealed: Uint8Array): Personal {
  const plain = vault.open(sealed, boundTo(campaign, id))
  if (plain === undefined) throw new Fault('bad-state', 'what was sealed of a signature does not open')
  return parsePersonal(plain)
}

function parsePersonal(plain: string): Personal {
  const { email, name, place, occupation, comment, language }: Partial<Personal> = JSON.parse(plain)
  return { email: email ?? '', name: name ?? '', place, occupation, comment, language: language ?? 'en' }
}

/** What the commitment of a signer is made of. */
export function factsOf({ name, place, occupation, email }: Personal): {
  readonly shown: ShownFacts
  readonly hidden: HiddenFacts
} {
  return {
    shown: {
      name,
      ...(place === undefined ? {} : { place }),
      ...(occupation === undefined ? {} : { occupation }),
    },
    hidden: { email },
  }
}

/** What the public list shows of a signer who asked for it. */
export function shownOf(personal: Personal, commentState: CommentState): ShownColumns {
  return {
    shownName: personal.name,
    shownPlace: personal.place ?? null,
    shownOccupation: personal.occupation ?? null,
    shownKey: wordsOf(personal.name).join(' '),
    shownComment: commentState === 'shown' ? (personal.comment ?? null) : null,
  }
}

/** What the list shows of everybody else. */
export const nothingShown: ShownColumns = Object.freeze({
  shownName: null,
  shownPlace: null,
  shownOccupation: null,
  shownKey: null,
  shownComment: null,
})
