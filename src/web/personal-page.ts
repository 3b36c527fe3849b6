import type { Markup } from '#typeset'
import { pageHeaders } from './headers.ts'
import { layout, type Page, type Site } from './layout.ts'

/** Headers of a page for one person alone: kept by nobody on the way, found by no search. */
export const personalHeaders: Readonly<Record<string, string>> = {
  ...pageHeaders,
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex, nofollow',
}

/** A page for one person alone: what it shows and how it is called. */
export type PersonalPage = {
  readonly title: string
  readonly language: string
  readonly trail?: Page['trail']
  readonly main: Markup
  readonly footer?: string
  readonly hasScript?: true
  readonly sheet?: string
}

/** Sends a page for one person alone. Never compressed: its length must tell no more than its words do. */
export function personalResponse(
  { title, language, trail = [], main, ...more }: PersonalPage,
  site: Site,
  {
    status = 200,
    headers = {},
  }: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): Response {
  const about = { title, description: title, language, path: '/', trail }
  const page: Page = { ...more, ...about, listed: false, personal: true, main }
  return new Response(layout(page, site), {
    status,
    headers: { ...personalHeaders, 'Content-Type': 'text/html; charset=utf-8', ...headers },
  })
}

/** Sends a visitor on after something was done, so that loading the next page again does nothing twice. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { ...personalHeaders, Location: path } })
}
