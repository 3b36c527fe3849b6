import { csvLine, safeCell, type RecipientId } from '#kernel'
import type { CampaignRecord, Comparison } from '#responses'

type Cell = string | number | undefined
type Table = { readonly head: readonly string[]; readonly rows: readonly (readonly Cell[])[] }

/** The tables of a record, by the names of their files; docs/formats/record-data.md has every column. */
export const recordTables = [
  'demands',
  'deliveries',
  'replies',
  'answers',
  'correspondence',
  'commitments',
  'characterizations',
  'assessments',
  'notes',
  'redactions',
  'sources',
] as const
/** One of {@link recordTables}. */
export type RecordTable = (typeof recordTables)[number]

/** A table of a record as CSV (RFC 4180), for spreadsheets: no cell can start a formula. */
export function recordCsv(record: CampaignRecord, table: RecordTable): string {
  const slugs = new Map(record.recipients.map(({ id, slug }) => [id, slug]))
  return csvOf(tables[table](record, (id) => slugs.get(id) ?? ''))
}

/** The comparison as it stands on its page, a line for each demand and recipient. */
export function comparisonCsv({ on, recipients, rows }: Comparison): string {
  const slugs = new Map(recipients.map(({ id, slug }) => [id, slug]))
  return csvOf({
    head: [
      'as of',
      'demand',
      'recipient',
      'sentence',
      'covers',
      'loopholes',
      'expires',
      'answer',
      'state',
      'assessment',
    ],
    rows: rows.flatMap(({ demand, cells }) =>
      cells.map(({ recipient, sentence, answer, correspondence, assessment }) => [
        on,
        demand,
        slugs.get(recipient),
        sentence.kind,
        sentence.kind === 'commitment' ? sentence.covers : undefined,
        sentence.kind === 'commitment' ? listed(sentence.loopholes) : undefined,
        sentence.kind === 'commitment' ? sentence.expires : undefined,
        answer?.value,
        correspondence.described?.state ?? correspondence.derived,
        assessment?.value,
      ]),
    ),
  })
}

const csvOf = ({ head, rows }: Table): string =>
  [head, ...rows].map((cells) => csvLine(cells.map((cell) => safeCell(String(cell ?? ''))))).join('')

const listed = (all: readonly string[]): string => all.join(' ')
const scoped = (scope: Readonly<Record<string, unknown>>): string =>
  Object.keys(scope).length === 0 ? '' : JSON.stringify(scope)

type SlugOf = (recipient: RecipientId) => string

const tables: Readonly<Record<RecordTable, (record: CampaignRecord, slugOf: SlugOf) => Table>> = {
  demands: ({ demands }, slugOf) => ({
    head: ['recipient', 'demand', 'title', 'wording', 'asked on', 'scope'],
    rows: demands.map((one) => [slugOf(one.recipient), one.slug, one.title, one.wording, one.on, scoped(one.scope)]),
  }),
  deliveries: ({ deliveries }, slugOf) => ({
    head: ['delivery', 'recipient', 'version', 'channel', 'status', 'on', 'stated deadline', 'follow-up'],
    rows: deliveries.flatMap((one) =>
      one.statuses.map(({ status, on }) => [
        ...[one.id, slugOf(one.recipient), one.version, one.channel],
        ...[status, on, one.statedDeadline, one.followUpOn],
      ]),
    ),
  }),
  replies: ({ replies }, slugOf) => ({
    head: ['reply', 'recipient', 'received on', 'kind', 'channel', 'proof', 'author', 'text', 'message', 'attachments'],
    rows: replies.map((one) => [
      ...[one.id, slugOf(one.recipient), one.on, one.kind, one.channel],
      one.proof.kind === 'domain' ? one.proof.domain : one.proof.kind,
      ...[one.author, one.text, one.message, listed(one.attachments.map(({ file }) => file))],
    ]),
  }),
  answers: ({ answers }, slugOf) => ({
    head: ['recipient', 'demand', 'answer', 'on', 'words', 'note', 'reply', 'event'],
    rows: answers.map((one) => [
      ...[slugOf(one.recipient), one.demand, one.value, one.on, one.words, one.note, one.reply, one.event],
    ]),
  }),
  correspondence: ({ correspondence }, slugOf) => ({
    head: ['recipient', 'state', 'on', 'note', 'event'],
    rows: correspondence.map((one) => [slugOf(one.recipient), one.state, one.on, one.note, one.event]),
  }),
  commitments: ({ commitments }, slugOf) => ({
    head: [
      ...['commitment', 'recipient', 'title', 'stage', 'on', 'words', 'speaker', 'scope', 'carve-outs', 'deadline'],
      ...['expires', 'loopholes', 'meets wholly', 'meets in part', 'capture', 'event'],
    ],
    rows: commitments.flatMap((one) => {
      const meets = (covers: string) =>
        listed(one.links.filter((link) => link.covers === covers).map(({ demand }) => demand))
      return one.revisions.map(({ stage, on, wording, terms, event }) => [
        ...[one.id, slugOf(one.recipient), one.title, stage, on, wording.words, wording.speaker, scoped(terms.scope)],
        ...[terms.carveOuts.join('; '), terms.deadline, terms.expires, listed(terms.loopholes)],
        ...[meets('whole'), meets('part'), wording.capture, event],
      ])
    }),
  }),
  characterizations: ({ commitments }, slugOf) => ({
    head: ['commitment', 'recipient', 'on', 'by', 'words', 'capture', 'event'],
    rows: commitments.flatMap(({ id, recipient, characterizations }) =>
      characterizations.map((one) => [
        ...[id, slugOf(recipient), one.on, one.by, one.words, one.citing.capture, one.event],
      ]),
    ),
  }),
  assessments: ({ assessments }, slugOf) => ({
    head: [
      ...['assessment', 'recipient', 'of', 'value', 'on', 'reason', 'rubric', 'verification', 'asked on', 'comment'],
      ...['countersigned on', 'event'],
    ],
    rows: assessments.map((one) => [
      ...[one.id, slugOf(one.recipient), one.about.kind === 'demand' ? one.about.demand : one.about.commitment],
      ...[one.value, one.on, one.reason, `${one.rubric.name} ${one.rubric.version}`, one.verification, one.asked?.on],
      ...[one.comment?.text, one.countersigned?.on, one.event],
    ]),
  }),
  notes: ({ notes }, slugOf) => ({
    head: ['recipient', 'kind', 'on', 'words', 'speaker', 'demand', 'capture', 'event'],
    rows: notes.map((one) => [
      ...[slugOf(one.recipient), one.kind, one.on, one.wording.words, one.wording.speaker, one.demand],
      ...[one.wording.capture, one.event],
    ]),
  }),
  redactions: ({ redactions }) => ({
    head: ['event taken down', 'hash', 'on', 'reason', 'event'],
    rows: redactions.map((one) => [one.redacted, one.hash, one.on, one.reason, one.event]),
  }),
  sources: ({ sources }) => ({
    head: ['source', 'title', 'address', 'latest capture', 'captured'],
    rows: sources.map((one) => [one.id, one.title, one.url, one.capture, one.capturedAt?.toISOString()]),
  }),
}
