import type { CommitmentId } from '#kernel'
import { lastDayOf } from './day.ts'
import type { Happening, RecordEvent } from './event.ts'
import type {
  CampaignRecord,
  Countersignature,
  Dated,
  RecordAssessment,
  RecordCommitment,
  RecordDemand,
  RecordReply,
} from './record.ts'

/** What a record holds that events say; deliveries and sources are other rooms'. */
export type FromEvents = Omit<CampaignRecord, 'campaign' | 'recipients' | 'deliveries' | 'sources'>

/** An event with what it is to be read as. */
type Of<Kind extends Happening['kind']> = Extract<RecordEvent, { readonly kind: Kind }>

/**
 * Works the record out of its events: the same, in whatever order they were written down, but that of two things of one
 * day the one written down first comes first. What speaks of something that is not on record (any more) falls away.
 */
export function recordFrom(written: readonly RecordEvent[]): FromEvents {
  const events = inTime(written)
  const of = <Kind extends Happening['kind']>(kind: Kind): readonly Of<Kind>[] =>
    events.filter((event): event is Of<Kind> => event.kind === kind)
  const signed = countersigned(of('countersigned'))
  const replies = repliesOf(of('reply-published'), of('reply-classified'), signed)
  const known = new Set(replies.map(({ id }) => id))
  return {
    demands: of('demand-put').map(demandOf),
    replies,
    answers: of('demand-answered')
      .filter(({ facts }) => known.has(facts.reply))
      .map((event) => {
        const { reply, demand, value, words, note } = event.facts
        return { ...dated(event), recipient: event.recipient, reply, demand, value, words, note }
      }),
    correspondence: of('correspondence-described').map((event) => {
      const { state, note } = event.facts
      return { ...dated(event), recipient: event.recipient, state, note }
    }),
    commitments: commitmentsOf(events, of),
    assessments: of('assessment-published').map((event) => assessmentOf(event, signed)),
    notes: of('noted').map((event) => {
      const { kind, wording, demand } = event.facts
      return { ...dated(event), recipient: event.recipient, kind, wording: whole(wording), demand }
    }),
    redactions: of('event-redacted').map((event) => ({ ...dated(event), ...event.facts })),
  }
}

type ByKind = <Kind extends Happening['kind']>(kind: Kind) => readonly Of<Kind>[]

const inTime = (events: readonly RecordEvent[]): readonly RecordEvent[] =>
  events.toSorted((a, b) => {
    const [one, other] = [lastDayOf(a.on), lastDayOf(b.on)]
    return one < other ? -1 : one > other ? 1 : 0
  })

const dated = ({ on, recordedAt, id: event }: RecordEvent): Dated => ({ on, recordedAt, event })

function demandOf(event: Of<'demand-put'>): RecordDemand {
  const { demand: slug, title, wording, letter, edition, scope } = event.facts
  return { slug, recipient: event.recipient, title, wording, letter, edition, on: event.on, scope }
}

/** JSON leaves out what is not there; a record says that it is not. */
function whole(wording: Of<'noted'>['facts']['wording']): Of<'noted'>['facts']['wording'] {
  const { words, speaker, source, capture, quote } = wording
  return { words, speaker, source, capture, quote }
}

function termsOf({
  scope,
  conditions,
  carveOuts,
  deadline,
  expires,
  loopholes,
}: Of<'commitment-stated'>['facts']['terms']) {
  return {
    scope,
    conditions: conditions.map(({ text, decider }) => ({ text, decider })),
    carveOuts,
    deadline,
    expires,
    loopholes,
  }
}

function countersigned(events: readonly Of<'countersigned'>[]): ReadonlyMap<string, Countersignature> {
  return new Map(
    events.map((event) => [event.facts.of, { ...dated(event), name: event.facts.name, note: event.facts.note }]),
  )
}

function repliesOf(
  published: readonly Of<'reply-published'>[],
  classified: readonly Of<'reply-classified'>[],
  signed: ReadonlyMap<string, Countersignature>,
): readonly RecordReply[] {
  return published.map((event) => {
    const { reply, kind, channel, author, text, delivery, version, proof, message, attachments } = event.facts
    const later = classified.filter(({ facts }) => facts.reply === reply)
    const kinds = [{ on: event.on, kind }, ...later.map(({ on, facts }) => ({ on, kind: facts.kind }))]
    return {
      ...dated(event),
      id: reply,
      recipient: event.recipient,
      kind: kinds.at(-1)?.kind ?? kind,
      kinds,
      channel,
      author,
      text,
      delivery,
      version,
      proof,
      message,
      attachments,
      countersigned: signed.get(reply),
    }
  })
}

function commitmentsOf(events: readonly RecordEvent[], of: ByKind): readonly RecordCommitment[] {
  return of('commitment-stated').map((stated) => {
    const { commitment: id, title, reply } = stated.facts
    const isOwn = (event: { readonly facts: { readonly commitment: CommitmentId } }) => event.facts.commitment === id
    const wordings = events.filter(
      (event): event is Of<'commitment-stated'> | Of<'commitment-revised'> =>
        (event.kind === 'commitment-stated' || event.kind === 'commitment-revised') && isOwn(event),
    )
    return {
      id,
      recipient: stated.recipient,
      title,
      reply,
      revisions: wordings.map((event) => ({
        ...dated(event),
        stage: event.kind === 'commitment-stated' ? ('stated' as const) : event.facts.stage,
        wording: whole(event.facts.wording),
        terms: termsOf(event.facts.terms),
      })),
      characterizations: of('commitment-characterized')
        .filter(isOwn)
        .map((event) => {
          const { words, by, citing } = event.facts
          const { source, capture, quote } = citing
          return { ...dated(event), words, by, citing: { source, capture, quote } }
        }),
      links: of('demand-linked')
        .filter(isOwn)
        .map((event) => {
          const { demand, covers, wider, note } = event.facts
          return { ...dated(event), demand, covers, wider, note }
        }),
    }
  })
}

function assessmentOf(
  event: Of<'assessment-published'>,
  signed: ReadonlyMap<string, Countersignature>,
): RecordAssessment {
  const { assessment: id, about, value, reason, rubric, evidence, verification, asked, comment } = event.facts
  return {
    ...dated(event),
    id,
    recipient: event.recipient,
    about,
    value,
    reason,
    rubric,
    evidence: evidence.map(({ side, note, verification: level, source, capture, quote }) => ({
      side,
      note,
      verification: level,
      source,
      capture,
      quote,
    })),
    verification,
    asked,
    comment,
    countersigned: signed.get(id),
  }
}
