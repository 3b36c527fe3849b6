import type {
  CampaignId,
  EditionId,
  EmailAddress,
  LetterId,
  OrganizationId,
  OrganizerId,
  SignOnId,
  VersionHash,
} from '#kernel'
import type { AuthorityLevel } from './authority/level.ts'
import type { Evidence, EvidenceId, ShownEvidence } from './authority/evidence.ts'
import type { NameTrouble } from './skeleton.ts'
import type { AskId, Representative, SignOnState, Consent, HomeQuestion } from './gathered.ts'
import type { LineFacts } from './line-facts.ts'

/** How far an organization that was asked has come, as organizers wrote it down. */
export type AskStatus = 'not-asked' | 'asked' | 'interested' | 'promised' | 'declined'

/** Every one of them, in order. */
export const askStatuses: readonly AskStatus[] = ['not-asked', 'asked', 'interested', 'promised', 'declined']

/** The same, and what follows from its sign-on; the furthest that is true. */
export type BoardStatus = AskStatus | 'pending' | 'signed' | 'authorized' | 'printed' | 'withdrawn' | 'changed'

/** What waits for a person. */
export type QueueName = 'authorize' | 'review' | 'changed' | 'names' | 'mail'

/** Every queue, in the order of the organizers' pages. */
export const queueNames: readonly QueueName[] = ['authorize', 'review', 'changed', 'names', 'mail']

/** One line of the whip board: an organization that is asked, has signed on, or both. */
export type BoardRow = {
  readonly ask: AskId | undefined
  readonly signOn: SignOnId | undefined
  readonly kind: 'organization' | 'person'
  readonly name: string
  readonly domain: string | undefined
  readonly group: string | undefined
  /** What is personal of it, opened each time it is asked for: most pages show a few rows of many. */
  readonly personal: () => BoardPersonal
  readonly status: BoardStatus
  readonly since: Date
  /** ISO 8601 day on which somebody wants to come back to it. */
  readonly nextOn: string | undefined
  readonly owner: OrganizerId | undefined
  /** The editions that are ticked, and the newest version of each that was said yes to. */
  readonly editions: readonly EditionId[]
  readonly versions: readonly VersionHash[]
  readonly level: AuthorityLevel
  readonly verdict: 'accepted' | 'declined' | undefined
  readonly remindedAt: Date | undefined
  readonly reminders: number
  /** When a mail came back. */
  readonly mailTrouble: Date | undefined
  readonly queues: readonly QueueName[]
}

/** What is personal of a row. */
export type BoardPersonal = {
  /** To whom mails go: the representative, else the contact that was asked. */
  readonly contact: { readonly name?: string; readonly email: EmailAddress } | undefined
  /** What organizers wrote down. */
  readonly note: string | undefined
}

/** A queue: how much waits, since when, and on which letters' boards. */
export type Queue = {
  readonly count: number
  readonly oldest: Date | undefined
  readonly letters: readonly { readonly letter: LetterId; readonly count: number }[]
}

/** Whom to ask. */
export type AskWish = {
  readonly name: string
  readonly email?: EmailAddress
  readonly domain?: string
  readonly group?: string
  readonly note?: string
}

/** What came of asking one organization. */
export type AskOutcome =
  | { readonly kind: 'asked'; readonly ask: AskId }
  /** No address: it stands on the board as not asked. */
  | { readonly kind: 'noted'; readonly ask: AskId }
  /** Its name or its address is on the board already, or it has signed on. */
  | { readonly kind: 'already'; readonly ask: AskId | undefined }
  | { readonly kind: 'bad-name'; readonly trouble: NameTrouble | 'empty' | 'too-long' }
  | { readonly kind: 'bad-domain' }

/** What an organizer changes of an ask; `null` takes away. */
export type AskChange = {
  readonly status?: AskStatus
  readonly note?: string | null
  readonly nextOn?: string | null
  readonly owner?: OrganizerId | null
  readonly domain?: string | null
  readonly email?: EmailAddress | null
  readonly group?: string | null
}

/** What happened to a sign-on, oldest first. */
export type HistoryEntry = {
  readonly at: Date
  readonly what:
    | 'confirmed'
    | 'signed'
    | 'renewed'
    | 'carried'
    | 'evidence'
    | 'accepted'
    | 'declined'
    | 'handed-over'
    | 'withdrawn'
    | 'in-log'
  readonly version?: { readonly edition: EditionId; readonly number: number; readonly hash: VersionHash }
}

/** Evidence with what was shown, for organizers. */
export type ShownSignOnEvidence = {
  readonly evidence: Evidence
  readonly id: EvidenceId
  /** Given for the representative who speaks now. */
  readonly isPresent: boolean
  readonly shown: ShownEvidence | undefined
}

/** A sign-on as organizers see it. */
export type SignOnDetail = {
  readonly signOn: SignOnId
  readonly campaign: CampaignId
  readonly letter: LetterId
  readonly ask: AskId | undefined
  readonly organization: OrganizationId | undefined
  readonly state: SignOnState
  readonly line: LineFacts
  /** Nothing once they were forgotten. */
  readonly representative: Representative | undefined
  readonly language: string | undefined
  readonly domain: { readonly name: string; readonly from: 'organizers' | 'representative' } | undefined
  readonly level: AuthorityLevel
  readonly verdict:
    | { readonly kind: 'accepted' | 'declined'; readonly by: OrganizerId | 'server'; readonly at: Date }
    | undefined
  readonly reason: string | undefined
  /** How the representative wants the name to be spelled, since it was accepted. */
  readonly wishedName: string | undefined
  readonly carries: boolean
  readonly consents: readonly Consent[]
  /** The hashes it stands for now. */
  readonly standing: readonly VersionHash[]
  /** It is printed under words of today once the list is finalized, and is not yet: nothing else is missing there. */
  readonly awaitsFinal: boolean
  readonly evidence: readonly ShownSignOnEvidence[]
  readonly home: readonly HomeQuestion[]
  readonly history: readonly HistoryEntry[]
  readonly mailTrouble: Date | undefined
  readonly withdrawnAt: Date | undefined
  readonly leaf: number | undefined
  readonly queues: readonly QueueName[]
}

/** A name that looks like another on the list or in the campaign. */
export type NameDoubt = {
  readonly signOn: SignOnId
  readonly name: string
  readonly since: Date
  readonly others: readonly { readonly name: string; readonly how: 'twin' | 'look-alike' }[]
}
