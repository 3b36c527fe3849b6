import { may, rolesOf } from '#accounts'
import { dateInWords, dayOf, newId, wordsFor, type CampaignId, type Means } from '#kernel'
import {
  leaveMails,
  tryEach,
  type ComposedMail,
  type Composer,
  type Composers,
  type Database,
  type DueMail,
  type MailNote,
  type Tx,
  type Vault,
} from '#platform'
import { viewOf } from './commitment-at.ts'
import { waitingComposer, type WaitingPlaces } from './compose-waiting.ts'
import { writerOf } from './mail-to-writer.ts'
import { recordOf } from './record-of.ts'
import { remindersDue } from './reminders.ts'
import { recordedCampaigns } from './store-event.ts'
import { insertTold } from './store-reply.ts'
import { waitingKind } from './tell-organizers.ts'
import type { Reminder } from './views.ts'

/** The kind of the mails that remind organizers. */
const reminderKind = 'responses.reminder'

/**
 * Reminds everybody who writes in a campaign of promises that end or fall due, each time once, however often and by how
 * many servers this is called. One campaign that fails keeps no other waiting; what it threw is thrown in the end.
 */
export async function remindOfPromises(database: Database, means: Means): Promise<void> {
  const campaigns = await database.read(recordedCampaigns)
  await tryEach(campaigns, (campaign) => database.transaction((tx) => remindIn(tx, campaign, means)))
}

async function remindIn(tx: Tx, campaign: CampaignId, means: Means): Promise<void> {
  const at = means.now()
  const record = await recordOf(tx, campaign, { audience: 'organizers', at })
  for (const { key, commitment, kind, dueOn } of remindersDue(record, dayOf(at, record.campaign.timeZone))) {
    if (!(await insertTold(tx, campaign, `reminder ${key}`, at))) continue
    const people = [...(await rolesOf(tx, campaign))].filter(([, role]) => may(role, 'write'))
    const notes = people.map(([organizer]): MailNote => ({
      ...{ id: newId(means), kind: reminderKind, dueAt: at },
      ids: { campaign, commitment, about: kind, day: dueOn, organizer },
    }))
    await leaveMails(tx, notes)
  }
}

/** What composing needs: where organizers work, as absolute addresses. */
export type ResponseMailMeans = Pick<Means, 'now'> & { readonly desk: string; readonly places: WaitingPlaces }

/** The mails of this room by kind: `responses.reminder` and `responses.waiting`, both to organizers. */
export function responseComposers(vault: Vault, means: ResponseMailMeans): Composers {
  const compose: Composer = async (tx, notes) => {
    const mails: (ComposedMail | undefined)[] = []
    for (const note of notes) mails.push(await reminderMail(tx, vault, means, note))
    return mails
  }
  return { [reminderKind]: compose, [waitingKind]: waitingComposer(vault, means.places) }
}

/** None for somebody who may not write any more, and none once the promise says something else. */
async function reminderMail(
  tx: Tx,
  vault: Vault,
  { desk, now }: ResponseMailMeans,
  { ids }: DueMail,
): Promise<ComposedMail | undefined> {
  const campaign = (ids['campaign'] ?? '') as CampaignId
  const about: Reminder['kind'] = ids['about'] === 'deadline' ? 'deadline' : 'expires'
  const person = await writerOf(tx, vault, ids)
  if (!person) return undefined
  const at = now()
  const record = await recordOf(tx, campaign, { audience: 'organizers', at })
  const commitment = record.commitments.find(({ id }) => id === ids['commitment'])
  const { latest } = commitment ? viewOf(record, commitment, dayOf(at, record.campaign.timeZone)) : {}
  const due = latest?.terms[about]
  if (!commitment || !latest || due === undefined || due !== ids['day']) return undefined
  const { language } = person
  const words = wordsFor(language).responseMail
  const recipient = record.recipients.find(({ id }) => id === commitment.recipient)?.name ?? ''
  const day = dateInWords(due, language)
  const lines = [
    words.lead[about](recipient, commitment.title, day),
    words.words(latest.wording.words),
    words.ask[about],
    `${words.open}\n${desk}`,
  ]
  return { to: person.email, subject: words.subject[about](recipient, day), text: `${lines.join('\n\n')}\n`, language }
}
