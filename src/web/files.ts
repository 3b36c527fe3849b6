import { parseVersionHash } from '#kernel'
import { hasCampaigns, publicText } from '#letters'
import { answerFrom, type PageParts } from '#platform'
import { comparisonPaper, comparisonSheet, editionSheet, homeSheet, type EditionSheet } from '#publication'
import { letterText } from '#typeset'
import { withSources } from './archived-links.ts'
import { robots, sitemap } from './crawlers.ts'
import { fileParts, pageFileParts, wordType } from './file-parts.ts'
import { commonHeaders } from './headers.ts'
import { everything, keeper, placeOf, refuse, type Router, type WebMeans } from './keep.ts'
import { patterns, routes } from './routes.ts'

/** Everything that is not a page: PDFs, cards, lists, fixed texts, what crawlers and monitors ask for. */
export function addFiles(app: Router, means: WebMeans): void {
  const keep = keeper(means)
  const drawn = (pattern: string, path: typeof routes.pdf, draw: (sheet: EditionSheet) => Promise<PageParts>) =>
    app.get(pattern, async (c) => {
      const place = placeOf(c)
      const at = path(place.campaign, place.letter, place.edition)
      // The sheet is read first, so that a slow drawing never holds a database connection.
      const page = await means.shelf.keep(at, { text: place.campaign }, async () => {
        const sheet = await means.database.read((tx) => editionSheet(tx, place, means.now()))
        return sheet && (await draw(sheet))
      })
      return page ? answerFrom(page, c.req.raw) : refuse(means, 'not-found')
    })
  drawn(patterns.pdf, routes.pdf, async (sheet) =>
    fileParts(
      'application/pdf',
      await means.press.letterPdf(withSources(sheet, means.site)),
      `${asciiName(sheet)}.pdf`,
    ),
  )
  drawn(patterns.docx, routes.docx, async (sheet) =>
    fileParts(wordType, await means.press.letterDocx(withSources(sheet, means.site)), `${asciiName(sheet)}.docx`),
  )
  drawn(patterns.printPage, routes.printPage, async (sheet) =>
    pageFileParts(await means.press.letterPage(withSources(sheet, means.site)), `${asciiName(sheet)}.html`),
  )
  drawn(patterns.plainText, routes.plainText, async (sheet) =>
    fileParts('text/plain; charset=utf-8', letterText(withSources(sheet, means.site).sheet), `${asciiName(sheet)}.txt`),
  )
  drawn(patterns.archive, routes.archive, async (sheet) =>
    fileParts(
      'application/pdf',
      await means.press.letterArchive(withSources(sheet, means.site)),
      `${asciiName(sheet)}-archive.pdf`,
    ),
  )
  addComparison(app, means)
  drawn(patterns.card, routes.card, async (sheet) => fileParts('image/png', await means.press.cardPng(sheet)))
  const listed = (pattern: string, path: typeof routes.signatoriesCsv, kind: 'csv' | 'json', type: string) =>
    app.get(pattern, async (c) => {
      const place = placeOf(c)
      const page = await means.shelf.keep(path(place.campaign, place.letter), { text: place.campaign }, async () => {
        const body = await means.lists.file(place, kind)
        return body === undefined ? undefined : fileParts(type, body, `signatories.${kind}`)
      })
      return page ? answerFrom(page, c.req.raw) : refuse(means, 'not-found')
    })
  listed(patterns.signatoriesCsv, routes.signatoriesCsv, 'csv', 'text/csv; charset=utf-8')
  listed(patterns.signatoriesJson, routes.signatoriesJson, 'json', 'application/json')
  app.get(patterns.textFile, (c) => {
    const hash = parseVersionHash((c.req.param('file') ?? '').slice(0, 64))
    if (!hash) return refuse(means, 'not-found')
    return keep(c, { path: routes.textFile(hash), subject: everything }, async (tx, at) => {
      const text = await publicText(tx, hash, at)
      return text && fileParts('text/plain; charset=utf-8', text.canonicalText)
    })
  })
  app.get(patterns.robots, (c) =>
    keep(c, { path: routes.robots(), subject: everything }, async () =>
      fileParts('text/plain; charset=utf-8', robots(means.site)),
    ),
  )
  app.get(patterns.sitemap, (c) =>
    keep(c, { path: routes.sitemap(), subject: everything }, async (tx, at) =>
      fileParts('application/xml; charset=utf-8', sitemap(await homeSheet(tx, at), means.site)),
    ),
  )
  app.get(patterns.health, async () => {
    await means.database.read((tx) => hasCampaigns(tx))
    return new Response('ok\n', {
      headers: { ...commonHeaders, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
    })
  })
}

/** The editions beside each other, for paper. */
function addComparison(app: Router, means: WebMeans): void {
  app.get(patterns.comparedPdf, async (c) => {
    const { campaign, letter } = placeOf(c)
    const base = c.req.param('base')
    const at = routes.comparedPdf(campaign, letter, base)
    const page = await means.shelf.keep(at, { text: campaign }, async () => {
      const sheet = await means.database.read((tx) => comparisonSheet(tx, { campaign, letter, base }, means.now()))
      const address = `${means.site.publicUrl}${routes.compareTo(campaign, letter, base)}`
      const paper = sheet && comparisonPaper(sheet, address)
      return paper && fileParts('application/pdf', await means.press.comparedPdf(paper), 'comparison.pdf')
    })
    return page ? answerFrom(page, c.req.raw) : refuse(means, 'not-found')
  })
}

const asciiName = ({ letter, edition }: EditionSheet): string =>
  `${letter.slug}-${edition.slug}`.replace(/[^a-z0-9-]+/g, '-').replace(/^-+|-+$/g, '') || 'letter'
