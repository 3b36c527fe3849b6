import { stringify } from 'yaml'
import {
  freshSlug,
  slugOf,
  type CommitmentId,
  type DeliveryId,
  type EditionId,
  type RecipientId,
  type ReplyId,
  type SourceId,
} from '#kernel'
import type { CampaignRecord, CommitmentTerms, RecordCommitment, Wording } from './record.ts'
import { recordFormat } from './record-shapes.ts'
import type { Rubric } from './store-assessment.ts'

/** What a record names by ids and a file by words: letters and editions by slug, and the rubrics in full. */
export type RecordNames = {
  readonly editions: ReadonlyMap<EditionId, { readonly letter: string; readonly edition: string }>
  readonly rubrics: readonly Rubric[]
}

/**
 * Writes a record as a record file (docs/formats/record.md). It holds what is public: captures stay where they are, of
 * messages there is the text, and what was taken down is not in it.
 */
export function writeRecord(record: CampaignRecord, names: RecordNames): string {
  const keys = keysOf(record)
  const recipient = ({ recipient: id }: { readonly recipient: RecipientId }) => keys.recipients.get(id)
  const file = {
    format: recordFormat,
    sources: record.sources.map(({ id, title, url }) => ({ key: keys.sources.get(id), title, url })),
    rubrics: names.rubrics.map(({ name, version, text }) => ({ name, version: String(version), words: text })),
    demands: demandsOf(record, names, recipient),
    deliveries: record.deliveries.flatMap((one) => {
      const sent = one.statuses.find(({ status }) => status !== 'draft' && status !== 'ready')
      const became = one.statuses.at(-1)?.status
      return sent === undefined
        ? []
        : [
            {
              key: keys.deliveries.get(one.id),
              recipient: recipient(one),
              ...names.editions.get(one.edition),
              channel: one.channel,
              on: sent.on,
              became: became === 'delivered' || became === 'failed' ? became : 'sent',
              deadline: one.statedDeadline,
              'follow-up': one.followUpOn,
            },
          ]
    }),
    correspondence: record.correspondence.map((one) => ({
      recipient: recipient(one),
      on: one.on,
      state: one.state,
      note: one.note,
    })),
    replies: record.replies.map((one) => ({
      key: keys.replies.get(one.id),
      recipient: recipient(one),
      on: one.on,
      kind: one.kind,
      channel: one.channel,
      author: one.author,
      delivery: one.delivery && keys.deliveries.get(one.delivery),
      words: one.text,
      answers: record.answers
        .filter(({ reply }) => reply === one.id)
        .map(({ demand, value, words, note }) => ({ demand, value, words, note })),
    })),
    commitments: record.commitments.map((one) => ({ recipient: recipient(one), ...commitmentOf(one, keys) })),
    notes: record.notes.map((one) => ({
      recipient: recipient(one),
      on: one.on,
      kind: one.kind,
      ...wordingOf(one.wording, keys),
      demand: one.demand,
    })),
    assessments: record.assessments.map((one) => ({
      recipient: recipient(one),
      ...(one.about.kind === 'demand'
        ? { demand: one.about.demand }
        : { commitment: keys.commitments.get(one.about.commitment) }),
      on: one.on,
      value: one.value,
      rubric: one.rubric.name,
      version: String(one.rubric.version),
      reason: one.reason,
      reading: one.verification,
      evidence: one.evidence.map(({ side, note, source, verification }) => ({
        side,
        note,
        source: source && keys.sources.get(source),
        verification,
      })),
      asked: one.asked,
      comment: one.comment && { on: one.comment.on, words: one.comment.text },
    })),
  }
  return stringify(withoutNothing(file), { lineWidth: 0, aliasDuplicateObjects: false })
}

type Keys = {
  readonly recipients: ReadonlyMap<RecipientId, string>
  readonly sources: ReadonlyMap<SourceId, string>
  readonly commitments: ReadonlyMap<CommitmentId, string>
  readonly replies: ReadonlyMap<ReplyId, string>
  readonly deliveries: ReadonlyMap<DeliveryId, string>
}

function keysOf(record: CampaignRecord): Keys {
  const recipients = new Map(record.recipients.map(({ id, slug }) => [id, slug]))
  const of = (id: RecipientId) => recipients.get(id) ?? ''
  return {
    recipients,
    sources: named(record.sources, ({ title }) => title),
    commitments: named(record.commitments, ({ recipient, title }) => `${of(recipient)} ${title}`),
    replies: named(record.replies, ({ recipient, on }) => `${of(recipient)} ${on}`),
    deliveries: named(record.deliveries, ({ recipient }) => `to ${of(recipient)}`),
  }
}

function named<One extends { readonly id: string }>(
  all: readonly One[],
  nameOf: (one: One) => string,
): ReadonlyMap<One['id'], string> {
  const taken = new Set<string>()
  return new Map(
    all.map((one) => {
      const key = freshSlug(slugOf(nameOf(one)) || 'one', taken)
      taken.add(key)
      return [one.id, key]
    }),
  )
}

function demandsOf(
  { demands }: CampaignRecord,
  { editions }: RecordNames,
  recipientOf: (one: { readonly recipient: RecipientId }) => string | undefined,
) {
  return [...Map.groupBy(demands, ({ slug }) => slug)].map(([key, asked]) => ({
    key,
    title: asked.find(({ title }) => title !== undefined)?.title ?? asked[0]?.wording,
    asked: asked.map((one) => ({
      recipient: recipientOf(one),
      on: one.on,
      ...(one.edition && editions.get(one.edition)),
      words: one.wording,
      scope: one.scope,
    })),
  }))
}

function commitmentOf(one: RecordCommitment, keys: Keys) {
  const [stated, ...revisions] = one.revisions
  return {
    key: keys.commitments.get(one.id),
    title: one.title,
    on: stated?.on,
    ...(stated && { ...wordingOf(stated.wording, keys), ...termsOf(stated.terms) }),
    reply: one.reply && keys.replies.get(one.reply),
    links: one.links.map(({ on, demand, covers, wider, note }) => ({ demand, on, covers, wider, note })),
    revisions: revisions.map(({ on, stage, wording, terms }) => ({
      on,
      stage,
      ...wordingOf(wording, keys),
      ...termsOf(terms),
    })),
    characterizations: one.characterizations.map(({ on, by, words, citing }) => ({
      on,
      by,
      words,
      source: citing.source && keys.sources.get(citing.source),
    })),
  }
}

const wordingOf = ({ words, speaker, source }: Wording, keys: Keys) => ({
  words,
  speaker,
  source: source && keys.sources.get(source),
})

const termsOf = ({ scope, conditions, carveOuts, deadline, expires, loopholes }: CommitmentTerms) => ({
  scope,
  conditions,
  'carve-outs': carveOuts,
  deadline,
  expires,
  loopholes,
})

/** Leaves out what is absent and lists of nothing: a file says what there is. */
function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutNothing(one))
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([key, one]) => [key, withoutNothing(one)] as const)
  return Object.fromEntries(fields.filter(([, one]) => !isNothing(one)))
}

const isNothing = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
