import mammoth from 'mammoth'
import { readHtml } from './read-html.ts'
import type { SourceText } from './source-text.ts'

/** What reading a Word document comes to. */
export type DocxOutcome = { readonly kind: 'lines'; readonly source: SourceText } | { readonly kind: 'broken' }

/** Styles that mark headings in documents of any language besides those mammoth knows. */
const styles = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  'u => u',
  "p[style-name='footnote text'] => p:fresh",
]

/**
 * The lines of a Word document (Office Open XML): paragraphs, headings, lists, tables, text boxes, links. Columns are
 * read as the document orders them. Pictures are left out. Never throws: what is no such document is `broken`.
 */
export async function readDocx(bytes: Uint8Array): Promise<DocxOutcome> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      {
        styleMap: styles,
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
        externalFileAccess: false,
      },
    )
    return { kind: 'lines', source: readHtml(value, { isDocument: true }) }
  } catch {
    return { kind: 'broken' }
  }
}
