import { endsSentence, isItemized, isListLike, isProse, type Block } from './blocks.ts'
import { hasRole } from './roles.ts'
import { listMemory, repeatBegins, type ListMemory } from './list-memory.ts'
import { withoutMarks } from './markers.ts'

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
    const first = blocks.findIndex(isProse)
    const header = first < 0 ? [] : blocks.slice(0, first)
    return blocks.length === 0 ? [] : [{ header, salutation: null, rest: blocks.slice(header.length) }]
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

/** Where the body ends: at the closing, else after the last running text. Index into the blocks after the salutation. */
function bodyEnd(rest: readonly Block[]): number {
  const closings = rest.flatMap((block, at) => (block.kind === 'closing' ? [at] : []))
  const lastProse = rest.findLastIndex(isProse)
  const afterProse = closings.find((at) => at > lastProse)
  if (afterProse !== undefined) return afterProse
  const beforeList = closings.find((at) =>
    rest.slice(at + 1, at + 3).some((block) => block.kind === 'plain' && !isProse(block)),
  )
  return beforeList ?? lastProse + 1
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

/** Whether a block names people the letter goes to, rather than signatories. */
function isAddressed(block: Block | undefined, memory: ListMemory): boolean {
  if (block?.kind !== 'plain' || block.lines.length > 16 || isProse(block)) return false
  const roles = block.lines.filter((line) => hasRole(line.text)).length
  const own = isListLike(block)
  const share = memory.share(block, own)
  if (own && roles >= block.lines.length * 0.25) return true
  // Words of a name may stand in a list by chance; a post below it does not.
  if (share > (roles > 0 && !own ? 0.7 : 0.5)) return false
  return own ? roles >= block.lines.length * 0.15 : true
}

function partsOf({ header, salutation, rest }: Region, memory: ListMemory): LetterParts {
  const end = bodyEnd(rest)
  const hasClosing = rest[end]?.kind === 'closing'
  const tail = rest.slice(hasClosing ? end + 1 : end)
  const head = headOf(header, memory)
  const body = bodyOf(rest.slice(0, end), memory)
  return {
    title: head.title,
    dates: [...head.dates, ...body.dates],
    letterhead: [...head.letterhead, ...body.letterhead],
    addressees: head.addressees,
    salutation,
    body: body.body,
    closing: hasClosing ? withoutMarks(rest[end]?.lines[0]?.text ?? '') : null,
    signatures: tail.filter((block) => block.kind !== 'copies' && block.kind !== 'date' && !isProse(block)),
    copies: [...header, ...rest].filter((block) => block.kind === 'copies'),
    leftOut: tail.filter((block) => isProse(block)),
  }
}

type Head = Pick<LetterParts, 'title' | 'dates' | 'letterhead' | 'addressees'>

function headOf(header: readonly Block[], memory: ListMemory): Head {
  const dates = header.flatMap((block) => (block.kind === 'date' ? [block.lines[0]?.text ?? ''] : []))
  const plain = header.flatMap((block, at) => (block.kind === 'plain' ? [{ block, at }] : []))
  const isList = (block: Block): boolean =>
    !isAddressed(block, memory) && (isListLike(block) || memory.share(block, false) > 0.5)
  const others = plain.filter(({ block }) => !isList(block))
  const titled = others[0] !== undefined && isTitle(others[0].block, others.length > 1) ? others[0] : undefined
  return {
    title: titled === undefined ? null : withoutMarks(titled.block.lines.map((line) => line.text).join(' ')),
    dates,
    letterhead: plain.filter(({ block }) => isList(block)).map(({ block }) => block),
    addressees: others.filter((other) => other !== titled).map(({ block }) => block),
  }
}

function isTitle(block: Block, moreFollows: boolean): boolean {
  const text = block.lines.map((line) => line.text).join(' ')
  if (block.lines.length > 3 || text.length > 250) return false
  return (
    text.startsWith('#') ||
    (moreFollows && /\b(?:letter|statement|brief|lettre|carta|lettera|re:)\b/iu.test(text)) ||
    /^(?:open letter|offener brief|lettre ouverte|carta abierta|carta aberta)\b/iu.test(text)
  )
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
    else if (isFragment(block, memory) || isStray(blocks, at, memory)) {
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
  return isListLike(block) && (!isItemized(block) || memory.share(block, true) > 0.6)
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
