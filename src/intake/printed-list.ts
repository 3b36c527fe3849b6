import type { JoinedName } from './best-cut.ts'
import { withoutMarker, type Block } from './blocks.ts'
import { entryStarts } from './list-entries.ts'
import { shapeOf, type ShapedLine } from './list-shape.ts'
import { wordsOfList } from './list-words.ts'
import { namesInLine } from './names-in-line.ts'
import type { FoundName } from './signatories.ts'
import type { SourceLine } from './source-text.ts'
import { joinLines, type Spelling } from './spelling.ts'
import type { PrintedList } from './witnesses.ts'

/** A printed list with what its setting shows of each line. */
export type Printed = PrintedList & {
  /** All lines: lists with the same text are the same list. */
  readonly text: string
  readonly shaped: readonly ShapedLine[]
}

/** The list that some blocks of a letter print. */
export function printed(blocks: readonly Block[]): Printed {
  const shaped = shapeOf(blocks.map(spread))
  return printedFrom(shaped, entryStarts(shaped))
}

/** A paragraph of names as one line each, and two names run together where a space was lost as two. */
function spread(block: Block): Block {
  if (block.kind !== 'plain') return block
  const names = namesInLine(block.lines)
  const [first] = block.lines
  if (names === undefined || first === undefined) return { ...block, lines: block.lines.flatMap(apart) }
  const { links: _links, hints, ...bare } = first
  return {
    ...block,
    lines: names.map((text) => ({ ...bare, text, hints: { ...hints, startsItem: true, whole: true } })),
  }
}

/** "Alder (Chile)Brindle (Peru)". */
function apart(line: SourceLine): readonly SourceLine[] {
  const cut = /^(.{2,80}\(\p{L}[^()]{1,40}\))(\p{Lu}.*\([^()]+\))$/u.exec(line.text)
  if (cut?.[1] === undefined || cut[2] === undefined) return [line]
  return [
    { ...line, text: cut[1] },
    { ...line, text: cut[2] },
  ]
}

/** The same from lines in any order. `items`: lines at which entries begin, where the list shows it. */
export function printedFrom(shaped: readonly ShapedLine[], items: ReadonlySet<number> | undefined): Printed {
  const raw = shaped.map(({ line, name }) => (items !== undefined && name === line.text ? withoutMarker(line) : name))
  const lines = withoutStops(raw)
  return {
    lines,
    text: lines.join('\n'),
    words: wordsOfList(lines),
    begins: shaped.map(({ begins }) => begins),
    items,
    isWhole: shaped.length > 0 && shaped.every(({ line }) => line.hints?.whole === true),
    shaped,
  }
}

/** A list of which most lines end with a comma or semicolon is punctuated; its names are not. */
function withoutStops(lines: readonly string[]): readonly string[] {
  const stopped = lines.filter((line) => /[,;]$/u.test(line)).length
  return lines.length > 2 && stopped > lines.length * 0.6
    ? lines.map((line, at) =>
        line.replace(at === lines.length - 1 ? /[,;.]$/u : /[,;](?:\s*(?:and|und|et|y|e))?$/u, ''),
      )
    : lines
}

/** A name of a list with all that its lines say. */
export function foundName(list: Printed, { name, from, to, doubt }: JoinedName, known: Spelling): FoundName {
  const shaped = list.shaped.slice(from, to)
  const lines = shaped.map(({ line }) => line)
  const [whole = name, ...below] = list.items === undefined ? [name] : partsOf(list.lines.slice(from, to), lines, known)
  const at = lines.flatMap((line) => line.at ?? [])
  const details = [...below, ...shaped.flatMap((one) => one.details)]
  return {
    name: whole,
    group: shaped[0]?.group ?? null,
    doubt,
    details,
    ...(shaped[0]?.isCut === true ? { isCut: true } : {}),
    ...(at.length === 0 ? {} : { lines: [Math.min(...at), Math.max(...at) + 1] as const }),
    ...(lines[0]?.hints?.fields === undefined ? {} : { fields: lines[0].hints.fields }),
  }
}

/** The lines of an entry that stand for themselves; a wrapped line joins the one before. */
function partsOf(texts: readonly string[], lines: readonly SourceLine[], known: Spelling): readonly string[] {
  // Where only a mark shows that a name begins, lines below it are its wraps.
  const wraps = lines[0]?.hints?.startsItem === true && lines[0].hints.whole !== true
  const parts: string[] = []
  for (const text of texts) {
    const last = parts.at(-1)
    if (last === undefined) parts.push(text)
    else if (last === '' || wraps || goesOn(last)) parts[parts.length - 1] = joinLines(last, text, known)
    else parts.push(text)
  }
  return parts
}

function goesOn(last: string): boolean {
  const open = (last.match(/\(/gu)?.length ?? 0) > (last.match(/\)/gu)?.length ?? 0)
  return open || /(?:-|&|\b(?:of|for|and|the|de|und|et|y))$/iu.test(last)
}
