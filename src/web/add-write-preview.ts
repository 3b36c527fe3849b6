import { draftTexts } from '#letters'
import { draftSheet, type DraftSheet } from '#publication'
import { letterText } from '#typeset'
import { wordType } from './file-parts.ts'
import { refuse, type Router } from './keep.ts'
import { showingFile, type OrganizerFile } from './organize-file.ts'
import { organizerResponse, type Organizing } from './organize-visit.ts'
import { showingCampaign } from './in-campaign.ts'
import { patterns } from './routes.ts'
import { previewPage } from './write-preview-page.ts'

/** Editions as readers would see them, as a page and as every file they come out as, each marked as a draft. */
export function addWritePreview(app: Router, organizing: Organizing): void {
  const { means } = organizing
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
  const { press } = means
  const drawn = (pattern: string, draw: (sheet: DraftSheet) => Promise<OrganizerFile>) =>
    app.get(
      pattern,
      showingFile(
        organizing,
        ({ tx, campaign }, c) =>
          draftSheet(tx, campaign, { slug: c.req.param('letter') ?? '' }, c.req.param('edition') ?? ''),
        draw,
      ),
    )
  const text = 'charset=utf-8'
  drawn(patterns.previewPdf, async (sheet) => ({
    ...{ contentType: 'application/pdf', body: await press.letterPdf(sheet), name: 'draft.pdf' },
  }))
  drawn(patterns.previewDocx, async (sheet) => ({
    ...{ contentType: wordType, body: await press.letterDocx(sheet), name: 'draft.docx' },
  }))
  drawn(patterns.previewPage, async (sheet) => ({
    ...{ contentType: `text/html; ${text}`, body: await press.letterPage(sheet), name: 'draft.html' },
  }))
  drawn(patterns.previewText, async ({ sheet }) => ({
    ...{ contentType: `text/plain; ${text}`, body: letterText(sheet), name: 'draft.txt' },
  }))
}
