import { isPostal } from './address-lines.ts'
import { endsSentence, isItemized, isLetterhead, isListLike, isProse, type Block } from './blocks.ts'
import { announces, isInCapitals, isSenderLine, isSubjectLine, saysLetter, withoutSubject } from './head-words.ts'
import type { ListMemory } from './list-memory.ts'
import { withoutMarks } from './markers.ts'
import { hasPersonMark, hasRole } from './roles.ts'

/** What stands above a letter's text, by what it is. */
export type Head = {
  readonly title: string | null
  readonly dates: readonly string[]
  readonly letterhead: readonly Block[]
  readonly addressees: readonly Block[]
  /** Running text and lines above the letter that are no part of it: an introduction, an update, a page's frame. */
  readonly before: readonly Block[]
}

const textOf = (block: Block): string => withoutMarks(block.lines.map((line) => line.text).join(' '))

/** Sorts the blocks above a letter: title, dates, list beside the letter, addressees, and what is no part of it. */
export function headOf(header: readonly Block[], memory: ListMemory): Head {
  const dates = header.flatMap((block) => (block.kind === 'date' ? [block.lines[0]?.text ?? ''] : []))
  const addressed = header.filter((block) => block.kind === 'addressed')
  const beside = header.filter(isLetterhead)
  const plain = header.flatMap((block, at) => (block.kind === 'plain' && !isLetterhead(block) ? [{ block, at }] : []))
  const isList = (block: Block): boolean =>
    !isAddressed(block, memory) && (isListLike(block) || memory.share(block, false) > 0.5)
  // Where the page shows the list, no other lines above the letter are one.
  const others = beside.length > 0 ? plain : plain.filter(({ block }) => !isList(block))
  const titled = titleOf(others)
  // Above a marked heading, and around running text, stands what introduces the letter, not whom it goes to.
  const lastProse = header.findLastIndex(isProse)
  const from = Math.max(titled !== undefined && isHeading(titled.block) ? titled.at : -1, lastProse)
  const more = titled === undefined ? undefined : goesOn(titled, header)
  const rest = others.filter((other) => other !== titled && other.block !== more)
  const address = rest.find(({ block }) => hasPostal(block))?.at ?? -1
  const dated = header.findIndex(({ kind }) => kind === 'date')
  const isBefore = ({ block, at }: Placed): boolean =>
    at <= from ||
    isProse(block) ||
    isSubject(block) ||
    isItemized(block) ||
    isReference(block) ||
    isNoWords(block) ||
    announces(textOf(block)) ||
    isSenderLine(textOf(block)) ||
    // Above the date, and above those who are named, stands who writes.
    (at < dated && !namesSomebody(block) && rest.some((other) => namesSomebody(other.block))) ||
    // Above the date and the address stands who writes: a motto, a name of the house.
    (at < address && header.slice(at, address).some(({ kind }) => kind === 'date'))
  return {
    title: titled === undefined ? null : titleText(more === undefined ? [titled.block] : [titled.block, more]),
    dates,
    letterhead: beside.length > 0 ? beside : plain.filter(({ block }) => isList(block)).map(({ block }) => block),
    addressees: [...rest.filter((other) => !isBefore(other)).map(({ block }) => block), ...addressed].sort(
      (one, other) => header.indexOf(one) - header.indexOf(other),
    ),
    before: rest.filter(isBefore).map(({ block }) => block),
  }
}

const hasPostal = (block: Block): boolean => block.lines.some(({ text }) => isPostal(text))

/** A rule drawn with signs. */
const isNoWords = (block: Block): boolean => block.lines.every(({ text }) => !/[\p{L}\p{N}]/u.test(text))

/** Whether a block names a person or a post, as addresses do and the names of houses do not. */
const namesSomebody = (block: Block): boolean =>
  block.kind === 'plain' &&
  block.lines.some(({ text }) => hasPersonMark(text) || (block.lines.length > 1 && hasRole(text))) &&
  !isSubjectLine(textOf(block))

/** A file number: digits and capitals, and no word. */
const isReference = (block: Block): boolean =>
  block.lines.every(({ text }) => /\d/u.test(text) && !/\p{L}*\p{Ll}{2}/u.test(text))

/** A title as it is called: without "Re:", its parts joined by a colon. */
export const titleText = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => withoutSubject(textOf(block)))
    .reduce((above, below) => (/[:.!?]$/u.test(above) ? `${above} ${below}` : `${above}: ${below}`))

/** The second half of a title that says "letter to …": the next short block, set like it, too long for a name. */
function goesOn({ block, at }: Placed, header: readonly Block[]): Block | undefined {
  const next = header[at + 1]
  if (next?.kind !== 'plain' || next.lines.length > 3 || hasPostal(next)) return undefined
  // A heading that ends with a colon has not been said to its end.
  const isOpen = isHeading(block) && textOf(block).endsWith(':') && next.lines[0]?.hints?.emphasis === 'all'
  if (isOpen) return textOf(next).length > 200 ? undefined : next
  if (!saysLetter(textOf(block)) || isSubjectLine(textOf(next))) return undefined
  const [one, other] = [block.lines[0]?.hints, next.lines[0]?.hints]
  if (one?.face !== other?.face || one?.heading !== other?.heading || one?.place !== other?.place) return undefined
  const text = textOf(next)
  const isShort = text.split(' ').length < 7 || text.length > 200
  return isShort || endsSentence(text) || hasRole(text) || isProse(next) ? undefined : next
}

/** Whether the first block below the greeting is a subject line: short, no sentence, above running text. */
export function isSubjectBelow(block: Block | undefined, next: Block | undefined): boolean {
  if (block?.kind !== 'plain' || next === undefined || !isProse(next) || isProse(block) || isItemized(block))
    return false
  const text = textOf(block)
  return (
    block.lines.length <= 3 &&
    text.length > 8 &&
    text.length < 200 &&
    /^[\p{Lu}\p{N}]/u.test(text) &&
    !endsSentence(text) &&
    !/[,;:]$/u.test(text) &&
    !isLetterhead(block)
  )
}

const isHeading = (block: Block): boolean => block.lines[0]?.hints?.heading !== undefined

/** A line set in another weight that says what the letter is about. */
function isSubject(block: Block): boolean {
  const [line] = block.lines
  if (block.lines.length > 2 || line === undefined) return false
  const isSet = isHeading(block) || (line.hints?.emphasis === 'all' && textOf(block).split(' ').length > 6)
  return isSet || isSubjectLine(textOf(block))
}

type Placed = { readonly block: Block; readonly at: number }

function titleOf(others: readonly Placed[]): Placed | undefined {
  const headings = others.filter(({ block }) => isHeading(block))
  const lettered = headings.findLast(({ block }) => saysLetter(textOf(block)))
  const prose = others.findLastIndex(({ block }) => isProse(block))
  // A heading between an introduction and the letter is the letter's own.
  const own = prose < 0 ? undefined : headings.find(({ at }) => at > (others[prose]?.at ?? 0))
  if (headings.length > 0) return own ?? (prose < 0 ? headings[0] : (lettered ?? headings[0]))
  const first = others.find(({ block }) => !isProse(block))
  if (first !== undefined && isTitle(first.block, others.length > 1)) return first
  const shouted = others.find(
    ({ block }) => block.lines.length <= 3 && isInCapitals(textOf(block)) && !hasRole(textOf(block)),
  )
  if (shouted !== undefined && shouted === first && !others.some(({ block }) => isSubject(block))) return shouted
  return others.find(({ block }) => isSubject(block) && !isProse(block))
}

function isTitle(block: Block, moreFollows: boolean): boolean {
  const text = block.lines.map((line) => line.text).join(' ')
  if (block.lines.length > 3 || text.length > 250) return false
  return (
    text.startsWith('#') ||
    /公開書簡|公開質問状|公开信|공개서한|رسالة مفتوحة/u.test(text) ||
    (moreFollows && /\b(?:letter|statement|brief|lettre|carta|lettera|re:)\b/iu.test(text)) ||
    /^(?:open letter|offener brief|lettre ouverte|carta abierta|carta aberta|lettera aperta|open brief)\b/iu.test(text)
  )
}

/** Whether a block names people the letter goes to, rather than signatories. */
export function isAddressed(block: Block | undefined, memory: ListMemory): boolean {
  if (block?.kind !== 'plain' || block.lines.length > 16 || isProse(block)) return false
  // Mail goes to nobody in a list.
  if (hasPostal(block)) return true
  const roles = block.lines.filter((line) => hasRole(line.text)).length
  const own = isListLike(block)
  const share = memory.share(block, own)
  if (own && roles >= block.lines.length * 0.25) return true
  // Words of a name may stand in a list by chance; a post below it does not.
  if (share > (roles > 0 && !own ? 0.7 : 0.5)) return false
  return own ? roles >= block.lines.length * 0.15 : true
}
