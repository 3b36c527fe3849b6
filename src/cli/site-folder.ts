import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { dateInWords, wordsFor, type PartialDate } from '#kernel'
import { askedAddress, isForm, liveAddress, wayBetween, type SitePlace } from './site-names.ts'
import { languageOf, rewritePage } from './site-page.ts'
import { walkSite, type SiteFile, type SiteWalk } from './site-walk.ts'

/** Why nothing may be written there; `undefined` when it may. */
export async function occupied(folder: string): Promise<string | undefined> {
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return there.length === 0 ? undefined : `${folder} is not empty. Nothing was written.`
}

/**
 * Makes a folder out of what `fill` puts into one beside it, which takes its place only when it is whole: a copy that
 * was interrupted never looks like one. The folder must be new or empty.
 */
export async function intoFolder<Made>(folder: string, fill: (fresh: string) => Promise<Made>): Promise<Made> {
  const fresh = `${folder.replace(/\/+$/, '')}.${randomBytes(6).toString('hex')}.new`
  await mkdir(fresh, { recursive: true })
  try {
    const made = await fill(fresh)
    await rmdir(folder).catch(() => undefined)
    await rename(fresh, folder)
    return made
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    throw error
  }
}

/** Copies the pages of a campaign into a folder, so that every link between them leads from file to file. */
export async function copyPages(place: SitePlace, folder: string, day: PartialDate): Promise<SiteWalk> {
  const walk = await walkSite(place, async (file, bytes) => {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), bytes, { flag: 'wx' })
  })
  // Links can only be written when it is known what became of each address.
  for (const one of walk.files.values())
    if (one.isPage) {
      const path = join(folder, one.file)
      await writeFile(path, rewritten(await readFile(path, 'utf8'), one, { place, walk, day }))
    }
  return walk
}

type Around = { readonly place: SitePlace; readonly walk: SiteWalk; readonly day: PartialDate }

function rewritten(page: string, one: SiteFile, { place, walk, day }: Around): string {
  const language = languageOf(page)
  const words = wordsFor(language).site
  // A parsed address has no < > or quotation mark left, only &.
  const live = liveAddress(place, new URL(one.url)).replaceAll('&', '&amp;')
  return rewritePage(page, {
    policy: one.policy,
    banner: `<p style="margin:0;padding:.5rem 0;font:.875rem/1.5 system-ui">${words.copied(dateInWords(day, language))} <a href="${live}">${words.live}</a></p>`,
    insteadOf: { form: `<p>${words.noForm}</p>`, search: `<p>${words.noSearch}</p>` },
    linkTo: (href) => linkFrom(href, one, { place, walk, day }),
  })
}

/** Where a link of a page leads in the folder; to the live page where the folder has none; nowhere when it is a form. */
function linkFrom(href: string, one: SiteFile, { place, walk }: Around): string | undefined {
  if (href.startsWith('#')) return href
  const url = askedAddress(place, href, one.url)
  if (!url || url.origin !== place.origin) return href
  if (isForm(url)) return undefined
  const fragment = href.includes('#') ? href.slice(href.indexOf('#')) : ''
  // The front page of a server is not of the campaign: the folder begins with the campaign's own.
  if (url.pathname === '/') return wayBetween(one.file, 'index.html')
  const log = `/log/${place.campaign}`
  if (url.pathname === log || url.pathname.startsWith(`${log}/`))
    return wayBetween(one.file, `log${url.pathname.slice(log.length)}`)
  const there = walk.files.get(url.href)
  return `${there ? wayBetween(one.file, there.file) : liveAddress(place, url)}${fragment}`
}
