/**
 * How wide a column was printed, and whether a following word would have fitted on a line. A line that had room for the
 * next word was ended on purpose: a name ends there. Widths are counted in characters, or in rough letter widths where
 * the known wraps show that the column was set in a proportional face.
 */
export type ColumnWidth = {
  /** Room left when `next` is added to `line`, as a share of the column; negative: it would not have fitted. */
  readonly room: (line: string, next: string) => number
  /** Whether no known wrap contradicts the measure. */
  readonly exact: boolean
}

type Measure = (text: string) => number

const characters: Measure = (text) => text.length

const narrow = new Set("iljtfrI.,;:'’()- |!")
const wide = new Set('mwMW@')

/** Advance widths of a usual text face in thousandths of the size, rounded: narrow, normal, capital, wide. */
const proportional: Measure = (text) => {
  let sum = 0
  for (const letter of text) {
    if (narrow.has(letter)) sum += 300
    else if (wide.has(letter)) sum += 830
    else sum += (letter >= 'A' && letter <= 'Z') || letter === '&' ? 680 : 500
  }
  return sum
}

/** A wrap that another list proved: the line, and the first word of the next line. */
export type KnownWrap = { readonly line: string; readonly next: string }

/** Measures a column by its longest line and by the wraps that are known. */
export function columnWidth(lines: readonly string[], wraps: readonly KnownWrap[]): ColumnWidth {
  const [byCharacters, wrongByCharacters] = tried(characters, lines, wraps)
  const [byFace, wrongByFace] = tried(proportional, lines, wraps)
  // Counting characters is kept unless the letter widths explain the known wraps clearly better.
  return wrongByFace + 1 < wrongByCharacters ? byFace : byCharacters
}

function tried(
  measure: Measure,
  lines: readonly string[],
  wraps: readonly KnownWrap[],
): readonly [ColumnWidth, number] {
  const widest = lines.reduce((most, line) => Math.max(most, measure(line)), 1)
  const room = (line: string, next: string): number => (widest - measure(`${line} ${next}`)) / widest
  const wrong = wraps.filter(({ line, next }) => room(line, next) >= 0).length
  return [{ room, exact: wrong === 0 }, wrong]
}

/** The first word of a line, as it would have been set on the line before. */
export function firstWord(line: string): string {
  return /^\S+/u.exec(line)?.[0] ?? ''
}
