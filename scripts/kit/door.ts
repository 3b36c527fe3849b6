import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { nameOf, parseSource, part, parts, type Node, type Source } from './source.ts'

/** The names a file gives away that carry no doc comment, each followed to the file that declares it. */
export function undocumented(src: string, file: string): readonly string[] {
  const open = new Map<string, Source>()
  const read = (path: string): Source => {
    const known = open.get(path)
    if (known !== undefined) return known
    const source = parseSource(path, readFileSync(join(src, path), 'utf8'))
    open.set(path, source)
    return source
  }
  return givenAway(read, file)
    .filter(({ at, local }) => !isDocumented(read, at, local))
    .map(({ name, at }) => `${name} (src/${at}) has no doc comment`)
}

type Read = (path: string) => Source
type Given = { readonly name: string; readonly local: string; readonly at: string }

/** Every name a file exports, with the file it comes from and the name it has there. */
function givenAway(read: Read, file: string): readonly Given[] {
  return parts(read(file).program, 'body').flatMap((node) => {
    // What comes through a neighbor's door is documented, and checked, behind that door.
    if (nameOf(part(node, 'source'))?.startsWith('#') === true) return []
    const from = neighbor(file, nameOf(part(node, 'source')))
    if (node.type === 'ExportAllDeclaration') return from === undefined ? [] : givenAway(read, from)
    if (node.type !== 'ExportNamedDeclaration') return []
    const declared = namesDeclared(part(node, 'declaration')).map((name) => ({ name, local: name, at: file }))
    const listed = parts(node, 'specifiers').flatMap((one) => {
      const name = nameOf(part(one, 'exported'))
      const local = nameOf(part(one, 'local'))
      return name === undefined || local === undefined ? [] : [{ name, local, at: from ?? file }]
    })
    return [...declared, ...listed]
  })
}

function isDocumented(read: Read, file: string, name: string): boolean {
  const source = read(file)
  for (const node of parts(source.program, 'body')) {
    const declaration = /^Export(?:Named|Default)Declaration$/.test(node.type) ? part(node, 'declaration') : node
    if (namesDeclared(declaration).includes(name) && hasDocComment(source, node)) return true
    const from = neighbor(file, nameOf(part(node, 'source')))
    if (from === undefined) continue
    const passed = parts(node, 'specifiers').find(
      (one) => nameOf(part(one, node.type === 'ImportDeclaration' ? 'local' : 'exported')) === name,
    )
    const there = nameOf(part(passed, node.type === 'ImportDeclaration' ? 'imported' : 'local'))
    if (there !== undefined) return isDocumented(read, from, there)
    if (node.type === 'ExportAllDeclaration' && givenAway(read, from).some((one) => one.name === name))
      return isDocumented(read, from, name)
  }
  return false
}

/** Whether a doc comment ends right before a statement, with nothing but space between. */
function hasDocComment({ text, comments }: Source, node: Node): boolean {
  return comments.some(
    (one) => one.value.startsWith('*') && one.end <= node.start && text.slice(one.end, node.start).trim() === '',
  )
}

function namesDeclared(declaration: Node | undefined): readonly string[] {
  const declared = declaration?.type === 'VariableDeclaration' ? parts(declaration, 'declarations') : [declaration]
  return declared.flatMap((one) => nameOf(part(one, 'id')) ?? [])
}

function neighbor(file: string, from: string | undefined): string | undefined {
  return from?.startsWith('./') === true ? posix.join(posix.dirname(file), from) : undefined
}
