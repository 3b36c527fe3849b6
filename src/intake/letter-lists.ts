import type { Block } from './blocks.ts'
import type { JoinedName } from './best-cut.ts'
import { joinNames } from './join-names.ts'
import { lineKey } from './list-words.ts'
import type { LetterParts } from './letter-parts.ts'
import { groupHeadings } from './group-headings.ts'
import { foundName, printed, printedFrom, type Printed } from './printed-list.ts'
import type { Spelling } from './spelling.ts'
import { readingOrder, referenceOf, type Reference } from './reading-order.ts'
import type { FoundName } from './signatories.ts'

/** The lists of one letter, in reading order. */
export type LetterLists = { readonly letterhead: Printed; readonly signatures: Printed }

/** Lists longer than this (lines) are not joined: one line, one name. */
const longestList = 30_000

/** No more than this many other lists are asked; more say nothing new. */
const mostWitnesses = 8

/** Puts the lists of every letter into reading order; the columns of one list are ordered by the straightest other. */
export function listsOf(letters: readonly LetterParts[]): readonly LetterLists[] {
  const letterheads = letters.map((letter) => printed(letter.letterhead))
  const references = new Map<string, Reference>()
  return letters.map((letter, at) => {
    const letterhead = letterheads[at] ?? printed([])
    const straight = letterhead.lines.length > 0 ? letterhead : letterheads.find((other) => other.lines.length > 0)
    if (straight === undefined) return { letterhead, signatures: printed(byAlphabet(letter.signatures)) }
    const known = references.get(straight.text)
    const reference = known ?? referenceOf(straight.words)
    references.set(straight.text, reference)
    return { letterhead, signatures: ordered(letter.signatures, reference) }
  })
}

function ordered(blocks: readonly Block[], straight: Reference): Printed {
  const list = printed(blocks)
  if (list.items !== undefined || list.lines.length > longestList) return list
  // Where the page is known, its columns stand in order already.
  if (list.shaped[0]?.line.hints?.column !== undefined) return list
  const fragments = readingOrder(list.words, blockStarts(list), straight, list.lines.length)
  if (fragments.length === 1) return list
  const order = fragments.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, n) => from + n))
  return printedFrom(
    order.flatMap((line) => list.shaped[line] ?? []),
    undefined,
  )
}

/**
 * Two columns broken over pages, without a list to compare with: read down the left column and then down the right one
 * where the alphabet then rises from block to block and does not as the blocks stand in the file.
 */
function byAlphabet(blocks: readonly Block[]): readonly Block[] {
  // Where the page is known, its columns stand in order already.
  if (blocks.length < 4 || blocks[0]?.lines[0]?.hints?.column !== undefined || groupHeadings(blocks).size > 0)
    return blocks
  const down = [...blocks.filter((_, at) => at % 2 === 0), ...blocks.filter((_, at) => at % 2 === 1)]
  return falls(blocks) > 0 && falls(down) === 0 ? down : blocks
}

/** How often the middle initial of a block comes before that of the block above. */
function falls(blocks: readonly Block[]): number {
  const middles = blocks.map((block) => {
    const initials = block.lines.map((line) => lineKey(line.text).slice(0, 1)).sort()
    return initials[initials.length >> 1] ?? ''
  })
  return middles.filter((middle, at) => at > 0 && middle < (middles[at - 1] ?? '')).length
}

function blockStarts({ shaped }: Printed): ReadonlySet<number> {
  return new Set(shaped.flatMap(({ startsBlock }, at) => (startsBlock ? [at] : [])))
}

/** Reads the names of a file's lists. */
export type ListReader = {
  /** The names of one letter: its signature block, or the letterhead column where nothing is signed below. */
  readonly namesOf: (mine: LetterLists) => readonly FoundName[]
  /** The names of one list, as that list spells them. */
  readonly namesIn: (list: Printed, mine: LetterLists) => readonly FoundName[]
}

/**
 * All other lists of the file are heard as witnesses of where names end. Letters of one coalition mostly print the same
 * list: it is judged once, by all that the file shows.
 */
export function listReader(lists: readonly LetterLists[], known: Spelling): ListReader {
  const pool = unlike(lists.flatMap((one) => [one.letterhead, one.signatures])).slice(0, mostWitnesses + 1)
  const judged = new Map<string, readonly JoinedName[]>()
  const namesIn: ListReader['namesIn'] = (list, mine) => {
    if (list.lines.length > longestList && list.items === undefined)
      return list.lines.map((name, from) => foundName(list, { name, from, to: from + 1, doubt: 0.5 }, known))
    const witnesses = unlike([list, mine.letterhead, mine.signatures, ...pool]).slice(1, mostWitnesses + 1)
    const joined = judged.get(list.text) ?? joinNames(list, witnesses, known)
    judged.set(list.text, joined)
    return joined.map((name) => foundName(list, name, known)).filter(({ name }) => name !== '')
  }
  return {
    namesIn,
    namesOf: (mine) => namesIn(mine.signatures.lines.length > 0 ? mine.signatures : mine.letterhead, mine),
  }
}

/** The lists that are set unlike each other; the first stays first. */
function unlike(lists: readonly Printed[]): readonly Printed[] {
  const [first] = lists
  const seen = new Map(lists.toReversed().map((list) => [list.text, list]))
  return lists.filter((list) => (list === first || list.lines.length > 0) && seen.get(list.text) === list)
}
