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
