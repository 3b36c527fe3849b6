import { accountComposers } from '../../src/accounts/index.ts'
import { signOnComposers } from '../../src/organizations/index.ts'
import type { ComposedMail, Composers, Database, DueMail } from '../../src/platform/index.ts'
import { swappedRows, swappedVault, type Swap } from './swapped-reads.ts'
import { vaultForTests } from './signatures.ts'

/** A mail as it would be if `swap` had been stored wherever the marker was, and its kind. */
export type MarkedMail = { readonly kind: string; readonly mail: ComposedMail }

/** Makes every mail to organizers and representatives that waits, as the mailer would, and leaves it waiting. */
export async function mailsWith(database: Database, swap: Swap, at: Date): Promise<readonly MarkedMail[]> {
  const made: MarkedMail[] = []
  const kept = new Error('kept as it was')
  const work = database.transaction(async (whole) => {
    const tx = whole.withPlugin(swappedRows(swap))
    const rows = await tx.selectFrom('platform_mail').selectAll().orderBy('due_at').orderBy('mail_id').execute()
    for (const [kind, compose] of Object.entries(theirComposers(swap))) {
      const notes = rows
        .filter((row) => row.kind === kind)
        .map((row): DueMail => ({
          id: row.mail_id,
          kind,
          ids: Object.fromEntries(Object.entries(row.ids ?? {}).map(([name, id]) => [name, String(id)])),
          dueAt: row.due_at,
          composedBefore: row.composed,
          tries: row.tries,
          doubts: row.doubts,
          nextAt: row.next_at,
        }))
      for (const mail of await compose(tx, notes, at))
        if (mail !== undefined && mail !== 'later') made.push({ kind, mail })
    }
    throw kept
  })
  await work.catch((thrown: unknown) => {
    if (thrown !== kept) throw thrown
  })
  return made
}

/** Those to organizers and representatives, over a vault that opens to what is swapped. */
function theirComposers(swap: Swap): Composers {
  const vault = swappedVault(vaultForTests, swap)
  const to = (place: string) => (link: string) => `https://letters.example/${place}/${link}`
  return {
    ...accountComposers(vault, { signIn: to('organize/link'), campaignTitle: async () => swap() }),
    ...signOnComposers(vault, { gather: to('join'), signOn: to('sign-on') }),
  }
}
