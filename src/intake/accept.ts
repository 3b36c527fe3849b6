import { dateInWords, oneLine, parsePartialDate, slugOf, wordsFor, type Block, type Inline, type Means } from '#kernel'
import {
  draftLetter,
  freezeLetter,
  nameRecipients,
  setState,
  startCampaign,
  writeSource,
  type Campaign,
  type Edition,
  type Letter,
} from '#letters'
import { recordList } from '#organizations'
import type { Tx } from '#platform'
import { gatherLetters, type GatheredLetter } from './gather.ts'
import { letterheadSpellings } from './letterhead-spellings.ts'
import type { PrintedLists } from './read-lists.ts'
import type { Proposal, ProposedAddressee, ProposedLetter, ProposedParagraph } from './proposal.ts'

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
  work: {
    readonly campaign: Campaign
    readonly one: GatheredLetter
    readonly drafts: readonly ProposedLetter[]
  },
  acceptance: Acceptance,
  means: Means,
): Promise<AcceptedLetter> {
  const { campaign, one, drafts } = work
  const recipients = await nameRecipients(tx, campaign.id, drafts.map(recipientOf), means)
  const bodies = drafts.map((draft, index) => ({
    recipient: recipients[index]?.slug ?? '',
    blocks: draft.paragraphs.map(blockOf),
  }))
  const { letter, editions } = await draftLetter(
    tx,
    campaign.id,
    {
      title: titleOf(drafts),
      slug: slugOfLetter(drafts),
      language: drafts[0]?.language ?? 'en',
      source: writeSource(bodies),
      editions: drafts.flatMap((draft, index) => {
        const recipient = recipients[index]
        return recipient ? [{ ...aroundBody(draft), slug: recipient.slug, recipient: recipient.id }] : []
      }),
    },
    means,
  )
  const spelled = letterheadSpellings(acceptance.lists)
  const editionOf = new Map(one.editions.map((index, place) => [index, editions[place]?.id]))
  await recordList(
    tx,
    campaign.id,
    letter.id,
    {
      settings: { ordering: 'as-printed', articles: 'kept' },
      signatories: one.signatories.map(({ signatory, editions: printed }) => ({
        kind: signatory.kind,
        name: signatory.name,
        title: signatory.title ?? undefined,
        affiliation: signatory.affiliation ?? undefined,
        representative: signatory.representative ?? undefined,
        group: signatory.group ?? undefined,
        country: signatory.country ?? undefined,
        note: signatory.note ?? undefined,
        signatureName: undefined,
        leadPosition: undefined,
        sortKey: undefined,
        ...spelled(signatory.name, printed),
        editions: printed.flatMap((index) => editionOf.get(index) ?? []),
      })),
    },
    means,
  )
  await freezeLetter(tx, campaign.id, letter.id, means)
  if (acceptance.publish) await setState(tx, campaign, letter.id, { state: 'published' }, means)
  return { letter, editions, signatories: one.signatories.length }
}

function recipientOf(draft: ProposedLetter) {
  const named = draft.recipient ?? draft.addressees.find(({ organization }) => organization !== null)?.organization
  const fullName = draft.addressees.findLast(({ organization }) => organization !== null)?.organization ?? undefined
  return { name: named ?? draft.addressees[0]?.name ?? wordsFor(draft.language).intake.named.recipient, fullName }
}

const aroundBody = (draft: ProposedLetter) => ({
  language: draft.language,
  printedTitle: draft.title ?? undefined,
  date: draft.date === null ? undefined : parsePartialDate(draft.date),
  salutation: draft.salutation ?? undefined,
  closing: draft.closing ?? undefined,
  addressees: draft.addressees.map(addresseeOf),
  copies: draft.cc.map(addresseeOf),
})

const addresseeOf = (one: ProposedAddressee) => ({
  name: one.name ?? undefined,
  title: one.title ?? undefined,
  organization: one.organization ?? undefined,
})

/** A paragraph with its links put back at their anchor texts, in order; an anchor not found stays plain text. */
function blockOf(paragraph: ProposedParagraph): Block {
  const inlines: Inline[] = []
  let from = 0
  for (const link of paragraph.links) {
    const at = paragraph.text.indexOf(link.text, from)
    if (at < 0 || link.text === '') continue
    if (at > from) inlines.push({ kind: 'text', text: paragraph.text.slice(from, at) })
    inlines.push({ kind: 'link', text: link.text, href: link.href ?? undefined })
    from = at + link.text.length
  }
  if (from < paragraph.text.length) inlines.push({ kind: 'text', text: paragraph.text.slice(from) })
  return { kind: 'paragraph', inlines }
}

/** Short, because the campaign's name stands before it in every address: the month of the letter, else `letter`. */
function slugOfLetter(drafts: readonly ProposedLetter[]): string {
  const month = monthOf(drafts)
  return month === undefined ? 'letter' : slugOf(dateInWords(month, 'en'))
}

/** What a letter is called when it does not say: when it was written. */
function titleOf(drafts: readonly ProposedLetter[]): string {
  const printed = drafts.find(({ title }) => title !== null && slugOf(title) !== '')?.title
  if (printed !== undefined && printed !== null) return oneLine(printed)
  const language = drafts[0]?.language ?? 'en'
  const month = monthOf(drafts)
  const words = wordsFor(language).intake.named
  return month === undefined ? words.letter : words.letterOf(dateInWords(month, language))
}

/** What a campaign is called when nobody says: to whom its first letter goes. */
function campaignTitleOf(drafts: readonly ProposedLetter[]): string {
  const language = drafts[0]?.language ?? 'en'
  const names = new Intl.ListFormat(language).format(new Set(drafts.map((draft) => recipientOf(draft).name)))
  return wordsFor(language).intake.named.letterTo(names)
}

function monthOf(drafts: readonly ProposedLetter[]) {
  return parsePartialDate(drafts.find(({ date }) => date !== null)?.date?.slice(0, 7) ?? '')
}
