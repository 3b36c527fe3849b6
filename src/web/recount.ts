import { parseVersionHash, wordsFor } from '#kernel'
import { headOf, logOf, type Head } from '#ledger'
import { publicText } from '#letters'
import type { Tx } from '#platform'
import { campaignSheet, type CampaignSheet } from '#publication'
import { scriptHeaders } from './headers.ts'
import { refuse, type Router, type WebMeans } from './keep.ts'
import { answerOnce, htmlParts } from './page-parts.ts'
import { keptScript } from './page-script.ts'
import { recountPage, type PrintedCount, type RecountFacts } from './recount-page.ts'
import { patterns, routes } from './routes.ts'

/** The page on which a reader recounts a campaign's log. Not stored: its numbers are those of this moment's checkpoint. */
export function addRecount(app: Router, means: WebMeans): void {
  const script = keptScript('recount')
  app.get(patterns.recount, async (c) => {
    const slug = c.req.param('campaign') ?? ''
    const facts = await means.database.read((tx) => recountFacts(tx, slug, means))
    if (facts === undefined) return refuse(means, 'not-found')
    const { text, hash } = await script()
    return await answerOnce(htmlParts(recountPage(facts, text), means.site, scriptHeaders(hash)), c.req.raw)
  })
}

async function recountFacts(tx: Tx, slug: string, { log, site, now }: WebMeans): Promise<RecountFacts | undefined> {
  const sheet = await campaignSheet(tx, slug, now())
  const opened = sheet && (await logOf(tx, sheet.campaign.id))
  const head = sheet && (await headOf(tx, sheet.campaign.id))
  if (!sheet || !opened || !head) return undefined
  const logUrl = `${site.publicUrl}${routes.log(slug)}`
  const { title, language } = sheet.campaign
  return {
    campaign: { slug, title, language },
    size: head.size,
    counts: await printedCounts(tx, head, { sheet, at: now() }),
    verifierKeys: log?.facts(opened.origin, logUrl).verifierKeys ?? [],
    logUrl,
  }
}

type Place = { readonly sheet: CampaignSheet; readonly at: Date }

/** Every number of the log: letters by their titles, then versions; a version of a letter that is not public has its hash. */
async function printedCounts(tx: Tx, { counts }: Head, { sheet, at }: Place): Promise<readonly PrintedCount[]> {
  const words = wordsFor(sheet.campaign.language).recount
  const letters: PrintedCount[] = []
  const versions: PrintedCount[] = []
  const recipients = new Map(
    sheet.letters.flatMap(({ editions }) =>
      editions.map(({ version, recipientName }) => [version.hash, recipientName]),
    ),
  )
  const titles = new Map(sheet.letters.map(({ letter }) => [letter.slug, letter.title]))
  // Before anybody signed, the log has no number for a letter: a nought is printed then, to be recounted as well.
  const kept = [...counts].map(([subject, one]) => [subject, one.standing] as const)
  const numbers = new Map([...noughts(sheet), ...kept.toSorted(([a], [b]) => (a < b ? -1 : 1))])
  for (const [subject, standing] of numbers) {
    const name = subject.slice(subject.indexOf(':') + 1)
    const hash = subject.startsWith('version:') ? parseVersionHash(name) : undefined
    if (subject.startsWith('letter:')) letters.push({ kind: 'letter', name, title: titles.get(name) ?? name, standing })
    if (hash === undefined) continue
    const text = await publicText(tx, hash, at)
    const title = text
      ? words.version(text.letterTitle, String(text.number), recipients.get(hash) ?? text.editionSlug)
      : words.otherText(hash.slice(0, 8))
    versions.push({ kind: 'version', name, title, standing })
  }
  return [...letters, ...versions]
}

/** What can be signed now, as signed by nobody. */
function noughts({ letters }: CampaignSheet): readonly (readonly [subject: string, standing: number])[] {
  return letters.flatMap(({ letter, editions }) => [
    [`letter:${letter.slug}`, 0] as const,
    ...editions.map(({ version }) => [`version:${version.hash}`, 0] as const),
  ])
}
