import { Hono, type MiddlewareHandler } from 'hono'
import { bodyAtMost, filesAtMost, type Handler } from '#platform'
import { busyResponse, faultResponse } from './error-page.ts'
import { addRecordData } from './add-record-data.ts'
import { addPrivacy } from './add-privacy.ts'
import { addSigning } from './add-signing.ts'
import { addAnswer } from './add-answer.ts'
import { addFiles } from './files.ts'
import { addListPrint } from './add-list-print.ts'
import { pageHeaders } from './headers.ts'
import { addLog } from './log-files.ts'
import { refuse, type Router, type RouterHalf, type WebMeans } from './keep.ts'
import { addOrganize } from './add-organize.ts'
import { addPages } from './pages.ts'
import { addRecord } from './add-record.ts'
import { addRepresent } from './add-represent.ts'
import { addReport } from './add-report.ts'
import { addRecount } from './recount.ts'
import { isRepresentPath } from './routes-represent.ts'
import { isAnswerPath } from './routes-answer.ts'
import { isListPrintPath } from './routes-lists.ts'
import { isOrganizerPath, postable, takingFiles } from './routes.ts'
import { isCrossSite, isOwnForm } from './same-site.ts'
import { visitLimits } from './visit-limits.ts'

const pathAtMost = 2000
// A sealed handle carries what was typed, the comment included; proxies take lines of 8 KB.
const signPathAtMost = 7500

/** Every page of this server as one function from request to response. GET and HEAD change nothing, ever. */
export function webHandler(means: WebMeans): Handler {
  const limits = visitLimits(means)
  const guard: MiddlewareHandler<{ Bindings: Parameters<Handler>[1] }> = async (c, next) => {
    // Browsers say how long a form is, and Node holds them to it; what comes without an end is no form of ours.
    const length = Number(c.req.header('content-length') ?? 0)
    const takesFiles = length > bodyAtMost && isUpload.test(c.req.path)
    if (length > (takesFiles ? filesAtMost : bodyAtMost))
      return refuse(means, takesFiles ? 'files-too-large' : 'too-large')
    if (c.req.header('transfer-encoding') !== undefined) return refuse(means, 'bad')
    // No text of ours holds a NUL, and PostgreSQL takes none, not even to look for it.
    if (isTooLong(c.req.url) || c.req.url.includes('%00')) return refuse(means, 'bad')
    const mayPost = isPostable.test(c.req.path)
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      if (!mayPost || c.req.method !== 'POST') return refuse(means, mayPost ? 'method-or-post' : 'method')
      if (isForged(c.req.raw, c.req.path, means)) return refuse(means, 'cross-site')
    }
    // Signing has no wall: a crowd behind one address may be a conference. What looks odd is reviewed later, in silence.
    const isFree =
      mayPost && ![isOrganizerPath, isRepresentPath, isAnswerPath, isListPrintPath].some((is) => is(c.req.path))
    const busy = isFree ? undefined : limits(c.req.raw, c.env.remoteAddress)
    return busy ? busyResponse(busy.waitSeconds, means.site, pageHeaders) : await next()
  }
  // Two routers: the few addresses that take a form are found at once, not among all the pages.
  const [reads, writes] = [half(means, guard), half(means, guard)]
  const router: Router = { get: reads.get, post: writes.post }
  // Files first: their names would read as names of editions.
  addFiles(router, means)
  addListPrint(router, means)
  addRecordData(router, means)
  addReport(router, means)
  addLog(router, means)
  addRecount(router, means)
  addPrivacy(router, means)
  addSigning(router, means)
  addOrganize(router, means)
  addRepresent(router, means)
  addRecord(router, means)
  addAnswer(router, means)
  addPages(router, means)
  return (request, from) => (request.method === 'POST' ? writes : reads).fetch(request, from)
}

function half(means: WebMeans, guard: MiddlewareHandler<{ Bindings: Parameters<Handler>[1] }>): RouterHalf {
  const router: RouterHalf = new Hono()
  router.use(guard)
  router.notFound(() => refuse(means, 'not-found'))
  router.onError((error) => fail(means, error))
  return router
}

function isForged(request: Request, path: string, { site }: WebMeans): boolean {
  return isOrganizerPath(path) ? !isOwnForm(request, site.publicUrl) : isCrossSite(request, site.publicUrl)
}

function isTooLong(url: string): boolean {
  return url.length > (/^[^?]*\/sign[/?]/.test(url) ? signPathAtMost : pathAtMost)
}

const anyOf = (patterns: readonly string[]): RegExp =>
  new RegExp(`^(?:${patterns.map((pattern) => pattern.replaceAll(/:\w+/g, '[^/]+')).join('|')})$`)
const isPostable = anyOf(postable)
const isUpload = anyOf(takingFiles)

function fail({ site, journal }: WebMeans, error: Error): Response {
  return faultResponse(journal.fault(error), site, pageHeaders)
}
