import { alignWords } from './align-words.ts'
import { columnWidth, firstWord, type ColumnWidth, type KnownWrap } from './line-widths.ts'
import type { ListWord } from './list-words.ts'

/** A printed list in reading order. */
export type PrintedList = {
  readonly lines: readonly string[]
  /** The words of the lines, in the same order. */
  readonly words: readonly ListWord[]
  /** Lines that a mark (bullet, number) shows to begin a name; `undefined` when the list has no marks. */
  readonly items: ReadonlySet<number> | undefined
  /** For each line what the page itself shows, as log-odds that a name begins there; absent where no page is known. */
  readonly begins?: readonly (number | undefined)[]
  /** The format says that no line of the list is wrapped. */
  readonly isWhole?: boolean
}

/** What one other list says of the line end before a line of this list. */
type Vote = { readonly kind: 'joined' | 'broken'; readonly line: string; readonly next: string }

/** Another list of the same names, aligned with ours. */
type Witness = {
  readonly votes: readonly (Vote | undefined)[]
  readonly width: ColumnWidth
  /** Line ends of this list inside our lines: names it wraps and we do not. */
  readonly wraps: number
}

/**
 * For each line of a list the log-odds that a name begins there, by the other lists and the room left on the lines.
 * 0: nothing decides, because every list that speaks has a line end there and none had room for the next word.
 */
export function witnessed(list: PrintedList, others: readonly PrintedList[]): readonly number[] {
  if (list.items !== undefined)
    return list.lines.map((_, index) => (list.items?.has(index) === true || index === 0 ? 15 : -15))
  const witnesses = others
    .map((other) => hear(list.words, list.lines.length, other))
    .filter((witness) => witness.votes.some((vote) => vote !== undefined))
  const width = ownWidth(list.lines, witnesses)
  const unwrapped = seemsUnwrapped(list.lines, width, witnesses)
  return list.lines.map((line, index) => {
    if (index === 0) return 20
    // A measured line is a better witness than a count of its letters.
    const own = list.begins?.[index] ?? width.says(list.lines[index - 1] ?? '', firstWord(line))
    const said = heard(witnesses.map((witness) => ({ witness, vote: witness.votes[index] })))
    return said + own === 0 && unwrapped ? 2.5 : said + own
  })
}

/** No column is narrower than this many characters. */
const narrowest = 18

/**
 * Whether a list looks as if no name in it was wrapped: no other list proves a wrap, and hardly a line reaches the
 * width of the column, as most would if names were broken there.
 */
function seemsUnwrapped(lines: readonly string[], width: ColumnWidth, witnesses: readonly Witness[]): boolean {
  if (witnesses.some(({ votes, wraps }) => wraps > 0 || votes.some((vote) => vote?.kind === 'joined'))) return false
  if (lines.every((line) => line.length < narrowest)) return true
  const full = lines.filter((line, at) => at + 1 < lines.length && width.room(line, firstWord(lines[at + 1] ?? '')) < 0)
  return full.length <= Math.max(1, lines.length * 0.25)
}

/** How wide our own column is, measured with the help of the wraps that the other lists prove. */
function ownWidth(lines: readonly string[], witnesses: readonly Witness[]): ColumnWidth {
  const wraps = lines.flatMap((line, index) =>
    witnesses.some((witness) => witness.votes[index + 1]?.kind === 'joined')
      ? [{ line, next: firstWord(lines[index + 1] ?? '') }]
      : [],
  )
  return columnWidth(lines, wraps)
}

type Said = { readonly witness: Witness; readonly vote: Vote | undefined }

/** Adds up the votes. Lists set alike break alike: the same break seen twice is one vote. */
function heard(said: readonly Said[]): number {
  let odds = 0
  let joined = 0
  const seen = new Set<string>()
  for (const { witness, vote } of said) {
    if (vote === undefined) continue
    if (vote.kind === 'joined') {
      joined += 1
      continue
    }
    const printed = `${vote.line}\n${vote.next}`
    if (seen.has(printed)) continue
    seen.add(printed)
    odds += witness.width.says(vote.line, vote.next)
  }
  return odds - (joined > 0 ? 8 + Math.min(joined, 4) : 0)
}

/** Aligns another list with ours and notes what it says at each of our line ends. */
function hear(words: readonly ListWord[], lineCount: number, other: PrintedList): Witness {
  const theirs = other.words
  const to = alignWords(words, theirs)
  const votes: (Vote | undefined)[] = Array.from({ length: lineCount }, () => undefined)
  const wraps: KnownWrap[] = []
  for (let at = 1; at < words.length; at += 1) {
    const [left, right] = [to[at - 1] ?? -1, to[at] ?? -1]
    const word = words[at]
    if (word === undefined) continue
    const vote = voteOn(theirs, other.lines, left, right)
    if (word.startsLine) votes[word.line] = vote
    else if (vote?.kind === 'broken') wraps.push({ line: vote.line, next: vote.next })
  }
  return { votes, width: columnWidth(other.lines, wraps), wraps: wraps.length }
}

/** Whether the other list has a line end between the counterparts of two neighboring words. */
function voteOn(theirs: readonly ListWord[], lines: readonly string[], left: number, right: number): Vote | undefined {
  if (left < 0 || right <= left || right - left > 6) return undefined
  for (let at = left + 1; at <= right; at += 1) {
    const word = theirs[at]
    if (word?.startsLine !== true) continue
    return { kind: 'broken', line: lines[word.line - 1] ?? '', next: firstWord(lines[word.line] ?? '') }
  }
  return { kind: 'joined', line: '', next: '' }
}
