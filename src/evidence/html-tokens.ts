import { Tokenizer, TokenizerMode, type Token } from 'parse5'

/** What is told of a page, in the order in which it stands there. */
export type Hearing = {
  /** @param isClosed written `<name/>`, which closes what is not HTML (SVG, MathML). */
  readonly start: (name: string, attributes: ReadonlyMap<string, string>, isClosed: boolean) => void
  readonly end: (name: string) => void
  /** All that stands between two tags. @param inside the element whose content is no markup (`script`, `style`, `title` …), where there is one. */
  readonly text: (text: string, inside: string | undefined) => void
}

const raw: ReadonlyMap<string, Tokenizer['state']> = new Map([
  ['script', TokenizerMode.SCRIPT_DATA],
  ['style', TokenizerMode.RAWTEXT],
  ['xmp', TokenizerMode.RAWTEXT],
  ['iframe', TokenizerMode.RAWTEXT],
  ['noembed', TokenizerMode.RAWTEXT],
  ['noframes', TokenizerMode.RAWTEXT],
  ['title', TokenizerMode.RCDATA],
  ['textarea', TokenizerMode.RCDATA],
  ['plaintext', TokenizerMode.PLAINTEXT],
])

/**
 * Reads HTML tag by tag (HTML Standard, section 13.2.5), as a browser without scripts does. No tree is built: strangers
 * write pages whose trees take hours or break whoever walks them, and tags take one pass whatever they are.
 */
export function readTokens(html: string, hearing: Hearing): void {
  let inside: string | undefined
  let told = ''
  // Comes in pieces, white space apart from the rest; a style sheet is only one as a whole.
  const text = ({ chars }: Token.CharacterToken) => {
    told += chars
  }
  const flush = () => {
    if (told !== '') hearing.text(told, inside)
    told = ''
  }
  const tokenizer = new Tokenizer(
    {},
    {
      onComment: () => {},
      onDoctype: () => {},
      onEof: flush,
      onCharacter: text,
      onWhitespaceCharacter: text,
      onNullCharacter: () => {},
      onStartTag: ({ tagName, attrs, selfClosing }) => {
        flush()
        const state = raw.get(tagName)
        if (state !== undefined) {
          inside = tagName
          tokenizer.state = state
        }
        hearing.start(tagName, new Map(attrs.map(({ name, value }) => [name, value])), selfClosing)
      },
      onEndTag: ({ tagName }) => {
        flush()
        inside = undefined
        hearing.end(tagName)
      },
    },
  )
  tokenizer.write(html, true)
}
