import { Fault } from '#kernel'
import { fetchWithHeaders } from './fetch-file.ts'
import { askedAddress, isOfSite, isOnServer, isPageType, siteFileOf, type SitePlace } from './site-names.ts'
import { linksOf } from './site-page.ts'

/** What became of an address: a file of the folder. */
export type SiteFile = {
  readonly url: string
  readonly file: string
  readonly isPage: boolean
  /** What the server lets a page of others do; `undefined` for our own. */
  readonly policy: string | undefined
}

/** What a walk over a campaign's pages found. */
export type SiteWalk = {
  readonly files: ReadonlyMap<string, SiteFile>
  /** Addresses that a page leads to and the server does not know. */
  readonly missing: readonly string[]
}

/** Receives the bytes of a file as they come; two files never come under one name. */
type Keep = (file: string, bytes: Uint8Array) => Promise<void>

const limits = { bytes: 256 * 1024 * 1024, seconds: 120 }
const mostFiles = 200_000

/**
 * Reads every page and file of a campaign that a reader can come to from its front page by links, one after another,
 * and hands each on as it was sent. Forms are not sent, nothing is asked of any other server. @throws Fault
 * `log-unreachable`, also when the campaign has more than 200,000 addresses.
 */
export async function walkSite(place: SitePlace, keep: Keep): Promise<SiteWalk> {
  const start = `${place.origin}/c/${place.campaign}`
  const queue = [start]
  const seen = new Set(queue)
  const files = new Map<string, SiteFile>()
  const taken = new Set<string>()
  const missing: string[] = []
  for (const url of queue) {
    if (queue.length > mostFiles) throw new Fault('log-unreachable', `${start} leads to more than ${mostFiles} pages.`)
    const fetched = await fetchWithHeaders(new URL(url), limits)
    if (!fetched) {
      missing.push(url)
      continue
    }
    const type = fetched.headers.get('content-type') ?? ''
    const policy = fetched.headers.get('content-security-policy') ?? ''
    const isPage = isPageType(type)
    const named = siteFileOf(place, new URL(url), type)
    const file = apart(named, taken)
    taken.add(file.toLowerCase())
    files.set(url, { url, file, isPage, policy: policy.includes('sandbox') ? policy : undefined })
    await keep(file, fetched.bytes)
    if (!isPage) continue
    for (const { href, isPart } of linksOf(new TextDecoder().decode(fetched.bytes))) {
      const next = askedAddress(place, href, url)
      if (!next || seen.has(next.href) || !(isPart ? isOnServer : isOfSite)(place, next)) continue
      seen.add(next.href)
      queue.push(next.href)
    }
  }
  return { files, missing }
}

/** Some disks do not tell capitals from small letters: a name that is taken there gets a number. */
function apart(file: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const named = number === 1 ? file : file.replace(/(\/index)?(\.[a-z0-9]+)?$/, `-${number}$1$2`)
    if (!taken.has(named.toLowerCase())) return named
  }
}
