import type { Context } from 'hono'
import { dayOf, parsePartialDate, type PartialDate, type RecordEventId } from '#kernel'
import { openCampaign } from '#letters'
import type { PageParts, Tx } from '#platform'
import {
  comparisonCsv,
  eventEntry,
  eventSheet,
  eventsJson,
  feedEntries,
  recordCsv,
  recordJson,
  recordSheet,
  recordTables,
  type RecordSheet,
} from '#publication'
import { comparisonAt, publicEvent, publicEvents, type PublicEvent } from '#responses'
import { fileParts } from './file-parts.ts'
import { fileHeaders } from './headers.ts'
import { keeper, refuse, type Router, type WebMeans } from './keep.ts'
import { readId } from './read-id.ts'
import { atomFeed } from './record-atom.ts'
import { feedPatterns as patterns } from './routes-feeds.ts'
import { routes } from './routes.ts'

const eventsAtMost = 100

/** Feeds, JSON and tables of campaigns' records, for readers' programs. Other sites' pages may read the data, too. */
export function addRecordData(app: Router, means: WebMeans): void {
  addFeeds(app, means)
  addTables(app, means)
  addEvents(app, means)
}

function addFeeds(app: Router, means: WebMeans): void {
  const keep = keeper(means)
  const atom = (body: string): PageParts => fileParts('application/atom+xml; charset=utf-8', body)
  app.get(patterns.recordFeed, (c) => {
    const campaign = c.req.param('campaign')
    return keep(c, { path: routes.recordFeed(campaign), subject: campaign }, async (tx, at) => {
      const sheet = await eventSheet(tx, campaign, at)
      if (!sheet) return undefined
      return atom(atomFeed({ ...sheet, recipient: undefined }, feedEntries(sheet.record, sheet.events), means.site))
    })
  })
  app.get(patterns.recipientFeed, (c) => {
    const { campaign, recipient } = c.req.param()
    return keep(c, { path: routes.recipientFeed(campaign, recipient), subject: campaign }, async (tx, at) => {
      const sheet = await eventSheet(tx, campaign, at)
      const found = sheet?.record.recipients.find(({ slug }) => slug === recipient)
      if (!sheet || !found) return undefined
      const own = sheet.events.filter(({ happening }) => happening?.recipient === found.id)
      return atom(atomFeed({ ...sheet, recipient: found }, feedEntries(sheet.record, own), means.site))
    })
  })
}

function addTables(app: Router, means: WebMeans): void {
  const keep = keeper(means)
  app.get(patterns.recordData, (c) => {
    const campaign = c.req.param('campaign')
    return keep(c, { path: routes.recordData(campaign), subject: campaign }, async (tx, at) => {
      const sheet = await recordSheet(tx, campaign, at)
      return sheet && open(fileParts('application/json', recordJson(sheet.record)))
    })
  })
  app.get(patterns.recordTable, async (c) => {
    const campaign = c.req.param('campaign')
    const name = c.req.param('table').slice(0, -'.csv'.length)
    if (name === 'comparison') return await comparisonFile(c, campaign)
    const table = recordTables.find((one) => one === name)
    if (!table) return refuse(means, 'not-found')
    return await keep(c, { path: routes.recordTable(campaign, table), subject: campaign }, async (tx, at) => {
      const sheet = await recordSheet(tx, campaign, at)
      return sheet && csv(recordCsv(sheet.record, table), `${table}.csv`)
    })
  })
  const csv = (body: string, name: string): PageParts => open(fileParts('text/csv; charset=utf-8', body, name))
  // Never kept: it changes with the calendar, without anybody writing anything.
  const comparisonFile = async (c: Context, campaign: string): Promise<Response> => {
    const at = means.now()
    const sheet = await means.database.read((tx) => recordSheet(tx, campaign, at))
    const day = sheet && dayAsked(c, sheet, at)
    if (!sheet || !day) return refuse(means, 'not-found')
    return sent(csv(comparisonCsv(comparisonAt(sheet.record, day)), `comparison-${day}.csv`))
  }
}

/** The day of the address's `on`, in full; without one today, where the campaign is. */
function dayAsked(c: Context, { campaign }: RecordSheet, at: Date): PartialDate | undefined {
  const asked = c.req.query('on')
  if (asked === undefined) return dayOf(at, campaign.timeZone)
  const day = parsePartialDate(asked)
  return day?.length === 'YYYY-MM-DD'.length ? day : undefined
}

function addEvents(app: Router, means: WebMeans): void {
  const absolute = (path: string) => `${means.site.publicUrl}${path}`
  const urlOf = (campaign: string, { id }: PublicEvent) => absolute(routes.recordEvent(campaign, id))
  app.get(patterns.recordEvents, async (c) => {
    const campaign = c.req.param('campaign')
    const asked = c.req.query('since')
    const since = readId<RecordEventId>(asked)
    if (asked !== undefined && !since) return refuse(means, 'not-found')
    const found = await means.database.read(async (tx) => {
      const id = await openCampaign(tx, campaign, means.now())
      return id && (await publicEvents(tx, id, { since, most: eventsAtMost + 1 }))
    })
    if (!found) return refuse(means, 'not-found')
    const page = found.slice(0, eventsAtMost)
    const last = page.at(-1)
    const more = found.length > eventsAtMost && last ? routes.recordEventsAfter(campaign, last.id) : undefined
    const entries = page.map((event) => eventEntry(event, urlOf(campaign, event)))
    return sent(open(fileParts('application/json', eventsJson(campaign, entries, more && absolute(more)))))
  })
  app.get(patterns.recordEvent, async (c) => {
    const { campaign, event } = c.req.param()
    const id = readId<RecordEventId>(event.slice(0, -'.json'.length))
    const found = id && (await means.database.read((tx) => eventIn(tx, campaign, id)))
    if (!found) return refuse(means, 'not-found')
    // The bytes that were hashed, and not one more; of what was taken down, that it was.
    const [body, status] =
      found.document === undefined
        ? [`${JSON.stringify(eventEntry(found, urlOf(campaign, found)))}\n`, 410]
        : [found.document, 200]
    return sent(open(fileParts('application/json', body)), status)
  })
  const eventIn = async (tx: Tx, campaign: string, event: RecordEventId) => {
    const id = await openCampaign(tx, campaign, means.now())
    return id && (await publicEvent(tx, id, event))
  }
}

const open = (parts: PageParts): PageParts => ({
  ...parts,
  headers: [
    ...parts.headers.filter(([name]) => name !== 'Cross-Origin-Resource-Policy'),
    ['Access-Control-Allow-Origin', '*'],
    ['Cross-Origin-Resource-Policy', 'cross-origin'],
  ],
})

const sent = ({ contentType, body, headers }: PageParts, status = 200): Response =>
  new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    status,
    headers: { ...fileHeaders, ...Object.fromEntries(headers), 'Content-Type': contentType },
  })
