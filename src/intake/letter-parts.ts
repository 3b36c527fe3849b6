import { endsSentence, isItemized, isLetterhead, isListLike, isProse, type Block } from './blocks.ts'
import { announces } from './head-words.ts'
import { headOf, isAddressed, isSubjectBelow, titleText } from './letter-head.ts'
import { bodyEnd, tailOf } from './letter-tail.ts'
import { listMemory, repeatBegins, type ListMemory } from './list-memory.ts'

/** The blocks of one letter by what they are, in file order. */
export type LetterParts = {
  readonly title: string | null
  readonly dates: readonly string[]
  /** Fragments of the list printed beside the letter (letterhead column). */
  readonly letterhead: readonly Block[]
  readonly addressees: readonly Block[]
  readonly salutation: string | null
  readonly body: readonly BodyBlock[]
  readonly closing: string | null
  readonly signatures: readonly Block[]
  readonly copies: readonly Block[]
  readonly leftOut: readonly Block[]
}

/** A piece of running text; `afterList`: a fragment of a list stood before it. */
export type BodyBlock = { readonly block: Block; readonly afterList: boolean }

type Region = { readonly header: readonly Block[]; readonly salutation: string | null; readonly rest: readonly Block[] }

/** Cuts the blocks of a file into letters. A file without salutation is one letter, or only a list. */
export function lettersOf(blocks: readonly Block[]): readonly LetterParts[] {
  const memory = listMemory(blocks.filter(isListLike))
  return regionsOf(blocks, memory).map((region) => partsOf(region, memory))
}

function regionsOf(blocks: readonly Block[], memory: ListMemory): readonly Region[] {
  const greetings = greetingsOf(blocks)
  if (greetings.length === 0) {
    const first = bodyBegins(blocks)
    return blocks.length === 0 ? [] : [{ header: blocks.slice(0, first), salutation: null, rest: blocks.slice(first) }]
  }
  const regions: Region[] = []
  let header = blocks.slice(0, greetings[0])
  for (const [index, at] of greetings.entries()) {
    const until = greetings[index + 1]
    const between = blocks.slice(at + 1, until)
    const cut = until === undefined ? { rest: between, header: [] } : cutHeader(between, memory)
    regions.push({ header, salutation: blocks[at]?.lines[0]?.text ?? null, rest: cut.rest })
    header = [...cut.header]
  }
  return regions
}

/**
 * Where the text of a letter without salutation begins: after "To: …", after a line that announces it ("The letter
 * reads:"), after a heading of its own below an introduction, else with the first running text.
 */
function bodyBegins(blocks: readonly Block[]): number {
  const prose = blocks.findIndex(isProse)
  if (prose < 0)
    return blocks.findIndex((block) => block.kind === 'closing') < 0
      ? 0
      : blocks.findIndex((block) => block.kind === 'closing')
  const list = blocks.findIndex((block, at) => at > prose && block.kind === 'closing')
  const head = blocks.slice(0, list < 0 ? undefined : list)
  const next = (at: number): number => {
    const begins = blocks.findIndex((block, index) => index > at && isProse(block))
    return begins < 0 ? at + 1 : begins
  }
  const addressed = head.findLastIndex((block) => block.kind === 'addressed')
  if (addressed >= 0) return next(addressed)
  const dated = head.findIndex((block) => block.kind === 'date')
  const above = head.slice(prose, Math.max(prose, dated)).filter((block) => block.kind === 'plain')
  // A date stands above the text; short lines above the date belong to its head.
  if (dated > prose && above.length <= 2 && above.every((block) => textLength(block) < 160)) return next(dated)
  const announced = head.findLastIndex(
    (block) => block.lines.length <= 3 && announces(block.lines.map(({ text }) => text).join(' ')),
  )
  if (announced >= 0 && announced + 1 < head.length) return next(announced)
  const heading = head.findLastIndex(
    (block, at) =>
      at > prose &&
      /\b(?:open letter|letter to|offener brief|lettre ouverte|carta abierta|carta aberta|lettera aperta|open brief|full (?:text|letter))\b/iu.test(
        block.lines[0]?.text ?? '',
      ) &&
      block.lines[0]?.hints?.heading !== undefined,
  )
  return heading < 0 ? prose : next(heading)
}

const textLength = (block: Block): number => block.lines.reduce((sum, { text }) => sum + text.length, 0)

/** Salutations that begin letters: between two of them a closing, a date or a list must stand. */
function greetingsOf(blocks: readonly Block[]): readonly number[] {
  const greetings: number[] = []
  let ended = true
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'closing' || block.kind === 'date' || isListLike(block)) ended = true
    if (block.kind !== 'salutation' || !ended) continue
    greetings.push(at)
    ended = false
  }
  return greetings
}

/** Parts what stands between two salutations: the end of one letter, and the head of the next. */
function cutHeader(
  between: readonly Block[],
  memory: ListMemory,
): { readonly rest: readonly Block[]; readonly header: readonly Block[] } {
  const end = bodyEnd(between)
  let top = between.length
  while (top > end + 1 && isAddressed(between[top - 1], memory)) top -= 1
  const date = between.findLastIndex((block, at) => at > end && block.kind === 'date')
  const at = (cut: number): { readonly rest: readonly Block[]; readonly header: readonly Block[] } => ({
    rest: between.slice(0, cut),
    header: between.slice(cut),
  })
  if (date >= 0 && between.slice(date + 1, top).some((block) => isListLike(block) || memory.share(block, false) > 0.6))
    return at(date)
  const listEnd = date >= 0 ? date : top
  const lists = between.slice(end + 1, listEnd)
  const repeat = repeatBegins(lists)
  if (repeat === undefined) return at(listEnd)
  return splitAt(between, end + 1 + repeat.block, repeat.line)
}

function splitAt(
  blocks: readonly Block[],
  at: number,
  line: number,
): { readonly rest: readonly Block[]; readonly header: readonly Block[] } {
  const block = blocks[at]
  if (block === undefined || line === 0) return { rest: blocks.slice(0, at), header: blocks.slice(at) }
  return {
    rest: [...blocks.slice(0, at), { ...block, lines: block.lines.slice(0, line) }],
    header: [{ ...block, lines: block.lines.slice(line) }, ...blocks.slice(at + 1)],
  }
}

function partsOf({ header, salutation, rest }: Region, memory: ListMemory): LetterParts {
  const end = bodyEnd(rest)
  const tail = tailOf(rest, end)
  const head = headOf(header, memory)
  const [first, second] = rest
  const subject = head.title === null && salutation !== null && isSubjectBelow(first, second) ? first : undefined
  const body = bodyOf(rest.slice(subject === undefined ? 0 : 1, end), memory)
  return {
    title: subject === undefined ? head.title : titleText([subject]),
    dates: [...head.dates, ...body.dates, ...tail.dates],
    letterhead: [...head.letterhead, ...body.letterhead],
    addressees: head.addressees,
    salutation,
    body: body.body,
    closing: tail.closing,
    signatures: tail.signatures,
    copies: [...header, ...rest.slice(0, end)].filter((block) => block.kind === 'copies').concat(tail.copies),
    leftOut: [...head.before, ...tail.leftOut],
  }
}

type Body = Pick<LetterParts, 'body' | 'letterhead' | 'dates'>

function bodyOf(blocks: readonly Block[], memory: ListMemory): Body {
  const body: BodyBlock[] = []
  const letterhead: Block[] = []
  const dates: string[] = []
  let afterList = false
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'copies') continue
    if (block.kind === 'date' && body.length === 0) dates.push(block.lines[0]?.text ?? '')
    else if (isLetterhead(block) || isFragment(block, memory) || isStray(blocks, at, memory)) {
      letterhead.push(block)
      afterList = true
    } else {
      body.push({ block, afterList })
      afterList = false
    }
  }
  return { body, letterhead, dates }
}

/** Whether a block inside the body is a piece of the letterhead column. */
function isFragment(block: Block, memory: ListMemory): boolean {
  if (block.kind !== 'plain' || isProse(block)) return false
  return isListLike(block) && (!isItemized(block) || memory.share(block, true) > 0.6) && !isWhole(block)
}

/** Lines that the format knows to be paragraphs or items stand in the body because they belong to it. */
function isWhole(block: Block): boolean {
  return block.lines.every(({ hints }) => hints?.whole === true && hints.place !== 'letterhead')
}

/**
 * Whether a few lines inside the body are the rest of a letterhead column: known from the lists, and not the first or
 * last words of a paragraph that a list beside them cuts.
 */
function isStray(blocks: readonly Block[], at: number, memory: ListMemory): boolean {
  const block = blocks[at]
  if (block?.kind !== 'plain' || isProse(block) || isListLike(block) || endsSentence(block.lines.at(-1)?.text ?? ''))
    return false
  const [before, after] = [blocks[at - 1], blocks[at + 1]]
  const besideList = [before, after].some((other) => other !== undefined && isFragment(other, memory))
  const interrupts = before !== undefined && isProse(before) && !endsSentence(before.lines.at(-1)?.text ?? '')
  return memory.share(block, false) > 0.6 && !besideList && (interrupts || block.lines.length > 1)
}
