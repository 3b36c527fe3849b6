import { draftWords, type Campaign, type DraftWords, type Letter, type LetterKey } from '#letters'
import { letterheadNames, listSettings, signatureGroups, signOnsOf } from '#organizations'
import type { Tx } from '#platform'
import type { LetterSheet } from '#typeset'
import { paperOf } from './paper.ts'

/** An edition as it would be printed if it were fixed now; every page of it says that it is a draft. */
export type DraftSheet = {
  readonly campaign: Campaign
  readonly letter: Letter
  readonly revision: number
  readonly draft: DraftWords
  readonly sheet: LetterSheet
}

/** The present text of an edition with the names that stand on its list, for organizers. */
export async function draftSheet(
  tx: Tx,
  campaign: Campaign,
  letter: LetterKey,
  edition: string,
): Promise<DraftSheet | undefined> {
  const found = await draftWords(tx, campaign.id, letter)
  const draft = found?.drafts.find((one) => one.edition.slug === edition)
  if (!found || !draft) return undefined
  const all = await signOnsOf(tx, campaign.id, found.letter.id)
  const signOns = all.filter(({ editions }) => editions.includes(draft.edition.id))
  const order = {
    ...(await listSettings(tx, campaign.id, found.letter.id)),
    language: draft.text.language,
  }
  return {
    campaign,
    letter: found.letter,
    revision: found.revision,
    draft,
    sheet: {
      text: draft.text,
      documentTitle: `${found.letter.title}: ${draft.edition.recipient.name}`,
      letterhead: letterheadNames(signOns, order),
      groups: signatureGroups(signOns, order),
      state: { kind: 'draft' },
      paper: paperOf(campaign.timeZone),
    },
  }
}
