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
}

/** What one other list says of the line end before a line of this list. */
type Vote = { readonly kind: 'joined' | 'broken'; readonly line: string; readonly next: string }

/** Another list of the same names, aligned with ours. */
type Witness = {
  readonly votes: readonly (Vote | undefined)[]
  readonly width: ColumnWidth
  /** Log-odds that a name ends at a break of this list where the line was full. */
  readonly whenFull: number
}

/**
 * For each line of a list but the first: how strongly the other lists, and the room left on the lines, say that a name
 * begins there. Log-odds: above 0 a name begins, below 0 the line goes on.
 */
export function witnessed(list: PrintedList, others: readonly PrintedList[]): readonly number[] {
  if (list.items !== undefined)
    return list.lines.map((_, index) => (list.items?.has(index) === true || index === 0 ? 15 : -15))
  const witnesses = others
    .map((other) => hear(list.words, list.lines.length, other))
    .filter((witness) => witness.votes.some((vote) => vote !== undefined))
  const own = ownEvidence(list.lines, witnesses)
  return list.lines.map((line, index) => {
    if (index === 0) return 20
    const said = heard(witnesses.map((witness) => ({ witness, vote: witness.votes[index] })))
    return said + own(list.lines[index - 1] ?? '', firstWord(line))
  })
}

/**
 * The room on our own lines. Where there was none, what remains is how often names end on a full line against how
 * often names are wrapped: counted with the help of the other lists.
 */
function ownEvidence(lines: readonly string[], witnesses: readonly Witness[]): (line: string, next: string) => number {
  const joined = lines.map((_, line) => witnesses.some((witness) => witness.votes[line]?.kind === 'joined'))
  const ends = lines.flatMap((line, index) =>
    index + 1 < lines.length
      ? [{ line, next: firstWord(lines[index + 1] ?? ''), wrap: joined[index + 1] === true }]
      : [],
  )
  const wraps = ends.filter((end) => end.wrap)
  const width = columnWidth(lines, wraps)
  const full = ends.filter((end) => !end.wrap && width.room(end.line, end.next) < 0).length
  const without = witnesses.length === 0 ? -0.3 : clamp(Math.log((full + 0.5) / (wraps.length + 0.5)), -1.5, 2)
  return (line, next) => roomSays(width, line, next, without)
}

/** Room for the next word: the line was ended on purpose. No room: `without`, as it says little. */
function roomSays(width: ColumnWidth, line: string, next: string, without: number): number {
  const room = width.room(line, next)
  if (room < 0) return without
  return width.exact ? 5.5 : clamp(0.5 + room * 16, 0.5, 4.5)
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
    sum += roomSays(witness.width, vote.line, vote.next, witness.whenFull)
  }
  return sum - (joined > 0 ? 8 + Math.min(joined, 4) : 0)
}

/**
 * A break where the line was full: as likely as names end on full lines in this list, against how often it wraps
 * inside names (`inside`, per gap between words).
 */
function whenFull(votes: readonly (Vote | undefined)[], width: ColumnWidth, inside: number): number {
  const broken = votes.filter((vote) => vote?.kind === 'broken')
  const full = broken.filter((vote) => vote !== undefined && width.room(vote.line, vote.next) < 0).length
  return clamp(Math.log((full + 0.5) / (broken.length + 1) / inside), -1, 4)
}

/** Aligns another list with ours and notes what it says at each of our line ends. */
function hear(words: readonly ListWord[], lineCount: number, other: PrintedList): Witness {
  const theirs = other.words
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
  return { votes, width, whenFull: whenFull(votes, width, (wraps.length + 0.5) / (gaps + 1)) }
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
