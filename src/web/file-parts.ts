import type { PageParts } from '#platform'
import { fileHeaders, pageFileHeaders } from './headers.ts'

/** What a file is made of that pages link to; `name` is what it is called when it is saved. */
export const fileParts = (contentType: string, body: string | Uint8Array, name?: string): PageParts => ({
  contentType,
  body,
  headers: Object.entries({
    ...fileHeaders,
    ...(name === undefined ? {} : { 'Content-Disposition': `inline; filename="${name}"` }),
  }),
  compress: typeof body === 'string',
})

/** What a Word document is called on the way (IANA). */
export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The same for a page that is a file: shown with its own styles, running nothing, and listed by no search engine. */
export const pageFileParts = (body: string, name: string): PageParts => {
  const parts = fileParts('text/html; charset=utf-8', body, name)
  const own = pageFileHeaders(/<style>([^]*?)<\/style>/.exec(body)?.[1] ?? '')
  return { ...parts, headers: Object.entries({ ...Object.fromEntries(parts.headers), ...own }) }
}
