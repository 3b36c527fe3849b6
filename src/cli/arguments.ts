import { parseArgs, type ParseArgsConfig } from 'node:util'

/** Options of a command as `node:util` takes them. */
export type OptionShapes = NonNullable<ParseArgsConfig['options']>

/** What was typed behind a command's name, or a sentence that says what is wrong with it. */
export type ReadArguments =
  | {
      readonly kind: 'read'
      readonly flags: ReadonlySet<string>
      readonly texts: ReadonlyMap<string, string>
      readonly words: readonly string[]
    }
  | { readonly kind: 'wrong'; readonly sentence: string }

/** Reads a command's arguments; an unknown option or a missing value is a sentence, not an exception. */
export function readArguments(args: readonly string[], options: OptionShapes): ReadArguments {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    const given = Object.entries(values)
    return {
      kind: 'read',
      flags: new Set(given.flatMap(([name, value]) => (value === true ? [name] : []))),
      texts: new Map(given.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))),
      words: positionals,
    }
  } catch (error) {
    return { kind: 'wrong', sentence: error instanceof Error ? error.message : 'These arguments do not read.' }
  }
}
