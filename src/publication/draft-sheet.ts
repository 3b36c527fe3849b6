import { dateInWords, dayOf } from '#kernel'
import {
  draftWords,
  frozenTexts,
  type Campaign,
  type DraftWords,
  type GatheringEdition,
  type GatheringLetter,
  type GatheringVersion,
  type Letter,
  type LetterKey,
} from '#letters'
import type { Tx } from '#platform'
import type { LetterSheet } from '#typeset'
import { printedGroups, printedLetterhead, printedList } from './lists.ts'
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
  const whole = await printedList(tx, campaign.id, found.letter.id)
  const list = { ...whole, lines: whole.lines.filter(({ editions }) => editions.includes(draft.edition.id)) }
  const { language } = draft.text
  return {
    campaign,
    letter: found.letter,
    revision: found.revision,
    draft,
    sheet: {
      text: draft.text,
      documentTitle: `${found.letter.title}: ${draft.edition.recipient.name}`,
      letterhead: printedLetterhead(list, language),
      groups: printedGroups(list, { language, timeZone: campaign.timeZone }),
      state: { kind: 'draft' },
      paper: paperOf(campaign.timeZone),
    },
  }
}

/**
 * A fixed text of an edition as it is printed, with the names that stand on its list now; whether strangers may read it
 * or not: for organizers, who hand it over.
 */
export async function fixedSheet(
  tx: Tx,
  campaign: Campaign,
  {
    letter,
    edition,
    version,
  }: {
    readonly letter: Pick<GatheringLetter, 'id' | 'title'>
    readonly edition: Pick<GatheringEdition, 'id' | 'recipient'>
    readonly version: GatheringVersion
  },
): Promise<{ readonly sheet: LetterSheet } | undefined> {
  const text = (await frozenTexts(tx, campaign.id, [version.hash])).get(version.hash)
  if (!text) return undefined
  const whole = await printedList(tx, campaign.id, letter.id)
  const list = { ...whole, lines: whole.lines.filter(({ editions }) => editions.includes(edition.id)) }
  const { language } = text
  const { timeZone } = campaign
  const frozenDay = dayOf(version.frozenAt, timeZone)
  const frozenOn = dateInWords(frozenDay, language)
  return {
    sheet: {
      text,
      documentTitle: `${letter.title}: ${edition.recipient}`,
      letterhead: printedLetterhead(list, language),
      groups: printedGroups(list, { language, timeZone }),
      state: { kind: 'frozen', version: version.number, hash: version.hash, frozenOn, frozenDay },
      paper: paperOf(timeZone),
    },
  }
}
