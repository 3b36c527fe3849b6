import { fromMarkdown } from 'mdast-util-from-markdown'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { directive } from 'micromark-extension-directive'

type Extension = ReturnType<typeof directive>
type Constructs = NonNullable<Extension['text']>[number]
type Construct = Exclude<NonNullable<Constructs>, readonly unknown[]>
type Tokenizer = Construct['tokenize']

/** The whole document of a source as micromark reads it. */
export type SourceTree = ReturnType<typeof fromMarkdown>
/** A block or container of a source. */
export type SourceNode = SourceTree['children'][number]
/** A piece of running text of a source. */
export type SourcePhrase = Extract<SourceNode, { type: 'paragraph' }>['children'][number]
/** One of our directives in any of its three forms. */
export type SourceDirective = Extract<SourceNode | SourcePhrase, { type: `${string}Directive` }>

const OPENINGS: readonly string[] = ['only[', 'vary[', 'recipient[', 'demand[']
const CONTAINER_OPENINGS: readonly string[] = ['only{']
const COLON = 58

/**
 * Looks ahead whether a directive of ours begins here. The directive syntax would otherwise take "10:30" or ":smile:"
 * for directives named "30" and "smile", and the words would be lost downstream.
 */
function guard(openings: readonly string[]): Tokenizer {
  return (effects, ok, nok) => {
    let name = ''
    const more: ReturnType<Tokenizer> = (code) => {
      if (code === null || code < 0) return nok(code)
      if (name === '' && code === COLON) return take(code)
      name += String.fromCodePoint(code)
      if (openings.includes(name)) return ok(code)
      return openings.some((opening) => opening.startsWith(name)) ? take(code) : nok(code)
    }
    const take: ReturnType<Tokenizer> = (code) => {
      effects.enter('data')
      effects.consume(code)
      effects.exit('data')
      return more
    }
    return more
  }
}

function guarded(construct: Construct, openings: readonly string[]): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      const original = construct.tokenize.call(this, effects, ok, nok)
      return effects.check({ tokenize: guard(openings), partial: true }, original, nok)
    },
  }
}

const listed = (constructs: Constructs | undefined): readonly Construct[] =>
  constructs === undefined ? [] : Array.isArray(constructs) ? constructs : [constructs]

/** The directive syntax with a closed set of names; every other name is ordinary text to CommonMark. */
function ourDirectives(): Extension {
  const { text, flow } = directive()
  return {
    text: { [COLON]: listed(text?.[COLON]).map((construct) => guarded(construct, OPENINGS)) },
    flow: {
      [COLON]: listed(flow?.[COLON]).map((construct) =>
        guarded(construct, construct.concrete === true ? CONTAINER_OPENINGS : OPENINGS),
      ),
    },
  }
}

/** Reads a source as CommonMark with our four directives. Never throws; every text is some document. */
export function sourceTree(source: string): SourceTree {
  return fromMarkdown(source, { extensions: [ourDirectives()], mdastExtensions: [directiveFromMarkdown()] })
}
