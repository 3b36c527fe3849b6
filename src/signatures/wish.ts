import type { CampaignId, EmailAddress, LetterId, SignatureId, VersionHash } from '#kernel'
import type { SignerName } from './name.ts'
import type { NamedLetter, NamedVersion } from './settings.ts'

/** A form as somebody sent it, every field parsed. */
export type Wish = {
  readonly campaign: CampaignId
  readonly letter: LetterId
  /** The versions that stood on the screen, of one edition or of several. */
  readonly versions: readonly VersionHash[]
  readonly name: SignerName
  readonly email: EmailAddress
  /** Parsed by {@link parseField}. */
  readonly place: string | undefined
  readonly occupation: string | undefined
  readonly comment: string | undefined
  readonly showsName: boolean
  readonly hears: boolean
  /** The number of the consent wording that was on the screen. */
  readonly consent: number
  /** BCP 47 tag of the page; mails are written in it. */
  readonly language: string
  /** Packed marks for the review: at most 64 bytes. */
  readonly signals: Uint8Array
}

/** Everything that can come of a wish. None tells whether the address is known. */
export type WishOutcome =
  | { readonly kind: 'asked-to-confirm'; readonly pending: SignatureId }
  /** A text was corrected since it was read, or is not known: these stand now. Nothing was saved. */
  | { readonly kind: 'text-changed'; readonly current: readonly NamedVersion[] }
  /** The letter gathers no signatures (any more). Nothing was saved. */
  | { readonly kind: 'closed' }

/** Proof that a mailbox was read: a link whose id {@link parseLink} gave, or the code typed where the form was sent. */
export type ConfirmWish =
  | { readonly by: 'link'; readonly campaign: CampaignId; readonly pending: SignatureId }
  | { readonly by: 'code'; readonly campaign: CampaignId; readonly pending: SignatureId; readonly code: string }

/** Everything that can come of it; the same link again comes to the same. */
export type ConfirmOutcome =
  | {
      readonly kind: 'confirmed'
      readonly signature: SignatureId
      /** Of its leaf in the campaign's log. */
      readonly index: number
      readonly campaign: CampaignId
      readonly letter: LetterId
    }
  /** Wrong, older than 10 minutes, or used up after 5 tries: nobody is told which. */
  | { readonly kind: 'wrong-code' }
  /** There is nothing (any more) behind this link: confirmed long ago and erased, denied, or a week old. */
  | { readonly kind: 'gone' }
  /** The letter gathers no signatures any more. */
  | { readonly kind: 'closed' }

/** What a page with the one button shows. Looking changes nothing. */
export type Peek =
  | {
      readonly kind: 'pending'
      readonly name: string
      readonly email: string
      readonly showsName: boolean
      readonly letter: NamedLetter
      readonly versions: readonly NamedVersion[]
      readonly isOpen: boolean
    }
  | { readonly kind: 'confirmed'; readonly signature: SignatureId; readonly letter: NamedLetter }
  | { readonly kind: 'gone' }

/** What "this was not me" can come to. */
export type DenyOutcome =
  /** The wish is gone, and its address gets no more mail about this letter. */
  | { readonly kind: 'denied' }
  /** It has been confirmed: it can be withdrawn or erased instead. */
  | { readonly kind: 'confirmed'; readonly signature: SignatureId }
  | { readonly kind: 'gone' }
