import { may, rolesOf } from '#accounts'
import { newId, type Means } from '#kernel'
import { leaveMails, tryEach, type Database, type MailNote } from '#platform'
import { dueReminders, type DueReminder } from './clocks.ts'
import { markReminded } from './store-plan.ts'

/** The kind of the mails that remind organizers. */
export const reminderKind = 'delivery.reminder'

/**
 * Reminds everybody who may deliver in a campaign, once for each date: when the day to follow up is past, and when a
 * stated deadline is. One that fails keeps no other waiting; what it threw is thrown in the end.
 */
export async function remindDueDeliveries(database: Database, means: Means): Promise<void> {
  const due = await database.read((tx) => dueReminders(tx, means.now()))
  await tryEach(due, (reminder) => remind(database, reminder, means))
}

async function remind(database: Database, reminder: DueReminder, means: Means): Promise<void> {
  const { campaign, edition, about, day } = reminder
  await database.transaction(async (tx) => {
    // Another server may have been faster.
    if (!(await markReminded(tx, campaign, edition, about, day))) return
    const people = [...(await rolesOf(tx, campaign))].filter(([, role]) => may(role, 'deliver'))
    const notes = people.map(([organizer]): MailNote => ({
      ...{ id: newId(means), kind: reminderKind, dueAt: means.now() },
      ids: { campaign, edition, about, day, organizer },
    }))
    await leaveMails(tx, notes)
  })
}
