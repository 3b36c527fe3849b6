import { findDate, type MonthNames } from './find-date.ts'
import { copiesOf, isClosing, isSalutation } from './markers.ts'
import { itemMarker, type SourceLine, type SourceText } from './source-text.ts'

/** Lines printed together, between blank lines; dates, salutations and closings always stand alone. */
export type Block = {
  readonly kind: 'plain' | 'date' | 'salutation' | 'closing' | 'copies'
  readonly lines: readonly SourceLine[]
}

/** Cuts the lines of a source into blocks. */
export function blocksOf(source: SourceText, months: MonthNames): readonly Block[] {
  const blocks: Block[] = []
  let run: SourceLine[] = []
  for (const line of [...source.lines, { text: '' }]) {
    if (line.text !== '') {
      run.push(line)
      continue
    }
    if (run.length > 0) for (const block of cut(run, months)) blocks.push(block)
    run = []
  }
  return blocks
}

function cut(run: readonly SourceLine[], months: MonthNames): readonly Block[] {
  const whole = wholeSalutation(run)
  if (whole !== undefined) return [whole]
  if (copiesOf(run[0]?.text ?? '') !== undefined) return [{ kind: 'copies', lines: run }]
  const blocks: { kind: Block['kind']; lines: SourceLine[] }[] = []
  for (const [index, line] of run.entries()) {
    const kind = kindOf(line.text, index === 0, months)
    const last = blocks.at(-1)
    if (kind === 'plain' && last?.kind === 'plain') last.lines.push(line)
    else blocks.push({ kind, lines: [line] })
  }
  return blocks
}

/** A salutation to several people may run over two or three lines. */
function wholeSalutation(run: readonly SourceLine[]): Block | undefined {
  if (run.length < 2 || run.length > 3 || /[,:]$/u.test(run[0]?.text ?? ',') === (run.length === 1)) return undefined
  const text = run.map((line) => line.text).join(' ')
  const starts = isSalutation(`${(run[0]?.text ?? '').replace(/[,:]$/u, '')},`, false)
  const next = run[1]?.text ?? ''
  const goesOn = /^(?:and|und|y|et|e|en|&|\p{Lu})/u.test(next) && next.length < 100
  return starts && goesOn && /[,:]$/u.test(text) && text.length < 300
    ? { kind: 'salutation', lines: [{ text }] }
    : undefined
}

function kindOf(text: string, first: boolean, months: MonthNames): Block['kind'] {
  if (text.length > 300) return 'plain'
  // The last words of a wrapped sentence may be a date too ("… signed in | March 2017.").
  if ((first || !text.endsWith('.')) && findDate(text, months) !== undefined) return 'date'
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
  return /[.!?\u2026]["'\u201D\u2019\u00BB)\]]*$/u.test(text) && !abbreviated.test(text)
}

/** Whether a block is running text rather than names, titles or a heading. */
export function isProse(block: Block): boolean {
  if (block.kind !== 'plain') return false
  if (block.lines.some((line) => line.text.length > 140)) return true
  const text = block.lines
    .map((line) => line.text)
    .join(' ')
    .slice(0, 5_000)
  const words = text.split(' ').length
  const share = (text.match(running)?.length ?? 0) / words
  if (block.lines.length === 1) return words >= 6 && (endsSentence(text) || share > 0.1)
  return share > 0.06 || (words > 25 && /\p{Ll}[.!?] \p{Lu}/u.test(text) && share > 0.03)
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
