import type { Means } from '../../src/kernel/index.ts'
import type { ComposedMail, Database, DueMail } from '../../src/platform/index.ts'
import { responseComposers } from '../../src/responses/index.ts'
import { vaultForTests } from './signatures.ts'

/** Makes every reminder of a promise that waits, as the mailer would, and empties the queue. */
export const reminderMails = (database: Pick<Database, 'transaction'>, means: Pick<Means, 'now'>) =>
  responseMails(database, means, 'responses.reminder')

/** The same with every mail that tells organizers what waits. */
export const waitingMails = (database: Pick<Database, 'transaction'>, means: Pick<Means, 'now'>) =>
  responseMails(database, means, 'responses.waiting')

const desk = 'https://letters.example/organize'
const places = {
  replies: (campaign: string) => `${desk}/c/${campaign}/replies/waiting`,
  sources: (campaign: string) => `${desk}/c/${campaign}/sources`,
  deliveries: (campaign: string, letter: string) => `${desk}/c/${campaign}/l/${letter}/deliveries`,
}

async function responseMails(
  database: Pick<Database, 'transaction'>,
  means: Pick<Means, 'now'>,
  kind: string,
): Promise<readonly ComposedMail[]> {
  return database.transaction(async (tx) => {
    const rows = await tx.selectFrom('platform_mail').selectAll().where('kind', '=', kind).execute()
    const notes = rows.map((row): DueMail => ({
      id: row.mail_id,
      kind: row.kind,
      ids: Object.fromEntries(Object.entries(row.ids ?? {}).map(([name, id]) => [name, String(id)])),
      dueAt: row.due_at,
      composedBefore: false,
      tries: 0,
      doubts: 0,
      nextAt: row.next_at,
    }))
    const compose = responseComposers(vaultForTests, { desk, now: means.now, places })
    const composed = (await compose[kind]?.(tx, notes, means.now())) ?? []
    await tx.deleteFrom('platform_mail').where('kind', '=', kind).execute()
    return composed.flatMap((mail) => (mail === undefined || mail === 'later' ? [] : [mail]))
  })
}
