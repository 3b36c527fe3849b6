import type { FeedEntry } from '#publication'
import { wordsFor } from '#kernel'
import type { Campaign } from '#letters'
import type { RecordRecipient } from '#responses'
import type { Page } from './layout.ts'
import { routes } from './routes.ts'

/** Where readers find what an entry of the record speaks of: its own page, its recipient's, or the comparison. */
export function entryPath(campaign: string, { recipient, about }: Pick<FeedEntry, 'recipient' | 'about'>): string {
  switch (about?.kind) {
    case 'reply':
      return routes.recordReply(campaign, about.id)
    case 'commitment':
      return routes.recordCommitment(campaign, about.id)
    case 'assessment':
      return routes.recordAssessment(campaign, about.id)
    default:
      return recipient ? routes.recordRecipient(campaign, recipient.slug) : routes.compared(campaign)
  }
}

/** The feeds that a page about a campaign, or about one of its recipients, says it has: `Page.feeds`. */
export function recordFeeds(
  campaign: Pick<Campaign, 'slug' | 'title' | 'language'>,
  recipient?: Pick<RecordRecipient, 'slug' | 'name'>,
): NonNullable<Page['feeds']> {
  const words = wordsFor(campaign.language).feeds
  return [
    ...(recipient
      ? [
          {
            title: words.titleOf(recipient.name, campaign.title),
            path: routes.recipientFeed(campaign.slug, recipient.slug),
          },
        ]
      : []),
    { title: words.title(campaign.title), path: routes.recordFeed(campaign.slug) },
  ]
}
