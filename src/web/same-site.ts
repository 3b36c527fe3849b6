import { isOwnMachine } from './own-machine.ts'

/**
 * Whether a browser says that another website made it send this. `Origin: null` is what our own forms send, since our
 * pages tell browsers to name no referrer; mail programs that unsubscribe by one click name nothing at all
 * (RFC 8058 section 3.2). A browser cannot be made to lie about either header by a page.
 * @param ownOrigin where the public reaches this server; a visitor may also use another name for it (`localhost`).
 */
export function isCrossSite(request: Request, ownOrigin: string): boolean {
  if (request.headers.get('sec-fetch-site') === 'cross-site') return true
  const origin = request.headers.get('origin')
  if (origin === null || origin === 'null') return false
  return origin !== ownOrigin && origin !== new URL(request.url).origin
}

/**
 * Whether a browser says that a page of our own made it send this: what a form for organizers must be. Unlike
 * {@link isCrossSite} it takes nothing for granted: a request that names neither where it comes from nor its relation
 * to us is refused, and so is a sibling on our domain. Pages for organizers name their origin to us, so that browsers
 * without `Sec-Fetch-Site` (all of them, where there is no encryption) can work too.
 */
export function isOwnForm(request: Request, ownOrigin: string): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  const origin = request.headers.get('origin')
  if (origin === null || origin === 'null') return site === 'same-origin'
  return origin === new URL(ownOrigin).origin || isTrial(request, origin, ownOrigin)
}

/** A server without a public name yet, that its operator reaches by another name of the same machine. */
function isTrial(request: Request, origin: string, ownOrigin: string): boolean {
  const own = new URL(request.url)
  return origin === own.origin && isOwnMachine(own) && isOwnMachine(new URL(ownOrigin))
}
