import type { FeedEntry } from '#publication'
import { wordsFor } from '#kernel'
import type { Campaign } from '#letters'
import type { RecordRecipient } from '#responses'
import type { Page } from './layout.ts'
import { pathOf } from './path-of.ts'
import { routes } from './routes.ts'

/** Where readers find what an entry of the record speaks of: its own page, its recipient's, or the comparison. */
export function entryPath(campaign: string, { recipient, about }: Pick<FeedEntry, 'recipient' | 'about'>): string {
  if (about) return pathOf('c', campaign, 'record', folders[about.kind], about.id)
  return recipient ? pathOf('c', campaign, 'recipients', recipient.slug) : pathOf('c', campaign, 'recipients')
}

const folders = { reply: 'replies', commitment: 'commitments', assessment: 'assessments' } as const

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
