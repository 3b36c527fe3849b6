import type { Dice } from './dice.ts'

/** How wide the lists of a letter are set, in characters. */
export type Widths = {
  readonly letterhead: number
  readonly column: number
  /** Whether letters are as wide as in print instead of all alike. */
  readonly face: boolean
  readonly atHyphens: boolean
}

const widthOf = (text: string, face: boolean): number => {
  if (!face) return text.length
  let sum = 0
  for (const letter of text) sum += /[iljtfr.,()' -]/u.test(letter) ? 0.62 : /[mwMW\p{Lu}]/u.test(letter) ? 1.35 : 1
  return sum
}

function wrap(name: string, width: number, { face, atHyphens }: Widths): readonly string[] {
  const pieces = name.split(atHyphens ? / |(?<=\p{L}-)(?=\p{L})/u : ' ')
  const lines: string[] = []
  for (const piece of pieces) {
    const last = lines.at(-1)
    const longer = `${last}${last?.endsWith('-') === true && name.includes(`${last}${piece}`) ? '' : ' '}${piece}`
    if (last !== undefined && widthOf(longer, face) <= width) lines[lines.length - 1] = longer
    else lines.push(piece)
  }
  return lines
}

/** Cuts lines into `count` pages at random; a name is cut in two only where `cuts`. */
function pages(
  d: Dice,
  names: readonly (readonly string[])[],
  count: number,
  cuts: boolean,
): readonly (readonly string[])[] {
  const units = cuts ? names.flat().map((line) => [line]) : names
  const places = d.some(
    Array.from({ length: Math.max(0, units.length - 1) }, (_, at) => at + 1),
    count - 1,
  )
  const ends = [0, ...[...places].sort((a, b) => a - b), units.length]
  return ends.slice(1).map((end, at) => units.slice(ends[at], end).flat())
}

/** The letterhead column in one to three pieces, as pages print it. */
function letterhead(d: Dice, names: readonly string[], widths: Widths): readonly string[] {
  const lines = names.map((name) => wrap(name, widths.letterhead, widths))
  const count = d.pick([1, 2, 2, 2, 3])
  const pieces = pages(d, lines, count, d.chance(0.2)).filter((piece) => piece.length > 0)
  return pieces.every((piece) => piece.length >= 6)
    ? pieces.map((piece) => piece.join('\n'))
    : [lines.flat().join('\n')]
}

/** Two columns over pages in file order: page by page, left before right; sometimes two blocks stand glued. */
function signatures(d: Dice, names: readonly string[], widths: Widths): string {
  const lines = names.map((name) => wrap(name, widths.column, widths))
  const total = lines.flat().length
  let half = 0
  for (let sum = 0; half < lines.length && sum < total / 2; half += 1) sum += lines[half]?.length ?? 0
  const count = d.between(1, 3)
  const cuts = d.chance(0.25)
  const [left, right] = [pages(d, lines.slice(0, half), count, cuts), pages(d, lines.slice(half), count, cuts)]
  const glues = d.chance(0.3)
  return left
    .flatMap((block, page) => [block.join('\n'), (right[page] ?? []).join('\n')])
    .reduce((text, block) => `${text}${glues && d.chance(0.25) ? '\n' : '\n\n'}${block}`)
}

/** Paragraphs with the further pieces of the letterhead column inside some of them, each cut at a random word. */
function body(d: Dice, paragraphs: readonly string[], pieces: readonly string[]): readonly string[] {
  const places = d.some(
    paragraphs.flatMap((text, at) => (at > 0 && text.length > 300 ? [at] : [])),
    pieces.length,
  )
  const sorted = [...places].sort((a, b) => a - b)
  return paragraphs.flatMap((text, at) => {
    const piece = pieces[sorted.indexOf(at)]
    if (piece === undefined) return [text]
    const words = text.split(/ (?![^[]*\]\()/u)
    const cut = d.between(3, words.length - 3)
    return [words.slice(0, cut).join(' '), piece, words.slice(cut).join(' ')]
  })
}

/** Sets lists and paragraphs anew. */
export const rewrap = { letterhead, signatures, body }
