import type { Block } from '#kernel'
import { normalizeBlocks } from '#proof'
import { alignBlocks, type BlockRow } from './align-blocks.ts'
import { bodyFor } from './edition-body.ts'
import { attributeOf, markdownBlock, markdownOf } from './markdown-text.ts'
import { parseSource } from './parse-source.ts'
import { variedLine, type Variant } from './vary-block.ts'

/** One recipient's blocks, for example of an imported letter; `recipient` is its slug. */
export type RecipientBody = { readonly recipient: string; readonly blocks: readonly Block[] }

/** A block of Markdown and the recipients it stands for. */
type Piece = { readonly recipients: readonly string[]; readonly markdown: string }

type VariedBlock = Variant & { readonly block: Block }

function variantsOf(bodies: readonly RecipientBody[], row: BlockRow): readonly VariedBlock[] {
  const members = bodies.flatMap(({ recipient, blocks }, edition) => {
    const block = blocks[row[edition] ?? -1]
    return block === undefined ? [] : [{ recipient, block }]
  })
  return [...Map.groupBy(members, ({ block }) => JSON.stringify(block)).values()].flatMap((group) => {
    const [first] = group
    return first === undefined
      ? []
      : [{ block: first.block, inlines: first.block.inlines, recipients: group.map(({ recipient }) => recipient) }]
  })
}

/** Whether a source gives every recipient exactly these blocks. */
function holds(source: string, bodies: readonly RecipientBody[]): boolean {
  const parsed = parseSource(
    source,
    bodies.map(({ recipient }) => ({ slug: recipient, name: recipient })),
  )
  return bodies.every(
    ({ recipient, blocks }) => JSON.stringify(bodyFor(parsed, recipient).blocks) === JSON.stringify(blocks),
  )
}

function rowPieces(bodies: readonly RecipientBody[], row: BlockRow, inline: boolean): readonly Piece[] {
  const variants = variantsOf(bodies, row)
  const apart = variants.map(({ recipients, block }) => ({
    recipients,
    markdown: markdownBlock(block.kind, markdownOf(block.inlines)),
  }))
  const [first] = variants
  if (!inline || first === undefined || variants.length < 2) return apart
  const line = variedLine(variants)
  if (line === undefined) return apart
  const markdown = markdownBlock(first.block.kind, line)
  const wanted = variants.flatMap(({ recipients, block }) =>
    recipients.map((recipient) => ({ recipient, blocks: [block] })),
  )
  // What a hostile text makes of a directive is found out by reading it back, not by knowing every trap.
  return holds(markdown, wanted) ? [{ recipients: wanted.map(({ recipient }) => recipient), markdown }] : apart
}

function assembled(pieces: readonly Piece[], everyone: number): string {
  const stretches: { recipients: readonly string[]; markdown: string[] }[] = []
  for (const { recipients, markdown } of pieces) {
    const last = stretches.at(-1)
    if (last && last.recipients.join(' ') === recipients.join(' ')) last.markdown.push(markdown)
    else stretches.push({ recipients, markdown: [markdown] })
  }
  return stretches
    .map(({ recipients, markdown }) => {
      const text = markdown.join('\n\n')
      return recipients.length === everyone ? text : `:::only{for=${attributeOf(recipients.join(' '))}}\n${text}\n:::`
    })
    .map((text) => `${text}\n`)
    .join('\n')
}

/**
 * One readable source for the editions of a letter: what they share stands once, near-identical blocks vary within
 * the line, the rest stands in `:::only` containers, in an order that is right for every edition.
 * Read back by `parseSource`, every recipient's body is the normal form of what was given (targets that could run a
 * script excepted: the reader drops them). Each recipient is named once.
 */
export function writeSource(bodies: readonly RecipientBody[]): string {
  const normal = bodies.map(({ recipient, blocks }) => ({ recipient, blocks: normalizeBlocks(blocks) }))
  const rows = alignBlocks(normal.map(({ blocks }) => blocks))
  const order = new Map(normal.map(({ recipient }, i) => [recipient, i]))
  const written = (inline: boolean): string => {
    const pieces = rows.flatMap((row) => rowPieces(normal, row, inline))
    const sorted = pieces.map(({ recipients, markdown }) => ({
      recipients: recipients.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
      markdown,
    }))
    return assembled(sorted, normal.length)
  }
  const source = written(true)
  return holds(source, normal) ? source : written(false)
}
