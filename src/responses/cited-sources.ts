import type { CampaignId, SourceId } from '#kernel'
import { publicSources } from '#evidence'
import type { Tx } from '#platform'
import type { Citing, RecordSource } from './record.ts'
import type { FromEvents } from './record-from.ts'

/** Every source that a record names, with the latest capture that is whole. */
export async function citedSources(tx: Tx, campaign: CampaignId, record: FromEvents): Promise<readonly RecordSource[]> {
  const named = new Set(citingsOf(record).flatMap(({ source }): readonly SourceId[] => (source ? [source] : [])))
  if (named.size === 0) return []
  const known = new Map((await publicSources(tx, campaign)).map((source) => [source.id, source]))
  // In the order in which the record first names them.
  return [...named].flatMap((id): readonly RecordSource[] => {
    const source = known.get(id)
    const latest = source?.captures.findLast(({ state }) => state !== 'removed')
    return source
      ? [{ id, title: source.title, url: source.url, capture: latest?.id, capturedAt: latest?.capturedAt }]
      : []
  })
}

/** Everything in a record that says where words can be read, each with the words. */
export function citingsOf(record: FromEvents): readonly (Citing & { readonly words: string | undefined })[] {
  return [
    ...record.commitments.flatMap(({ revisions, characterizations }) => [
      ...revisions.map(({ wording }) => wording),
      ...characterizations.map(({ citing, words }) => ({ ...citing, words })),
    ]),
    ...record.notes.map(({ wording }) => wording),
    ...record.assessments.flatMap(({ evidence }) => evidence.map((one) => ({ ...one, words: undefined }))),
  ]
}
