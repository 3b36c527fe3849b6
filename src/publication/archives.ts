import { oneLine, type CampaignId, type CaptureId, type EditionText, type SourceId } from '#kernel'
import { attachmentsOf, normalUrl, publicSources, type PublicSource } from '#evidence'
import { citationsOf } from '#letters'
import type { Tx } from '#platform'

/** An archived copy of what a citation of a letter leads to. */
export type ArchivedCitation = {
  readonly source: SourceId
  /** Where the words were read when the letter was written; absent: it never had an address. */
  readonly originalUrl: string | undefined
  readonly capture: CaptureId
  readonly capturedAt: Date
}

/** What the citations of some texts lead to, in their reading order; absent where nothing is archived. */
export async function archivedCitations(
  tx: Tx,
  campaign: CampaignId,
  texts: readonly EditionText[],
): Promise<readonly (readonly (ArchivedCitation | undefined)[])[]> {
  const cited = texts.map(({ blocks, language }) => citationsOf(blocks, language))
  if (cited.every((one) => one.length === 0)) return cited.map(() => [])
  const sources = await publicSources(tx, campaign)
  const byUrl = new Map(sources.map((source) => [source.url, source]))
  const byId = new Map(sources.map((source) => [source.id, source]))
  const attached = new Map((await attachmentsOf(tx, campaign)).map((one) => [placeOf(one), one.source]))
  return cited.map((citations) =>
    citations.map((citation) => {
      const url = citation.href === undefined ? undefined : normalUrl(citation.href)
      const source = url === undefined ? byId.get(attached.get(placeOf(citation)) ?? none) : byUrl.get(url)
      return source && archivedAs(source)
    }),
  )
}

const none = '' as SourceId

/** Attachments are kept with their white space as one space; citations as they stand. */
const placeOf = ({ text, sentence }: { readonly text: string; readonly sentence: string }): string =>
  JSON.stringify([oneLine(text), oneLine(sentence)])

function archivedAs({ id, url, captures }: PublicSource): ArchivedCitation | undefined {
  const latest = captures.findLast(({ state }) => state !== 'removed')
  return latest && { source: id, originalUrl: url, capture: latest.id, capturedAt: latest.capturedAt }
}
