import { wordsFor } from '#kernel'
import type { Campaign } from '#letters'
import type { FeedEntry } from '#publication'
import type { RecordRecipient } from '#responses'
import { html, raw } from '#typeset'
import type { Site } from './layout.ts'
import { routes } from './routes.ts'
import { entryPath } from './record-places.ts'

/** What a feed is of: a campaign, or one of its recipients. */
export type FeedOf = { readonly campaign: Campaign; readonly recipient: RecordRecipient | undefined }

const entriesAtMost = 50

/** No character that XML 1.0 forbids: one of them and no reader takes the feed. */
const xmlText = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- These are the characters that must not come through.
  text.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu, '')

/**
 * An Atom feed (RFC 4287) of the latest entries, the latest first. Ids are the record's own UUIDs (RFC 9562 in URNs of
 * RFC 8141), so an entry stays the same wherever the server moves.
 */
export function atomFeed(of: FeedOf, entries: readonly FeedEntry[], site: Site): string {
  const { campaign, recipient } = of
  const words = wordsFor(campaign.language).feeds
  const absolute = (path: string) => `${site.publicUrl}${path}`
  const self = recipient ? routes.recipientFeed(campaign.slug, recipient.slug) : routes.recordFeed(campaign.slug)
  const title = recipient ? words.titleOf(recipient.name, campaign.title) : words.title(campaign.title)
  const feed = html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${campaign.language}">
    <id>urn:uuid:${recipient?.id ?? campaign.id}</id>
    <title>${xmlText(title)}</title>
    <updated>${(entries[0]?.recordedAt ?? begun).toISOString()}</updated>
    <author><name>${xmlText(campaign.leadOrganization ?? campaign.title)}</name></author>
    <link rel="self" type="application/atom+xml" href="${absolute(self)}" />
    <link
      rel="alternate"
      type="text/html"
      href="${absolute(entryPath(campaign.slug, { recipient, about: undefined }))}"
    />
    ${entries.slice(0, entriesAtMost).map((entry) => [entryOf(campaign, entry, absolute), '\n'])}</feed
  >`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${feed.toString()}\n`
}

/** A feed without entries has no moment of its own, and must name one. */
const begun = new Date(0)

function entryOf(campaign: Campaign, entry: FeedEntry, absolute: (path: string) => string) {
  const at = entry.recordedAt.toISOString()
  return html` <entry>
    <id>urn:uuid:${entry.id}</id>
    <title>${xmlText(entry.title)}</title>
    <updated>${at}</updated>
    <published>${at}</published>
    <link rel="alternate" type="text/html" href="${absolute(entryPath(campaign.slug, entry))}" />
    <link rel="related" type="application/json" href="${absolute(routes.recordEvent(campaign.slug, entry.id))}" />
    ${entry.recipient ? html`<category term="${entry.recipient.slug}" label="${xmlText(entry.recipient.name)}" />` : raw('')}
  </entry>`
}
