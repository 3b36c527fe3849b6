import { may, rolesOf } from '#accounts'
import { bouncedSeats } from '#delivery'
import { standingAlarms } from '#evidence'
import { newId, type CampaignId, type Means } from '#kernel'
import { leaveMails, tryEach, type Database, type MailNote, type Tx } from '#platform'
import { insertRound, waitingReplies } from './store-waiting.ts'

/** The kind of the mails that tell organizers what waits; their ids are `campaign`, `about`, `round` and `organizer`. */
export const waitingKind = 'responses.waiting'

/** What organizers are told of: a reply to be read, a source that changed or is gone, a letter that came back. */
export const waitingThings = ['reply', 'alarm', 'bounce'] as const

/** One of {@link waitingThings}. */
export type WaitingThing = (typeof waitingThings)[number]

/** Something that waits. Its key is `about`, the id of what it is, and whatever makes it another of the same. */
type Waiting = { readonly campaign: CampaignId; readonly about: WaitingThing; readonly key: string }

/**
 * Tells everybody who writes in a campaign of each reply that waits, each alarm about a source and each letter that came
 * back: once, however often and by how many servers this is called. What came since the last call stands in one mail for
 * each kind, so that a flood of replies is no flood of mails. One campaign that fails keeps no other waiting; what it
 * threw is thrown in the end.
 */
export async function tellOrganizers(database: Database, means: Means): Promise<void> {
  const all = await database.read(everythingWaiting)
  await tryEach(
    Map.groupBy(all, ({ campaign }) => campaign),
    ([campaign, its]) => database.transaction((tx) => tellIn(tx, campaign, its, means)),
  )
}

async function tellIn(tx: Tx, campaign: CampaignId, waiting: readonly Waiting[], means: Means): Promise<void> {
  const people = [...(await rolesOf(tx, campaign))].filter(([, role]) => may(role, 'write'))
  // What nobody could be told of is told to whoever comes.
  if (people.length === 0) return
  const at = means.now()
  for (const about of waitingThings) {
    const keys = waiting.flatMap((one) => (one.about === about ? one.key : []))
    if (keys.length === 0) continue
    const round = newId(means)
    // In one transaction with the mails: killed before its end, nothing was told; after it, nothing is told again.
    if ((await insertRound(tx, campaign, { round, keys, at })).length === 0) continue
    const notes = people.map(([organizer]): MailNote => ({
      ...{ id: newId(means), kind: waitingKind, dueAt: at },
      ids: { campaign, about, round, organizer },
    }))
    await leaveMails(tx, notes)
  }
}

async function everythingWaiting(tx: Tx): Promise<readonly Waiting[]> {
  const [replies, alarms, bounced] = [await waitingReplies(tx), await standingAlarms(tx), await bouncedSeats(tx)]
  return [
    ...replies.map(({ campaign, reply }): Waiting => ({ campaign, about: 'reply', key: `reply ${reply}` })),
    // Words that are lost later than others of the same page are news; that they are still lost a week later is none.
    ...alarms.flatMap(({ campaign, source, since, lostQuotes }) =>
      (lostQuotes.length === 0 ? ['page'] : lostQuotes).map((lost): Waiting => ({
        campaign,
        about: 'alarm',
        key: `alarm ${source} ${since.toISOString()} ${lost}`,
      })),
    ),
    ...bounced.map(({ campaign, delivery, position }): Waiting => ({
      ...{ campaign, about: 'bounce' },
      key: `bounce ${delivery} ${position}`,
    })),
  ]
}
