/**
 * How wide a column was printed, and whether a following word would have fitted on a line. A line that had room for the
 * next word was ended on purpose: a name ends there. Widths are counted in characters, or in rough letter widths where
 * the known wraps show that the column was set in a proportional face.
 */
export type ColumnWidth = {
  /** Room left when `next` is added to `line`, as a share of the column; negative: it would not have fitted. */
  readonly room: (line: string, next: string) => number
  /** Log-odds that a name ends at a line because `next` would have fitted on it; less where known wraps had room too. */
  readonly says: (line: string, next: string) => number
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
  // A single long word stands on its line even where it is wider than the column.
  const wrapped = lines.filter((line) => line.includes(' '))
  const widest = (wrapped.length > 0 ? wrapped : lines).reduce((most, line) => Math.max(most, measure(line)), 1)
  const room = (line: string, next: string): number => (widest - measure(`${line} ${next}`)) / widest
  const wrong = wraps.map(({ line, next }) => room(line, next)).filter((left) => left >= 0)
  // A few of the worst contradictions may be lists that were aligned wrongly, or a hyphen at which the line was cut.
  const error = wrong.sort((one, other) => other - one)[Math.floor(wraps.length / 15)] ?? 0
  const trust: Trust = { error, wrong: wrong.length, seen: wraps.length }
  return [{ room, says: (line, next) => roomSays(room(line, next), trust) }, wrong.length]
}

/** How far known wraps contradict a measure: the room that they left, how many left some, and how many were seen. */
type Trust = { readonly error: number; readonly wrong: number; readonly seen: number }

/** Room for the next word: the line was ended on purpose. No room says nothing by itself. */
function roomSays(room: number, { error, wrong, seen }: Trust): number {
  if (room < 0) return 0
  // Few wraps have tried the measure: a narrow miss may still be one.
  if (wrong === 0) return seen >= 12 || room > 0.08 ? 6.5 : 4
  // Known wraps left as much room: the measure is not good enough to tell.
  return room <= error ? 0.4 : Math.min(7, 0.6 + (room - error) * 40)
}

/** The first word of a line, as it would have been set on the line before. */
export function firstWord(line: string): string {
  return /^\S+/u.exec(line)?.[0] ?? ''
}
