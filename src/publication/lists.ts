import { dateInWords, dayOf, wordsFor, type CampaignId, type LetterId, type SignatoryGroup } from '#kernel'
import {
  groupsOf,
  letterheadNames,
  listSettings,
  orderSignatories,
  standingSignOns,
  signatureGroups,
  type EarlierSignOn,
  type OrderSettings,
  type PrintedSignOn,
} from '#organizations'
import type { Tx } from '#platform'

/** What of a line its print is made of: also of one that is only tried out. */
export type LineInPrint = Omit<PrintedSignOn, 'id' | 'letter' | 'organization' | 'organizationSlug'>

/** A letter's list as it is printed: what every page and file of it is made of. */
export type PrintedList<Line extends LineInPrint = PrintedSignOn> = {
  readonly lines: readonly Line[]
  /** The headings that the organizers put in order. */
  readonly headings: readonly string[]
  readonly settings: Omit<OrderSettings, 'language'>
}

/** Reads what stands printed on a letter's list: the one way to it. */
export async function printedList(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
): Promise<PrintedList & { readonly earlier: readonly EarlierSignOn[] }> {
  return {
    ...(await standingSignOns(tx, campaign, letter)),
    headings: await groupsOf(tx, campaign, letter),
    settings: await listSettings(tx, campaign, letter),
  }
}

/**
 * How many lines a number of signatories means: recorded lines as the letter counted them, and organizations that stand
 * in the log. Who withdrew stays printed and is no longer counted; people who signed for themselves are in no count.
 */
export function countedLines(lines: readonly PrintedSignOn[]): number {
  return lines.filter(
    ({ origin, kind, withdrawnAt }) => withdrawnAt === undefined && (origin === 'recorded' || kind === 'organization'),
  ).length
}

/** In which words and days a list is printed. */
export type PrintPlace = { readonly language: string; readonly timeZone: string }

/** The lines by heading: those without one first, then the headings as organizers put them, then as they were printed. */
function byHeading<Line extends LineInPrint>(
  { lines, headings, settings }: PrintedList<Line>,
  language: string,
): readonly (readonly Line[])[] {
  const asPrinted = orderSignatories(lines, { ...settings, language, ordering: 'as-printed' })
  const groups = Map.groupBy(asPrinted, ({ group }) => group)
  const order = new Set([undefined, ...headings, ...groups.keys()])
  return [...order].flatMap((heading) => {
    const group = groups.get(heading)
    return group ? [group] : []
  })
}

/** All lines in the order of print, heading by heading. */
export function linesInPrint(list: PrintedList, language: string): readonly PrintedSignOn[] {
  return byHeading(list, language).flatMap((lines) => orderSignatories(lines, { ...list.settings, language }))
}

/** The signature block. Who withdrew after the letter was delivered stays, and the line says so. */
export function printedGroups(list: PrintedList<LineInPrint>, place: PrintPlace): readonly SignatoryGroup[] {
  const order = { ...list.settings, language: place.language }
  return byHeading(list, place.language).flatMap((lines) => {
    const remark = remarkOn(lines, place.language)
    const marked = lines.map((line) => withMark(line, place))
    return signatureGroups(marked, order).map((group) => ({ ...group, ...(remark !== undefined && { remark }) }))
  })
}

/** The names down the margin. */
export function printedLetterhead(list: PrintedList, language: string): readonly string[] {
  const order = { ...list.settings, language }
  return byHeading(list, language).flatMap((lines) => letterheadNames(lines, order))
}

/** That where people work does not sign with them; of lists that came with their letter only those said it who did. */
export function remarkOn(lines: readonly LineInPrint[], language: string): string | undefined {
  const named = lines.some((line) => line.origin === 'gathered' && line.kind === 'person' && line.affiliation)
  return named ? wordsFor(language).readers.affiliations : undefined
}

/** The day on which a line withdrew, in words; nothing for all that stand. */
export function withdrawnInWords(
  { withdrawnAt }: Pick<LineInPrint, 'withdrawnAt'>,
  { language, timeZone }: PrintPlace,
) {
  return withdrawnAt && wordsFor(language).readers.withdrew(dateInWords(dayOf(withdrawnAt, timeZone), language))
}

/** The line with the mark of who withdrew, as it is printed. */
export function withMark<Line extends LineInPrint>(line: Line, place: PrintPlace): Line {
  const mark = withdrawnInWords(line, place)
  return mark === undefined ? line : { ...line, note: [line.note, mark].filter(Boolean).join(', ') }
}

/** How it is known that a line may stand here, in words. */
export function authorityInWords({ origin, kind, level }: PrintedSignOn, language: string): string {
  const words = wordsFor(language).readers
  if (origin === 'recorded') return words.recorded
  return kind === 'person' ? words.person : words.level[level ?? 'unverified']
}
