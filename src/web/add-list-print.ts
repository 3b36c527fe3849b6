import type { Context } from 'hono'
import { fileHeaders, pageHeaders } from './headers.ts'
import { placeOf, refuse, type Router, type WebMeans } from './keep.ts'
import { layout } from './layout.ts'
import { listPrintPage } from './list-print-page.ts'
import { patterns, routes } from './routes.ts'

const nobody = { find: '', after: undefined } as const
/** Asked for again by the browser itself while the file is made: the pages have no script. */
const lookAgain = { Refresh: '4' }

/** The whole list of a letter as a PDF: asked for by a form, made beside the visitors, taken when it is ready. */
export function addListPrint(app: Router, means: WebMeans): void {
  const { printer, lists, site } = means
  if (!printer) return
  const show = async (c: Context, isBusy: boolean): Promise<Response> => {
    const place = placeOf(c)
    const view = await lists.view(place, nobody)
    if (!view) return refuse(means, 'not-found')
    const { campaign, letter, hasLog } = view
    const state = await printer.state(place)
    const page = listPrintPage({ ...state, campaign, letter, hasLog, isBusy })
    return new Response(layout(page, site), {
      status: isBusy ? 503 : 200,
      headers: {
        ...pageHeaders,
        'Cache-Control': 'no-store',
        'Content-Type': 'text/html; charset=utf-8',
        ...(state.now ? lookAgain : {}),
      },
    })
  }
  app.get(patterns.listPrint, (c) => show(c, false))
  app.post(patterns.listPrint, async (c) => {
    const place = placeOf(c)
    if (!(await lists.view(place, nobody))) return refuse(means, 'not-found')
    // Whether it was begun, is under way or may not be asked for yet, the page says it.
    if ((await printer.ask(place)) === 'busy') return await show(c, true)
    return new Response(undefined, {
      status: 303,
      headers: { Location: routes.listPrint(place.campaign, place.letter) },
    })
  })
  app.get(patterns.listPdf, async (c) => {
    const place = placeOf(c)
    if (!(await lists.view(place, nobody))) return refuse(means, 'not-found')
    const taken = await printer.take(place)
    if (!taken) return refuse(means, 'not-found')
    return new Response(taken.stream, {
      headers: {
        ...fileHeaders,
        'Content-Type': 'application/pdf',
        'Content-Length': String(taken.size),
        'Content-Disposition': `inline; filename="list-${place.letter.replace(/[^a-z0-9-]+/g, '-')}.pdf"`,
      },
    })
  })
}
