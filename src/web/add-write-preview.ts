import { draftTexts } from '#letters'
import { draftSheet } from '#publication'
import { sessionOf } from '#accounts'
import { fileHeaders } from './headers.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, tokenIn, type Organizing } from './organize-visit.ts'
import { findInCampaign, showingCampaign } from './in-campaign.ts'
import { patterns, routes } from './routes.ts'
import { previewPage } from './write-preview-page.ts'

/** Editions as readers would see them, as a page and as the PDF. */
export function addWritePreview(app: Router, organizing: Organizing): void {
  const { means, accounts } = organizing
  app.get(
    patterns.preview,
    showingCampaign(organizing, async (at, c) => {
      const found = await draftTexts(at.tx, at.campaign.id, { slug: c.req.param('letter') ?? '' })
      const draft = found?.drafts.find(({ edition }) => edition.slug === c.req.param('edition'))
      if (!found || !draft) return refuse(means, 'not-found')
      const named = found.drafts.map(({ edition }) => ({ slug: edition.slug, recipientName: edition.recipient.name }))
      const { slug, recipient } = draft.edition
      const page = previewPage({
        visitor: at.visitor,
        campaign: at.campaign,
        letter: found.letter,
        firstEdition: named[0]?.slug,
        edition: { slug, recipientName: recipient.name },
        others: named.filter((one) => one.slug !== slug),
        text: draft.text,
        hash: draft.hash,
        demands: draft.demands,
        fixedAs: draft.versions.find(({ hash }) => hash === draft.hash)?.number,
      })
      return organizerResponse(organizing, page)
    }),
  )
  app.get(patterns.previewPdf, async (c) => {
    // Read first, then drawn: a slow drawing never holds a database connection.
    const found = await means.database.read(async (tx) => {
      const visitor = await sessionOf(tx, accounts.vault, tokenIn(c, organizing), means)
      const at = visitor && (await findInCampaign(tx, visitor, c.req.param('campaign')))
      const letter = { slug: c.req.param('letter') }
      return {
        visitor,
        sheet: at && (await draftSheet(tx, at.campaign, letter, c.req.param('edition'))),
      }
    })
    if (!found.visitor) return sendOn(routes.organize())
    if (!found.sheet) return refuse(means, 'not-found')
    const pdf = await means.press.letterPdf(found.sheet)
    return new Response(Buffer.from(pdf), {
      headers: {
        ...fileHeaders,
        'Cache-Control': 'no-store',
        'X-Robots-Tag': 'noindex, nofollow',
        'Content-Type': 'application/pdf',
        'Content-Disposition': 'inline; filename="preview.pdf"',
      },
    })
  })
}
