import type { Audience, Run, SourceRecipient, SourceWarning } from './passage.ts'
import type { SourceDirective, SourcePhrase } from './source-tree.ts'
import { warningOfMark } from './unknown-marks.ts'

/** What reading one source needs at hand, and where its warnings go. */
export type Reading = {
  readonly source: string
  readonly recipients: readonly SourceRecipient[]
  /** Targets of reference links by their label. */
  readonly targets: ReadonlyMap<string, string>
  /** Labels that some link or picture of the source names. */
  readonly cited: ReadonlySet<string>
  readonly warn: (kind: SourceWarning['kind'], node: Placed, text: string) => void
  readonly freshDemandId: () => string
}

type Placed = {
  readonly position?:
    | {
        readonly start: { readonly line: number; readonly offset?: number | undefined }
        readonly end: { readonly offset?: number | undefined }
      }
    | undefined
}
const SAFE_TARGET = /^(?:https?:|mailto:|[^:]*$|[^:]*[/?#])/iu

/** The author's own characters of a node. */
export function slice(reading: Reading, node: Placed): string {
  return reading.source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0)
}

/**
 * What reads like a mark of ours and is none: its bracket is never closed, its colons stand alone, or three of them
 * begin a line under another name. A backslash before it says that it is meant as it stands. Up to the end of its line.
 */
const LOOKS_LIKE_A_MARK =
  /(?<![\\:]):{1,2}(?:only|vary|recipient|demand)[[{].*|^[ \t>]*:{3,}[ \t]*\p{L}.*|^[ \t>]*:{3,}[ \t]*$/gmu

/** The author's own characters from a node to the end of its line. */
const lineAt = (reading: Reading, node: Placed): string =>
  /^.*/u.exec(reading.source.slice(node.position?.start.offset ?? 0))?.[0] ?? ''

/** The place of a character within a node's text. */
function placeWithin(reading: Reading, node: Placed, index: number): Placed {
  const start = { offset: (node.position?.start.offset ?? 0) + index, line: node.position?.start.line ?? 1 }
  const linesBefore = slice(reading, node).slice(0, index).split('\n').length - 1
  return { position: { start: { ...start, line: start.line + linesBefore }, end: {} } }
}

/** The recipients a `for` list names; slugs nobody has are reported and left out. */
export function audienceOf(reading: Reading, node: SourceDirective): Audience {
  const list = node.attributes?.['for']
  if (list === undefined || list === null) return undefined
  const slugs = list.split(/[\s,]+/u).filter((slug) => slug !== '')
  const known = new Set(reading.recipients.map(({ slug }) => slug))
  for (const slug of slugs) if (!known.has(slug)) reading.warn('unknown-recipient', node, slug)
  return new Set(slugs.filter((slug) => known.has(slug)))
}

function target(reading: Reading, node: Placed, url: string): string | undefined {
  if (url === '') return undefined
  if (SAFE_TARGET.test(url)) return url
  reading.warn('unsafe-target', node, url)
  return undefined
}

function othersOf(reading: Reading, node: SourceDirective): ReadonlyMap<string, string> {
  const known = new Set(reading.recipients.map(({ slug }) => slug))
  const others = new Map<string, string>()
  for (const [slug, text] of Object.entries(node.attributes ?? {})) {
    if (known.has(slug)) others.set(slug, text ?? '')
    else reading.warn('unknown-recipient', node, slug)
  }
  return others
}

/** One of our directives as running text; its words stay even where its attributes make no sense. */
export function directiveRuns(reading: Reading, node: SourceDirective): readonly Run[] {
  const runs = node.type === 'containerDirective' ? [] : runsOf(reading, node.children)
  // A label that never closes is no label: what we have is a bare name, and that is ordinary text.
  if (!slice(reading, node).includes('[')) {
    reading.warn('unclosed-mark', node, lineAt(reading, node))
    return [{ kind: 'text', text: slice(reading, node) }]
  }
  switch (node.name) {
    case 'recipient':
      if (runs.length === 0) return [{ kind: 'recipient' }]
      reading.warn('recipient-with-text', node, slice(reading, node))
      return [{ kind: 'text', text: slice(reading, node) }]
    case 'vary':
      return [{ kind: 'vary', runs, others: othersOf(reading, node) }]
    case 'demand':
      return [{ kind: 'demand', id: demandId(reading, node), audience: audienceOf(reading, node), runs }]
    default: {
      const audience = audienceOf(reading, node)
      if (audience === undefined) reading.warn('missing-for', node, slice(reading, node))
      return [{ kind: 'only', audience, runs }]
    }
  }
}

function demandId(reading: Reading, node: SourceDirective): string {
  const id = node.attributes?.['id']
  if (id) return id
  reading.warn('missing-id', node, slice(reading, node))
  return reading.freshDemandId()
}

/** Running text without what a letter cannot keep; every word of it stays, and what was lost is reported. */
export function runsOf(reading: Reading, nodes: readonly SourcePhrase[]): readonly Run[] {
  return nodes.flatMap((node): readonly Run[] => {
    switch (node.type) {
      case 'text':
        for (const found of slice(reading, node).matchAll(LOOKS_LIKE_A_MARK)) {
          const { kind, text } = warningOfMark(found[0])
          reading.warn(kind, placeWithin(reading, node, found.index), text)
        }
        return [{ kind: 'text', text: node.value }]
      case 'break':
        return [{ kind: 'text', text: ' ' }]
      case 'textDirective':
        return directiveRuns(reading, node)
      case 'link':
        if (node.title) reading.warn('link-title-dropped', node, node.title)
        return [{ kind: 'link', runs: runsOf(reading, node.children), href: target(reading, node, node.url) }]
      case 'linkReference': {
        const url = reading.targets.get(node.identifier) ?? ''
        return [{ kind: 'link', runs: runsOf(reading, node.children), href: target(reading, node, url) }]
      }
      case 'emphasis':
      case 'strong':
      case 'delete':
        reading.warn('emphasis', node, slice(reading, node))
        return runsOf(reading, node.children)
      case 'inlineCode':
        reading.warn('code', node, node.value)
        return [{ kind: 'text', text: node.value }]
      case 'image':
      case 'imageReference':
        reading.warn('image', node, slice(reading, node))
        return [{ kind: 'text', text: node.alt ?? '' }]
      case 'html':
        return htmlRuns(reading, node, node.value)
      default:
        // Footnotes are not read by this syntax; were they, their own characters would stand.
        return [{ kind: 'text', text: slice(reading, node) }]
    }
  })
}

/** HTML stands as it is typed: dropping a tag could drop a word somebody put in angle brackets. */
export function htmlRuns(reading: Reading, node: Placed, value: string): readonly Run[] {
  if (/^<!--[^]*-->$/u.test(value.trim())) {
    reading.warn('comment-dropped', node, value)
    return []
  }
  reading.warn('html', node, value)
  return [{ kind: 'text', text: value }]
}
