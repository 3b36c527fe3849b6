import { isNode, LineCounter, parseDocument, type Document } from 'yaml'
import type * as z from 'zod'
import { recordShape, type RecordFile } from './record-shapes.ts'

/** What reading a record file can come to: what stands in it, or every problem as a sentence with its line. */
export type ReadRecord =
  | { readonly kind: 'read'; readonly file: RecordFile }
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] }

const mostProblems = 20

/**
 * Reads a record file (docs/formats/record.md). Every scalar is the text it is written as. Refuses aliases and tags,
 * and whatever names something that does not stand in the file.
 */
export function readRecord(text: string): ReadRecord {
  try {
    return read(text)
  } catch (error) {
    // What the package throws for an alias, and what a thousand brackets do to its stack.
    if (error instanceof ReferenceError)
      return unreadable(['Aliases (“*name”) cannot stand here; write the value out.'])
    if (error instanceof RangeError) return unreadable(['This is nested too deeply.'])
    throw error
  }
}

function read(text: string): ReadRecord {
  const lines = new LineCounter()
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
  })
  const trouble = [...document.errors, ...document.warnings].slice(0, mostProblems)
  if (trouble.length > 0)
    return unreadable(
      trouble.map(
        ({ pos, message }) => `Line ${lines.linePos(pos[0]).line}: this is not YAML (${firstSentence(message)}).`,
      ),
    )
  const lineOf = (path: Path) => lineIn(document, lines, path)
  const checked = recordShape.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {})
  if (!checked.success)
    return unreadable(checked.error.issues.slice(0, mostProblems).flatMap((issue) => sentences(issue, lineOf)))
  const lost = danglingIn(checked.data).slice(0, mostProblems)
  if (lost.length > 0) return unreadable(lost.map(({ path, sentence }) => `Line ${lineOf(path)}: ${sentence}`))
  return { kind: 'read', file: checked.data }
}

type Path = readonly PropertyKey[]

const unreadable = (problems: readonly string[]): ReadRecord => ({ kind: 'unreadable', problems })

const firstSentence = (message: string): string => message.split('\n', 1)[0]?.replace(/[.:]$/, '') ?? ''

/** The line on which something stands, or the nearest thing around it that does. */
function lineIn(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

function sentences(issue: z.core.$ZodIssue, lineOf: (path: Path) => number): readonly string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `Line ${lineOf([...issue.path, key])}: no key is called “${key}” here.`)
  const last = issue.path.at(-1)
  if (issue.code === 'invalid_type' && issue.input === undefined && typeof last === 'string')
    return [`Line ${lineOf(issue.path)}: “${last}” is missing.`]
  return [`Line ${lineOf(issue.path)}: ${issue.message}`]
}

type Dangling = { readonly path: Path; readonly sentence: string }

/** Names of things that the file does not have, and names given twice. */
function danglingIn(file: RecordFile): readonly Dangling[] {
  const kinds = {
    sources: file.sources,
    demands: file.demands,
    replies: file.replies,
    deliveries: file.deliveries,
    commitments: file.commitments,
  }
  const twice = Object.entries(kinds).flatMap(([name, all]) =>
    all.flatMap(({ key }, index) =>
      all.findIndex((one) => one.key === key) < index
        ? [{ path: [name, index, 'key'], sentence: `“${key}” stands here twice.` }]
        : [],
    ),
  )
  const keys = (all: readonly { readonly key: string }[]) => new Set(all.map(({ key }) => key))
  const known = {
    source: keys(file.sources),
    demand: keys(file.demands),
    reply: keys(file.replies),
    delivery: keys(file.deliveries),
    commitment: keys(file.commitments),
  }
  const lost: Dangling[] = []
  const visit = (value: unknown, path: Path): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, one] of Object.entries(value)) {
      const at = [...path, Array.isArray(value) ? Number(key) : key]
      const names = Object.entries(known).find(([kind]) => kind === key)?.[1]
      if (names && typeof one === 'string' && !names.has(one))
        lost.push({ path: at, sentence: `there is no ${key} “${one}” in this file.` })
      visit(one, at)
    }
  }
  visit(file, [])
  return [...twice, ...lost]
}
