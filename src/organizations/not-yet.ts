import type { By, SealedMeans } from './begin.ts'
import { Fault, type CampaignId, type LetterId, type Means, type SignOnId } from '#kernel'
import type { Composers, MailIds, Tx, Vault } from '#platform'
import type {
  AskChange,
  AskId,
  AskOutcome,
  AskWish,
  BadName,
  BoardRow,
  Endorsement,
  EndorsementId,
  NameDoubt,
  Queue,
  QueueName,
  SignOnDetail,
} from './gathered.ts'
import type { ListSettings } from './sign-on.ts'

const notYet = (): never => {
  throw new Fault('internal', 'not built yet')
}

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

/** A sign-on as organizers see it. */
export async function signOnFor(
  _tx: Tx,
  _vault: Vault,
  _campaign: CampaignId,
  _signOn: SignOnId,
): Promise<SignOnDetail | undefined> {
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

/** How many organizations signed on each day. */
export async function signOnDays(
  _tx: Tx,
  _campaign: CampaignId,
  _letter: LetterId,
): Promise<readonly { readonly day: string; readonly signOns: number; readonly total: number }[]> {
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
