import { parsePartialDate } from '#kernel'
import { reportSheet } from '#publication'
import { fileParts } from './file-parts.ts'
import { refuse, type Router, type WebMeans } from './keep.ts'
import { feedPatterns as patterns } from './routes-feeds.ts'
import { routes } from './routes.ts'

/** The printed report of a campaign's record, as of today or of a day. */
export function addReport(app: Router, means: WebMeans): void {
  app.get(patterns.recordReport, async (c) => {
    const campaign = c.req.param('campaign')
    const asked = c.req.query('on')
    const day = asked === undefined ? undefined : parsePartialDate(asked)
    if (asked !== undefined && day?.length !== 'YYYY-MM-DD'.length) return refuse(means, 'not-found')
    const address = `${means.site.publicUrl}${routes.campaign(campaign)}`
    // The sheet is read first, so that setting it never holds a database connection.
    const sheet = await means.database.read((tx) => reportSheet(tx, { campaign, address, day }, means.now()))
    if (!sheet) return refuse(means, 'not-found')
    const { contentType, headers } = fileParts('application/pdf', '', `record-${sheet.day}.pdf`)
    const pdf = await means.press.reportPdf(sheet)
    return new Response(new Uint8Array(pdf), {
      headers: { ...Object.fromEntries(headers), 'Content-Type': contentType },
    })
  })
}
