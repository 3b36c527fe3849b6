import { fold } from '#kernel'
import { endsSentence, isItemized, isProse, type Block } from './blocks.ts'
import type { BodyBlock } from './letter-parts.ts'
import { joinLines, type Spelling } from './spelling.ts'
import { linkDefinition, takeLinks, type LinkTargets } from './links.ts'
import type { ProposedParagraph } from './proposal.ts'
import { sentencesOf } from './sentences.ts'
import type { SourceLine, SourceLink } from './source-text.ts'

/** The paragraphs of a letter, and the ends of pieces where a list of names hides whether the paragraph ends there. */
export type FoundParagraphs = { readonly paragraphs: readonly ProposedParagraph[]; readonly unsure: readonly string[] }

/** A piece of running text; `afterList`: a list of names stood before it. */
type Piece = {
  readonly text: string
  readonly links: readonly SourceLink[]
  readonly afterList: boolean
  /** The format marks it as an item of its own: it goes on nothing. */
  readonly isItem: boolean
}

/**
 * Puts the running text of all letters of a file together: lines of a block, and pieces that a list of names cut
 * apart. Where a piece ends with its sentence, the other letters are asked whether the two sentences follow each other
 * in one paragraph there; if none can say, what the file's other cuts do is assumed and the place is noted.
 */
export function readParagraphs(
  bodies: readonly (readonly BodyBlock[])[],
  spelling: Spelling,
): readonly FoundParagraphs[] {
  const pieces = bodies.map((body) => piecesOf(body, spelling))
  const asks = pieces.some((mine) =>
    mine.some((piece, at) => piece.afterList && endsSentence(mine[at - 1]?.text ?? '')),
  )
  const others = asks ? neighborsOf(pieces) : { cutsInside: false, say: () => 'unknown' as const }
  return pieces.map((mine, at) => together(mine, targetsOf(bodies[at] ?? []), { spelling, others }))
}

type Context = { readonly spelling: Spelling; readonly others: Neighbors }

function together(pieces: readonly Piece[], targets: LinkTargets, { spelling, others }: Context): FoundParagraphs {
  const texts: { text: string; links: readonly SourceLink[] }[] = []
  const unsure: string[] = []
  for (const { text, links, afterList, isItem } of pieces) {
    const open = texts.at(-1)
    const last = open?.text
    const asked = last !== undefined && afterList && endsSentence(last) ? others.say(last, text) : undefined
    if (asked === 'unknown' && last !== undefined) unsure.push(takeLinks(last, targets).text)
    const joins =
      asked === undefined
        ? last !== undefined && !isItem && goesOn(last, text, afterList)
        : asked === 'joined' || (asked === 'unknown' && others.cutsInside)
    if (joins && open !== undefined) {
      open.text = joinLines(open.text, text, spelling)
      open.links = [...open.links, ...links]
    } else texts.push({ text, links })
  }
  // Where the format itself told the links, brackets in the text are only brackets.
  return {
    paragraphs: texts.map(({ text, links }) => (links.length > 0 ? { text, links } : takeLinks(text, targets))),
    unsure,
  }
}

/** Whether a text goes on: nothing else ends without the end of a sentence, or begins in lower case. */
function goesOn(last: string, next: string, afterList: boolean): boolean {
  if (endsSentence(last) || last.endsWith(':')) return false
  return afterList || /^\p{Ll}/u.test(next)
}

type Neighbors = {
  /** Whether the lists of this file were seen to cut through the middle of sentences, and so of paragraphs. */
  readonly cutsInside: boolean
  readonly say: (before: string, after: string) => 'joined' | 'apart' | 'unknown'
}

/** Which sentences follow each other inside paragraphs of the file, and which begin or end one. */
function neighborsOf(letters: readonly (readonly Piece[])[]): Neighbors {
  const follow = new Set<string>()
  const borders = new Set<string>()
  let cuts = 0
  for (const pieces of letters) {
    for (const [at, piece] of pieces.entries()) {
      const sentences = sentencesIn(piece.text)
      for (let n = 1; n < sentences.length; n += 1) follow.add(`${sentences[n - 1]}\n${sentences[n]}`)
      const before = pieces[at - 1]
      if (before === undefined) continue
      if (!piece.afterList) borders.add(`${sentencesIn(before.text).at(-1)}\n`).add(`\n${sentences[0]}`)
      else if (!endsSentence(before.text)) cuts += 1
    }
  }
  const say = (before: string, after: string): 'joined' | 'apart' | 'unknown' => {
    const [last, first] = [sentencesIn(before).at(-1), sentencesIn(after)[0]]
    if (follow.has(`${last}\n${first}`)) return 'joined'
    return borders.has(`${last}\n`) || borders.has(`\n${first}`) ? 'apart' : 'unknown'
  }
  return { cutsInside: cuts > 0, say }
}

function sentencesIn(text: string): readonly string[] {
  return sentencesOf(text.slice(0, 20_000), 'en').map((sentence) =>
    fold(sentence).replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1'),
  )
}

function targetsOf(body: readonly BodyBlock[]): LinkTargets {
  const targets = new Map<string, string>()
  for (const { block } of body)
    for (const { text } of block.lines) {
      const definition = linkDefinition(text)
      if (definition) targets.set(...definition)
    }
  return targets
}

function piecesOf(body: readonly BodyBlock[], spelling: Spelling): readonly Piece[] {
  return body.flatMap(({ block, afterList }) =>
    textsOf(block, spelling).map((piece, at) => ({ ...piece, afterList: afterList && at === 0 })),
  )
}

const isMarkedItem = (line: SourceLine | undefined): boolean =>
  line?.hints?.startsItem === true && line.hints.whole === true

/** One text per paragraph or list item; the lines of running text as one. */
function textsOf(block: Block, spelling: Spelling): readonly Omit<Piece, 'afterList'>[] {
  const texts: SourceLine[][] = []
  const items = isItemized(block) || !isProse(block)
  for (const line of block.lines) {
    if (linkDefinition(line.text) !== undefined) continue
    const last = texts.at(-1)
    const starts =
      line.hints?.startsItem === true && (items || isMarkedItem(line) || /[:;]$/u.test(last?.at(-1)?.text ?? ''))
    if (last === undefined || starts) texts.push([line])
    else last.push(line)
  }
  return texts.map((lines) => ({
    text: joinAll(
      lines.map(({ text }) => text),
      spelling,
    ),
    links: lines.flatMap((line) => line.links ?? []),
    isItem: isMarkedItem(lines[0]),
  }))
}

/** Joins lines two by two, so that a text of very many lines is not copied once per line. */
function joinAll(lines: readonly string[], spelling: Spelling): string {
  if (lines.length < 3) return lines.reduce((text, line) => joinLines(text, line, spelling), '')
  const half = lines.length >> 1
  return joinLines(joinAll(lines.slice(0, half), spelling), joinAll(lines.slice(half), spelling), spelling)
}
