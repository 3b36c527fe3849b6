import { dateInWords, dayOf, wordsFor, type CampaignId, type LetterId } from '#kernel'
import type { Tx } from '#platform'
import { draftLetter } from './draft-letter.ts'
import { draftTexts, type DraftText } from './draft-texts.ts'
import { followUpSource } from './follow-up-source.ts'
import type { Demand, Edition, Letter } from './letter.ts'
import { writeStarted } from './start-letter.ts'
import { demandsOf } from './store-editions.ts'
import { campaignById } from './store.ts'
import type { Doing } from './write-down.ts'

/** What can come of following a letter up. */
export type FollowUpOutcome =
  | { readonly kind: 'started'; readonly letter: Letter; readonly editions: readonly Edition[] }
  | { readonly kind: 'no-title' }
  | { readonly kind: 'gone' }

/**
 * Begins a letter that follows another: to the same recipients and addressees, with what was asked of each as its
 * source, in the words that were fixed last (in those of the draft where nothing is fixed). Dates are left out.
 */
export async function followUpLetter(
  tx: Tx,
  { campaign, letter, title }: { readonly campaign: CampaignId; readonly letter: LetterId; readonly title: string },
  means: Doing,
): Promise<FollowUpOutcome> {
  if (title.trim() === '') return { kind: 'no-title' }
  const whole = await campaignById(tx, campaign)
  const earlier = await draftTexts(tx, campaign, letter)
  if (!whole || !earlier) return { kind: 'gone' }
  const asked = await demandsAsked(tx, campaign, earlier.drafts)
  const { language } = earlier.letter
  const frozenAt = earlier.drafts.flatMap(({ versions }) => versions.at(-1)?.frozenAt ?? [])[0]
  const written =
    earlier.drafts.flatMap(({ text }) => text.date ?? [])[0] ?? (frozenAt && dayOf(frozenAt, whole.timeZone))
  const opening = wordsFor(language).drafts.followUp(written && dateInWords(written, language))
  const editions = earlier.drafts.map(({ edition: { id: _id, versions: _versions, ...edition } }) => ({
    ...edition,
    recipient: edition.recipient.id,
    printedTitle: undefined,
    date: undefined,
  }))
  const source = followUpSource(asked, opening)
  const start = { title: title.trim(), language, source, follows: letter, editions }
  const started = await draftLetter(tx, campaign, start, means)
  await writeStarted(tx, campaign, started.letter.id, means)
  return { kind: 'started', ...started }
}

/** What was asked of each recipient last. */
async function demandsAsked(tx: Tx, campaign: CampaignId, drafts: readonly DraftText[]) {
  const kept = await demandsOf(
    tx,
    campaign,
    drafts.map(({ edition }) => edition.id),
  )
  const asked = new Map<string, readonly Demand[]>()
  for (const { edition, versions, demands } of drafts) {
    const latest = versions.at(-1)
    const wordings = latest ? (kept.get(`${edition.id} ${latest.number}`) ?? []) : demands
    // In a letter that went to one recipient in two languages, the first edition's demands stand for both.
    if (!asked.has(edition.recipient.slug)) asked.set(edition.recipient.slug, wordings)
  }
  return asked
}
