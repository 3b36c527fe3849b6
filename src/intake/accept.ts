import { wordsFor, type Means } from '#kernel'
import { freezeLetter, setState, startCampaign, type Campaign, type Edition, type Letter } from '#letters'
import type { Tx } from '#platform'
import { gatherLetters, type GatheredLetter } from './gather.ts'
import { keepLetter, recipientOf } from './keep-letter.ts'
import { letterheadSpellings } from './letterhead-spellings.ts'
import type { PrintedLists } from './read-lists.ts'
import type { Proposal, ProposedLetter } from './proposal.ts'

/** What the person who accepts a proposal adds to it. */
export type Acceptance = {
  readonly campaignTitle: string | undefined
  readonly summary: string
  readonly timeZone: string
  /** The lists of the same file as each spells its names, if they are at hand: letterheads may spell them otherwise. */
  readonly lists: readonly PrintedLists[]
  /** Whether strangers may read it at once; else it stays a draft. Either way its text is fixed. */
  readonly publish: boolean
}

/** What accepting came to. */
export type AcceptOutcome =
  | { readonly kind: 'accepted'; readonly campaign: Campaign; readonly letters: readonly AcceptedLetter[] }
  /** There is neither a paragraph nor a signatory to keep. */
  | { readonly kind: 'nothing' }

/** A letter that was kept, with its editions in the order of the file. */
export type AcceptedLetter = {
  readonly letter: Letter
  readonly editions: readonly Edition[]
  readonly signatories: number
}

/**
 * Keeps a whole proposal as one campaign, in the caller's transaction: all of it or nothing. Letters that share
 * passages or hands become one letter with an edition per recipient; every listed name is kept.
 */
export async function acceptProposal(
  tx: Tx,
  proposal: Proposal,
  acceptance: Acceptance,
  means: Means,
): Promise<AcceptOutcome> {
  const gathered = gatherLetters(proposal)
  const kept = gathered.filter(({ editions, signatories }) => signatories.length > 0 || hasText(proposal, editions))
  if (kept.length === 0) return { kind: 'nothing' }
  const draftsOf = ({ editions }: GatheredLetter) => editions.flatMap((index) => proposal.letters[index] ?? [])
  const campaign = await startCampaign(
    tx,
    {
      title: acceptance.campaignTitle ?? campaignTitleOf(kept.flatMap((one) => draftsOf(one)).slice(0, 5)),
      summary: acceptance.summary,
      language: proposal.letters[0]?.language ?? 'en',
      timeZone: acceptance.timeZone,
      leadOrganization: undefined,
    },
    means,
  )
  const letters: AcceptedLetter[] = []
  for (const one of kept)
    letters.push(await acceptLetter(tx, { campaign, one, drafts: draftsOf(one) }, acceptance, means))
  return { kind: 'accepted', campaign, letters }
}

const hasText = (proposal: Proposal, editions: readonly number[]): boolean =>
  editions.some((index) => (proposal.letters[index]?.paragraphs.length ?? 0) > 0)

async function acceptLetter(
  tx: Tx,
  work: { readonly campaign: Campaign; readonly one: GatheredLetter; readonly drafts: readonly ProposedLetter[] },
  acceptance: Acceptance,
  means: Means,
): Promise<AcceptedLetter> {
  const { campaign, one, drafts } = work
  const { signatories } = one
  const kept = { drafts, places: one.editions, signatories, spelled: letterheadSpellings(acceptance.lists) }
  const { letter, editions } = await keepLetter(tx, campaign.id, kept, means)
  await freezeLetter(tx, campaign.id, letter.id, means)
  if (acceptance.publish) await setState(tx, campaign, letter.id, { state: 'published' }, means)
  return { letter, editions, signatories: signatories.length }
}

/** What a campaign is called when nobody says: to whom its first letter goes. */
function campaignTitleOf(drafts: readonly ProposedLetter[]): string {
  const language = drafts[0]?.language ?? 'en'
  const names = new Intl.ListFormat(language).format(new Set(drafts.map((draft) => recipientOf(draft).name)))
  return wordsFor(language).intake.named.letterTo(names)
}
