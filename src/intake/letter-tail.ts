import { endsSentence, isProse, type Block } from './blocks.ts'
import { isGroupHeading } from './group-headings.ts'
import { endsList, isCourtesy, isFurniture, isListHeading, isLooseFurniture, withoutMarks } from './markers.ts'
import { namesInLine } from './names-in-line.ts'

/** What stands below a letter's text, by what it is. */
export type Tail = {
  readonly closing: string | null
  readonly signatures: readonly Block[]
  readonly copies: readonly Block[]
  readonly dates: readonly string[]
  readonly leftOut: readonly Block[]
}

/**
 * Where the body ends: at the closing, else where the list of names begins. Index into the blocks after the salutation.
 * Without a closing, the list is the run of names that holds most, so that what a page prints below it is no letter.
 */
export function bodyEnd(rest: readonly Block[]): number {
  const closings = rest.flatMap((block, at) => (block.kind === 'closing' ? [at] : []))
  const lastProse = rest.findLastIndex(isProse)
  const afterProse = closings.find((at) => at > lastProse)
  const beforeList = closings.find((at) =>
    rest.slice(at + 1, at + 3).some((block) => block.kind === 'plain' && !isProse(block)),
  )
  if (afterProse !== undefined)
    return courtesyBefore(rest, beforeList === undefined ? afterProse : Math.min(beforeList, afterProse))
  if (beforeList !== undefined) return courtesyBefore(rest, beforeList)
  const runs = nameRuns(rest)
  const last = runs.find(({ from }) => from > lastProse)
  const largest = runs.toSorted((one, other) => other.names - one.names)[0]
  if (largest !== undefined && largest.names > 2 && largest.names > (last?.names ?? 0) * 2) return largest.from
  return last?.from ?? lastProse + 1
}

/** A "Sincerely," shortly before the heading of the list is where the letter ends. */
function courtesyBefore(rest: readonly Block[], at: number): number {
  if (isCourtesy(textOf(rest[at]))) return at
  const before = rest.findLastIndex(
    (block, index) => index < at && index >= at - 8 && block.kind === 'closing' && isCourtesy(textOf(block)),
  )
  return before < 0 ? at : before
}

const textOf = (block: Block | undefined): string => block?.lines[0]?.text ?? ''

type Run = { readonly from: number; readonly names: number }

/** Runs of blocks without running text, each with the number of lines in it that could be names. */
function nameRuns(rest: readonly Block[]): readonly Run[] {
  const runs: { from: number; names: number }[] = []
  let open: { from: number; names: number } | undefined
  for (const [at, block] of rest.entries()) {
    if (block.kind !== 'plain' || isProse(block) || (open === undefined && !mayBeginList(block))) {
      if (block.kind === 'plain') open = undefined
      continue
    }
    if (open === undefined) {
      open = { from: at, names: 0 }
      runs.push(open)
    }
    open.names += block.lines.filter(({ text }) => isNameLike(text)).length + (namesInLine(block.lines)?.length ?? 0)
  }
  return runs.filter(({ names }) => names > 0)
}

const mayBeginList = (block: Block): boolean => block.lines.some(({ text }) => !isFurniture(text) && !endsList(text))

/** Short, capitalized, no sentence. */
function isNameLike(line: string): boolean {
  const text = withoutMarks(line).replace(/^[^\p{L}\p{N}"'\u201C(]+/u, '')
  return text.length > 1 && text.length < 140 && !endsSentence(text) && !/[;:]$/u.test(text) && !isFurniture(text)
}

/** Sorts the blocks from the closing on. `end`: index of the closing, or of the first block of the list. */
export function tailOf(rest: readonly Block[], end: number): Tail {
  const first = rest[end]
  const closing = first?.kind === 'closing' ? withoutMarks(textOf(first)) : null
  const tail = { signatures: [] as Block[], copies: [] as Block[], dates: [] as string[], leftOut: [] as Block[] }
  // "Supporting organizations" closes the text and says as well who stands below.
  if (first !== undefined && closing !== null && isGroupHeading(closing)) tail.signatures.push(first)
  let ended = false
  let level = first?.kind === 'closing' ? headingLevel(first) : undefined
  for (const block of rest.slice(closing === null ? end : end + 1)) {
    if (block.kind === 'copies') tail.copies.push(block)
    else if (block.kind === 'date') tail.dates.push(textOf(block))
    else if (block.kind === 'closing') {
      ended = false
      level = headingLevel(block) ?? level
      if (isListHeading(textOf(block)) || textOf(block).endsWith(':')) tail.signatures.push(block)
    } else if (level !== undefined && (headingLevel(block) ?? 7) <= level && !isGroupHeading(textOf(block))) {
      // A new section of the page, as high as the list's own heading.
      ended = true
      tail.leftOut.push(block)
    } else if (ended || isProse(block)) tail.leftOut.push(block)
    else if (block.lines.length <= 2 && endsList(textOf(block))) {
      ended = true
      tail.leftOut.push(block)
    } else parted(block, tail)
  }
  return { closing, ...tail }
}

const headingLevel = (block: Block): number | undefined => block.lines[0]?.hints?.heading

/** Lines of a block that name nobody are left out; the others keep their places. */
function parted(block: Block, tail: { readonly signatures: Block[]; readonly leftOut: Block[] }): void {
  // Among many wrapped lines a piece of a name may look like anything.
  const stray = block.lines.filter(({ text, hints }) => {
    const isLoose = hints?.whole === true || block.lines.length < 3
    return hints?.fields === undefined && (isLoose ? isLooseFurniture(text) : isFurniture(text))
  })
  if (stray.length === 0) tail.signatures.push(block)
  else {
    const kept = block.lines.filter((line) => !stray.includes(line))
    if (kept.length > 0) tail.signatures.push({ ...block, lines: kept })
    tail.leftOut.push({ ...block, lines: stray })
  }
}
