import type { CampaignId, LetterId } from '#kernel'
import type { GatheringLetter } from '#letters'
import type { Tx } from '#platform'
import type { Queue, QueueName } from './gathered-board.ts'
import { editionsToFinalize } from './line-standing.ts'
import { queuesIn } from './queues.ts'
import { signOnDays, type SignOnDay } from './sign-on-days.ts'
import { boardFacts } from './store-board.ts'
import { gatheredLines } from './store-lines.ts'

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
 * What waits for a person in a campaign, and when who signed on, in two questions.
 * @param letters all letters of the campaign, as the caller has just read them.
 */
export async function progressOf(tx: Tx, campaign: CampaignId, letters: readonly GatheringLetter[]): Promise<Progress> {
  const lines = Map.groupBy(await gatheredLines(tx, campaign, {}), ({ letter }) => letter)
  const facts = await boardFacts(tx, campaign, { isSealed: false })
  return {
    queues: queuesIn(letters, lines, facts),
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
