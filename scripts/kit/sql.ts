/** SQL without comments, the insides of its texts and the quotes around names, in lower case: enough to read names from. */
export function bareSql(sql: string): string {
  return sql
    .replace(/\/\*[^]*?\*\/|--[^\n]*|\$(\w*)\$[^]*?\$\1\$|'(?:[^']|'')*'/g, (piece) =>
      piece.startsWith("'") ? "''" : ' ',
    )
    .replaceAll('"', '')
    .toLowerCase()
}

/** Something a statement makes, changes or drops. `on` is the table an index or trigger hangs on. */
export type Made = { readonly kind: string; readonly name: string; readonly on: string | undefined }

const making =
  /\b(?:create|alter|drop)\s+(?:or\s+replace\s+)?(?:(?:global|local|temp|temporary|unlogged|unique|materialized|recursive|constraint|foreign)\s+)*(table|view|index|type|sequence|function|procedure|trigger|domain|policy)\s+(?:concurrently\s+)?(?:if\s+(?:not\s+)?exists\s+)?(?:only\s+)?([\w.]+)/g

/** Everything that the statements of a migration make, change or drop, by name. */
export function madeBy(bare: string): readonly Made[] {
  return [...bare.matchAll(making)].map((match) => {
    const [whole, kind = '', name = ''] = match
    const rest = bare.slice(match.index + whole.length).split(';', 1)[0] ?? ''
    // "create index on letters_letter (…)" leaves the name to the database, which takes the table's.
    const on = (name === 'on' ? /^\s+(?:only\s+)?([\w.]+)/ : /\son\s+(?:only\s+)?([\w.]+)/).exec(rest)?.[1]
    return { kind, name: name === 'on' ? (on ?? '') : name, on: /index|trigger|policy/.test(kind) ? on : undefined }
  })
}

/** The tables and views that statements read and write; names given by `with` are not among them. */
export function tablesIn(bare: string): { readonly read: readonly string[]; readonly written: readonly string[] } {
  const given = new Set(
    [
      ...bare.matchAll(
        /(?:\bwith(?:\s+recursive)?|,)\s+(\w+)(?:\s*\([\w\s,]*\))?\s+as\s+(?:(?:not\s+)?materialized\s+)?\(/g,
      ),
    ].map(([, name]) => name),
  )
  const names = (pattern: RegExp): readonly string[] =>
    [...bare.matchAll(pattern)].map(([, name = '']) => name).filter((name) => name !== '' && !given.has(name))
  return {
    written: [
      ...names(
        /\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?|copy|lock\s+table)\s+(?!on\b)([a-z_][\w.]*)/g,
      ),
      // Only with its "set": triggers fire "before update on", and rows are locked "for update of".
      ...names(/\bupdate\s+(?:only\s+)?([a-z_][\w.]*)\s+(?:as\s+)?(?:\w+\s+)?set\b/g),
    ],
    read: names(
      /(?<!\bdelete\s)(?<!\bdistinct\s)\b(?:from|join|using)\s+(?:only\s+|lateral\s+)?([a-z_][\w.]*)(?!\s*\(|[\w.])/g,
    ),
  }
}

/** The columns of a table that say which state something is in, as `create table` and `add column` declare them. */
export function stateColumns(bare: string): readonly string[] {
  return [
    ...bare.matchAll(
      /(?:[(,]|\badd\s+column(?:\s+if\s+not\s+exists)?)\s*((?:\w+_)?(?:status|state|kind))\s+(?:text|varchar|character)/g,
    ),
  ].map(([, name = '']) => name)
}
