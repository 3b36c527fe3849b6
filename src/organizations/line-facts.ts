import type { ListedSignatory } from './listing.ts'

/** What organizers and representatives decide of a gathered line: how it would be printed. */
export type LineFacts = Omit<ListedSignatory, 'position' | 'representative' | 'country' | 'note'>

/** The same where it is kept or typed: whatever is missing or `null` is not there. */
type GivenFacts = Pick<LineFacts, 'kind' | 'name'> & {
  readonly [Fact in keyof LineFacts]?: LineFacts[Fact] | null
}

/** The facts of a line and nothing else, always in one order: the same line is the same text when it is written as JSON. */
export function lineFacts(given: GivenFacts): LineFacts {
  return {
    kind: given.kind,
    name: given.name,
    letterheadName: given.letterheadName ?? undefined,
    signatureName: given.signatureName ?? undefined,
    sortKey: given.sortKey ?? undefined,
    leadPosition: given.leadPosition ?? undefined,
    group: given.group ?? undefined,
    title: given.title ?? undefined,
    affiliation: given.affiliation ?? undefined,
  }
}
