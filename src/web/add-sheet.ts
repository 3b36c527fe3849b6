import { answerFrom, storePage } from '#platform'
import { commonHeaders } from './headers.ts'
import { refuse, type Router, type WebMeans } from './keep.ts'
import type { StyleSheet } from './style-sheet.ts'

/** A style sheet at its address, kept by browsers for good under the name of what is in it. */
export function addSheet(app: Router, means: WebMeans, pattern: string, sheet: StyleSheet): void {
  const stored = storePage({
    contentType: 'text/css; charset=utf-8',
    body: sheet.text,
    headers: Object.entries({ ...commonHeaders, 'Cache-Control': 'public, max-age=31536000, immutable' }),
    compress: true,
  })
  app.get(pattern, async (c) =>
    c.req.param('sheet') === sheet.name ? answerFrom(await stored, c.req.raw) : refuse(means, 'not-found'),
  )
}
