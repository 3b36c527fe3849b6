import type { Context } from 'hono'
import { pageHeaders } from './headers.ts'
import { refuse, type WebMeans } from './keep.ts'
import { layout, type Page, type Site } from './layout.ts'
import { personalResponse } from './personal-page.ts'
import { unsavedPage, type UnsavedReason } from './unsaved-page.ts'

/** Reads what a form of ours posted; `undefined` when it is something else, or when the visitor broke off. */
export async function readPosted(c: Context): Promise<URLSearchParams | undefined> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  // A form without fields may say nothing of its type.
  if (type !== undefined && type !== '' && type !== 'application/x-www-form-urlencoded') return undefined
  // Only the visitor can break off here, or send it garbled.
  const text = await c.req.text().catch(() => undefined)
  return text === undefined ? undefined : new URLSearchParams(text)
}

/** Sends a page that answers a form: it shows what somebody typed, so nobody on the way may keep it. */
export function answerPage(page: Page, site: Site, status: number): Response {
  return new Response(layout(page, site), {
    status,
    headers: { ...pageHeaders, 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}

/** What is to be sent again when it could not be saved. */
export type Again = Parameters<typeof unsavedPage>[1]

// Long enough for a queue to drain, short enough not to lose anyone.
const retrySeconds = 5

/** The page that keeps what could not be saved. */
function unsavedResponse({ site }: WebMeans, reason: UnsavedReason, again: Again): Response {
  return personalResponse(unsavedPage(reason, again), site, {
    status: 503,
    headers: { 'Retry-After': String(retrySeconds) },
  })
}

/** Does what a form asks for; when the house fails meanwhile, what was sent is handed back to be sent again. */
export async function saving(
  means: WebMeans,
  again: () => Again,
  work: () => Promise<Response | 'busy'>,
): Promise<Response> {
  try {
    const answer = await work()
    return answer === 'busy' ? unsavedResponse(means, { kind: 'busy' }, again()) : answer
  } catch (error) {
    return unsavedResponse(means, { kind: 'failed', reference: means.journal.fault(error) }, again())
  }
}

/** Whatever is no form of ours. */
export const refusePosted = (means: WebMeans): Response => refuse(means, 'bad')
