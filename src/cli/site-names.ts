import { createHash } from 'node:crypto'
import { posix } from 'node:path'

/** A campaign to be copied: where its pages are, and under what name. */
export type SitePlace = {
  readonly origin: string
  /** Where the public finds the same pages: a server may be read by an address that only its own machine knows. */
  readonly live: string
  /** The campaign's name in its address, as it stands there. */
  readonly campaign: string
}

const endings: ReadonlyMap<string, string> = new Map([
  ['application/atom+xml', '.atom'],
  ['application/json', '.json'],
  ['application/pdf', '.pdf'],
  ['application/wacz', '.wacz'],
  ['image/jpeg', '.jpg'],
  ['image/png', '.png'],
  ['image/svg+xml', '.svg'],
  ['message/rfc822', '.eml'],
  ['text/css', '.css'],
  ['text/csv', '.csv'],
  ['text/plain', '.txt'],
])

/** The campaign's page as a person gave it (any page of the campaign will do); `undefined` when it is none. */
export function parseSitePlace(typed: string, publicUrl?: string): SitePlace | undefined {
  if (!URL.canParse(typed)) return undefined
  const { origin, pathname, protocol } = new URL(typed)
  const campaign = /^\/c\/([^/]+)/.exec(pathname)?.[1]
  return campaign !== undefined && /^https?:$/.test(protocol)
    ? { origin, campaign, live: publicUrl === undefined ? origin : new URL(publicUrl).origin }
    : undefined
}

/** Whether an address is of the campaign and can be kept: a form is of use on the server only. */
export function isOfSite({ origin, campaign }: SitePlace, url: URL): boolean {
  if (url.origin !== origin) return false
  const own = `/c/${campaign}`
  const isOwn = url.pathname === own || url.pathname.startsWith(`${own}/`)
  return (isOwn && !isForm(url)) || /^\/text\/[0-9a-f]{64}(?:\.txt)?$/.test(url.pathname)
}

/** The address without its fragment, as it is asked for: the public one of a page of ours leads to where we read. */
export function askedAddress({ origin, live }: SitePlace, href: string, base: string): URL | undefined {
  if (!URL.canParse(href, base)) return undefined
  const url = new URL(href, base)
  url.hash = ''
  return url.origin === live ? new URL(`${origin}${url.pathname}${url.search}`) : url
}

/** Where the public finds a page. */
export const liveAddress = ({ live }: SitePlace, url: URL): string => `${live}${url.pathname}${url.search}`

/** Whether a page is there to send a form of, and leads nowhere from a disk. */
export const isForm = (url: URL): boolean => url.pathname.endsWith('/sign')

/** What a page needs to be seen: it is kept wherever it lies on the server. */
export const isOnServer = ({ origin }: SitePlace, url: URL): boolean => url.origin === origin

/**
 * The file that an address becomes, below the folder: pages as `…/index.html`, so that every folder opens; what was asked
 * after `?` is part of the name. Letters, digits, `.`, `_`, `-` only, so that it can stand on any disk.
 */
export function siteFileOf({ campaign }: SitePlace, url: URL, type: string): string {
  const own = `/c/${campaign}`
  const isOwn = url.pathname === own || url.pathname.startsWith(`${own}/`)
  const path = isOwn ? url.pathname.slice(own.length) : url.pathname
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(plainName)
  const asked = url.search === '' ? [] : [plainName(url.search.slice(1))]
  if (isPageType(type) && !/\.html?$/.test(path)) return [...parts, ...asked, 'index.html'].join('/')
  const whole =
    [...parts, ...asked].join('-asked-') === ''
      ? 'file'
      : [...parts.slice(0, -1), [parts.at(-1) ?? 'file', ...asked].join('-')].join('/')
  const ending = endings.get(mediaOf(type)) ?? ''
  return /\.[a-z0-9]{2,5}$/.test(whole) ? whole : `${whole}${ending}`
}

/** Whether an answer of this `Content-Type` is a page. */
export const isPageType = (type: string): boolean => mediaOf(type) === 'text/html'

const mediaOf = (type: string): string => (type.split(';')[0] ?? '').trim().toLowerCase()

/** A part of an address as a plain name; one that cannot be told as such keeps apart from all others by its hash. */
function plainName(part: string): string {
  if (/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/.test(part)) return part
  const plain = part.replaceAll(/[^A-Za-z0-9_-]+/g, '-').slice(0, 60)
  return `${plain}-${createHash('sha256').update(part).digest('hex').slice(0, 12)}`
}

/** The way from one file of the folder to another, ready for `href`. */
export function wayBetween(from: string, to: string): string {
  const way = posix.relative(posix.dirname(from), to)
  return way === '' ? posix.basename(to) : way
}
