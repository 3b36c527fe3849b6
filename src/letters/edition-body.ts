import { plainText, type Block, type Inline } from '#kernel'
import { canonicalLine, normalizeBlocks } from '#proof'
import type { ParsedSource, Run, SourceRecipient } from './passage.ts'

/** A demand as one edition words it; `block` is the index of the block it stands in. */
export type DemandInText = { readonly id: string; readonly text: string; readonly block: number }

/** One edition's body, derived from the letter's source. */
export type EditionBody = { readonly blocks: readonly Block[]; readonly demands: readonly DemandInText[] }

type Found = {
  readonly inlines: readonly Inline[]
  readonly demands: readonly { readonly id: string; readonly text: string }[]
}

function resolve(runs: readonly Run[], reader: SourceRecipient): Found {
  const found = runs.map((run) => resolveRun(run, reader))
  return { inlines: found.flatMap(({ inlines }) => inlines), demands: found.flatMap(({ demands }) => demands) }
}

function resolveRun(run: Run, reader: SourceRecipient): Found {
  const nothing: Found = { inlines: [], demands: [] }
  switch (run.kind) {
    case 'text':
      return { ...nothing, inlines: [run] }
    case 'recipient':
      return { ...nothing, inlines: [{ kind: 'text', text: reader.name }] }
    case 'link': {
      const { inlines, demands } = resolve(run.runs, reader)
      return { inlines: [{ kind: 'link', text: plainText(inlines), href: run.href }], demands }
    }
    case 'only':
      return run.audience === undefined || run.audience.has(reader.slug) ? resolve(run.runs, reader) : nothing
    case 'vary': {
      const other = run.others.get(reader.slug)
      return other === undefined ? resolve(run.runs, reader) : { ...nothing, inlines: [{ kind: 'text', text: other }] }
    }
    case 'demand': {
      if (run.audience !== undefined && !run.audience.has(reader.slug)) return nothing
      const { inlines, demands } = resolve(run.runs, reader)
      return { inlines, demands: [{ id: run.id, text: canonicalLine(plainText(inlines)) }, ...demands] }
    }
    default:
      return run satisfies never
  }
}

/**
 * The body of one recipient's edition, in the normal form that is signed.
 * @returns an edition without blocks for a slug the source was not read for.
 */
export function bodyFor(parsed: ParsedSource, recipient: string): EditionBody {
  const reader = parsed.recipients.find(({ slug }) => slug === recipient)
  const blocks: Block[] = []
  const demands: DemandInText[] = []
  for (const passage of parsed.passages) {
    if (reader === undefined || !passage.recipients.includes(recipient)) continue
    const found = resolve(passage.runs, reader)
    const [block] = normalizeBlocks([{ kind: passage.block, inlines: found.inlines }])
    if (block === undefined) continue
    demands.push(
      ...found.demands.filter(({ text }) => text !== '').map((demand) => ({ ...demand, block: blocks.length })),
    )
    blocks.push(block)
  }
  return { blocks, demands }
}
