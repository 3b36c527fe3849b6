import { recordEvent, type Actor } from '#accounts'
import type { CampaignId, Means, SourceId } from '#kernel'
import type { Tx } from '#platform'
import { organizerOf } from './add-source.ts'
import { typedLine } from './source.ts'
import { putAttachment } from './store-quote.ts'
import { sourceRow } from './store.ts'

/** What can come of giving a citation its source. */
export type AttachOutcome = { readonly kind: 'attached' } | { readonly kind: 'no-words' } | { readonly kind: 'gone' }

/**
 * Gives a citation of a letter whose target was lost a source. It is found by its words and the sentence around them,
 * since evidence knows no letters; a later source for the same place takes the place of the earlier.
 */
export async function attachCitation(
  tx: Tx,
  wish: {
    readonly campaign: CampaignId
    readonly by: Actor
    /** The words of the link. */
    readonly text: string
    readonly sentence: string
    readonly source: SourceId
  },
  means: Means,
): Promise<AttachOutcome> {
  const { campaign, by, source } = wish
  const text = typedLine(wish.text)
  if (text === '') return { kind: 'no-words' }
  if (!(await sourceRow(tx, campaign, source))) return { kind: 'gone' }
  const sentence = typedLine(wish.sentence)
  await putAttachment(tx, campaign, { text, sentence, source, at: means.now(), by: organizerOf(by) })
  await recordEvent(tx, { by, act: 'attach-citation', campaign, subject: [source] }, means)
  return { kind: 'attached' }
}
