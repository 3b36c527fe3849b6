import type { Means } from '../../src/kernel/index.ts'
import type { ComposedMail, Database, DueMail } from '../../src/platform/index.ts'
import { responseComposers } from '../../src/responses/index.ts'
import { vaultForTests } from './signatures.ts'

/** Makes every reminder of a promise that waits, as the mailer would, and empties the queue. */
export async function reminderMails(
  database: Pick<Database, 'transaction'>,
  means: Pick<Means, 'now'>,
): Promise<readonly ComposedMail[]> {
  return database.transaction(async (tx) => {
    const rows = await tx.selectFrom('platform_mail').selectAll().where('kind', '=', 'responses.reminder').execute()
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
    const compose = responseComposers(vaultForTests, { desk: 'https://letters.example/organize', now: means.now })
    const composed = (await compose['responses.reminder']?.(tx, notes, means.now())) ?? []
    await tx.deleteFrom('platform_mail').where('kind', '=', 'responses.reminder').execute()
    return composed.flatMap((mail) => (mail === undefined || mail === 'later' ? [] : [mail]))
  })
}
