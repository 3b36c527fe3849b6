import { recordEvent, type Actor } from '#accounts'
import { newId, type CampaignId, type CaptureId, type FileHash, type Means, type QuoteId } from '#kernel'
import { fileOf, type Tx } from '#platform'
import { organizerOf } from './add-source.ts'
import { findSpans, type Quote, type Span } from './quote.ts'
import { captureRow } from './store-capture.ts'
import { insertQuote } from './store-quote.ts'

/** What can come of quoting from a capture. */
export type QuoteOutcome =
  | { readonly kind: 'found'; readonly quote: QuoteId; readonly span: Span }
  /** The words do not stand in it, or it has no text that can be read. */
  | { readonly kind: 'not-found' }
  /** They stand in several places: say what is before or after. */
  | { readonly kind: 'ambiguous'; readonly places: readonly Span[] }

/**
 * Quotes words from a capture. Kinds of quotation marks, dashes and white space count as one; what is kept is spelled as
 * it stands there. The same span quoted again is the same quotation.
 */
export async function quoteIn(
  tx: Tx,
  wish: {
    readonly campaign: CampaignId
    readonly by: Actor
    readonly capture: CaptureId
    readonly exact: string
    readonly prefix?: string
    readonly suffix?: string
  },
  means: Means,
): Promise<QuoteOutcome> {
  const { campaign, by, capture } = wish
  const text = await captureText(tx, campaign, capture)
  const places = text === undefined ? [] : findSpans(text, wish)
  const [span, ...others] = places
  if (!span) return { kind: 'not-found' }
  if (others.length > 0) return { kind: 'ambiguous', places }
  const fresh: Quote = { ...span, id: newId<QuoteId>(means), capture }
  const quote = await insertQuote(tx, campaign, { ...fresh, at: means.now(), by: organizerOf(by) })
  if (quote === fresh.id)
    await recordEvent(tx, { by, act: 'quote-evidence', campaign, subject: [capture, quote] }, means)
  return { kind: 'found', quote, span }
}

/** The text of a capture that can be quoted; `undefined` when there is none, or it was taken away. */
export async function captureText(tx: Tx, campaign: CampaignId, capture: CaptureId): Promise<string | undefined> {
  const row = await captureRow(tx, campaign, capture)
  return row?.textHash === undefined ? undefined : await textOf(tx, campaign, row.textHash)
}

/** The text kept under a hash. */
export async function textOf(tx: Tx, campaign: CampaignId, hash: FileHash): Promise<string | undefined> {
  const file = await fileOf(tx, campaign, hash)
  return file && new TextDecoder().decode(file.bytes)
}
