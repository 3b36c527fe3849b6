import type { BlockKind } from '#kernel'
import type { Audience, ParsedSource, Passage, Run, SourceRecipient, SourceWarning } from './passage.ts'
import { audienceOf, directiveRuns, htmlRuns, runsOf, slice, type Reading } from './source-runs.ts'
import { isTooDeep } from './source-depth.ts'
import { withoutTheirEnds } from './unknown-marks.ts'
import { sourceTree, type SourceNode, type SourcePhrase, type SourceTree } from './source-tree.ts'

type Draft = {
  readonly block: BlockKind
  readonly audience: Audience
  readonly runs: readonly Run[]
  readonly line: number
}
type ListItem = Extract<SourceNode, { type: 'list' }>['children'][number]
type Inside = { readonly audience: Audience; readonly quote: boolean }

const narrowed = (outer: Audience, inner: Audience): Audience => {
  if (outer === undefined || inner === undefined) return outer ?? inner
  return new Set([...inner].filter((slug) => outer.has(slug)))
}

/** The blocks of a list of nodes, lists and quotations flattened. */
function blocksOf(reading: Reading, nodes: readonly SourceNode[], inside: Inside): readonly Draft[] {
  return nodes.flatMap((node): readonly Draft[] => {
    const line = node.position?.start.line ?? 1
    const draft = (block: BlockKind, runs: readonly Run[]): Draft => {
      if (inside.quote && block !== 'paragraph') reading.warn('block-in-quote', node, slice(reading, node))
      return { block: inside.quote ? 'quote' : block, audience: inside.audience, runs, line }
    }
    switch (node.type) {
      case 'paragraph':
        return [draft('paragraph', runsOf(reading, node.children))]
      case 'heading':
        return [draft('heading', runsOf(reading, node.children))]
      case 'blockquote':
        return blocksOf(reading, node.children, { ...inside, quote: true })
      case 'list':
        return listBlocks(reading, node, inside)
      case 'code':
        reading.warn('code', node, node.value)
        return [
          draft('paragraph', [{ kind: 'text', text: [node.lang, node.meta, node.value].filter(Boolean).join(' ') }]),
        ]
      case 'html':
        return [draft('paragraph', htmlRuns(reading, node, node.value))]
      case 'thematicBreak':
        reading.warn('rule-dropped', node, slice(reading, node))
        return []
      case 'definition':
        // A line such as "[Note]: see-above" is a definition to Markdown, whatever its author meant.
        if (!reading.cited.has(node.identifier)) reading.warn('definition-dropped', node, slice(reading, node))
        return []
      case 'leafDirective':
        return leafBlocks(reading, node, inside)
      case 'containerDirective':
        return containerBlocks(reading, node, inside)
      default:
        return [draft('paragraph', [{ kind: 'text', text: slice(reading, node) }])]
    }
  })
}

function listBlocks(reading: Reading, list: Extract<SourceNode, { type: 'list' }>, inside: Inside): readonly Draft[] {
  const kind: BlockKind = list.ordered === true ? 'numbered' : 'bullet'
  return list.children.flatMap((item) =>
    item.children.flatMap((child, i): readonly Draft[] => {
      if (child.type === 'list') reading.warn('nested-list', child, slice(reading, child))
      else if (i > 0) reading.warn('list-paragraph', child, slice(reading, child))
      const blocks = blocksOf(reading, [child], inside)
      // The item's first paragraph is the item, whatever stands around it.
      return i > 0 || child.type === 'list'
        ? blocks
        : blocks.map((block) => ({ ...block, block: inside.quote ? 'quote' : kind }))
    }),
  )
}

function leafBlocks(
  reading: Reading,
  leaf: Extract<SourceNode, { type: 'leafDirective' }>,
  inside: Inside,
): readonly Draft[] {
  const runs = directiveRuns(reading, leaf)
  const [run] = runs
  const audience =
    run?.kind === 'only' || run?.kind === 'demand' ? narrowed(inside.audience, run.audience) : inside.audience
  return [{ block: inside.quote ? 'quote' : 'paragraph', audience, runs, line: leaf.position?.start.line ?? 1 }]
}

function containerBlocks(
  reading: Reading,
  container: Extract<SourceNode, { type: 'containerDirective' }>,
  inside: Inside,
): readonly Draft[] {
  const audience = audienceOf(reading, container)
  if (audience === undefined) reading.warn('missing-for', container, container.name)
  if (!/\n[ \t>]*:{3,}[ \t]*$/u.test(slice(reading, container)))
    reading.warn('unclosed-only', container, container.name)
  return blocksOf(reading, container.children, { ...inside, audience: narrowed(inside.audience, audience) })
}

const varies = (run: Run): boolean =>
  run.kind === 'vary' || run.kind === 'only' || ('runs' in run && run.runs.some(varies))

function passageOf(draft: Draft, recipients: readonly SourceRecipient[]): Passage {
  const { audience, runs, block, line } = draft
  const slugs = recipients.map(({ slug }) => slug).filter((slug) => audience === undefined || audience.has(slug))
  const [first] = runs
  // `::only[…]` and `::demand[…]{for=…}` on a line of their own tailor the whole block.
  const inner = runs.length === 1 && first?.kind === 'only' ? first.runs : runs
  const kind = slugs.length < recipients.length ? 'tailored' : inner.some(varies) ? 'varied' : 'shared'
  return { kind, block, recipients: slugs, runs, line }
}

/** The targets of labels, and the labels that some link or picture names. */
function labelsOf(tree: SourceTree): Pick<Reading, 'targets' | 'cited'> {
  const targets = new Map<string, string>()
  const cited = new Set<string>()
  const visit = (nodes: readonly (SourceNode | SourcePhrase | ListItem)[]): void => {
    for (const node of nodes) {
      // The first definition of a label holds, as CommonMark has it.
      if (node.type === 'definition' && !targets.has(node.identifier)) targets.set(node.identifier, node.url)
      if (node.type === 'linkReference' || node.type === 'imageReference') cited.add(node.identifier)
      if ('children' in node && node.type !== 'table' && node.type !== 'tableRow') visit(node.children)
    }
  }
  visit(tree.children)
  return { targets, cited }
}

/** A source nobody wrote by hand, as the plain paragraphs it shows. */
function plainPassages(source: string, recipients: readonly SourceRecipient[]): readonly Passage[] {
  let line = 1
  return source.split(/(\n[ \t]*\n)/u).flatMap((text) => {
    const draft: Draft = { block: 'paragraph', audience: undefined, runs: [{ kind: 'text', text }], line }
    line += text.split('\n').length - 1
    return text.trim() === '' ? [] : [passageOf(draft, recipients)]
  })
}

/**
 * Reads a letter's source: CommonMark with `only`, `vary`, `recipient` and `demand` directives
 * (docs/formats/letter-source.md). Every text is some letter: what cannot be kept is in `warnings`, never lost silently.
 * The source itself stays the author's; nothing here writes it anew.
 */
export function parseSource(source: string, recipients: readonly SourceRecipient[]): ParsedSource {
  if (isTooDeep(source)) {
    const warning: SourceWarning = { kind: 'too-deep', line: 1, text: source.slice(0, 60) }
    return { recipients, passages: plainPassages(source, recipients), warnings: [warning] }
  }
  const tree = sourceTree(source)
  const warnings: SourceWarning[] = []
  let demands = 0
  const reading: Reading = {
    source,
    recipients,
    ...labelsOf(tree),
    warn: (kind, node, text) => void warnings.push({ kind, line: node.position?.start.line ?? 1, text }),
    freshDemandId: () => `demand-${(demands += 1)}`,
  }
  const drafts = blocksOf(reading, tree.children, { audience: undefined, quote: false })
  return {
    recipients,
    passages: drafts.map((draft) => passageOf(draft, recipients)),
    warnings: withoutTheirEnds(warnings),
  }
}
