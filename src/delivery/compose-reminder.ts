import { may, organizerFor, rolesOf } from '#accounts'
import { dateInWords, wordsFor, type CampaignId, type EditionId, type OrganizerId } from '#kernel'
import { gatheringLetter } from '#letters'
import type { ComposedMail, Composer, DueMail, Tx, Vault } from '#platform'
import type { Day } from './day.ts'
import { deliveriesOf } from './read-deliveries.ts'
import { planRows } from './store-plan.ts'

/** Where organizers see what became of deliveries: an absolute address. */
export type ReminderMeans = { readonly desk: string }

/** The mail that reminds one organizer, of the ids `{ campaign, edition, about, day, organizer }`; none once an answer is noted. */
export function reminderComposer(vault: Vault, means: ReminderMeans): Composer {
  return async (tx, notes) => {
    const mails: (ComposedMail | undefined)[] = []
    for (const note of notes) mails.push(await reminderMail(tx, vault, means, note))
    return mails
  }
}

async function reminderMail(
  tx: Tx,
  vault: Vault,
  { desk }: ReminderMeans,
  { ids }: DueMail,
): Promise<ComposedMail | undefined> {
  const campaign = (ids['campaign'] ?? '') as CampaignId
  const organizer = (ids['organizer'] ?? '') as OrganizerId
  const edition = (ids['edition'] ?? '') as EditionId
  const about = ids['about'] === 'deadline' ? 'deadline' : 'follow-up'
  const day = (ids['day'] ?? '') as Day
  const plan = (await planRows(tx, campaign)).find((one) => one.edition === edition)
  const person = await organizerFor(tx, vault, organizer)
  if (!plan || plan.answeredOn !== undefined || person?.email === undefined || person.endedAt) return undefined
  if (!may((await rolesOf(tx, campaign)).get(organizer), 'deliver')) return undefined
  const letter = await gatheringLetter(tx, campaign, plan.letter)
  const recipient = letter?.editions.find(({ id }) => id === edition)?.recipient ?? ''
  const sentOn = (await deliveriesOf(tx, campaign, { edition })).flatMap((one) => one.sentOn ?? []).toSorted()[0]
  if (!letter || sentOn === undefined) return undefined
  const { language } = person
  const words = wordsFor(language).deliveryMail.reminder
  const lines = [
    words.lead(letter.title, recipient, dateInWords(sentOn, language)),
    words.passed[about](dateInWords(day, language)),
    ...(about === 'follow-up' ? [words.notOverdue] : []),
    `${words.open}\n${desk}`,
  ]
  return { to: person.email, subject: words.subject[about](recipient), text: `${lines.join('\n\n')}\n`, language }
}
