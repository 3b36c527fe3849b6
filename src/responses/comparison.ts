import type { PartialDate, RecipientId } from '#kernel'
import { latestAnswers } from './answers.ts'
import { recordAt } from './as-of.ts'
import { viewOf } from './commitment-at.ts'
import { correspondenceOf } from './correspondence.ts'
import type { CampaignRecord, RecordDemand } from './record.ts'
import { gapOf } from './scope.ts'
import type {
  CellCommitment,
  CellSentence,
  CommitmentView,
  Comparison,
  ComparisonCell,
  Correspondence,
} from './views.ts'

/** All recipients beside each other, demand by demand, as they stood at the end of a day. */
export function comparisonAt(record: CampaignRecord, day: PartialDate): Comparison {
  const known = recordAt(record, day)
  const cellsOf = cellMaker(known, day)
  const slugs = [...new Set(known.demands.map(({ slug }) => slug))]
  return {
    on: day,
    recipients: known.recipients,
    rows: slugs.map((slug) => ({
      demand: slug,
      title: titleOf(known.demands, slug),
      cells: known.recipients.map(({ id }) => cellsOf(slug, id)),
    })),
  }
}

function titleOf(demands: readonly RecordDemand[], slug: string): string {
  const same = demands.filter((demand) => demand.slug === slug)
  return same.find(({ title }) => title !== undefined)?.title ?? same[0]?.wording ?? slug
}

/** Makes the cells of a record that holds nothing later than the day; what several cells share is worked out once. */
export function cellMaker(
  whole: CampaignRecord,
  day: PartialDate,
): (demand: string, recipient: RecipientId) => ComparisonCell {
  const record = { ...whole, answers: latestAnswers(whole) }
  const views = record.commitments.map((commitment) => viewOf(record, commitment, day))
  const exchanges = new Map(record.recipients.map(({ id }) => [id, correspondenceOf(record, id, day)]))
  return (slug, recipient) => {
    const demand = record.demands.findLast((one) => one.slug === slug && one.recipient === recipient)
    const own = views.filter(({ commitment }) => commitment.recipient === recipient)
    const met = own.flatMap((view) => meeting(view, slug, demand))
    return cellOf(record, { slug, recipient, demand, met, correspondence: exchanges.get(recipient) ?? nothing })
  }
}

const nothing: Correspondence = { described: undefined, derived: 'not-sent', since: undefined }

type Parts = Pick<ComparisonCell, 'recipient' | 'demand' | 'correspondence'> & {
  readonly slug: string
  readonly met: readonly CellCommitment[]
}

function cellOf(record: CampaignRecord, { slug, recipient, demand, met, correspondence }: Parts): ComparisonCell {
  const ids = new Set(met.map(({ view }) => view.commitment.id))
  const isMeant = ({ about }: CampaignRecord['assessments'][number]) =>
    about.kind === 'demand' ? about.demand === slug : ids.has(about.commitment)
  const binding = met.filter(({ view }) => view.stands === 'in-force')
  const cell = {
    recipient,
    demand,
    commitments: [...binding.filter(covers('whole')), ...binding.filter(covers('part'))],
    past: met.filter(({ view, link }) => view.stands !== 'in-force' && link.covers !== 'none'),
    beside: binding.filter(covers('none')),
    answer: record.answers.findLast((one) => one.recipient === recipient && one.demand === slug && says(one)),
    correspondence,
    assessment: record.assessments.findLast((one) => one.recipient === recipient && isMeant(one)),
  }
  return { ...cell, sentence: sentenceOf(cell) }
}

/** That a later reply does not speak of a demand takes nothing back of what an earlier one said. */
const says = ({ value }: { readonly value: string }): boolean => value !== 'not-addressed'

const covers =
  (how: CellCommitment['link']['covers']) =>
  ({ link }: CellCommitment): boolean =>
    link.covers === how

/** A commitment as it meets a demand: by the link that was made last. */
function meeting(view: CommitmentView, slug: string, demand: RecordDemand | undefined): readonly CellCommitment[] {
  const link = view.commitment.links.findLast((one) => one.demand === slug)
  return link ? [{ view, link, gap: demand ? gapOf(demand.scope, view.latest.terms.scope) : [] }] : []
}

function sentenceOf(cell: Omit<ComparisonCell, 'sentence'>): CellSentence {
  const [first] = cell.commitments
  if (first && first.link.covers !== 'none') {
    const { loopholes, carveOuts, expires } = first.view.latest.terms
    const { expiryRemovedOn } = first.view
    return { kind: 'commitment', covers: first.link.covers, loopholes, carveOuts, expires, expiryRemovedOn }
  }
  const ended = cell.past.at(-1)?.view
  if (ended) {
    const { terms, on } = ended.latest
    return { kind: 'past-commitment', until: ended.stands === 'lapsed' ? (terms.expires ?? on) : on }
  }
  if (!cell.demand) return { kind: 'not-asked' }
  const beside = cell.beside.map(({ view }) => ({
    title: view.commitment.title,
    deadline: view.latest.terms.deadline,
  }))
  return { kind: 'no-commitment', beside }
}
