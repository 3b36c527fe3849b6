import {
  newId,
  type AssessmentId,
  type CaptureId,
  type CommitmentId,
  type DeliveryId,
  type EditionId,
  type FileHash,
  type LetterId,
  type Means,
  type QuoteId,
  type RecipientId,
  type ReplyId,
  type SourceId,
  type VersionHash,
} from '#kernel'
import { lastDayOf } from './day.ts'
import type { Happening } from './event.ts'
import type { AssessmentSubject, Citing, CommitmentTerms, RecordAttachment, Wording } from './record.ts'
import type { RecordFile } from './record-shapes.ts'
import type { Scope } from './scope.ts'
import { leastOf } from './verification.ts'
import { scopeDimensions } from './vocabulary.ts'

/** What the names of a record file stand for in a campaign. */
export type RecordPlaces = {
  readonly recipients: ReadonlyMap<string, RecipientId>
  /** By `letter/edition`, slugs. */
  readonly editions: ReadonlyMap<string, { readonly letter: LetterId; readonly edition: EditionId }>
  /** By key. */
  readonly sources: ReadonlyMap<string, { readonly source: SourceId; readonly capture: CaptureId | undefined }>
  /** By the source's key and the words. */
  readonly quotes: ReadonlyMap<string, QuoteId>
  /** By key. */
  readonly deliveries: ReadonlyMap<string, { readonly delivery: DeliveryId; readonly version: VersionHash | undefined }>
  /** By key, with the message as it is kept. */
  readonly replies: ReadonlyMap<string, { readonly reply: ReplyId; readonly message: FileHash }>
}

/** The key of a quotation in {@link RecordPlaces}. */
export const quoteKey = (source: string, words: string): string => `${source}\n${words}`

/**
 * What a record file says happened, as events, in the order of the days: demands first where days are equal, so that
 * what speaks of something comes after it. Names that the campaign does not have must have been refused before.
 */
export function happeningsOf(file: RecordFile, places: RecordPlaces, means: Means): readonly Happening[] {
  const commitments = new Map(file.commitments.map(({ key }) => [key, newId<CommitmentId>(means)]))
  const reading: Reading = { places, commitments, means }
  return [
    ...file.demands.flatMap((demand) => demandsPut(demand, reading)),
    ...file.notes.flatMap((note) => noted(note, reading)),
    ...file.replies.flatMap((reply) => repliesPublished(reply, reading)),
    ...file.correspondence.flatMap(({ recipient, on, state, note }) =>
      about(recipient, reading, (id) => ({
        kind: 'correspondence-described',
        on,
        recipient: id,
        facts: { state, note },
      })),
    ),
    ...file.commitments.flatMap((commitment) => commitmentEvents(commitment, reading)),
    ...file.assessments.flatMap((assessment) => assessed(assessment, reading)),
  ].toSorted((a, b) => (lastDayOf(a.on) < lastDayOf(b.on) ? -1 : lastDayOf(a.on) > lastDayOf(b.on) ? 1 : 0))
}

type Reading = {
  readonly places: RecordPlaces
  readonly commitments: ReadonlyMap<string, CommitmentId>
  readonly means: Means
}

function about(slug: string, { places }: Reading, make: (recipient: RecipientId) => Happening): readonly Happening[] {
  const recipient = places.recipients.get(slug)
  return recipient === undefined ? [] : [make(recipient)]
}

function demandsPut({ key, title, asked }: RecordFile['demands'][number], reading: Reading): readonly Happening[] {
  return asked.flatMap(({ recipient, on, words: wording, letter, edition, scope }) =>
    about(recipient, reading, (id) => ({
      kind: 'demand-put',
      on,
      recipient: id,
      facts: {
        demand: key,
        title,
        wording,
        ...reading.places.editions.get(`${letter}/${edition}`),
        scope: scopeOf(scope),
      },
    })),
  )
}

function noted(note: RecordFile['notes'][number], reading: Reading): readonly Happening[] {
  const { recipient, on, kind, demand } = note
  return about(recipient, reading, (id) => ({
    kind: 'noted',
    on,
    recipient: id,
    facts: { kind, wording: wordingOf(note, reading), demand },
  }))
}

function repliesPublished(one: RecordFile['replies'][number], reading: Reading): readonly Happening[] {
  const { key, recipient, on, kind, channel, author, words, answers } = one
  const kept = reading.places.replies.get(key)
  if (kept === undefined) return []
  const { reply, message } = kept
  const delivered = one.delivery === undefined ? {} : reading.places.deliveries.get(one.delivery)
  const attachments: readonly RecordAttachment[] = []
  const proof = { kind: 'reviewed' } as const
  return [
    ...about(recipient, reading, (id) => ({
      kind: 'reply-published',
      on,
      recipient: id,
      facts: { reply, kind, channel, author, text: words, ...delivered, proof, message, attachments },
    })),
    ...answers.flatMap(({ demand, value, words: said, note }) =>
      about(recipient, reading, (id) => ({
        kind: 'demand-answered',
        on,
        recipient: id,
        facts: { reply, demand, value, words: said, note },
      })),
    ),
  ]
}

function commitmentEvents(one: RecordFile['commitments'][number], reading: Reading): readonly Happening[] {
  const commitment = reading.commitments.get(one.key)
  const recipient = reading.places.recipients.get(one.recipient)
  if (commitment === undefined || recipient === undefined) return []
  const reply = one.reply === undefined ? undefined : reading.places.replies.get(one.reply)?.reply
  const stated = { commitment, title: one.title, reply, wording: wordingOf(one, reading), terms: termsOf(one) }
  return [
    { kind: 'commitment-stated', on: one.on, recipient, facts: stated },
    ...one.links.map(({ demand, on = one.on, covers, wider, note }): Happening => ({
      kind: 'demand-linked',
      on,
      recipient,
      facts: { commitment, demand, covers, wider, note },
    })),
    ...one.revisions.map((revision): Happening => ({
      kind: 'commitment-revised',
      on: revision.on,
      recipient,
      facts: { commitment, stage: revision.stage, wording: wordingOf(revision, reading), terms: termsOf(revision) },
    })),
    ...one.characterizations.map(({ on, by, words, source }): Happening => ({
      kind: 'commitment-characterized',
      on,
      recipient,
      facts: { commitment, words, by, citing: citingOf(source, words, reading) },
    })),
  ]
}

function assessed(one: RecordFile['assessments'][number], reading: Reading): readonly Happening[] {
  const { on, value, reason, rubric, version, asked, comment } = one
  const commitment = reading.commitments.get(one.commitment ?? '')
  const judged: AssessmentSubject =
    commitment === undefined ? { kind: 'demand', demand: one.demand ?? '' } : { kind: 'commitment', commitment }
  const evidence = one.evidence.map(({ side, note, source, words, verification }) => ({
    side,
    note,
    verification,
    ...citingOf(source, words ?? '', reading),
  }))
  const levels = [...evidence.map(({ verification }) => verification), one.reading ?? 'unverified']
  return about(one.recipient, reading, (recipient) => ({
    kind: 'assessment-published',
    on,
    recipient,
    facts: {
      assessment: newId<AssessmentId>(reading.means),
      about: judged,
      value,
      reason,
      rubric: { name: rubric, version },
      evidence,
      verification: leastOf(levels),
      asked,
      comment: comment && { text: comment.words, on: comment.on },
    },
  }))
}

type Said = { readonly words: string; readonly speaker?: string | undefined; readonly source?: string | undefined }

function wordingOf({ words, speaker, source }: Said, reading: Reading): Wording {
  return { words, speaker, ...citingOf(source, words, reading) }
}

function citingOf(key: string | undefined, words: string, { places }: Reading): Citing {
  const found = key === undefined ? undefined : places.sources.get(key)
  const quote = key === undefined ? undefined : places.quotes.get(quoteKey(key, words))
  return { source: found?.source, capture: found?.capture, quote }
}

type TermsInFile = Pick<
  RecordFile['commitments'][number],
  'scope' | 'conditions' | 'carve-outs' | 'deadline' | 'expires' | 'loopholes'
>

function termsOf(one: TermsInFile): CommitmentTerms {
  const { conditions, deadline, expires, loopholes } = one
  return {
    scope: scopeOf(one.scope),
    conditions: conditions.map(({ text, decider }) => ({ text, decider })),
    carveOuts: one['carve-outs'],
    deadline,
    expires,
    loopholes,
  }
}

/** Without the dimensions that are not limited: a document of the record does not name them. */
function scopeOf(scope: RecordFile['commitments'][number]['scope']): Scope {
  return Object.fromEntries(scopeDimensions.flatMap((one) => (scope[one].length > 0 ? [[one, scope[one]]] : [])))
}
