import { answerFrom, storePage } from '#platform'
import { commonHeaders } from './headers.ts'
import { refuse, type Router, type WebMeans } from './keep.ts'
import { patterns } from './routes.ts'
import { organizerSheet } from './styles-organize.ts'

/** The style sheet of pages for organizers, kept by browsers for good under the name of what is in it. */
export function addOrganizeSheet(app: Router, means: WebMeans): void {
  const stored = storePage({
    contentType: 'text/css; charset=utf-8',
    body: organizerSheet.text,
    headers: Object.entries({ ...commonHeaders, 'Cache-Control': 'public, max-age=31536000, immutable' }),
    compress: true,
  })
  app.get(patterns.organizerSheet, async (c) =>
    c.req.param('sheet') === organizerSheet.name ? answerFrom(await stored, c.req.raw) : refuse(means, 'not-found'),
  )
}
