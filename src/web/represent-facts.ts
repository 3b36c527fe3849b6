import type { VersionHash } from '#kernel'
import type { Campaign, PublicEdition } from '#letters'
import type { AuthorityLevel, EvidenceLevel, HomeAnswer } from '#organizations'
import type { PrintedList } from '#publication'
import type { EarlierText } from './compared-text.ts'

/** An edition as it is offered to be signed: its exact text, and the hash that names it. */
export type EditionToSign = Pick<PublicEdition, 'id' | 'slug' | 'recipientName' | 'text'> & {
  readonly version: { readonly number: number; readonly hash: VersionHash }
}

/** What the pages behind a personal or an open link show. Nothing of it tells who else was asked. */
export type JoinFacts = {
  /** The secret part of the address. */
  readonly link: string
  readonly campaign: Pick<Campaign, 'title' | 'timeZone'>
  readonly letter: { readonly title: string; readonly language: string }
  readonly editions: readonly EditionToSign[]
  /** After this moment nobody signs on any more. */
  readonly until: Date | undefined
  /** The list as it is printed now; of each line the editions on which it is. A line can stand under its headings. */
  readonly list: PrintedList
}

/** A text that was read and has changed since: of an edition that is offered now. */
export type ChangedText = EarlierText

/** How far a sign-on has come, as its representative sees it. */
export type OwnState =
  /** The form was sent; the mailbox has not answered. */
  | 'pending'
  /** The mailbox answered; the yes to the words is still to come. */
  | 'considering'
  /** Whoever is to speak for it next, and has not confirmed yet. */
  | 'successor'
  | 'signed'
  | 'declined'
  | 'withdrawn'

/** A yes to one text. */
export type OwnConsent = {
  readonly recipientName: string
  readonly number: number
  readonly hash: VersionHash
  readonly at: Date
  readonly how: 'signed' | 'renewed' | 'carried'
}

/** What has come in to show that the representative may sign. */
export type OwnEvidence = {
  readonly level: EvidenceLevel
  readonly at: Date
  /** `good`: it counts. `waits`: a person has to look at it. */
  readonly worth: 'good' | 'waits' | 'refused'
}

/** What a representative is told to send or to publish. */
export type OwnProof = {
  readonly domain: string
  /** Where mails go that prove; absent on a server that takes none in. */
  readonly inbox: string | undefined
  readonly subject: string
  /** Whether mail from the domain proves anything: not where everybody can have an address. */
  readonly provesByMail: boolean
  readonly dns: { readonly name: string; readonly value: string }
  readonly file: { readonly url: string; readonly text: string }
  readonly until: Date
}

/** What was asked at home, and what came back. */
export type OwnHome = {
  /** The whole address to pass on. */
  readonly address: string
  readonly answers: readonly HomeAnswer[]
}

/** Everything the page of a representative shows. */
export type OwnFacts = {
  readonly link: string
  readonly campaign: Pick<Campaign, 'title' | 'timeZone'>
  readonly letter: { readonly title: string; readonly language: string }
  /** Where strangers read the letter; absent while they cannot. */
  readonly letterPath: string | undefined
  /** Whether sign-ons are still gathered. */
  readonly isOpen: boolean
  /** Whether the letter is closed: what is on its list then stays there. */
  readonly isDelivered: boolean
  readonly until: Date | undefined
  readonly state: OwnState
  /** Why the organizers declined, in their words. */
  readonly reason: string | undefined
  readonly kind: 'organization' | 'person'
  readonly name: string
  readonly title: string | undefined
  readonly affiliation: string | undefined
  readonly group: string | undefined
  readonly representative: {
    readonly name: string
    readonly role: string
    readonly email: string
    readonly deputyEmail: string | undefined
  }
  readonly domain: string | undefined
  /** Whether this server takes mails in, so that one can prove something. */
  readonly takesMail: boolean
  readonly carries: boolean
  /** The editions that were chosen, as they stand now. */
  readonly chosen: readonly EditionToSign[]
  /** Editions that were not chosen and can be signed as well. */
  readonly further: readonly EditionToSign[]
  readonly consents: readonly OwnConsent[]
  /** Of those, what changed since the last yes (or, before any, since the form). */
  readonly changed: readonly ChangedText[]
  readonly level: AuthorityLevel
  readonly evidence: readonly OwnEvidence[]
  readonly proof: OwnProof | undefined
  readonly isAccepted: boolean
  /** Whose editions the name stands on. */
  readonly printedTo: readonly string[]
  /** On whose editions it stands once the list is finalized, and nothing else is missing. */
  readonly awaitsFinalTo: readonly string[]
  /** Of whose editions it stands under an earlier text only. */
  readonly earlierTo: readonly string[]
  readonly homes: readonly OwnHome[]
  /** A new spelling of the name that organizers have not taken over yet. */
  readonly wishedName: string | undefined
  /** To whom it was handed over, until they have confirmed. */
  readonly successor: string | undefined
}

/** What board or counsel are given to read. */
export type CounselFacts = {
  readonly link: string
  readonly campaign: Pick<Campaign, 'title' | 'timeZone'>
  readonly letter: { readonly title: string; readonly language: string }
  readonly editions: readonly EditionToSign[]
  /** The organization that would sign. */
  readonly name: string
  /** Who asks. */
  readonly asks: { readonly name: string; readonly role: string }
  readonly until: Date | undefined
  /** Whether an answer can still be given: not after the deadline, nor when the sign-on was withdrawn. */
  readonly isOpen: boolean
}
