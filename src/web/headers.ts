import { createHash } from 'node:crypto'
import { styles } from './styles.ts'

const sourceOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/**
 * What a page may do: show itself. No script at all, styles by their hash, images from here only; nobody may
 * frame it. `data:` is for the empty icon that spares a second request.
 */
const policyFor = (sheet: string): string =>
  [
    "default-src 'none'",
    `style-src ${sheet}`,
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const policy = policyFor(sourceOf(styles))

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

/** The same for a page with other styles than most. */
export const pageHeadersFor = (own: string): Readonly<Record<string, string>> => ({
  ...pageHeaders,
  'Content-Security-Policy': policyFor(sourceOf(own)),
})

/** Headers of the one page with a script: it may run that script, by its hash, and read the log's files from here. */
export function scriptHeaders(scriptHash: string): Readonly<Record<string, string>> {
  return { ...pageHeaders, 'Content-Security-Policy': withScript(policy, scriptHash) }
}

const withScript = (allowed: string, scriptHash: string): string =>
  [allowed, `script-src 'sha256-${scriptHash}'`, "connect-src 'self'"].join('; ')

const sheetPolicy = policyFor("'self'")

/** What stands otherwise in the headers of a page whose style sheet is a file of ours. */
export const sheetHeaders: Readonly<Record<string, string>> = { 'Content-Security-Policy': sheetPolicy }

/**
 * What stands otherwise in the headers of pages for organizers: a style sheet of ours, the page's script where it has one,
 * and their origin in what their forms send. Browsers without Sec-Fetch-Site can only say that a form is ours where
 * they may name its origin to us.
 */
export function organizerHeaders(scriptHash?: string): Readonly<Record<string, string>> {
  const allowed = scriptHash === undefined ? sheetPolicy : withScript(sheetPolicy, scriptHash)
  return { 'Referrer-Policy': 'same-origin', 'Content-Security-Policy': allowed }
}

/** Headers of files a page links to (PDF, text, CSV): not a document that could run anything. */
export const fileHeaders: Readonly<Record<string, string>> = {
  ...commonHeaders,
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'Cache-Control': 'no-cache',
}

/**
 * What stands otherwise in the headers of a letter as one HTML file: its own styles, by their hash. It is the same text as
 * its edition's page, which is the one to be found.
 */
export const pageFileHeaders = (own: string): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': `${policyFor(sourceOf(own))}; sandbox allow-popups allow-top-navigation-by-user-activation`,
  'X-Robots-Tag': 'noindex',
})
