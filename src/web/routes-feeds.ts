import { pathOf } from './path-of.ts'

const recordAt = (campaign: string, ...more: readonly string[]) => pathOf('c', campaign, 'record', ...more)

/** Where the public record of a campaign can be had as feeds and files. Part of `routes`. */
export const feedRoutes = {
  recordFeed: (campaign: string) => recordAt(campaign, 'feed.atom'),
  recipientFeed: (campaign: string, recipient: string) => pathOf('c', campaign, 'recipients', recipient, 'feed.atom'),
  recordData: (campaign: string) => recordAt(campaign, 'data.json'),
  /** A table by its name, as `publication` has them; `comparison` besides. */
  recordTable: (campaign: string, table: string) => recordAt(campaign, `${table}.csv`),
  recordEvents: (campaign: string) => recordAt(campaign, 'events.json'),
  recordEventsAfter: (campaign: string, event: string) => `${recordAt(campaign, 'events.json')}?since=${event}`,
  recordEvent: (campaign: string, event: string) => recordAt(campaign, 'events', `${event}.json`),
  recordReport: (campaign: string) => recordAt(campaign, 'report.pdf'),
  recordReportOn: (campaign: string, day: string) => `${recordAt(campaign, 'report.pdf')}?on=${day}`,
} as const

const record = '/c/:campaign/record'

/** The same as patterns. */
export const feedPatterns = {
  recordFeed: `${record}/feed.atom`,
  recipientFeed: '/c/:campaign/recipients/:recipient/feed.atom',
  recordData: `${record}/data.json`,
  recordTable: `${record}/:table{[a-z]+\\.csv}`,
  recordEvents: `${record}/events.json`,
  recordEvent: `${record}/events/:event{[0-9a-f-]{36}\\.json}`,
  recordReport: `${record}/report.pdf`,
} as const

/** Whether a path, as the router reads it, is of a report. */
export const isReportPath = (path: string): boolean => /^\/c\/[^/]+\/record\/report\.pdf$/.test(path)
