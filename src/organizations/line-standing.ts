import type { EditionId, VersionHash } from '#kernel'
import { isOpenToAll, type GatheringLetter } from '#letters'
import { bestLevel, type AuthorityLevel } from './authority/level.ts'
import type { EarlierSignOn, PrintedSignOn } from './sign-on.ts'
import { standingOf, type Standing, type StandingFacts } from './standing.ts'
import type { GatheredLine } from './gathered-line.ts'

/** What decides about every line of a letter. */
export type ListContext = {
  readonly letter: GatheringLetter
  /** The campaign wants two people for its lists. */
  readonly needsTwo: boolean
}

/** What decides about one line. What came to light after the letter closed no longer counts for it. */
export function factsOf(line: GatheredLine, { letter, needsTwo }: ListContext): StandingFacts {
  const counting = line.evidence.filter(
    ({ counts, since }) => counts && (letter.closedAt === undefined || since <= letter.closedAt),
  )
  return {
    line: line.line,
    consents: line.consents,
    evidenced: new Set(counting.map(({ term }) => term)),
    verdict: line.verdict,
    isWithdrawn: line.withdrawnAt !== undefined,
    needsTwo,
    final: line.holds ? line.final : stoodBefore(line),
  }
}

/** What the log says already stands on when the rule of two begins: only what comes after takes two. */
function stoodBefore({ line, leaf }: GatheredLine): StandingFacts['final'] {
  return leaf && leaf.withdrawnAt === undefined
    ? { line: { ...line, name: leaf.name }, versions: leaf.versions }
    : undefined
}

/** For which texts a line stands now. */
export function lineStanding(line: GatheredLine, context: ListContext): Standing {
  return standingOf(factsOf(line, context))
}

/** The level of the authority of the representative who speaks now, or of the best who spoke. */
export function levelOf({ evidence }: GatheredLine): AuthorityLevel {
  return bestLevel(evidence.filter(({ counts }) => counts).map(({ level }) => level))
}

/** The newest version of each ticked edition to which a line said yes. */
export function newestHashes({ consents }: Pick<GatheredLine, 'consents'>): readonly VersionHash[] {
  const newest = new Map<string, { readonly hash: VersionHash; readonly number: number }>()
  for (const { edition, hash, number } of consents)
    if (number > (newest.get(edition)?.number ?? 0)) newest.set(edition, { hash, number })
  return [...new Set([...newest.values()].map(({ hash }) => hash))].toSorted()
}

/** The hash of every edition's present text. */
function presentHashes(letter: GatheringLetter): ReadonlyMap<EditionId, VersionHash> {
  return new Map(
    letter.editions.flatMap(({ id, versions }) => {
      const last = versions.at(-1)
      return last ? [[id, last.hash] as const] : []
    }),
  )
}

/**
 * A line as it is printed, or would be if the letter were public: under the present text of each edition for which it
 * stands. Who withdrew after the letter was delivered stays, and is marked.
 */
export function printedLine(line: GatheredLine, context: ListContext): PrintedSignOn | undefined {
  const { letter } = context
  const isLate = line.withdrawnAt !== undefined && letter.closedAt !== undefined && line.withdrawnAt > letter.closedAt
  const { versions, line: facts } = standingOf({
    ...factsOf(line, context),
    ...(isLate ? { isWithdrawn: false } : {}),
  })
  const stands = new Set(versions)
  const editions = [...presentHashes(letter)].flatMap(([edition, hash]) => (stands.has(hash) ? [edition] : []))
  if (editions.length === 0) return undefined
  return {
    ...plainLine(line),
    ...facts,
    editions,
    versions: stands,
    withdrawnAt: isLate ? line.withdrawnAt : undefined,
    leaf: line.leaf && line.leaf.withdrawnAt === undefined ? line.leaf.index : undefined,
  }
}

/**
 * An organization that the log counts for the letter by earlier words of an edition than the present ones; nothing for
 * whoever withdrew, and for people, who are in no count.
 */
export function earlierLine(line: GatheredLine, context: ListContext): EarlierSignOn | undefined {
  const { versions, line: facts } = lineStanding(line, context)
  if (facts.kind !== 'organization') return undefined
  const stands = new Set(versions)
  const present = presentHashes(context.letter)
  const newest = new Map<EditionId, number>()
  for (const { edition, hash, number } of line.consents) {
    const now = present.get(edition)
    if (stands.has(hash) && (now === undefined || !stands.has(now)))
      newest.set(edition, Math.max(number, newest.get(edition) ?? 0))
  }
  if (newest.size === 0) return undefined
  return {
    id: line.id,
    name: facts.name,
    editions: [...newest].map(([edition, number]) => ({ edition, number })),
    isPrinted: [...present.values()].some((hash) => stands.has(hash)),
  }
}

/** The editions under whose present text a line would be printed if the list were finalized now, and is not yet. */
export function editionsToFinalize(line: GatheredLine, context: ListContext): readonly EditionId[] {
  if (context.letter.state === 'closed') return []
  const printed = new Set(printedLine(line, context)?.editions)
  const coming = printedLine(line, { ...context, needsTwo: false })?.editions ?? []
  return coming.filter((edition) => !printed.has(edition))
}

/** A line that is not printed, as one at the end of the list: its name is spelled before it is authorized and accepted. */
export const comingLine = (line: GatheredLine, context: ListContext): PrintedSignOn => ({
  ...plainLine(line),
  position: Number.MAX_SAFE_INTEGER,
  versions: new Set(lineStanding(line, context).versions),
})

const plainLine = (line: GatheredLine): PrintedSignOn => ({
  ...line.line,
  id: line.id,
  letter: line.letter,
  position: line.position,
  organization: line.organization,
  organizationSlug: line.organizationSlug,
  representative: undefined,
  country: undefined,
  note: undefined,
  editions: [],
  origin: 'gathered',
  level: line.line.kind === 'person' ? undefined : levelOf(line),
  versions: new Set(),
  withdrawnAt: undefined,
  leaf: undefined,
})

/** Whether the log may speak of the letter's sign-ons. */
export function isLogged({ letter }: ListContext, at: Date): boolean {
  return isOpenToAll(letter, at)
}
