import { bestCut, longestName, namesOfCut, type BestCut, type JoinedName } from './best-cut.ts'
import { bodyWords } from './body-words.ts'
import { isGivenName } from './given-names.ts'
import { nameSays, wordsSay } from './line-ends.ts'
import { nameHabits } from './name-habits.ts'
import { nameLengths, type NameLengths } from './name-lengths.ts'
import { nameOrder } from './name-order.ts'
import { isPersonShaped } from './roles.ts'
import { joinLines, type Spelling } from './spelling.ts'
import { witnessed, type PrintedList } from './witnesses.ts'

/** Times the list is judged again with what the last judgment taught of the lengths of names. */
const rounds = 3

/** Every list has a line end there, and none had room: names end at such places a little oftener than they wrap. */
const allBreak = 1.2

/** Lengths and the words at line ends tell partly the same: this much of the lengths' weight is their own. */
const lengthWeight = 0.4

/** A line that the format marks as whole begins a name, unless its words or brackets speak against it. */
const whole = 9

/** Log-odds from which a line is certain: it is not asked again, others are judged by it. */
const certainty = 4.5

/**
 * Finds where names begin and end in a list with wrapped lines. All witnesses (other lists, room on the line, words,
 * brackets, alphabetical order, usual lengths) are added up as log-odds; the likeliest cut of the whole list wins, and
 * the chance of each name over all cuts is its doubt.
 */
export function joinNames(list: PrintedList, others: readonly PrintedList[], known: Spelling): readonly JoinedName[] {
  if (list.lines.length === 0) return []
  const odds = oddsOf(list, others)
  const pieces = pieceScores(list.lines, odds, known)
  if (list.isWhole === true || list.items !== undefined) return namesOfCut(bestCut(pieces), list.lines, known)
  const lengths = wordCounts(list)
  let cut = bestCut(withLengths(pieces, lengths, nameLengths([])))
  for (let round = 1; round < rounds; round += 1)
    cut = bestCut(withLengths(pieces, lengths, nameLengths(lengthsIn(cut, lengths))))
  return namesOfCut(cut, list.lines, known)
}

/** For each line the log-odds that a name begins there: what every witness says of single line ends. */
function oddsOf(list: PrintedList, others: readonly PrintedList[]): readonly number[] {
  if (list.isWhole === true && list.items === undefined)
    return list.lines.map((line, at) => (at === 0 ? 20 : whole + Math.min(0, wordsSay(list.lines[at - 1] ?? '', line))))
  const said = witnessed(list, others)
  if (list.items !== undefined) return said
  const certain = said.flatMap((value, line) => (value > certainty ? [line] : []))
  const habits = nameHabits([list.words, ...others.map((other) => other.words)], certain)
  const person = personLines(list.lines)
  const order = nameOrder(list.lines.length, list.words, certain)
  return said.map((value, at) => {
    if (at === 0) return value
    const fixed = value + wordsSay(list.lines[at - 1] ?? '', list.lines[at] ?? '')
    const learned = habits(at) + order(at) + person(at)
    // What the habits were learned from is not judged by them again, unless they contradict it.
    if (Math.abs(value) > certainty) return value > 0 && value < 8 ? fixed + Math.min(0, learned) / 2 : fixed
    return fixed + learned + (value === 0 ? allBreak : 0)
  })
}

/** In a list of persons, a line that begins with a given name and looks like a person begins a name. */
function personLines(lines: readonly string[]): (line: number) => number {
  const persons = lines.map((line) => {
    const first = line.split(/,\s|\s\(|\s[\u2013\u2014-]\s/u)[0] ?? ''
    return isPersonShaped(first) && bodyWords(first) === 0 && isGivenName(first.split(' ')[0] ?? '')
  })
  const isList = persons.filter(Boolean).length > lines.length * 0.4
  return (line) => (isList && persons[line] === true ? 3 : 0)
}

/** Number of words on the lines before each line: differences are lengths of names. */
function wordCounts(list: PrintedList): Int32Array {
  const counts = new Int32Array(list.lines.length + 1)
  for (const { line } of list.words) counts[line + 1] = (counts[line + 1] ?? 0) + 1
  for (let line = 0; line < list.lines.length; line += 1)
    counts[line + 1] = (counts[line + 1] ?? 0) + (counts[line] ?? 0)
  return counts
}

function withLengths(pieces: Float64Array, counts: Int32Array, lengths: NameLengths): Float64Array {
  return pieces.map((score, at) => {
    if (score === -Infinity) return score
    const from = Math.floor(at / longestName)
    return score + lengthWeight * lengths((counts[from + 1 + (at % longestName)] ?? 0) - (counts[from] ?? 0))
  })
}

function lengthsIn({ chances }: BestCut, counts: Int32Array): readonly number[] {
  const found: number[] = Array.from({ length: 40 }, () => 0)
  for (const [at, chance] of chances.entries()) {
    if (chance === 0) continue
    const from = Math.floor(at / longestName)
    const words = Math.min(39, (counts[from + 1 + (at % longestName)] ?? 0) - (counts[from] ?? 0))
    found[words] = (found[words] ?? 0) + chance
  }
  return found
}

/** What speaks for each candidate name, lines `from` … `from + count - 1`; very long ones are no names. */
function pieceScores(lines: readonly string[], odds: readonly number[], known: Spelling): Float64Array {
  const scores = new Float64Array(lines.length * longestName).fill(-Infinity)
  for (let from = 0; from < lines.length; from += 1) {
    let name = ''
    // Half of a line's odds reward the name that begins there, half punish the one that runs over it.
    let score = (odds[from] ?? 0) / 2
    for (let count = 1; count <= longestName && from + count <= lines.length; count += 1) {
      const line = lines[from + count - 1] ?? ''
      if (count > 1) {
        const here = odds[from + count - 1] ?? 0
        // Two witnesses had room for the next word: no name goes on over that, and looking further only costs time.
        if (here > 10) break
        score += startsAlike(lines[from] ?? '', line) - here / 2
      }
      name = joinLines(name, line, known)
      if (count > 1 && name.length > 300) break
      scores[from * longestName + count - 1] = score + nameSays(name)
    }
  }
  return scores
}

/** A line that begins with the first words of the name before it begins a name of its own: chapters stand together. */
function startsAlike(start: string, later: string): number {
  const space = start.indexOf(' ')
  const one = space < 0 ? start : start.slice(0, space)
  if (later !== one && !later.startsWith(`${one} `)) return 0
  const two = start.slice(0, start.indexOf(' ', one.length + 1) + 1)
  return two !== '' && later.startsWith(two) ? -4 : -2.5
}
