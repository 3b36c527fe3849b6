import { wordsFor } from '#kernel'
import { logDays } from '#ledger'
import type { GatheringLetter } from '#letters'
import { progressOf } from '#organizations'
import type { Tx } from '#platform'
import type { WaitingCounts } from '#responses'
import { html, type Insertable } from '#typeset'
import type { InCampaign } from './in-campaign.ts'
import { chartOf } from './board-chart.ts'
import { chartLines } from './board-days.ts'
import { queuesSection } from './board-queues.ts'
import type { Organizing } from './organize-visit.ts'
import { routes } from './routes.ts'

/** A campaign with its letters, as its home knows them. */
export type AtHome = InCampaign & {
  readonly letters: readonly GatheringLetter[]
}

/**
 * What stands on a campaign's home besides its letters: what waits for somebody, how it goes. Each part is a section
 * with a heading of its own; those without anything to say are left out. Three questions.
 */
export async function campaignHomeParts(
  tx: Tx,
  { means, shelf }: Organizing,
  { visitor, campaign, letters }: AtHome,
): Promise<readonly Insertable[]> {
  const gathering = letters.filter(({ state }) => state !== 'draft')
  if (gathering.length === 0) return []
  const { language } = visitor
  const now = means.now()
  const { queues, toFinalize, daysOf } = await progressOf(tx, campaign.id, letters, shelf)
  const parts: Insertable[] = [queuesSection({ queues, toFinalize, campaign: campaign.slug, letters, language, now })]
  // The letter that people sign now, or signed last: one drawing says more than one of each.
  const letter = gathering.findLast(({ state }) => state !== 'closed') ?? gathering.at(-1)
  if (!letter) return parts
  const days = await logDays(tx, campaign.id)
  const words = wordsFor(language).board.chart
  parts.push(
    html`<h2>${words.title(letter.title)}</h2>
      ${chartOf(chartLines(letter.slug, { signOns: daysOf(letter.id), days }), language)}`,
  )
  return parts
}

/** Replies that wait to be read and sources that are to be looked at, each with the way there; nothing where none does. */
export function backSection(
  { toRead, alarms }: WaitingCounts,
  { visitor, campaign }: Pick<InCampaign, 'visitor' | 'campaign'>,
): Insertable {
  if (toRead + alarms === 0) return undefined
  const { home, waiting } = wordsFor(visitor.language).respond
  const note = (path: string, said: string) => html`<p class="note"><a href="${path}">${said}</a></p>`
  return html`<h2>${home.back}</h2>
    ${toRead > 0 && note(routes.waitingReplies(campaign.slug), waiting.toRead(toRead))}
    ${alarms > 0 && note(routes.sources(campaign.slug), home.alarms(alarms))}`
}
