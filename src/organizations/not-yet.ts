import { Fault, type CampaignId, type LetterId, type Means, type OrganizerId, type SignOnId } from '#kernel'
import type { Composers, Database, DnsAsk, MailIds, SiteFile, Tx, Vault } from '#platform'
import type { EvidenceId } from './authority/evidence.ts'
import type { JudgeOutcome } from './authority/judge-evidence.ts'
import type { CallBackOutcome } from './authority/call-back.ts'
import type { RecordAnswer } from './authority/answer-by-record.ts'
import type { GatherLink } from './gather-link.ts'
import type {
  AskChange,
  AskId,
  AskOutcome,
  AskWish,
  BadName,
  BoardRow,
  ConsentOutcome,
  Endorsement,
  EndorsementId,
  GatherView,
  HomeQuestion,
  NameDoubt,
  NamedPlace,
  OfferedEdition,
  PrintedSignOn,
  Queue,
  QueueName,
  Representative,
  SignOnDetail,
  SignOnOutcome,
  SignOnView,
  SignOnWish,
} from './gathered.ts'
import type { ListSettings } from './sign-on.ts'
import type { VersionHash } from '#kernel'

const notYet = (): never => {
  throw new Fault('internal', 'not built yet')
}

/** Who acts: an organizer, or the server itself. */
export type By = OrganizerId | 'server'

/** Chance, time and the vault. */
export type SealedMeans = Means & { readonly vault: Vault }

/** Asks organizations to sign a letter. */
export async function askOrganizations(
  _tx: Tx,
  _asking: {
    readonly campaign: CampaignId
    readonly letter: LetterId
    readonly by: By
    readonly rows: readonly AskWish[]
    /** BCP 47: of the mails. */
    readonly language?: string
  },
  _means: SealedMeans,
): Promise<readonly AskOutcome[]> {
  return notYet()
}

/** What came of changing an ask. */
export type AskChangeOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'bad-domain' }
  | { readonly kind: 'already' }

/** Changes what is written down of an ask. */
export async function changeAsk(
  _tx: Tx,
  _change: { readonly campaign: CampaignId; readonly ask: AskId; readonly by: By } & AskChange,
  _means: SealedMeans,
): Promise<AskChangeOutcome> {
  return notYet()
}

/** Reminds those who were asked and have not signed. @returns to how many a mail goes. */
export async function remind(
  _tx: Tx,
  _wish: {
    readonly campaign: CampaignId
    readonly letter: LetterId
    readonly by: By
    readonly asks: readonly AskId[]
  },
  _means: Means,
): Promise<number> {
  return notYet()
}

/** The whip board of a letter. */
export async function boardOf(
  _tx: Tx,
  _vault: Vault,
  _campaign: CampaignId,
  _letter: LetterId,
  _at: Date,
): Promise<readonly BoardRow[]> {
  return notYet()
}

/** What waits for a person in a campaign. */
export async function queuesOf(_tx: Tx, _campaign: CampaignId, _at: Date): Promise<Readonly<Record<QueueName, Queue>>> {
  return notYet()
}

/** What a link to sign on opens; changes nothing. */
export async function openGather(_tx: Tx, _vault: Vault, _link: GatherLink, _at: Date): Promise<GatherView> {
  return notYet()
}

/** Takes the form of a sign-on. */
export async function startSignOn(_tx: Tx, _vault: Vault, _wish: SignOnWish, _means: Means): Promise<SignOnOutcome> {
  return notYet()
}

/** Everything that a representative's page shows; changes nothing. */
export async function signOnView(_tx: Tx, _vault: Vault, _link: string, _at: Date): Promise<SignOnView | undefined> {
  return notYet()
}

/** A representative's link, and the texts on their screen. */
export type ReadByLink = { readonly link: string; readonly read: readonly VersionHash[] }

/** Signs. */
export async function confirmSignOn(_tx: Tx, _vault: Vault, _wish: ReadByLink, _means: Means): Promise<ConsentOutcome> {
  return notYet()
}

/** Says yes to further or changed texts. */
export async function renewConsent(_tx: Tx, _vault: Vault, _wish: ReadByLink, _means: Means): Promise<ConsentOutcome> {
  return notYet()
}

/** What came of a button on the representative's page. */
export type MineOutcome = { readonly kind: 'done' } | { readonly kind: 'closed' } | { readonly kind: 'gone' }

/** Whether corrections take the name along. */
export async function setCarries(
  _tx: Tx,
  _vault: Vault,
  _wish: { readonly link: string; readonly carries: boolean },
  _means: Means,
): Promise<MineOutcome> {
  return notYet()
}

/** Withdraws a sign-on. */
export async function withdrawSignOn(
  _tx: Tx,
  _vault: Vault,
  _wish: { readonly link: string },
  _means: Means,
): Promise<MineOutcome> {
  return notYet()
}

/** Names a successor, who speaks once their mailbox has answered. */
export async function handOver(
  _tx: Tx,
  _vault: Vault,
  _wish: { readonly link: string; readonly successor: Representative },
  _means: Means,
): Promise<MineOutcome> {
  return notYet()
}

/** Spells the name anew. */
export async function renameSignOn(
  _tx: Tx,
  _vault: Vault,
  _wish: { readonly link: string; readonly name: string },
  _means: Means,
): Promise<MineOutcome | BadName> {
  return notYet()
}

/** Forgets the representative at once. */
export async function eraseRepresentative(
  _tx: Tx,
  _vault: Vault,
  _wish: { readonly link: string },
  _means: Means,
): Promise<MineOutcome> {
  return notYet()
}

/** How a representative proves that they may sign. */
export type ProofOffer =
  | {
      readonly kind: 'proof'
      readonly domain: string
      readonly subject: string
      readonly to: string
      readonly dns: { readonly name: string; readonly value: string }
      readonly file: { readonly url: string; readonly text: string }
      /** Mail from the domain can prove something. */
      readonly provesByMail: boolean
      readonly until: Date
    }
  | { readonly kind: 'no-domain' }
  | { readonly kind: 'domain-unusable' }
  | { readonly kind: 'nothing-signed' }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'gone' }

/** Makes the challenge that a proof answers. */
export async function proofFor(
  _tx: Tx,
  _vault: Vault,
  _wish: { readonly link: string; readonly inbox: string; readonly domain?: string },
  _means: Means,
): Promise<ProofOffer> {
  return notYet()
}

/** Looks for the record or file that answers the newest challenge of a sign-on. */
export async function checkRecord(
  _database: Database,
  _wish: { readonly link: string; readonly level: 'dns' | 'file' },
  _means: SealedMeans & {
    readonly ask: DnsAsk
    readonly fetchFile: (address: string) => Promise<SiteFile>
  },
): Promise<RecordAnswer | { readonly kind: 'gone' }> {
  return notYet()
}

/** Makes a link for board or counsel. */
export async function askHome(
  _tx: Tx,
  _vault: Vault,
  _wish: { readonly link: string },
  _means: Means,
): Promise<{ readonly kind: 'asked'; readonly link: string } | { readonly kind: 'gone' | 'too-many' }> {
  return notYet()
}

/** What board or counsel see. */
export type HomeView = NamedPlace & {
  readonly name: string
  readonly representative: { readonly name: string; readonly role: string }
  readonly editions: readonly OfferedEdition[]
  readonly question: HomeQuestion
  readonly isOpen: boolean
}

/** The page of board or counsel. */
export async function homeView(_tx: Tx, _vault: Vault, _link: string, _at: Date): Promise<HomeView | undefined> {
  return notYet()
}

/** Writes down what board or counsel say. */
export async function answerHome(
  _tx: Tx,
  _vault: Vault,
  _wish: {
    readonly link: string
    readonly name: string
    readonly answer: 'yes' | 'no' | 'question'
    readonly words?: string
  },
  _means: Means,
): Promise<{ readonly kind: 'answered' } | { readonly kind: 'gone' | 'closed' | 'too-many' }> {
  return notYet()
}

/** A sign-on as organizers see it. */
export async function signOnFor(
  _tx: Tx,
  _vault: Vault,
  _campaign: CampaignId,
  _signOn: SignOnId,
): Promise<SignOnDetail | undefined> {
  return notYet()
}

/** What came of an organizer's act on a sign-on. */
export type JudgeSignOnOutcome =
  | { readonly kind: 'judged' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'closed' }
  /** Nothing is signed, or it was withdrawn. */
  | { readonly kind: 'not-signed' }
  /** Another line of the same organization is accepted. */
  | { readonly kind: 'stands-already'; readonly signOn: SignOnId }

/** Accepts or declines a sign-on. */
export async function judgeSignOn(
  _tx: Tx,
  _judging: {
    readonly campaign: CampaignId
    readonly signOn: SignOnId
    readonly by: By
    readonly verdict: 'accepted' | 'declined'
    readonly reason?: string
  },
  _means: SealedMeans,
): Promise<JudgeSignOnOutcome> {
  return notYet()
}

/** Keeps an organizer's call-back as evidence for a sign-on. */
export async function callBackFor(
  _tx: Tx,
  _call: {
    readonly campaign: CampaignId
    readonly signOn: SignOnId
    readonly by: OrganizerId
    readonly spokeTo: string
    readonly foundAt: string
    readonly note: string
  },
  _means: SealedMeans,
): Promise<CallBackOutcome | { readonly kind: 'gone' }> {
  return notYet()
}

/** Lets evidence count or takes it away. */
export async function judgeEvidenceFor(
  _tx: Tx,
  _judging: {
    readonly campaign: CampaignId
    readonly evidence: EvidenceId
    readonly by: OrganizerId
    readonly kind: 'accepted' | 'declined'
  },
  _means: SealedMeans,
): Promise<JudgeOutcome> {
  return notYet()
}

/** What came of editing a line. */
export type EditLineOutcome = { readonly kind: 'edited' } | { readonly kind: 'gone' } | BadName

/** Edits how a line is printed; `null` takes away. */
export async function editLine(
  _tx: Tx,
  _edit: {
    readonly campaign: CampaignId
    readonly signOn: SignOnId
    readonly by: By
    readonly name?: string
    readonly letterheadName?: string | null
    readonly signatureName?: string | null
    readonly sortKey?: string | null
    readonly group?: string | null
    readonly leadPosition?: number | null
    readonly title?: string | null
    readonly affiliation?: string | null
  },
  _means: SealedMeans,
): Promise<EditLineOutcome> {
  return notYet()
}

/** Names the headings of a list in order. */
export async function setGroups(
  _tx: Tx,
  _wish: {
    readonly campaign: CampaignId
    readonly letter: LetterId
    readonly by: By
    readonly groups: readonly string[]
  },
  _means: Means,
): Promise<void> {
  return notYet()
}

/** The headings of a list in order. */
export async function groupsOf(_tx: Tx, _campaign: CampaignId, _letter: LetterId): Promise<readonly string[]> {
  return notYet()
}

/** Sets how a list is ordered. */
export async function setListSettings(
  _tx: Tx,
  _wish: {
    readonly campaign: CampaignId
    readonly letter: LetterId
    readonly by: By
    readonly settings: ListSettings
  },
  _means: Means,
): Promise<void> {
  return notYet()
}

/** Enters support that is no signature. */
export async function endorse(
  _tx: Tx,
  _wish: {
    readonly campaign: CampaignId
    readonly letter: LetterId
    readonly by: By
    readonly endorsement: Omit<Endorsement, 'id'>
  },
  _means: Means,
): Promise<{ readonly kind: 'entered'; readonly id: EndorsementId } | BadName> {
  return notYet()
}

/** Takes an endorsement away. */
export async function removeEndorsement(
  _tx: Tx,
  _wish: { readonly campaign: CampaignId; readonly endorsement: EndorsementId; readonly by: By },
  _means: Means,
): Promise<{ readonly kind: 'removed' | 'gone' }> {
  return notYet()
}

/** The endorsements of a letter. */
export async function endorsementsOf(
  _tx: Tx,
  _campaign: CampaignId,
  _letter: LetterId,
): Promise<readonly Endorsement[]> {
  return notYet()
}

/** Names in doubt on the list of a letter. */
export async function nameDoubts(_tx: Tx, _campaign: CampaignId, _letter: LetterId): Promise<readonly NameDoubt[]> {
  return notYet()
}

/** Writes down that two names that look alike are two. */
export async function settleDoubt(
  _tx: Tx,
  _wish: {
    readonly campaign: CampaignId
    readonly letter: LetterId
    readonly by: By
    readonly name: string
    readonly other: string
  },
  _means: Means,
): Promise<void> {
  return notYet()
}

/** The exact list as it would print. */
export async function finalContent(_tx: Tx, _campaign: CampaignId, _letter: LetterId, _at: Date): Promise<string> {
  return notYet()
}

/** Fixes the list that `content` is. */
export async function finalizeList(
  _tx: Tx,
  _wish: {
    readonly campaign: CampaignId
    readonly letter: LetterId
    readonly by: By
    readonly content: string
  },
  _means: SealedMeans,
): Promise<{ readonly kind: 'finalized' } | { readonly kind: 'changed' | 'closed' | 'gone' }> {
  return notYet()
}

/** When and by whom a list was finalized last. */
export async function finalOf(
  _tx: Tx,
  _campaign: CampaignId,
  _letter: LetterId,
): Promise<{ readonly at: Date; readonly by: By; readonly lines: number } | undefined> {
  return notYet()
}

/** The lines that a letter's list prints at a moment. */
export async function printedSignOns(
  _tx: Tx,
  _campaign: CampaignId,
  _letter: LetterId,
  _at: Date,
): Promise<readonly PrintedSignOn[]> {
  return notYet()
}

/** How many lines each letter of a campaign prints at a moment. */
export async function printedCounts(_tx: Tx, _campaign: CampaignId, _at: Date): Promise<ReadonlyMap<string, number>> {
  return notYet()
}

/** The lines that an organization's page shows: those printed now, of all letters of its campaign. */
export async function printedOfOrganization(
  _tx: Tx,
  _campaign: CampaignId,
  _slug: string,
  _at: Date,
): Promise<readonly PrintedSignOn[]> {
  return notYet()
}

/** How many organizations signed on each day. */
export async function signOnDays(
  _tx: Tx,
  _campaign: CampaignId,
  _letter: LetterId,
): Promise<readonly { readonly day: string; readonly signOns: number; readonly total: number }[]> {
  return notYet()
}

/** Brings the log in line with what sign-ons stand for. @returns how many leaves were added. */
export async function settleSignOns(
  _tx: Tx,
  _campaign: CampaignId,
  _letter: LetterId,
  _means: SealedMeans,
): Promise<number> {
  return notYet()
}

/** Carries names over to corrected texts where that was allowed, and asks all others. */
export async function carryConsents(
  _tx: Tx,
  _change: {
    readonly campaign: CampaignId
    readonly letter: LetterId
    /** The hashes of the new versions. */
    readonly versions: readonly VersionHash[]
    readonly change: 'correction' | 'change'
  },
  _means: SealedMeans,
): Promise<{ readonly carried: number; readonly asked: number }> {
  return notYet()
}

/** Deletes what has been kept long enough. */
export async function keepSignOns(
  _tx: Tx,
  _means: SealedMeans,
): Promise<{ readonly done: number; readonly more: boolean }> {
  return notYet()
}

/** Seals and marks everything anew. */
export async function renewSignOnSeals(
  _tx: Tx,
  _vaults: { readonly before: Vault; readonly after: Vault },
): Promise<number> {
  return notYet()
}

/** A sentence for each thing that is not as it should be. */
export async function checkSignOns(_tx: Tx, _campaign: CampaignId, _vault?: Vault): Promise<readonly string[]> {
  return notYet()
}

/** Where links of mails lead: absolute addresses, made of the link's secret part by whoever owns the addresses. */
export type SignOnMailLinks = {
  /** To sign on: /join/LINK. */
  readonly gather: (link: string) => string
  /** A representative's own page: /sign-on/LINK. */
  readonly signOn: (link: string) => string
}

/** The mails of this room by kind. */
export function signOnComposers(_vault: Vault, _links: SignOnMailLinks): Composers {
  return notYet()
}

/** Notes whose mails came back. */
export async function noteReturnedSignOnMails(
  _tx: Tx,
  _mails: readonly { readonly kind: string; readonly ids: MailIds }[],
  _means: Pick<Means, 'now'>,
): Promise<void> {
  return notYet()
}
