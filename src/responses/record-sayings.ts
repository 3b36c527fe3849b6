import type { PartialDate } from '#kernel'
import type { RecordFile } from './record-shapes.ts'

/** Everything in a record file that is said to be the words of a source, by the source's key. */
export function sayingsIn(file: RecordFile): ReadonlyMap<string, ReadonlySet<string>> {
  const all: readonly { readonly source?: string | undefined; readonly words?: string | undefined }[] = [
    ...file.commitments,
    ...file.commitments.flatMap(({ revisions, characterizations }) => [...revisions, ...characterizations]),
    ...file.notes,
    ...file.assessments.flatMap(({ evidence }) => evidence),
  ]
  const found = new Map<string, Set<string>>()
  for (const { source, words } of all)
    if (source !== undefined && words !== undefined) found.set(source, (found.get(source) ?? new Set()).add(words))
  return found
}

/** Every day in a record file on which something happened, with whom it was about. */
export function datesIn(file: RecordFile): readonly { readonly recipient: string; readonly on: PartialDate }[] {
  return [
    ...file.demands.flatMap(({ asked }) => asked),
    ...file.deliveries,
    ...file.correspondence,
    ...file.replies,
    ...file.notes,
    ...file.assessments,
    ...file.commitments.flatMap((commitment) => {
      const { recipient, on, links, revisions, characterizations } = commitment
      const later = [...links, ...revisions, ...characterizations].map((one) => ({ recipient, on: one.on ?? on }))
      return [{ recipient, on }, ...later]
    }),
  ]
}
