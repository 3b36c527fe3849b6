import type { Block } from './blocks.ts'
import { withoutMarks } from './markers.ts'
import type { SourceLine } from './source-text.ts'

/** Headings over the parts of a list, with their words. */
export function groupHeadings(blocks: readonly Block[]): ReadonlyMap<SourceLine, string> {
  const looks = looksOf(blocks)
  const headings = new Map<SourceLine, string>()
  for (const [at, block] of blocks.entries()) {
    const [line] = block.lines
    if (line === undefined || line.text.length > 90) continue
    if (isMarked(line) || isGroupWord(block) || looks(block, blocks[at + 1]))
      headings.set(line, withoutMarks(line.text).replace(/:$/u, ''))
  }
  return headings
}

/** Ends with a colon, or is marked as a heading. */
function isMarked({ text, hints }: SourceLine): boolean {
  return hints?.heading !== undefined || /^(?:#{1,6}\s|\*\*.+\*\*:?$)/u.test(text) || /:(?:\*\*)?$/u.test(text)
}

/** Words for kinds of signatories, which no name is made of alone. */
const kinds =
  /^(?:(?:the|and|or|&|of|for|in|by|other|additional|further|national|international|local|regional|state|civil|society|media|advocacy|academic|non-?profit|public|signing|signatory|individual|private|affiliations?)\s*,?\s*)*(?:organi[sz]ations?|individuals?|compan(?:y|ies)|institutions?|associations?|businesses|experts?|academics|scholars|researchers|scientists|journalists|lawyers|groups|ngos|networks|coalitions|universities|unions|organisationen|einzelpersonen|unternehmen|personen|verbände|personnes|individus|entreprises|organizaciones|personas|empresas|organizações|pessoas|empresas|organizzazioni|persone|organisaties|personen)(?:(?:\s*(?:,|&|and|und|et|y|e|en|\/)\s*|\s+)(?:organi[sz]ations?|individuals?|compan(?:y|ies)|institutions?|associations?|businesses|experts?|academics|scholars|groups|directors|networks|coalitions))*$/iu

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
    (line.hints?.emphasis === 'all' && isCapitals(line.text) && !isCapitals(below.text))
  )
}
