import type { Context } from 'hono'
import { parsePartialDate, type PartialDate } from '#kernel'
import { dailySubject, type Tx } from '#platform'
import { hasRecord, recordSheet, type RecordSheet } from '#publication'
import { keeper, refuse, type Router, type WebMeans } from './keep.ts'
import type { Page } from './layout.ts'
import { htmlParts } from './page-parts.ts'
import { addRecordEvidence } from './add-record-evidence.ts'
import { recordAssessmentPage } from './record-assessment-page.ts'
import { recordCommitmentPage } from './record-commitment-page.ts'
import { recordReplyPage } from './record-reply-page.ts'
import { recordComparisonPage } from './record-comparison-page.ts'
import { recordHeaders } from './record-frame.ts'
import { recordRecipientPage } from './record-recipient-page.ts'
import { patterns, routes } from './routes.ts'

/** Pages of what recipients were asked, answered, promised and did. */
export function addRecord(app: Router, means: WebMeans): void {
  const keep = keeper(means)
  const param = (c: Context, name: string): string => c.req.param(name) ?? ''
  /** A page of a record, kept until a fact of its campaign changes, or its day ends. */
  const shown = (
    c: Context,
    path: string,
    page: (sheet: RecordSheet, tx: Tx) => Promise<Page | undefined> | Page | undefined,
  ) => {
    const campaign = param(c, 'campaign')
    return keep(c, { path, subject: dailySubject(campaign), counts: campaign }, async (tx, at) => {
      const sheet = await recordSheet(tx, campaign, at)
      const made = sheet && hasRecord(sheet) ? await page(sheet, tx) : undefined
      return made && htmlParts(made, means.site, recordHeaders)
    })
  }
  app.get(patterns.compared, (c) => {
    const campaign = param(c, 'campaign')
    const asked = askedDay(c)
    if (asked !== undefined) return toDay(asked && routes.comparedOn(campaign, asked), routes.compared(campaign))
    return shown(c, routes.compared(campaign), (sheet) => recordComparisonPage(sheet))
  })
  app.get(patterns.comparedOn, (c) => {
    const day = readDay(param(c, 'day'))
    if (day === undefined) return refuse(means, 'not-found')
    return shown(c, routes.comparedOn(param(c, 'campaign'), day), (sheet) =>
      day > sheet.today ? undefined : recordComparisonPage(sheet, day),
    )
  })
  app.get(patterns.recordRecipient, (c) => {
    const [campaign, recipient] = [param(c, 'campaign'), param(c, 'recipient')]
    const path = routes.recordRecipient(campaign, recipient)
    const asked = askedDay(c)
    if (asked !== undefined) return toDay(asked && routes.recordRecipientOn(campaign, recipient, asked), path)
    return shown(c, path, (sheet) => recordRecipientPage(sheet, recipient))
  })
  app.get(patterns.recordRecipientOn, (c) => {
    const [campaign, recipient, day] = [param(c, 'campaign'), param(c, 'recipient'), readDay(param(c, 'day'))]
    if (day === undefined) return refuse(means, 'not-found')
    return shown(c, routes.recordRecipientOn(campaign, recipient, day), (sheet) =>
      day > sheet.today ? undefined : recordRecipientPage(sheet, recipient, day),
    )
  })
  app.get(patterns.recordCommitment, (c) => {
    const [campaign, id] = [param(c, 'campaign'), param(c, 'id')]
    return shown(c, routes.recordCommitment(campaign, id), (sheet) => {
      const found = sheet.record.commitments.find((one) => one.id === id)
      return found && recordCommitmentPage(sheet, found.id)
    })
  })
  app.get(patterns.recordAssessment, (c) => {
    const [campaign, id] = [param(c, 'campaign'), param(c, 'id')]
    return shown(c, routes.recordAssessment(campaign, id), (sheet) => {
      const found = sheet.record.assessments.find((one) => one.id === id)
      return found && recordAssessmentPage(sheet, found.id)
    })
  })
  app.get(patterns.recordReply, (c) => {
    const [campaign, id] = [param(c, 'campaign'), param(c, 'id')]
    return shown(c, routes.recordReply(campaign, id), (sheet) => {
      const found = sheet.record.replies.find((one) => one.id === id)
      return found && recordReplyPage(sheet, found.id)
    })
  })
  addRecordEvidence(app, means)
}

// Nothing that is asked of anybody here is older, and every day that is shown takes a place on the shelf.
const earliest = '1990-01-01'

function readDay(typed: string): PartialDate | undefined {
  const day = parsePartialDate(typed)
  return day !== undefined && day.length === 10 && day >= earliest ? day : undefined
}

/** The day that the form sends; empty where it is none. */
function askedDay(c: Context): PartialDate | '' | undefined {
  const typed = c.req.query('day')
  return typed === undefined ? undefined : (readDay(typed) ?? '')
}

/** A form cannot make an address of a day; this does. */
const toDay = (path: string, otherwise: string): Response =>
  new Response(null, { status: 303, headers: { ...recordHeaders, Location: path === '' ? otherwise : path } })
