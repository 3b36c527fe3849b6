import type { SourceWarning } from './passage.ts'

const endLine = /^[ \t>]*:{3,}[ \t]*$/u
const openingLine = /^[ \t>]*:{3,}[ \t]*(\p{L}[\p{L}\p{N}_-]*)/u

/**
 * Which warning a line deserves that reads like a mark and is none: under a name that opens nothing it is an unknown
 * mark, told by that name; else a mark of ours that is not well formed.
 */
export function warningOfMark(line: string): Pick<SourceWarning, 'kind' | 'text'> {
  const name = openingLine.exec(line)?.[1]
  return name === undefined || name === 'only'
    ? { kind: 'unclosed-mark', text: line }
    : { kind: 'unknown-mark', text: name }
}

/** The same warnings without the ends of what did not begin: whose opening is told is told once, where it opens. */
export function withoutTheirEnds(warnings: readonly SourceWarning[]): readonly SourceWarning[] {
  let open = 0
  return warnings.filter(({ kind, text }) => {
    if (kind === 'unclosed-mark' && endLine.test(text) && open > 0) {
      open -= 1
      return false
    }
    if (kind === 'unknown-mark' || (kind === 'unclosed-mark' && openingLine.test(text))) open += 1
    return true
  })
}

/** Each name that means something, as it is written. */
const forms: Readonly<Record<string, string>> = {
  only: ':::only{for=…}',
  vary: ':vary[…]{…}',
  recipient: ':recipient[]',
  demand: '::demand[…]{#…}',
}

// Further off, a name is more likely meant than misspelled.
const mostSlips = 2

/** How the mark is written whose name is closest to one that was typed; `undefined` where none is close. */
export function nearestMark(typed: string): string | undefined {
  const name = typed.toLowerCase()
  const [nearest] = Object.keys(forms)
    .map((known) => ({ known, slips: slipsBetween(name, known) }))
    .filter(({ slips }) => slips <= mostSlips)
    .toSorted((one, other) => one.slips - other.slips)
  return nearest && forms[nearest.known]
}

/** How many letters were left out, added, replaced or swapped with their neighbor (optimal string alignment). */
function slipsBetween(one: string, other: string): number {
  // Only whether there are few is asked, so long names need not be measured.
  if (Math.abs(one.length - other.length) > mostSlips) return Number.POSITIVE_INFINITY
  let [before, last]: [readonly number[], readonly number[]] = [
    [],
    Array.from({ length: other.length + 1 }, (_, at) => at),
  ]
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    ;[before, last] = [last, next]
  }
  return last[other.length] ?? 0
}
