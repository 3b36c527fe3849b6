import type { Block } from './blocks.ts'
import { isListHeading, withoutMarks } from './markers.ts'
import { hasPersonMark, isPersonShaped } from './roles.ts'
import type { SourceLine } from './source-text.ts'

/** Headings over the parts of a list, with their words; empty words where the heading says nothing of those below. */
export function groupHeadings(blocks: readonly Block[]): ReadonlyMap<SourceLine, string> {
  const looks = looksOf(blocks)
  const manner = mannerOf(blocks)
  const headings = new Map<SourceLine, string>()
  for (const [at, block] of blocks.entries()) {
    const [line] = block.lines
    if (line === undefined) continue
    if (block.kind === 'closing') headings.set(line, groupOf(line.text))
    else if (introduces(line)) headings.set(line, '')
    else if (line.text.length <= 90 && (isMarked(line, manner) || isGroupWord(block) || looks(block, blocks[at + 1])))
      headings.set(line, wordsOf(line.text))
    for (const [index, one] of block.lines.entries()) {
      const next = block.lines[index + 1] ?? blocks[at + 1]?.lines[0]
      const place = { starts: index === 0, alone: block.lines.length === 1, next }
      if (block.kind === 'plain' && !headings.has(one) && isSetApart(one, place, manner))
        headings.set(one, wordsOf(one.text))
    }
  }
  return headings
}

/** A sentence that leads to the names ("The coalition is made up of:") is no name and says nothing of their kind. */
const introduces = ({ text, hints }: SourceLine): boolean =>
  hints?.fields === undefined && text.endsWith(':') && text.length < 400 && text.split(' ').length > 8

const wordsOf = (text: string): string => withoutMarks(text).replace(/\s*[:\uFF1A]$/u, '')

/** "Signatories" says nothing of those below; "Supported by" and "Organizations that signed" do. */
function groupOf(text: string): string {
  const heading = wordsOf(text)
  const plain =
    !isListHeading(text) || /sign|firma|firme|assin|unterz|ondertek|sottoscr|签|署|簽|서명|п[оі]дпис/iu.test(heading)
  return plain && !/organi|individ|compan|person|institu/iu.test(heading) ? '' : heading
}

/** Whether the names of the list are themselves set like headings. */
type Manner = { readonly boldNames: boolean; readonly headedNames: boolean }

function mannerOf(blocks: readonly Block[]): Manner {
  const lines = blocks.filter(({ kind }) => kind === 'plain').flatMap((block) => block.lines)
  const bold = lines.filter(({ hints }) => hints?.emphasis === 'all')
  const headed = lines.filter(({ hints }) => hints?.heading !== undefined)
  const persons = bold.filter(({ text }) => hasPersonMark(text) || isPersonShaped(text)).length
  return {
    boldNames: bold.length > lines.length * 0.3 || (bold.length > 2 && persons > bold.length * 0.6),
    headedNames: headed.length > lines.length * 0.3,
  }
}

type Place = { readonly starts: boolean; readonly alone: boolean; readonly next: SourceLine | undefined }

/** Headings in formats that know whole lines and items: a label, a line in bold, a line without the mark that all below have. */
function isSetApart(line: SourceLine, { starts, alone, next }: Place, { boldNames }: Manner): boolean {
  const { text, hints } = line
  if (text.length > 90 || next === undefined || hints?.fields !== undefined || hints?.face !== undefined) return false
  const isItem = hints?.startsItem === true
  if (hints?.whole === true && (text.endsWith(':') || (!isItem && kinds.test(wordsOf(text))))) return true
  if (isItem) return false
  if ((starts || hints?.whole === true) && hints?.emphasis === 'all' && !boldNames && next.hints?.emphasis !== 'all')
    return true
  return alone && next.hints?.startsItem === true && text.length < 60
}

/** Ends with a colon, or is marked as a heading. */
function isMarked({ text, hints }: SourceLine, { headedNames }: Manner): boolean {
  return (
    (hints?.heading !== undefined && !headedNames) ||
    /^(?:#{1,6}\s|\*\*.+\*\*:?$)/u.test(text) ||
    /:(?:\*\*)?$/u.test(text)
  )
}

/** Words for kinds of signatories, which no name is made of alone. */
const kinds =
  /^(?:(?:the|and|or|&|of|for|in|by|other|additional|further|national|international|local|regional|state|civil|society|media|advocacy|academic|non-?profit|public|signing|signatory|individual|private|affiliations?)\s*,?\s*)*(?:organi[sz]ations?|individuals?|compan(?:y|ies)|institutions?|associations?|businesses|experts?|academics|scholars|researchers|scientists|journalists|lawyers|groups|ngos|networks|coalitions|universities|unions|organisationen|einzelpersonen|unternehmen|personen|verbände|personnes|individus|entreprises|organizaciones|personas|empresas|organizações|pessoas|empresas|organizzazioni|persone|organisaties|personen)(?:(?:\s*(?:,|&|and|und|et|y|e|en|\/)\s*|\s+)(?:organi[sz]ations?|individuals?|compan(?:y|ies)|institutions?|associations?|businesses|experts?|academics|scholars|groups|directors|networks|coalitions))*$/iu

/** Whether a heading names a kind of signatories. */
export function isGroupHeading(text: string): boolean {
  return kinds.test(wordsOf(text)) || /organi[sz]ation|individual|signator|signer|support|endors/iu.test(text)
}

function isGroupWord({ lines }: Block): boolean {
  return lines.length === 1 && kinds.test(lines[0]?.text ?? '')
}

/** Headings known by how they are set: alone, in a face that few lines of the list have, larger or bolder than below. */
function looksOf(blocks: readonly Block[]): (block: Block, next: Block | undefined) => boolean {
  const faces = new Map<string, number>()
  let count = 0
  for (const { lines } of blocks)
    for (const line of lines) {
      const look = lookOf(line)
      if (look === '') continue
      faces.set(look, (faces.get(look) ?? 0) + 1)
      count += 1
    }
  return (block, next) => {
    const [line, below] = [block.lines[0], block.lines[1] ?? next?.lines[0]]
    const [look, lower] = [lookOf(line), lookOf(below)]
    if (line === undefined || below === undefined || look === '' || look === lower) return false
    const rare =
      (faces.get(look) ?? 0) <= Math.max(1, count * 0.2) && (faces.get(look) ?? 0) * 2 <= (faces.get(lower) ?? 0)
    return block.lines.length === 1 && rare && stands(line, below)
  }
}

/** Capitals are a face of their own. */
function lookOf(line: SourceLine | undefined): string {
  const face = line?.hints?.face
  if (line === undefined || face === undefined) return ''
  return isCapitals(line.text) && line.hints?.emphasis === 'all' ? `${face} capitals` : face
}

const isCapitals = (text: string): boolean => /\p{Lu}{3}/u.test(text) && !/\p{Ll}/u.test(text)

function stands(line: SourceLine, below: SourceLine): boolean {
  const size = (one: SourceLine): number => Number(/[\d.]+$/u.exec(one.hints?.face ?? '')?.[0] ?? 0)
  return (
    size(line) > size(below) ||
    (line.hints?.emphasis === 'all' && below.hints?.emphasis === undefined) ||
    // Capitals alone may be an acronym: a heading stands farther off than names do.
    (line.hints?.emphasis === 'all' &&
      isCapitals(line.text) &&
      !isCapitals(below.text) &&
      (line.hints.gap ?? Infinity) > (below.hints?.gap ?? 0) + 0.3)
  )
}
