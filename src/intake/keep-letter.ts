import {
  dateInWords,
  oneLine,
  parsePartialDate,
  slugOf,
  wordsFor,
  type Block,
  type CampaignId,
  type Inline,
} from '#kernel'
import { draftLetter, nameRecipients, writeSource, type Doing, type Edition, type Letter } from '#letters'
import { recordList } from '#organizations'
import type { Tx } from '#platform'
import type { GatheredLetter } from './gather.ts'
import type { LetterheadSpelling } from './letterhead-spellings.ts'
import type { ListLine } from './kept-proposal.ts'
import type { ProposedAddressee, ProposedLetter, ProposedParagraph, ProposedSignatory } from './proposal.ts'

/** A letter to be kept: its editions as they were proposed, and the one list of them all. */
export type LetterToKeep = {
  readonly drafts: readonly ProposedLetter[]
  /** For each draft, its place among the letters of the proposal, which the list names. */
  readonly places: readonly number[]
  readonly signatories: GatheredLetter['signatories']
  /** How letterheads spell a name of the list. */
  readonly spelled: (name: string, editions: readonly number[]) => LetterheadSpelling
}

/** Keeps a proposed letter as a draft of a campaign, with an edition per recipient, and every listed name. */
export async function keepLetter(
  tx: Tx,
  campaign: CampaignId,
  { drafts, places, signatories, spelled }: LetterToKeep,
  means: Doing,
): Promise<{ readonly letter: Letter; readonly editions: readonly Edition[] }> {
  const recipients = await nameRecipients(tx, campaign, drafts.map(recipientOf), means)
  const bodies = drafts.map((draft, index) => ({
    recipient: recipients[index]?.slug ?? '',
    blocks: draft.paragraphs.map(blockOf),
  }))
  const { letter, editions } = await draftLetter(
    tx,
    campaign,
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
  const editionOf = new Map(places.map((place, index) => [place, editions[index]?.id]))
  await recordList(
    tx,
    campaign,
    letter.id,
    {
      settings: { ordering: 'as-printed', articles: 'kept' },
      signatories: signatories.map(({ signatory, editions: printed }) => ({
        ...lineOf(signatory),
        signatureName: undefined,
        leadPosition: undefined,
        sortKey: undefined,
        ...spelled(signatory.name, printed),
        editions: printed.flatMap((place) => editionOf.get(place) ?? []),
      })),
    },
    means,
  )
  return { letter, editions }
}

/** A proposed name as a line of a list. */
export const lineOf = (signatory: ProposedSignatory): ListLine => ({
  kind: signatory.kind,
  name: signatory.name,
  title: signatory.title ?? undefined,
  affiliation: signatory.affiliation ?? undefined,
  representative: signatory.representative ?? undefined,
  group: signatory.group ?? undefined,
  country: signatory.country ?? undefined,
  note: signatory.note ?? undefined,
})

/** To whom a letter goes, as it calls them; `Recipient` where it does not say. */
export function recipientOf(draft: ProposedLetter) {
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

function monthOf(drafts: readonly ProposedLetter[]) {
  return parsePartialDate(drafts.find(({ date }) => date !== null)?.date?.slice(0, 7) ?? '')
}
