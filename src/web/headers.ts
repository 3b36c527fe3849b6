import { createHash } from 'node:crypto'
import { styles } from './styles.ts'

const styleHash = createHash('sha256').update(styles).digest('base64')

/**
 * What a page may do: show itself. No script at all, styles by their hash, images from here only; nobody may
 * frame it. `data:` is for the empty icon that spares a second request.
 */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers of everything this server sends. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'interest-cohort=(), camera=(), microphone=(), geolocation=()',
}

/** Headers of every page. Revalidated each time, so that a withdrawn name is gone at once. */
export const pageHeaders: Readonly<Record<string, string>> = {
  ...commonHeaders,
  'Content-Security-Policy': policy,
  'Cache-Control': 'no-cache',
}

/** Headers of the one page with a script: it may run that script, by its hash, and read the log's files from here. */
export function scriptHeaders(scriptHash: string): Readonly<Record<string, string>> {
  const more = [`script-src 'sha256-${scriptHash}'`, "connect-src 'self'"]
  return { ...pageHeaders, 'Content-Security-Policy': [policy, ...more].join('; ') }
}

/** Headers of files a page links to (PDF, text, CSV): not a document that could run anything. */
export const fileHeaders: Readonly<Record<string, string>> = {
  ...commonHeaders,
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'Cache-Control': 'no-cache',
}
