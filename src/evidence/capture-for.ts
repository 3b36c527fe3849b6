import type { CampaignId, CaptureId } from '#kernel'
import type { Tx } from '#platform'
import type { Capture } from './capture.ts'
import type { Quote } from './quote.ts'
import { textOf } from './quote-in.ts'
import type { Source } from './source.ts'
import { captureRow } from './store-capture.ts'
import { quotesOfSource } from './store-quote.ts'
import { sourceRow } from './store.ts'

/** One capture as its organizers work on it. */
export type CaptureView = {
  readonly source: Source
  readonly capture: Capture
  /** What can be quoted; absent: it has no text, or its bytes were taken away. */
  readonly text: string | undefined
  /** In the order in which they stand there. */
  readonly quotes: readonly Quote[]
}

/** One capture with its source, its text and what is quoted from it, for organizers; four questions. */
export async function captureFor(tx: Tx, campaign: CampaignId, capture: CaptureId): Promise<CaptureView | undefined> {
  const found = await captureRow(tx, campaign, capture)
  const source = found && (await sourceRow(tx, campaign, found.source))
  if (!source) return undefined
  const text = found.textHash === undefined ? undefined : await textOf(tx, campaign, found.textHash)
  const quotes = (await quotesOfSource(tx, campaign, source.id)).filter((quote) => quote.capture === capture)
  return { source, capture: found, text, quotes: quotes.toSorted((a, b) => a.start - b.start) }
}
