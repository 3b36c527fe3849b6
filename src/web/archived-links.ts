import { dayOf, wordsFor } from '#kernel'
import type { EditionSheet } from '#publication'
import type { ArchivedLink, LetterSheet } from '#typeset'
import type { Site } from './layout.ts'
import { dayInWords } from './phrases.ts'
import { routes } from './routes.ts'

/** The archived copies of what an edition's links lead to, as its page links to them. */
export function archivedLinks(
  { campaign, edition, archives }: Pick<EditionSheet, 'campaign' | 'edition' | 'archives'>,
  site: Site,
): readonly (ArchivedLink | undefined)[] {
  const { slug, timeZone } = campaign
  const { language } = edition.text
  const words = wordsFor(language).record
  return archives.map(
    (one) =>
      one && {
        originalUrl: one.originalUrl,
        versionUrl: `${site.publicUrl}${routes.recordReplay(slug, one.capture)}`,
        versionDate: dayOf(one.capturedAt, timeZone),
        said: words.archived(dayInWords(one.capturedAt, timeZone, language)),
      },
  )
}

/** The same for paper, where nothing can be followed: a list of sources after the signatures. */
export function withSources(sheet: EditionSheet, site: Site): { readonly sheet: LetterSheet } {
  const { campaign, edition, archives } = sheet
  const { language, blocks } = edition.text
  const { cited } = wordsFor(language).sheet
  const links = blocks.flatMap(({ inlines }) => inlines.filter(({ kind }) => kind === 'link'))
  const copies = archivedLinks(sheet, site)
  const sources = links.flatMap(({ text }, index) => {
    const [one, copy] = [archives[index], copies[index]]
    if (!one || !copy) return []
    return [cited(text, one.originalUrl, dayInWords(one.capturedAt, campaign.timeZone, language), copy.versionUrl)]
  })
  return { sheet: { ...sheet.sheet, ...(sources.length > 0 && { sources }) } }
}
