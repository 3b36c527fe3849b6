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
  // The styles in which our own letters mark who signed; to the reader of pages they are cards (h-card).
  "p[style-name='Signature Organization'] => ul > li.h-card.organization:fresh",
  "p[style-name='Signature Person'] => ul > li.h-card:fresh",
  "p[style-name='Signature Remark'] => p:fresh",
  "r[style-name='Signatory Name'] => span.p-name",
  "r[style-name='Signatory Title'] => span.p-job-title",
  "r[style-name='Signatory Affiliation'] => span.p-org",
  "r[style-name='Signatory Country'] => span.p-country-name",
  "r[style-name='Signatory Note'] => span.p-note",
  "r[style-name='Signatory Representative'] => span.p-x-representative",
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
