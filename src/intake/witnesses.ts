import { alignWords } from './align-words.ts'
import { columnWidth, firstWord, type ColumnWidth, type KnownWrap } from './line-widths.ts'
import { wordsOfList, type ListWord } from './list-words.ts'

/** A printed list in reading order. */
export type PrintedList = {
  readonly lines: readonly string[]
  /** Lines that a mark (bullet, number) shows to begin a name; `undefined` when the list has no marks. */
  readonly items: ReadonlySet<number> | undefined
}

/** What one other list says of the line end before a line of this list. */
type Vote = { readonly kind: 'joined' | 'broken'; readonly line: string; readonly next: string }

/** Another list of the same names, aligned with ours. */
type Witness = {
  readonly votes: readonly (Vote | undefined)[]
  readonly width: ColumnWidth
  /** How often this list breaks inside a name, per gap between words: the chance that it does where ours does too. */
  readonly wrapRate: number
  /** Share of its lines that had no room for the next word. */
  readonly fullRate: number
}

/**
 * For each line of a list but the first: how strongly the other lists, and the room left on the lines, say that a name
 * begins there. Log-odds: above 0 a name begins, below 0 the line goes on.
 */
export function witnessed(list: PrintedList, others: readonly PrintedList[]): readonly number[] {
  const words = wordsOfList(list.lines)
  const witnesses = others
    .map((other) => hear(words, list.lines.length, other))
    .filter((witness) => witness.votes.some((vote) => vote !== undefined))
  const joined = list.lines.map((_, line) => witnesses.some((witness) => witness.votes[line]?.kind === 'joined'))
  const own = ownWidth(list.lines, joined)
  const shareJoined = joined.filter(Boolean).length / Math.max(1, list.lines.length)
  const prior =
    witnesses.length === 0 ? 0.4 : Math.log((1 - clamp(shareJoined, 0.05, 0.6)) / clamp(shareJoined, 0.05, 0.6))
  return list.lines.map((line, index) => {
    if (index === 0) return 20
    if (list.items !== undefined) return list.items.has(index) ? 15 : -15
    const said = heard(witnesses.map((witness) => ({ witness, vote: witness.votes[index] })))
    return prior + said + own(list.lines[index - 1] ?? '', firstWord(line))
  })
}

/** The room on our own lines. */
function ownWidth(lines: readonly string[], joined: readonly boolean[]): (line: string, next: string) => number {
  const wraps = lines.flatMap((line, index) =>
    joined[index + 1] === true ? [{ line, next: firstWord(lines[index + 1] ?? '') }] : [],
  )
  const width = columnWidth(lines, wraps)
  const full = fullRate(lines, width)
  return (line, next) => roomSays(width, line, next, -clamp(-Math.log(Math.max(full, 0.05)), 0.5, 2.5))
}

/** Room for the next word: the line was ended on purpose. No room: `without`, as it says little. */
function roomSays(width: ColumnWidth, line: string, next: string, without: number): number {
  const room = width.room(line, next)
  if (room < 0) return without
  return width.exact ? 5.5 : clamp(0.5 + room * 16, 0.5, 4.5)
}

function fullRate(lines: readonly string[], width: ColumnWidth): number {
  const full = lines.filter(
    (line, index) => index + 1 < lines.length && width.room(line, firstWord(lines[index + 1] ?? '')) < 0,
  )
  return full.length / Math.max(1, lines.length - 1)
}

type Said = { readonly witness: Witness; readonly vote: Vote | undefined }

/** Adds up the votes. Lists set alike break alike: the same break seen twice is one vote. */
function heard(said: readonly Said[]): number {
  let sum = 0
  let joined = 0
  const seen = new Set<string>()
  for (const { witness, vote } of said) {
    if (vote === undefined) continue
    if (vote.kind === 'joined') {
      joined += 1
      continue
    }
    const break_ = `${vote.line}\n${vote.next}`
    if (seen.has(break_)) continue
    seen.add(break_)
    sum += brokenSays(witness, vote)
  }
  return sum - (joined > 0 ? 8 + Math.min(joined, 4) : 0)
}

function brokenSays({ width, wrapRate, fullRate: full }: Witness, vote: Vote): number {
  const chance = Math.log(Math.max(full, 0.05) / clamp(wrapRate, 0.01, 0.3))
  return roomSays(width, vote.line, vote.next, clamp(chance, -0.5, 2.5))
}

/** Aligns another list with ours and notes what it says at each of our line ends. */
function hear(words: readonly ListWord[], lineCount: number, other: PrintedList): Witness {
  const theirs = wordsOfList(other.lines)
  const to = alignWords(words, theirs)
  const votes: (Vote | undefined)[] = Array.from({ length: lineCount }, () => undefined)
  const wraps: KnownWrap[] = []
  let gaps = 0
  for (let at = 1; at < words.length; at += 1) {
    const [left, right] = [to[at - 1] ?? -1, to[at] ?? -1]
    const word = words[at]
    if (word === undefined) continue
    const vote = voteOn(theirs, other.lines, left, right)
    if (word.startsLine) votes[word.line] = vote
    else if (vote !== undefined) {
      gaps += 1
      if (vote.kind === 'broken') wraps.push({ line: vote.line, next: vote.next })
    }
  }
  const width = columnWidth(other.lines, wraps)
  return { votes, width, wrapRate: (wraps.length + 0.5) / (gaps + 1), fullRate: fullRate(other.lines, width) }
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

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
