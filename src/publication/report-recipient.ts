import { scopeDimensions, type CommitmentView, type RecipientView } from '#responses'
import type { ReportBlock } from '#typeset'
import { heading, paragraph, quotation, tabled, type Writing } from './report-means.ts'

/** All that is on record about one recipient. */
export function recipientBlocks(view: RecipientView, writing: Writing): readonly ReportBlock[] {
  const { words } = writing
  return [
    heading(1, view.recipient.name),
    ...paragraph(exchange(view, writing)),
    ...deliveries(view, writing),
    ...demands(view, writing),
    ...replies(view, writing),
    ...(view.commitments.length === 0 ? [] : [heading(2, words.commitments)]),
    ...view.commitments.flatMap((one) => commitment(one, writing)),
    ...assessments(view, writing),
    ...(view.notes.length === 0 ? [] : [heading(2, words.noted)]),
    ...view.notes.map(({ kind, on, wording }) =>
      quotation(
        wording.words,
        `${[wording.speaker, writing.values.noteKinds[kind], writing.day(on)].filter(Boolean).join(', ')}${writing.mark(wording)}`,
      ),
    ),
    ...open(view, writing),
  ]
}

function exchange({ correspondence }: RecipientView, { words, values, day }: Writing): string {
  const { described, derived, since } = correspondence
  const state = described ? values.correspondence[described.state] : values.derived[derived]
  const on = described?.on ?? since
  return on === undefined ? words.exchange(state) : words.exchangeSince(state, day(on))
}

function deliveries(view: RecipientView, { words, day }: Writing): readonly ReportBlock[] {
  const rows = view.deliveries.map(({ channel, statuses, statedDeadline }) => [
    words.channels[channel] ?? channel,
    statuses.map(({ status, on }) => words.stage(words.statuses[status], day(on))).join('; '),
    statedDeadline === undefined ? words.noDeadline : day(statedDeadline),
  ])
  return tabled(words.deliveries, words.deliveryHeads, rows)
}

function demands(view: RecipientView, { words, values, day }: Writing): readonly ReportBlock[] {
  const rows = view.demands.map(({ demand, answers: [latest] }) => [
    demand.title ?? demand.slug,
    day(demand.on),
    demand.wording,
    latest ? `${values.answers[latest.value]} (${day(latest.on)})` : '–',
    latest?.words ?? '–',
  ])
  return tabled(words.asked, words.demandHeads, rows)
}

function replies(view: RecipientView, { words, values, day }: Writing): readonly ReportBlock[] {
  const rows = view.replies.map(({ on, kind, message, attachments }) => [
    day(on),
    values.replyKinds[kind],
    message,
    attachments.map(({ name, file }) => `${name}: ${file}`).join('; ') || '–',
  ])
  return tabled(words.replies, words.replyHeads, rows)
}

function commitment(view: CommitmentView, writing: Writing): readonly ReportBlock[] {
  const { words, values, day, mark } = writing
  const { title, revisions } = view.commitment
  return [
    { kind: 'lead', text: words.commitment(title, words.stands[view.stands]) },
    ...revisions.map(({ stage, on, wording }) => {
      const said = words.stage(values.stages[stage], day(on))
      return quotation(
        wording.words,
        `${wording.speaker ? words.speaker(wording.speaker, said) : said}${mark(wording)}`,
      )
    }),
    ...paragraph(terms(view, writing), true),
    ...view.characterizations.flatMap(({ by, on, citing, differs }): readonly ReportBlock[] => [
      { kind: 'quote', runs: runs(differs.characterization), by: `${words.worded(by, day(on))}${mark(citing)}` },
      { kind: 'quote', runs: runs(differs.statement), by: words.dropped },
    ]),
  ]
}

const runs = (stretches: readonly { readonly text: string; readonly isMissing: boolean }[]) =>
  stretches.map(({ text, isMissing }) => ({ text, isMarked: isMissing }))

function terms({ latest }: CommitmentView, { words, day }: Writing): string {
  const { scope, conditions, carveOuts, deadline, expires, loopholes } = latest.terms
  const limits = scopeDimensions.flatMap((dimension) => {
    const limited = scope[dimension] ?? []
    return limited.length === 0 ? [] : [words.terms.scope(dimension, limited.join(', '))]
  })
  return [
    ...limits,
    ...conditions.map(({ text, decider }) =>
      decider === undefined ? words.terms.condition(text) : words.terms.decides(text, decider),
    ),
    carveOuts.length > 0 && words.cell.except(carveOuts.join('; ')),
    deadline && words.terms.deadline(day(deadline)),
    expires && words.terms.expires(day(expires)),
    loopholes.length > 0 && words.cell.loopholes(loopholes.map((one) => words.loopholes[one]).join('; ')),
  ]
    .filter(Boolean)
    .join(' ')
}

/** Every judgment of this recipient, of a demand or of a commitment, once. */
function assessments(view: RecipientView, { words, values, day, mark }: Writing): readonly ReportBlock[] {
  const all = view.timeline.flatMap((entry) => (entry.kind === 'assessment' ? [entry.assessment] : []))
  if (all.length === 0) return []
  return [
    heading(2, words.assessments),
    ...all.flatMap(({ value, on, reason, rubric, verification, evidence, comment, asked }) => [
      ...paragraph(`${words.assessment(values.assessments[value], day(on))} ${reason}${evidence.map(mark).join('')}`),
      ...paragraph(words.assessmentFacts(`${rubric.name} ${rubric.version}`, values.verifications[verification]), true),
      ...(comment ? [quotation(comment.text, words.comment(view.recipient.name, day(comment.on)))] : []),
      ...(!comment && asked ? paragraph(words.noComment(day(asked.until)), true) : []),
    ]),
  ]
}

function open(view: RecipientView, { words, day }: Writing): readonly ReportBlock[] {
  const titleOf = (slug: string) => view.demands.find(({ demand }) => demand.slug === slug)?.demand.title ?? slug
  const items = view.open.map((item): string => {
    switch (item.kind) {
      case 'unanswered':
        return words.openItems.unanswered(titleOf(item.demand), day(item.since))
      case 'not-committed':
        return words.openItems['not-committed'](titleOf(item.demand))
      case 'deadline-passed':
        return words.openItems['deadline-passed'](item.commitment.commitment.title, day(item.deadline))
      case 'expires':
        return words.openItems.expires(item.commitment.commitment.title, day(item.expires))
      default:
        return item satisfies never
    }
  })
  return items.length === 0 ? [] : [heading(2, words.open), ...items.flatMap((one) => paragraph(one))]
}
