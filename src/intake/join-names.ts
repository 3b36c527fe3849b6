import { bestCut, longestName, type JoinedName, type Silence } from './best-cut.ts'
import { nameSays, wordsSay } from './line-ends.ts'
import { nameHabits } from './name-habits.ts'
import { nameOrder } from './name-order.ts'
import { joinLines, type Spelling } from './spelling.ts'
import { witnessed, type PrintedList, type Testimony } from './witnesses.ts'

/** Log-odds before the file is asked that a name begins at a line about which the witnesses are silent. */
const first = { alone: -0.3, 'set-alike': 0.6, 'set-unlike': 1.6 } as const

/** Times the silent lines are judged again with what the last judgment taught. */
const rounds = 3

/**
 * Finds where names begin and end in a list with wrapped lines. All witnesses (other lists, room on the line, words,
 * brackets, alphabetical order) are added up as log-odds; the likeliest cut of the whole list wins, and the chance of
 * each name over all cuts is its doubt.
 */
export function joinNames(list: PrintedList, others: readonly PrintedList[], known: Spelling): readonly JoinedName[] {
  if (list.lines.length === 0) return []
  const said = witnessed(list, others)
  const fixed = list.lines.map((line, at) => {
    const odds = said[at]?.odds ?? 0
    return at === 0 || list.items !== undefined ? odds : odds + wordsSay(list.lines[at - 1] ?? '', line)
  })
  const certain = fixed.flatMap((value, line) => (value > 3.5 && said[line]?.kind === undefined ? [line] : []))
  const habits = nameHabits([list.words, ...others.map((other) => other.words)], certain)
  const order = list.items === undefined ? nameOrder(list.lines, list.words, certain) : () => 0
  // What is certain is not asked again: it is what the habits were learned from.
  const asked = fixed.map((value, at) =>
    list.items === undefined && at > 0 && Math.abs(value) <= 3.5 ? value + habits(at) : value,
  )
  const scores = pieceScores(list.lines, asked, known)
  const silent = said.map(({ kind }, at): Silence =>
    kind === undefined ? undefined : (fixed[at] ?? 0) > -4 ? 'open' : 'said',
  )
  const cut = { lines: list.lines, order, known, scores, silent }
  let prior: Prior = first
  let result = bestCut({ ...cut, odds: withPrior(asked, said, prior) })
  for (let round = 1; round < rounds && said.some(({ kind }) => kind !== undefined); round += 1) {
    prior = learned(said, result.begins)
    result = bestCut({ ...cut, odds: withPrior(asked, said, prior) })
  }
  return result.names
}

type Prior = Readonly<Record<'alone' | 'set-alike' | 'set-unlike', number>>

function withPrior(odds: readonly number[], said: readonly Testimony[], prior: Prior): readonly number[] {
  return odds.map((value, at) => {
    const kind = said[at]?.kind
    return kind === undefined ? value : value + prior[kind]
  })
}

/** How often a name began at silent lines of each kind, by the last judgment; a few imagined cases keep it steady. */
function learned(said: readonly Testimony[], begins: Float64Array): Prior {
  const logit = (kind: keyof Prior): number => {
    let [yes, no] = [4 / (1 + Math.exp(-first[kind])), 4 / (1 + Math.exp(first[kind]))]
    for (const [at, one] of said.entries()) {
      if (one.kind !== kind) continue
      yes += begins[at] ?? 0
      no += 1 - (begins[at] ?? 0)
    }
    return Math.max(-2.5, Math.min(3, Math.log(yes / no)))
  }
  return { alone: logit('alone'), 'set-alike': logit('set-alike'), 'set-unlike': logit('set-unlike') }
}

/** What each candidate name, lines `from` … `from + count - 1`, says of itself; very long ones are no names. */
function pieceScores(lines: readonly string[], odds: readonly number[], known: Spelling): Float64Array {
  const scores = new Float64Array(lines.length * longestName).fill(-Infinity)
  for (let from = 0; from < lines.length; from += 1) {
    let name = ''
    let repeats = 0
    for (let count = 1; count <= longestName && from + count <= lines.length; count += 1) {
      // Two witnesses had room for the next word: no name goes on over that, and looking further only costs time.
      if (count > 1 && (odds[from + count - 1] ?? 0) > 10) break
      if (count > 1) repeats += startsAlike(lines[from] ?? '', lines[from + count - 1] ?? '')
      name = joinLines(name, lines[from + count - 1] ?? '', known)
      if (count > 1 && name.length > 300) break
      scores[from * longestName + count - 1] = nameSays(name) + repeats
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
