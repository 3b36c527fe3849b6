import type { CaptureId, QuoteId, SourceId } from '#kernel'

/**
 * What a source looks like when it is looked at again. `changed-with-quote`: the text is another, and every quotation
 * still stands in it (also when there is none). `unreachable` never means that it was taken away.
 */
export type CheckOutcome =
  | 'same'
  | 'redirected-same-text'
  | 'changed-with-quote'
  | 'changed-without-quote'
  | 'gone'
  | 'unreachable'
  | 'soft-404'

/** One look at a source, compared with its latest capture. */
export type Check = {
  readonly source: SourceId
  readonly capture: CaptureId
  readonly at: Date
  readonly outcome: CheckOutcome
  readonly finalUrl: string | undefined
  readonly status: number | undefined
  /** Quotations that it no longer holds. */
  readonly lostQuotes: readonly QuoteId[]
}

const alarming: readonly CheckOutcome[] = ['changed-without-quote', 'gone', 'soft-404']

/** Whether a person has to look: what was quoted is not to be read there any more. */
export function isAlarm(outcome: CheckOutcome): boolean {
  return alarming.includes(outcome)
}
