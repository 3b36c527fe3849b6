import type { PartialDate, RecipientId } from '#kernel'
import { latestAnswers } from './answers.ts'
import { recordAt } from './as-of.ts'
import { viewOf } from './commitment-at.ts'
import { cellMaker } from './comparison.ts'
import { correspondenceOf } from './correspondence.ts'
import { openItems } from './open-items.ts'
import type { CampaignRecord } from './record.ts'
import { timelineOf } from './timeline.ts'
import type { RecipientView } from './views.ts'

/** Everything on record about one recipient as it stood at the end of a day; `undefined` when the campaign has none such. */
export function recipientAt(
  record: CampaignRecord,
  recipient: RecipientId,
  day: PartialDate,
): RecipientView | undefined {
  const known = recordAt(record, day)
  const found = known.recipients.find(({ id }) => id === recipient)
  if (!found) return undefined
  const own = <T extends { readonly recipient: RecipientId }>(all: readonly T[]): readonly T[] =>
    all.filter((one) => one.recipient === recipient)
  const cells = cellMaker(known, day)
  const answers = latestAnswers(known)
  const demands = latestWordings(own(known.demands)).map((demand) => ({
    demand,
    cell: cells(demand.slug, recipient),
    answers: own(answers)
      .filter((answer) => answer.demand === demand.slug)
      .toReversed(),
  }))
  const commitments = own(known.commitments).map((commitment) => viewOf(known, commitment, day))
  return {
    on: day,
    recipient: found,
    correspondence: correspondenceOf(known, recipient, day),
    deliveries: own(known.deliveries),
    demands,
    replies: own(known.replies).map((reply) => ({
      ...reply,
      answers: answers.filter((answer) => answer.reply === reply.id),
    })),
    commitments,
    others: othersOf(known, recipient, { cells, slugs: demands.map(({ demand }) => demand.slug) }),
    notes: own(known.notes),
    open: openItems(demands, commitments, day),
    timeline: timelineOf(known, recipient),
  }
}

/** A demand that was repeated in a later letter is one demand, in its latest words. */
function latestWordings<T extends { readonly slug: string }>(demands: readonly T[]): readonly T[] {
  return [...new Map(demands.map((demand) => [demand.slug, demand])).values()]
}

/** What the other recipients committed to about the same demands, in the campaign's order. */
function othersOf(
  record: CampaignRecord,
  recipient: RecipientId,
  { cells, slugs }: { readonly cells: ReturnType<typeof cellMaker>; readonly slugs: readonly string[] },
): RecipientView['others'] {
  return slugs.flatMap((demand) =>
    record.recipients
      .filter(({ id }) => id !== recipient)
      .flatMap((other) =>
        cells(demand, other.id).commitments.map((commitment) => ({ recipient: other, demand, commitment })),
      ),
  )
}
