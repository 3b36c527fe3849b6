import type { CampaignId, EditionId, EditionText, EmailAddress, LetterId, SignOnId, VersionHash } from '#kernel'
import type { KeptChallenge } from './authority/challenge.ts'
import type { AuthorityLevel } from './authority/level.ts'
import type { LineFacts } from './line-facts.ts'

/** Names whom organizers ask; a UUID. */
export type AskId = string & { readonly __kind: 'AskId' }
/** Names a question to board or counsel; a UUID. */
export type HomeId = string & { readonly __kind: 'HomeId' }
/** Names an endorsement; a UUID. */
export type EndorsementId = string & { readonly __kind: 'EndorsementId' }

/** Who speaks for a sign-on. Personal; kept sealed. */
export type Representative = {
  readonly name: string
  readonly role: string
  readonly email: EmailAddress
  /** Who also gets the mails, and may act by the same link. */
  readonly deputyEmail?: EmailAddress
}

/** An edition as the page to sign on shows it. */
export type OfferedEdition = {
  readonly edition: EditionId
  readonly slug: string
  readonly recipient: string
  readonly version: { readonly number: number; readonly hash: VersionHash }
  readonly text: EditionText
}

/** The letter that a link leads to, as its pages name it. */
export type NamedPlace = {
  readonly campaign: CampaignId
  readonly campaignSlug: string
  readonly campaignTitle: string
  readonly letter: LetterId
  readonly letterSlug: string
  readonly letterTitle: string
  /** BCP 47: of the letter. */
  readonly language: string
  /** IANA name; deadlines are shown in it. */
  readonly timeZone: string
}

/** What a link to sign on opens. */
export type GatherView =
  | (NamedPlace & {
      readonly kind: 'open'
      /** Whom a personal invitation asks. */
      readonly ask?: {
        readonly name: string
        readonly email: EmailAddress | undefined
        readonly domain: string | undefined
        readonly group: string | undefined
      }
      readonly editions: readonly OfferedEdition[]
      readonly until: Date | undefined
      /** The headings of the list, for choosing. */
      readonly groups: readonly string[]
    })
  | (NamedPlace & { readonly kind: 'closed'; readonly until: Date | undefined })
  /** Organizers are still writing: the link works once a text is fixed and the letter is no draft. */
  | (NamedPlace & { readonly kind: 'early' })
  | { readonly kind: 'gone' }

/** How far a sign-on is. */
export type SignOnState = 'pending' | 'considering' | 'signed' | 'withdrawn'

/** One yes to words. */
export type Consent = {
  readonly edition: EditionId
  readonly hash: VersionHash
  /** The version's number within its edition. */
  readonly number: number
  /** Which representative said it, counted from 1. */
  readonly term: number
  readonly how: 'signed' | 'renewed' | 'carried'
  readonly at: Date
}

/** An edition on the representative's page. */
export type EditionOfSignOn = OfferedEdition & {
  /** The newest version that was said yes to, with its text: what the present one is compared with. */
  readonly consented: (Consent & { readonly text: EditionText | undefined }) | undefined
  /** The name stands, or would stand, printed under the present text. */
  readonly isPrinted: boolean
  /** The name is printed under the present text once the list is finalized: nothing else is missing. */
  readonly awaitsFinal: boolean
  /** The name stands under an earlier text, and not under the present one. */
  readonly standsEarlier: boolean
}

/** An answer from home. Personal; kept sealed. */
export type HomeAnswer = {
  readonly name: string
  readonly answer: 'yes' | 'no' | 'question'
  readonly words: string | undefined
  readonly at: Date
}

/** A question to board or counsel, with its answers. */
export type HomeQuestion = {
  readonly home: HomeId
  readonly askedAt: Date
  readonly answers: readonly HomeAnswer[]
}

/** Everything that the representative's page shows. */
export type SignOnView = NamedPlace & {
  readonly signOn: SignOnId
  readonly term: number
  /** Whoever reads it was named as successor and has not taken over: nothing else can be done here. */
  readonly isSuccessor: boolean
  readonly state: SignOnState
  readonly line: LineFacts
  /** A new spelling that organizers have not taken over yet. */
  readonly wishedName: string | undefined
  readonly representative: Representative
  readonly domain: string | undefined
  /** It can still be signed, and words can still be said yes to. */
  readonly isOpen: boolean
  readonly until: Date | undefined
  readonly closedAt: Date | undefined
  readonly carries: boolean
  readonly considers: boolean
  /** What was ticked on the form. */
  readonly read: readonly VersionHash[]
  readonly editions: readonly EditionOfSignOn[]
  readonly level: AuthorityLevel
  readonly verdict: 'accepted' | 'declined' | undefined
  readonly reason: string | undefined
  /** Some ticked edition's text changed and its new words await a yes. */
  readonly awaitsConsent: boolean
  /** What the representative was told last to answer, if it still holds: for exactly the texts now said yes to. */
  readonly challenge: (KeptChallenge & { readonly provesByMail: boolean }) | undefined
  readonly home: readonly HomeQuestion[]
  /** A successor was named and their mailbox has not answered. */
  readonly successor: { readonly name: string; readonly since: Date } | undefined
  readonly withdrawnAt: Date | undefined
  /** The leaf of the log in which it stands. */
  readonly leaf: number | undefined
}

/** Support that is no signature. */
export type Endorsement = {
  readonly id: EndorsementId
  readonly name: string
  readonly title: string | undefined
  readonly group: string | undefined
  readonly words: string | undefined
  readonly source: string | undefined
}
