import type { PartialDate } from '#kernel'
import { lastDayOf } from './day.ts'
import type { CommitmentView, OpenItem, RecipientDemand } from './views.ts'

/** What is still open with a recipient on a day: demands first, then its own promises. */
export function openItems(
  demands: readonly RecipientDemand[],
  commitments: readonly CommitmentView[],
  day: PartialDate,
): readonly OpenItem[] {
  return [
    ...demands.flatMap((demand) => openDemand(demand)),
    ...commitments.filter(({ stands }) => stands === 'in-force').flatMap((view) => openPromise(view, day)),
  ]
}

function openDemand({ demand, cell }: RecipientDemand): readonly OpenItem[] {
  const unanswered: readonly OpenItem[] =
    cell.answer === undefined ? [{ kind: 'unanswered', demand: demand.slug, since: demand.on }] : []
  const best = cell.commitments[0]?.link.covers
  if (best === 'whole') return unanswered
  return [...unanswered, { kind: 'not-committed', demand: demand.slug, covers: best ?? 'none' }]
}

function openPromise(view: CommitmentView, day: PartialDate): readonly OpenItem[] {
  const { deadline, expires } = view.latest.terms
  const judged = view.assessment && deadline && lastDayOf(view.assessment.on) > lastDayOf(deadline)
  const open: OpenItem[] = []
  if (deadline !== undefined && lastDayOf(deadline) < lastDayOf(day) && !judged)
    open.push({ kind: 'deadline-passed', commitment: view, deadline })
  if (expires !== undefined) open.push({ kind: 'expires', commitment: view, expires })
  return open
}
