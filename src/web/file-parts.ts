import type { PageParts } from '#platform'
import { fileHeaders } from './headers.ts'

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
