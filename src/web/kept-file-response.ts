import type { FileHash } from '#kernel'
import type { KeptFile } from '#platform'
import { fileHeaders } from './headers.ts'

// What browsers show without running anything in it; everything else is downloaded.
const shown: ReadonlySet<string> = new Set([
  ...['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain'],
])

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'text/plain': 'txt',
  'application/json': 'json',
  'message/rfc822': 'eml',
}

/**
 * A file that somebody handed in, for one person alone: kept by nobody on the way, never run as a page of ours, whatever
 * is in it. It is named after its hash, since a name that others gave it says nothing.
 */
export function keptFileResponse({ bytes, mediaType }: KeptFile, hash: FileHash): Response {
  const isShown = shown.has(mediaType)
  const ending = endings[mediaType]
  const name = `${hash.slice(0, 16)}${ending === undefined ? '' : `.${ending}`}`
  return new Response(Buffer.from(bytes), {
    headers: {
      ...fileHeaders,
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex, nofollow',
      'Content-Type': isShown
        ? mediaType === 'text/plain'
          ? 'text/plain; charset=utf-8'
          : mediaType
        : 'application/octet-stream',
      'Content-Disposition': `${isShown ? 'inline' : 'attachment'}; filename="${name}"`,
    },
  })
}
