import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { parse as parseYaml } from 'yaml'
import { readHtml } from './read-html.ts'
import { cleanLine, type SourceAbout, type SourceText } from './source-text.ts'

/**
 * The lines of a Markdown file (CommonMark with GitHub's tables), HTML inside it included. Line feeds inside a paragraph
 * end lines, as most writers of lists mean them. Front matter gives title, date and language. Never throws.
 */
export function readMarkdown(text: string): SourceText {
  const { front, body } = frontMatter(text.replace(/^\uFEFF/u, ''))
  const html = micromark(withoutTemplates(body), {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  })
  const { lines, about } = readHtml(html, { keepsLines: true, isDocument: true })
  return { lines, about: { ...about, ...front } }
}

/** Instructions and placeholders of site generators (`{% … %}`, `{{ … }}`) are no part of the text. */
const withoutTemplates = (body: string): string => body.replace(/\{%[^\n]{0,1000}?%\}|\{\{[^\n]{0,1000}?\}\}/gu, '')

function frontMatter(text: string): { readonly front: SourceAbout; readonly body: string } {
  const match = /^---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/u.exec(text)
  const read = match?.[1] === undefined ? undefined : fieldsOf(match[1])
  if (match === null || read === undefined) return { front: {}, body: text }
  const { title, date, lang, language = lang } = read
  return {
    front: {
      ...(isSaid(title) ? { title: cleanLine(title) } : {}),
      ...(isSaid(date) ? { date } : {}),
      ...(isSaid(language) ? { language } : {}),
    },
    body: text.slice(match[0].length),
  }
}

const isSaid = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

/** The fields of front matter as strings; `undefined` when it is none. */
function fieldsOf(yaml: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = parseYaml(yaml, { schema: 'failsafe', logLevel: 'silent' })
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : undefined
  } catch {
    return undefined
  }
}
