import type { CampaignId, CaptureId, QuoteId, SourceId } from '#kernel'
import { publicSources, quotesByIds, type PublicSource, type Quote } from '#evidence'
import type { Tx } from '#platform'
import type { CampaignRecord, Citing } from '#responses'
import { archivedCitations } from './archives.ts'
import { recordSheet, type RecordSheet } from './record-sheet.ts'

/** The sources of a campaign that something public names: what is only being prepared shows none. */
export type SourcesSheet = RecordSheet & { readonly sources: readonly PublicSource[] }

/** Those of a campaign that strangers may read at that moment. */
export async function sourcesSheet(tx: Tx, slug: string, at: Date): Promise<SourcesSheet | undefined> {
  const sheet = await recordSheet(tx, slug, at)
  if (!sheet) return undefined
  const { id } = sheet.campaign
  const texts = sheet.letters.flatMap(({ editions }) => editions.map(({ text }) => text))
  const cited = (await archivedCitations(tx, id, texts)).flat().flatMap((one) => one?.source ?? [])
  const named = new Set<SourceId>([...sheet.record.sources.map((one) => one.id), ...cited])
  return { ...sheet, sources: (await publicSources(tx, id)).filter((one) => named.has(one.id)) }
}

/** One source with what is publicly quoted from it. */
export type SourceSheet = RecordSheet & { readonly source: PublicSource; readonly quotes: readonly Quote[] }

/** A source, if something public names it. */
export async function sourceSheet(tx: Tx, slug: string, id: string, at: Date): Promise<SourceSheet | undefined> {
  const found = await sourcesSheet(tx, slug, at)
  const source = found?.sources.find((one) => one.id === id)
  if (!found || !source) return undefined
  const captures = new Set(source.captures.map((one) => one.id))
  const quoted = citingsIn(found.record).flatMap(({ quote }): readonly QuoteId[] => (quote ? [quote] : []))
  const quotes = [...(await quotesByIds(tx, found.campaign.id, [...new Set(quoted)])).values()]
  return { ...found, source, quotes: quotes.filter(({ capture }) => captures.has(capture)) }
}

/** The campaign and the capture of an address, if the capture is of a source that something public names. */
export async function shownCapture(
  tx: Tx,
  slug: string,
  id: string,
  at: Date,
): Promise<{ readonly campaign: CampaignId; readonly capture: CaptureId } | undefined> {
  const sheet = await sourcesSheet(tx, slug, at)
  const captures = sheet?.sources.flatMap((source) => source.captures) ?? []
  const capture = captures.find((one) => one.id === id && one.state !== 'removed')
  return sheet && capture && { campaign: sheet.campaign.id, capture: capture.id }
}

function citingsIn({ commitments, notes, assessments }: CampaignRecord): readonly Citing[] {
  return [
    ...commitments.flatMap(({ revisions, characterizations }) => [
      ...revisions.map(({ wording }) => wording),
      ...characterizations.map(({ citing }) => citing),
    ]),
    ...notes.map(({ wording }) => wording),
    ...assessments.flatMap(({ evidence }) => evidence),
  ]
}
