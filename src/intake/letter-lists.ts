import { withoutMarker, type Block } from './blocks.ts'
import type { JoinedName } from './best-cut.ts'
import { joinNames } from './join-names.ts'
import { lineKey, wordsOfList } from './list-words.ts'
import type { LetterParts } from './letter-parts.ts'
import { groupHeadings } from './group-headings.ts'
import { shapeOf } from './list-shape.ts'
import type { Spelling } from './spelling.ts'
import { readingOrder, referenceOf, type Reference } from './reading-order.ts'
import type { FoundName } from './signatories.ts'
import type { PrintedList } from './witnesses.ts'

/** The lists of one letter, in reading order. */
export type LetterLists = { readonly letterhead: Printed; readonly signatures: Printed }

/** A printed list with the heading that stood above each line, where there was one. */
export type Printed = PrintedList & {
  /** All lines: lists with the same text are the same list. */
  readonly text: string
  readonly groups: readonly (string | null)[]
  /** What lines below each line, and words after the name in it, say of the name. */
  readonly details: readonly (readonly string[])[]
}

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

function printed(blocks: readonly Block[]): Printed {
  const shaped = shapeOf(blocks)
  const items = new Set(shaped.flatMap(({ line }, at) => (line.hints?.startsItem === true ? [at] : [])))
  // A dash at the start of a few lines is a part of wrapped names; on many lines it is a bullet.
  const itemized = items.size > shaped.length * 0.4
  const texts = shaped.map(({ line, name }) => (itemized && name === line.text ? withoutMarker(line) : name))
  return {
    lines: texts,
    text: texts.join('\n'),
    words: wordsOfList(texts),
    groups: shaped.map(({ group }) => group),
    details: shaped.map(({ details }) => details),
    begins: shaped.map(({ begins }) => begins),
    items: itemized ? items : undefined,
  }
}

function ordered(blocks: readonly Block[], straight: Reference): Printed {
  const list = printed(blocks)
  if (list.items !== undefined || list.lines.length > longestList) return list
  const fragments = readingOrder(list.words, blockStarts(blocks), straight, list.lines.length)
  if (fragments.length === 1) return list
  const order = fragments.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, n) => from + n))
  const lines = order.map((line) => list.lines[line] ?? '')
  return {
    lines,
    text: lines.join('\n'),
    words: wordsOfList(lines),
    groups: order.map((line) => list.groups[line] ?? null),
    details: order.map((line) => list.details[line] ?? []),
    begins: order.map((line) => list.begins?.[line]),
    items: undefined,
  }
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

function blockStarts(blocks: readonly Block[]): ReadonlySet<number> {
  const headings = groupHeadings(blocks)
  const starts = new Set<number>()
  let line = 0
  for (const block of blocks) {
    starts.add(line)
    line += block.lines.filter((one) => !headings.has(one)).length
  }
  return starts
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
    if (list.lines.length > longestList)
      return list.lines.map((name, line) => found(list, { name, from: line, to: line + 1, doubt: 0.5 }))
    const witnesses = unlike([list, mine.letterhead, mine.signatures, ...pool]).slice(1, mostWitnesses + 1)
    const joined = judged.get(list.text) ?? joinNames(list, witnesses, known)
    judged.set(list.text, joined)
    return joined.map((name) => found(list, name))
  }
  return {
    namesIn,
    namesOf: (mine) => namesIn(mine.signatures.lines.length > 0 ? mine.signatures : mine.letterhead, mine),
  }
}

const found = (list: Printed, { name, from, to, doubt }: JoinedName): FoundName => ({
  name,
  group: list.groups[from] ?? null,
  details: list.details.slice(from, to).flat(),
  doubt,
})

/** The lists that are set unlike each other; the first stays first. */
function unlike(lists: readonly Printed[]): readonly Printed[] {
  const [first] = lists
  const seen = new Map(lists.toReversed().map((list) => [list.text, list]))
  return lists.filter((list) => (list === first || list.lines.length > 0) && seen.get(list.text) === list)
}
