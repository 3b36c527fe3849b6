import type { PartialDate, RecipientId, RecordEventId } from '#kernel'
import type { Words } from '#kernel'
import type { CampaignRecord, Dated } from '#responses'

/** What a public entry is of, by the name of its words. */
export type EntryKind = keyof Words['assess']['record']['kinds']

/** A public entry of a record as a line of a list. */
export type RecordEntry = {
  readonly event: RecordEventId
  readonly kind: EntryKind
  readonly on: PartialDate
  readonly recordedAt: Date
  readonly recipient: RecipientId | undefined
  /** Its own words, or what it says. */
  readonly text: string
}

type Told = { readonly recipient?: RecipientId; readonly text: string }

const entry = (kind: EntryKind, { event, on, recordedAt }: Dated, { recipient, text }: Told): RecordEntry => ({
  ...{ event, kind, on, recordedAt, recipient, text },
})

/** Every public entry of a record, the one written down last first. */
export function entriesOf(record: CampaignRecord): readonly RecordEntry[] {
  const { replies, answers, correspondence, commitments, assessments, notes, redactions } = record
  const all: readonly RecordEntry[] = [
    ...replies.map((one) => entry('reply', one, { recipient: one.recipient, text: one.text })),
    ...answers.map((one) =>
      entry('answer', one, { recipient: one.recipient, text: `${one.demand}: ${one.value}. ${one.words ?? ''}` }),
    ),
    ...correspondence.map((one) =>
      entry('correspondence', one, { recipient: one.recipient, text: `${one.state}. ${one.note ?? ''}` }),
    ),
    ...commitments.flatMap(({ recipient, title, revisions, characterizations, links }) => [
      ...revisions.map((one) =>
        entry(one.stage === 'stated' ? 'commitment' : 'wording', one, {
          recipient,
          text: `${title}: ${one.wording.words}`,
        }),
      ),
      ...characterizations.map((one) => entry('characterization', one, { recipient, text: `${one.by}: ${one.words}` })),
      ...links.map((one) => entry('link', one, { recipient, text: `${title}: ${one.demand}` })),
    ]),
    ...assessments.map((one) => entry('assessment', one, { recipient: one.recipient, text: one.reason })),
    ...notes.map((one) => entry('note', one, { recipient: one.recipient, text: one.wording.words })),
    ...redactions.map((one) => entry('redaction', one, { text: one.reason })),
  ]
  return all.toSorted((one, other) => other.recordedAt.getTime() - one.recordedAt.getTime())
}
