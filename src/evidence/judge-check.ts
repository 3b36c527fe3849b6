import type { QuoteId } from '#kernel'
import type { CheckOutcome } from './check.ts'
import type { SiteLook } from './capture-site.ts'
import { findSpans, type Quote } from './quote.ts'

/** What a source was when it was captured. */
export type Before = {
  readonly text: string | undefined
  /** SHA-256 of the page: what tells where there is no text. */
  readonly payloadHash: string
  readonly finalUrl: string
  readonly quotes: readonly Quote[]
}

/** What came of comparing. */
export type Judged = { readonly outcome: CheckOutcome; readonly lostQuotes: readonly QuoteId[] }

/** Compares a source with its capture; `undecided`: a page that is not there at all has to be looked at beside it. */
export function judgeLook(before: Before, now: SiteLook): Judged | 'undecided' {
  if (now.kind === 'failed') return { outcome: 'unreachable', lostQuotes: [] }
  const all = before.quotes.map(({ id }) => id)
  if (now.status === 404 || now.status === 410) return { outcome: 'gone', lostQuotes: all }
  // A server that refuses, or is overcome, says nothing about the page.
  if (now.status < 200 || now.status > 299) return { outcome: 'unreachable', lostQuotes: [] }
  const isSame = before.text === undefined ? before.payloadHash === now.payloadHash : before.text === now.text
  if (isSame) return { outcome: now.finalUrl === before.finalUrl ? 'same' : 'redirected-same-text', lostQuotes: [] }
  const { text } = now
  const lost = before.quotes.filter(({ exact }) => text === undefined || findSpans(text, { exact }).length === 0)
  // Without a quotation there is nothing to lose but the page itself.
  return before.quotes.length > 0 && lost.length === 0 ? { outcome: 'changed-with-quote', lostQuotes: [] } : 'undecided'
}

/** The same, with a page beside it that cannot be there: a site that answers both alike says “not found” without saying so. */
export function judgeBeside(before: Before, now: SiteLook, beside: SiteLook): Judged {
  const answered = now.kind === 'answered' ? now : undefined
  const text = answered?.text ?? ''
  const lost = before.quotes.filter(({ exact }) => findSpans(text, { exact }).length === 0).map(({ id }) => id)
  if (answered && beside.kind === 'answered' && beside.status >= 200 && beside.status <= 299) {
    const isAlike =
      beside.payloadHash === answered.payloadHash ||
      (beside.finalUrl === answered.finalUrl && beside.finalUrl !== before.finalUrl) ||
      likeness(text, beside.text ?? '') >= alike
    if (isAlike) return { outcome: 'soft-404', lostQuotes: lost }
  }
  return { outcome: lost.length > 0 ? 'changed-without-quote' : 'changed-with-quote', lostQuotes: lost }
}

// Two pages “not found” differ in the address they repeat; two pages of a site share their frame, and little else.
const alike = 0.9

/** The share of words that two texts have in common, 0 to 1. */
function likeness(one: string, other: string): number {
  const words = (text: string) => new Set(text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
  const [first, second] = [words(one), words(other)]
  const shared = [...first].filter((word) => second.has(word)).length
  return shared / (first.size + second.size - shared)
}

/**
 * An address beside another that nobody has: in the same folder, with the same ending.
 * @param name letters and digits that nobody would think of.
 */
export function besideOf(url: string, name: string): string {
  const beside = new URL(url)
  const folder = beside.pathname.slice(0, beside.pathname.replace(/\/$/, '').lastIndexOf('/') + 1)
  const ending = /\.[a-z]{2,5}$/i.exec(beside.pathname)?.[0] ?? ''
  beside.pathname = `${folder || '/'}${name}${ending}`
  beside.search = ''
  return beside.href
}
