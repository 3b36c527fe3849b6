import { Hono } from 'hono'
import type { Handler } from '#platform'
import { busyResponse, faultResponse } from './error-page.ts'
import { addSigning } from './add-signing.ts'
import { addFiles } from './files.ts'
import { pageHeaders } from './headers.ts'
import { addLog } from './log-files.ts'
import { refuse, type Router, type WebMeans } from './keep.ts'
import { addPages } from './pages.ts'
import { addRecount } from './recount.ts'
import { postable } from './routes.ts'
import { isCrossSite } from './same-site.ts'
import { visitLimits } from './visit-limits.ts'

const bytesAtMost = 64 * 1024
const pathAtMost = 2000
// A sealed handle carries what was typed, the comment included; proxies take lines of 8 KB.
const signPathAtMost = 7500

/** Every page of this server as one function from request to response. GET and HEAD change nothing, ever. */
export function webHandler(means: WebMeans): Handler {
  const app: Router = new Hono()
  const limits = visitLimits(means)
  app.use(async (c, next) => {
    // Browsers say how long a form is, and Node holds them to it; what comes without an end is no form of ours. Looking
    // at the body itself, as a middleware would, costs as much as signing.
    if (Number(c.req.header('content-length') ?? 0) > bytesAtMost) return refuse(means, 'too-large')
    if (c.req.header('transfer-encoding') !== undefined) return refuse(means, 'bad')
    // No text of ours holds a NUL, and PostgreSQL takes none, not even to look for it.
    if (isTooLong(c.req.url) || c.req.url.includes('%00')) return refuse(means, 'bad')
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const mayPost = isPostable(c.req.path)
      if (!mayPost || c.req.method !== 'POST') return refuse(means, mayPost ? 'method-or-post' : 'method')
      if (isCrossSite(c.req.raw, means.site.publicUrl)) return refuse(means, 'cross-site')
    }
    // Signing has no wall: a crowd behind one address may be a conference. What looks odd is reviewed later, in silence.
    const busy = isPostable(c.req.path) ? undefined : limits(c.req.raw, c.env.remoteAddress)
    if (busy) return busyResponse(busy.waitSeconds, means.site, pageHeaders)
    return await next()
  })
  // Files first: their names would read as names of editions.
  addFiles(app, means)
  addLog(app, means)
  addRecount(app, means)
  addSigning(app, means)
  addPages(app, means)
  app.notFound(() => refuse(means, 'not-found'))
  app.onError((error) => fail(means, error))
  return (request, from) => app.fetch(request, from)
}

function isTooLong(url: string): boolean {
  return url.length > (/^[^?]*\/sign[/?]/.test(url) ? signPathAtMost : pathAtMost)
}

const postablePaths = postable.map((pattern) => new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`))

const isPostable = (path: string): boolean => postablePaths.some((pattern) => pattern.test(path))

function fail({ site, journal }: WebMeans, error: Error): Response {
  return faultResponse(journal.fault(error), site, pageHeaders)
}
