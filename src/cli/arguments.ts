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
    return { kind: 'wrong', sentence: sentenceOf(error) }
  }
}

/** Node's own sentences speak to programmers, over several lines. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return 'These arguments do not read.'
  const [option = ''] = /--?[\w-]+(?=[ '])/.exec(error.message) ?? []
  const code: unknown = Reflect.get(error, 'code')
  if (option === '') return error.message
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `There is no option ${option}; --help says which there are.`
  if (error.message.includes('does not take')) return `${option} takes no value.`
  if (error.message.includes('ambiguous'))
    return `${option} needs a value; one that begins with “-” is written ${option}=….`
  return `${option} needs a value.`
}
