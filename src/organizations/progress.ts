import type { CampaignId, LetterId } from '#kernel'
import type { GatheringLetter } from '#letters'
import type { Tx } from '#platform'
import type { Queue, QueueName } from './gathered-board.ts'
import { editionsToFinalize } from './line-standing.ts'
import { queuesIn } from './queues.ts'
import { factsFor, type SignOnShelf } from './shelf.ts'
import { signOnDays, type SignOnDay } from './sign-on-days.ts'

/** How gathering goes in a campaign. */
export type Progress = {
  /** What waits for a person, each with its oldest. */
  readonly queues: Readonly<Record<QueueName, Queue>>
  /** Of each letter, how many names wait for nothing but that its list is finalized; letters without any are left out. */
  readonly toFinalize: readonly { readonly letter: LetterId; readonly count: number }[]
  /** The days on which organizations signed on to a letter, in order. */
  readonly daysOf: (letter: LetterId) => readonly SignOnDay[]
}

/**
 * What waits for a person in a campaign, and when who signed on, in two questions, or one where all is on the shelf.
 * @param letters all letters of the campaign, as the caller has just read them.
 */
export async function progressOf(
  tx: Tx,
  campaign: CampaignId,
  letters: readonly GatheringLetter[],
  shelf?: SignOnShelf,
): Promise<Progress> {
  const facts = await factsFor(tx, campaign, shelf)
  const { lines } = await facts.linesAndBoard()
  return {
    queues: await queuesIn(letters, facts),
    toFinalize: letters.flatMap((letter) => {
      const its = lines.get(letter.id) ?? []
      const count = its.filter((line) => editionsToFinalize(line, { letter, needsTwo: line.tookTwo }).length > 0).length
      return count === 0 ? [] : [{ letter: letter.id, count }]
    }),
    daysOf: (id) => {
      const letter = letters.find((one) => one.id === id)
      return letter ? signOnDays(lines.get(id) ?? [], letter.timeZone) : []
    },
  }
}
