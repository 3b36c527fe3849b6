import type { CampaignId, EditionId, EditionText, EmailAddress, LetterId, SignOnId, VersionHash } from '#kernel'
import type { KeptChallenge } from './authority/challenge.ts'
import type { AuthorityLevel } from './authority/level.ts'
import type { GatherLink } from './gather-link.ts'
import type { NameTrouble } from './skeleton.ts'
import type { KeptSignOn } from './sign-on.ts'

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

/** The form of a sign-on, parsed. */
export type SignOnWish = {
  readonly link: GatherLink
  readonly kind: 'organization' | 'person'
  /** As it shall be printed. */
  readonly name: string
  readonly group?: string
  /** Of persons. */
  readonly title?: string
  readonly affiliation?: string
  readonly representative: Representative
  /** The organization's domain, as the representative says; what the organizers know goes before. */
  readonly domain?: string
  /** The hashes of the ticked editions' texts as they stood on the screen. */
  readonly read: readonly VersionHash[]
  /** A correction of the text may take the name along. */
  readonly carries: boolean
  /** Wants to ask at home first: the mail's button does not sign yet. */
  readonly considers: boolean
  /** BCP 47: of the mails. */
  readonly language: string
}

/** Why a name cannot be printed. */
export type BadName = { readonly kind: 'bad-name'; readonly trouble: NameTrouble | 'empty' | 'too-long' }

/** What can come of sending the form. */
export type SignOnOutcome =
  /** Known or unknown address: only the mailbox learns more. */
  | { readonly kind: 'asked-to-confirm' }
  | { readonly kind: 'text-changed'; readonly current: readonly VersionHash[] }
  | { readonly kind: 'nothing-ticked' }
  | BadName
  | { readonly kind: 'closed' }
  | { readonly kind: 'gone' }

/** What can come of pressing a button on the representative's page. */
export type ConsentOutcome =
  /** `signOn` and `term`: whose page to go on to, which may be one that the same inbox has had before. */
  | { readonly kind: 'signed'; readonly signOn: SignOnId; readonly term: number }
  /** The mailbox is known; nothing is signed yet. */
  | { readonly kind: 'considering'; readonly signOn: SignOnId; readonly term: number }
  | { readonly kind: 'text-changed'; readonly current: readonly VersionHash[] }
  | { readonly kind: 'nothing-ticked' }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'closed' }
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

/** The line as it would be printed. */
export type LineFacts = {
  readonly kind: 'organization' | 'person'
  readonly name: string
  readonly letterheadName: string | undefined
  readonly signatureName: string | undefined
  readonly sortKey: string | undefined
  readonly leadPosition: number | undefined
  readonly group: string | undefined
  readonly title: string | undefined
  readonly affiliation: string | undefined
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

/** A line of a printed list: recorded with the letter, or gathered here. */
export type PrintedSignOn = KeptSignOn & {
  readonly origin: 'recorded' | 'gathered'
  /** `undefined`: recorded from the letter’s list, or a person. */
  readonly level: AuthorityLevel | undefined
  /** The versions under which it is printed; a recorded line stands under all of its editions'. */
  readonly versions: ReadonlySet<VersionHash> | 'all'
  /** It withdrew after the letter was delivered. */
  readonly withdrawnAt: Date | undefined
  /** The leaf of the log in which it stands; recorded lines and persons have none. */
  readonly leaf: number | undefined
}

/** An organization that stands for earlier words of a letter, and has not said yes to the present ones of an edition. */
export type EarlierSignOn = {
  readonly id: SignOnId
  readonly name: string
  /** The editions whose present words it does not stand for, with the number of the version that it stands for. */
  readonly editions: readonly { readonly edition: EditionId; readonly number: number }[]
  /** It stands under the present words of another edition, and so is on the list. */
  readonly isPrinted: boolean
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
