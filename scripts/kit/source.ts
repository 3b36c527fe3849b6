import { parseSync } from 'oxc-parser'
import { isRecord } from './rooms.ts'

/** A node of the syntax tree (ESTree with TypeScript): a type and named parts. */
export type Node = { readonly type: string; readonly start: number; readonly end: number } & Readonly<
  Record<string, unknown>
>

/** A parsed file. */
export type Source = {
  readonly program: Node
  readonly text: string
  readonly comments: readonly { readonly start: number; readonly end: number; readonly value: string }[]
  readonly broken: boolean
}

/** Parses TypeScript; a file that does not parse is `broken`, and what could be read of it is there. */
export function parseSource(name: string, text: string): Source {
  const { program, comments, errors } = parseSync(name, text)
  if (!isNode(program)) throw new Error(`no syntax tree for ${name}`)
  return { program, text, comments: comments.filter((one) => one.type === 'Block'), broken: errors.length > 0 }
}

/** Whether a value is a node of the tree. */
function isNode(value: unknown): value is Node {
  return isRecord(value) && typeof value['type'] === 'string'
}

/** The nodes directly below one. */
function partsOf(node: Node): readonly Node[] {
  return Object.values(node).flatMap((held) => (Array.isArray(held) ? held.filter(isNode) : isNode(held) ? [held] : []))
}

/** A node and everything below it, in reading order of the tree. */
export function* everyNode(node: Node): Generator<Node> {
  yield node
  for (const below of partsOf(node)) yield* everyNode(below)
}

/** The child under a name, where it is a node. */
export function part(node: Node | undefined, name: string): Node | undefined {
  const found = node?.[name]
  return isNode(found) ? found : undefined
}

/** The children under a name, where it is a list. */
export function parts(node: Node | undefined, name: string): readonly Node[] {
  const found = node?.[name]
  return Array.isArray(found) ? found.filter(isNode) : []
}

/** The name of an identifier, or the text of a string literal. */
export function nameOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Identifier' && typeof node['name'] === 'string') return node['name']
  if (node?.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  return undefined
}

/** One import of a file, however it is written. */
export type Import = { readonly from: string | undefined; readonly typeOnly: boolean }

/** Every import and re-export. `from` is missing where the name is computed while the program runs. */
export function importsOf({ program }: Source): readonly Import[] {
  return [...everyNode(program)].flatMap((node) => {
    const source = part(node, 'source')
    if (node.type === 'ImportExpression') return [{ from: nameOf(source), typeOnly: false }]
    if (node.type === 'TSImportType') return [{ from: nameOf(source ?? part(node, 'argument')), typeOnly: true }]
    if (!/^(?:Import|ExportNamed|ExportAll)Declaration$/.test(node.type) || source === undefined) return []
    return [{ from: nameOf(source), typeOnly: isTypeOnly(node) }]
  })
}

function isTypeOnly(node: Node): boolean {
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true
  const named = parts(node, 'specifiers')
  return named.length > 0 && named.every((one) => one['importKind'] === 'type' || one['exportKind'] === 'type')
}

/** Every name the file itself gives to something; such a name is not the global of the same spelling. */
export function namesGiven({ program }: Source): ReadonlySet<string> {
  const names = [...everyNode(program)].flatMap((node) => {
    if (/^Import(?:Default|Namespace)?Specifier$/.test(node.type)) return [nameOf(part(node, 'local'))]
    if (node.type === 'VariableDeclarator') return bound(part(node, 'id'))
    if (/Function/.test(node.type)) return [nameOf(part(node, 'id')), ...parts(node, 'params').flatMap(bound)]
    return []
  })
  return new Set(names.filter((name) => name !== undefined))
}

function bound(pattern: Node | undefined): readonly (string | undefined)[] {
  if (pattern === undefined) return []
  switch (pattern.type) {
    case 'Identifier':
      return [nameOf(pattern)]
    case 'Property':
      return bound(part(pattern, 'value'))
    case 'AssignmentPattern':
      return bound(part(pattern, 'left'))
    case 'RestElement':
      return bound(part(pattern, 'argument'))
    default:
      return [...parts(pattern, 'properties'), ...parts(pattern, 'elements')].flatMap(bound)
  }
}
