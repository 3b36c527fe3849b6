import { isAddressLine } from './address-lines.ts'
import { findDate, type MonthNames } from './find-date.ts'
import { isLabeled } from './head-words.ts'
import { addressedOf, copiesOf, isClosing, isListHeading, isSalutation } from './markers.ts'
import { namesInLine } from './names-in-line.ts'
import { hasRole } from './roles.ts'
import { itemMarker, type SourceLine, type SourceText } from './source-text.ts'

/** Lines printed together, between blank lines; dates, salutations, closings and headings always stand alone. */
export type Block = {
  readonly kind: 'plain' | 'date' | 'salutation' | 'closing' | 'addressed' | 'copies'
  readonly lines: readonly SourceLine[]
}

/** Cuts the lines of a source into blocks; lines that stand around the letter are in none. */
export function blocksOf(source: SourceText, months: MonthNames): readonly Block[] {
  const blocks: Block[] = []
  let run: SourceLine[] = []
  const end = (): void => {
    for (const part of atLabels(run)) for (const block of cut(part, months)) blocks.push(block)
    run = []
  }
  for (const [at, line] of source.lines.entries()) {
    if (line.text === '' || isOutside(line)) {
      end()
      continue
    }
    // A heading stands alone; the lines of one heading stand together.
    const { heading, place } = line.hints ?? {}
    const above = run.at(-1)?.hints
    if (run.length > 0 && (above?.heading !== heading || above?.place !== place)) end()
    run.push({ ...line, at })
  }
  end()
  return blocks
}

/** Whether a block is a piece of the list printed beside the letter, as the page shows it. */
export function isLetterhead(block: Block): boolean {
  return block.lines[0]?.hints?.place === 'letterhead'
}

/** Whether a line stands around the letter: navigation, the frame of a page. */
function isOutside(line: SourceLine): boolean {
  return line.hints?.place === 'outside'
}

/** A block's lines from one "To:" or "Cc:" to the next. */
function atLabels(run: readonly SourceLine[]): readonly (readonly SourceLine[])[] {
  const parts: SourceLine[][] = []
  for (const line of run) {
    const isLabel = copiesOf(line.text) !== undefined || addressedOf(line.text) !== undefined || isLabeled(line.text)
    const last = parts.at(-1)
    if (last === undefined || isLabel) parts.push([line])
    else last.push(line)
  }
  return parts
}

function cut(run: readonly SourceLine[], months: MonthNames): readonly Block[] {
  const whole = wholeSalutation(run)
  if (whole !== undefined) return [whole]
  const first = run[0]?.text ?? ''
  if (copiesOf(first) !== undefined) return [{ kind: 'copies', lines: run }]
  if (addressedOf(first) !== undefined && run.length < 12 && !isSalutation(first, true))
    return [{ kind: 'addressed', lines: run }]
  const blocks: { kind: Block['kind']; lines: SourceLine[] }[] = []
  for (const [index, line] of run.flatMap(atClosing).entries()) {
    const last = blocks.at(-1)
    // "… those who support them, like | the undersigned." is the end of a sentence, not of the letter.
    const within = last?.kind === 'plain' && /^\p{Ll}/u.test(line.text)
    const begins = index === 0 && !isInAddress(run)
    const kind = within ? 'plain' : kindOf(line.text, begins, months)
    if (kind === 'plain' && last?.kind === 'plain') last.lines.push(line)
    else blocks.push({ kind, lines: [line] })
  }
  return blocks
}

/** "Signed by: A, B and C" is a heading and a list. */
function atClosing(line: SourceLine): readonly SourceLine[] {
  const colon = line.text.indexOf(':')
  if (colon < 3 || colon > 60 || colon > line.text.length - 8) return [line]
  const head = line.text.slice(0, colon + 1)
  const rest = line.text.slice(colon + 1).trim()
  if (!isListHeading(head) || endsSentence(rest.replace(/\.$/u, '')) || /\p{Ll}\. \p{Lu}/u.test(rest)) return [line]
  const { links: _links, hints, ...bare } = line
  const inner = hints === undefined ? {} : { hints: { ...hints, startsItem: false } }
  return [
    { ...bare, text: head, ...inner },
    { ...bare, text: rest, ...inner },
  ]
}

/** A salutation to several people may run over two or three lines. */
function wholeSalutation(run: readonly SourceLine[]): Block | undefined {
  if (run.length < 2 || run.length > 3) return undefined
  const text = run.map((line) => line.text).join(' ')
  const starts = isSalutation(`${(run[0]?.text ?? '').replace(/[,:]$/u, '')},`, false)
  const next = run[1]?.text ?? ''
  // A first line without a comma is only believed to be wrapped where the next cannot begin a sentence.
  const isWrapped = run.length === 2 && /^(?:and|for|of|und|für|et|pour|y|de|para|e|en|voor|&)\s/u.test(next)
  const isListed = /[,:]$/u.test(run[0]?.text ?? '') && /^(?:and|und|y|et|e|en|&|\p{Lu})/u.test(next)
  const goesOn = (isListed || isWrapped) && next.length < 100
  return starts && goesOn && /[,:]$/u.test(text) && text.length < 300
    ? { kind: 'salutation', lines: [{ ...run[0], text }] }
    : undefined
}

/** "Madame A" above a post or a street greets nobody: lines of an address begin with forms of address too. */
const isInAddress = ([, second]: readonly SourceLine[]): boolean =>
  second !== undefined && second.text.length < 80 && (hasRole(second.text) || isAddressLine(second.text))

function kindOf(text: string, first: boolean, months: MonthNames): Block['kind'] {
  if (text.length > 300) return 'plain'
  // The last words of a wrapped sentence may be a date too ("… signed in | March 2017.").
  if ((first || !text.endsWith('.') || isLabeled(text)) && findDate(text, months) !== undefined) return 'date'
  if (isSalutation(text, first)) return 'salutation'
  return isClosing(text) ? 'closing' : 'plain'
}

/** Words of running text that hardly ever stand in names. */
const running =
  /\b(?:we|you|your|is|are|was|were|has|have|had|been|be|will|would|should|must|can|could|it|its|this|these|those|that|which|they|their|not|wir|ist|sind|nicht|wird|werden|nous|vous|est|sont|nos|que|son|está|não|são)\b/giu

/** Words whose period ends no sentence. */
const abbreviated =
  /(?:\b(?:inc|corp|ltd|co|llc|jr|sr|dr|mr|ms|mrs|st|no|e\.v|u\.s|u\.k|ph\.d|esq|bros|assn|dept)|\b\p{Lu})\.$/iu

/** Whether a text ends like a sentence, abbreviations excepted. */
export function endsSentence(text: string): boolean {
  return (
    /[.!?\u2026\u3002\uFF01\uFF1F]["'\u201D\u2019\u00BB)\]\u00B9\u00B2\u00B3\u2070-\u2079]*$/u.test(text) &&
    !abbreviated.test(text)
  )
}

/** Whether a block is running text rather than names, titles or a heading. */
export function isProse(block: Block): boolean {
  if (block.kind !== 'plain' || block.lines[0]?.hints?.heading !== undefined || namesInLine(block.lines) !== undefined)
    return false
  // Items are judged one by one: a long name is no sentence, and a list of demands is running text.
  if (
    block.lines.length > 2 &&
    block.lines.every((line) => line.hints?.startsItem === true || line.hints?.whole === true)
  )
    return block.lines.filter(isSentence).length > block.lines.length * 0.5
  if (block.lines.some((line) => line.hints?.fields === undefined && line.text.length > 140)) return true
  if (block.lines.every((line) => /\p{Script=Han}/u.test(line.text) && line.text.length > 25)) return true
  const text = block.lines
    .map((line) => line.text)
    .join(' ')
    .slice(0, 5_000)
  const words = text.split(' ').length
  // "IT" and "US" in capitals are no pronouns.
  const share = (text.match(running)?.filter((word) => /\p{Ll}/u.test(word)).length ?? 0) / words
  if (block.lines.length === 1)
    return (words >= 6 && (endsSentence(text) || share > 0.1)) || (words >= 4 && endsSentence(text) && share > 0.1)
  return share > 0.06 || (words > 25 && /\p{Ll}[.!?] \p{Lu}/u.test(text) && share > 0.03)
}

/** Whether one line is running text by itself. */
function isSentence({ text, hints }: SourceLine): boolean {
  if (hints?.fields !== undefined) return false
  const words = text.split(' ').length
  const share = (text.slice(0, 2_000).match(running)?.length ?? 0) / words
  return (
    words >= 6 &&
    (share > 0.1 || (share > 0 && words > 15) || (text.length > 60 && endsSentence(text)) || text.length > 300)
  )
}

/** Whether a block looks like a list of names by itself: at least five short lines that are no running text. */
export function isListLike(block: Block): boolean {
  if (block.kind !== 'plain' || block.lines.length < 5 || isProse(block)) return false
  const ended = block.lines.filter((line) => endsSentence(line.text)).length
  return ended <= block.lines.length * 0.2 && block.lines.every((line) => line.text.length <= 140)
}

/** Whether most lines of a block carry bullets or running numbers. */
export function isItemized(block: Block): boolean {
  return block.lines.filter((line) => line.hints?.startsItem === true).length > block.lines.length * 0.4
}

/** A line without its bullet or number, where its list has them. */
export function withoutMarker(line: SourceLine): string {
  return line.hints?.startsItem === true ? line.text.slice(itemMarker(line.text)) : line.text
}
