import { livesOf } from '#accounts'

/**
 * What the cookie of whoever is signed in is called. With encryption the browser itself holds to it that no sibling
 * domain and no plain connection can set one (`__Host-`, RFC 6265bis section 4.1.3.2).
 */
const nameAt = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-undersigned-session' : 'undersigned-session'

const attributes = (publicUrl: string): string =>
  `Path=/; HttpOnly; SameSite=Lax${publicUrl.startsWith('https:') ? '; Secure' : ''}`

/** What a request's cookie says of a session; empty when it has none. Only for the pages of organizers. */
export function sessionIn(request: Request, publicUrl: string): string {
  const start = `${nameAt(publicUrl)}=`
  const cookies = (request.headers.get('cookie') ?? '').split(';').map((one) => one.trim())
  return cookies.find((one) => one.startsWith(start))?.slice(start.length) ?? ''
}

/** The header that keeps a session in the browser, as long as any session lives. */
export function keepSession(token: string, publicUrl: string): Readonly<Record<string, string>> {
  const seconds = Math.floor(livesOf.session / 1000)
  return { 'Set-Cookie': `${nameAt(publicUrl)}=${token}; ${attributes(publicUrl)}; Max-Age=${seconds}` }
}

/** The header that has the browser forget it. */
export function dropSession(publicUrl: string): Readonly<Record<string, string>> {
  return { 'Set-Cookie': `${nameAt(publicUrl)}=; ${attributes(publicUrl)}; Max-Age=0` }
}
