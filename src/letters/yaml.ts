import { LineCounter, parseDocument, stringify } from 'yaml'
import type * as z from 'zod'

/** Plain data as YAML 1.2, block style, keys in the order given; what is `undefined` is left out. */
export function writeYaml(value: unknown): string {
  // Folded lines would make a difference of one word a difference of many lines.
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })
}

/** What reading a YAML file can come to: its value, or every problem as a sentence with its place. */
export type ReadYaml<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] }

/**
 * Reads a YAML file of a known shape. Every scalar is read as the text it is written as, so that nobody is surprised
 * by a title `2019` or a name `No`. Refuses aliases and tags, with which a small file could become a huge value.
 */
export function readYaml<Shape extends z.ZodType>(text: string, shape: Shape): ReadYaml<z.output<Shape>> {
  try {
    const parsed = parsePlain(text)
    if (parsed.kind === 'unreadable') return parsed
    const checked = shape.safeParse(parsed.value)
    if (checked.success) return { kind: 'read', value: checked.data }
    return unreadable(checked.error.issues.slice(0, mostProblems).flatMap(sentences))
  } catch (error) {
    // What the package throws for an alias, and what a thousand brackets do to its stack.
    if (error instanceof ReferenceError)
      return unreadable(['Aliases (“*name”) cannot stand here; write the value out.'])
    if (error instanceof RangeError) return unreadable([tooDeep])
    throw error
  }
}

const mostProblems = 20
const tooDeep = 'This is nested too deeply.'

function parsePlain(text: string): ReadYaml<unknown> {
  const lines = new LineCounter()
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
  })
  const trouble = [...document.errors, ...document.warnings].slice(0, mostProblems)
  if (trouble.length === 0) return { kind: 'read', value: document.toJS({ maxAliasCount: 0 }) ?? {} }
  return unreadable(
    trouble.map(({ pos, message }) =>
      message.includes('call stack')
        ? tooDeep
        : `Line ${lines.linePos(pos[0]).line}: this is not YAML (${oneSentence(message)}).`,
    ),
  )
}

const unreadable = (problems: readonly string[]) => ({ kind: 'unreadable', problems }) as const

const oneSentence = (message: string): string => message.split('\n', 1)[0]?.replace(/[.:]$/, '') ?? ''

/** An issue with its place as a person counts: `editions, 2, date: …`. */
function sentences(issue: z.core.$ZodIssue): readonly string[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? String(step + 1) : String(step)))
  const at = path.length === 0 ? '' : `${path.join(', ')}: `
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${at}No key is called “${key}” here.`)
  if (issue.code === 'invalid_type' && issue.input === undefined) return [`${at}This is missing.`]
  return [`${at}${issue.message}`]
}
