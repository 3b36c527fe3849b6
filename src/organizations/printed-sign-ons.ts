import { rulesOf } from '#accounts'
import type { CampaignId, LetterId } from '#kernel'
import { gatheringLetters, isOpenToAll } from '#letters'
import type { Tx } from '#platform'
import { contextOf } from './begin.ts'
import { earlierLine, printedLine } from './line-standing.ts'
import type { KeptSignOn, EarlierSignOn, PrintedSignOn } from './sign-on.ts'
import { signOnCounts, signOnsOf, signOnsOfOrganization } from './store.ts'
import { gatheredLines } from './store-lines.ts'

/**
 * Every line that the list of a letter prints: recorded lines as they came, gathered ones under the words they stand
 * for. The one place where this is decided: every page, sheet, feed and export of a list asks here. Whether strangers
 * may read the letter at all at a moment is the caller's to ask.
 */
export async function printedSignOns(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
): Promise<readonly PrintedSignOn[]> {
  return (await standingSignOns(tx, campaign, letter)).lines
}

/**
 * What {@link printedSignOns} gives, and beside it the organizations that stand for earlier words only: they are never
 * printed under the present ones. The log counts both for the letter.
 */
export async function standingSignOns(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
): Promise<{ readonly lines: readonly PrintedSignOn[]; readonly earlier: readonly EarlierSignOn[] }> {
  const recorded = (await signOnsOf(tx, campaign, letter)).map(recordedLine)
  const lines = await gatheredLines(tx, campaign, { letter })
  const context = lines.length === 0 ? undefined : await contextOf(tx, campaign, letter)
  if (!context) return { lines: recorded, earlier: [] }
  return {
    lines: [...recorded, ...lines.flatMap((line) => printedLine(line, context) ?? [])],
    earlier: lines.flatMap((line) => earlierLine(line, context) ?? []),
  }
}

/** How many a letter's list counts. */
export type ListCount = {
  /** Recorded lines, and organizations that stand: not who withdrew, nor people who signed for themselves. */
  readonly signatories: number
  /** Organizations that stand for earlier words only, and so are not on the list. */
  readonly earlier: number
}

/** How many the list of each public letter of a campaign counts at a moment; letters that count nobody are left out. */
export async function printedCounts(tx: Tx, campaign: CampaignId, at: Date): Promise<ReadonlyMap<string, ListCount>> {
  const recorded = await signOnCounts(tx, campaign)
  const counts = new Map([...recorded].map(([letter, signatories]) => [letter, { signatories, earlier: 0 }]))
  const lines = Map.groupBy(await gatheredLines(tx, campaign, {}), (line) => line.letter)
  if (lines.size === 0) return counts
  const needsTwo = (await rulesOf(tx, campaign)).has('finalize-list')
  for (const letter of await gatheringLetters(tx, campaign)) {
    if (!isOpenToAll(letter, at)) continue
    const gathered = lines.get(letter.id) ?? []
    const printed = gathered.filter((line) => isCounted(printedLine(line, { letter, needsTwo })))
    const earlier = gathered.filter((line) => earlierLine(line, { letter, needsTwo })?.isPrinted === false)
    const before = counts.get(letter.id)?.signatories ?? 0
    if (printed.length + earlier.length > 0)
      counts.set(letter.id, { signatories: before + printed.length, earlier: earlier.length })
  }
  return counts
}

/** Every printed line on which the organization of a slug stands, on the lists of all letters of its campaign, whatever their state. */
export async function printedOfOrganization(
  tx: Tx,
  campaign: CampaignId,
  slug: string,
): Promise<readonly PrintedSignOn[]> {
  const recorded = (await signOnsOfOrganization(tx, campaign, slug)).map(recordedLine)
  const lines = await gatheredLines(tx, campaign, { organizationSlug: slug })
  if (lines.length === 0) return recorded
  const needsTwo = (await rulesOf(tx, campaign)).has('finalize-list')
  const letters = new Map((await gatheringLetters(tx, campaign)).map((letter) => [letter.id, letter]))
  const gathered = lines.flatMap((line) => {
    const letter = letters.get(line.letter)
    return (letter && printedLine(line, { letter, needsTwo })) ?? []
  })
  return [...recorded, ...gathered]
}

const isCounted = (line: PrintedSignOn | undefined): boolean =>
  line?.kind === 'organization' && line.withdrawnAt === undefined

/** A recorded line as it is printed. */
export const recordedLine = (line: KeptSignOn): PrintedSignOn => ({
  ...line,
  origin: 'recorded',
  level: undefined,
  versions: 'all',
  withdrawnAt: undefined,
  leaf: undefined,
})
