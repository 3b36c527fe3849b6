import { accountComposers } from '../../src/accounts/index.ts'
import { signOnComposers } from '../../src/organizations/index.ts'
import type { ComposedMail, Composers, Database, DueMail, Tx } from '../../src/platform/index.ts'
import { swappedRows, swappedVault, type Swap } from './swapped-reads.ts'
import { vaultForTests } from './signatures.ts'

/** A mail as it would be if `swap` had been stored wherever the marker was, and its kind. */
export type MarkedMail = { readonly kind: string; readonly mail: ComposedMail }

/**
 * Makes every mail to organizers and representatives that the rows of campaigns give occasion for, whether or not one waits:
 * each kind is handed each thing it can be about, and itself decides what need not be said.
 */
export async function mailsWith(database: Database, swap: Swap, at: Date): Promise<readonly MarkedMail[]> {
  const made: MarkedMail[] = []
  const kept = new Error('kept as it was')
  const work = database.transaction(async (whole) => {
    const tx = whole.withPlugin(swappedRows(swap))
    const occasions = await occasionsIn(tx)
    for (const [kind, compose] of Object.entries(theirComposers(swap))) {
      const fitting = occasions.filter((ids) => aboutOf(kind).every((name) => name in ids))
      const notes = fitting.map((ids, index): DueMail => ({
        id: `${kind} ${index}`,
        kind,
        ids,
        dueAt: at,
        composedBefore: false,
        tries: 0,
        doubts: 0,
        nextAt: at,
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

/** The ids without which a mail of a kind is about nothing. */
function aboutOf(kind: string): readonly string[] {
  if (kind.startsWith('accounts.')) return ['signIn']
  if (kind === 'organizations.ask' || kind === 'organizations.reminder') return ['ask']
  return kind === 'organizations.home-question' ? ['signOn', 'answer'] : ['signOn']
}

/** Whatever a mail can be about, by the ids that its note would carry. */
async function occasionsIn(tx: Tx): Promise<readonly Readonly<Record<string, string>>[]> {
  const signIns = await tx.selectFrom('accounts_sign_in').select('sign_in_id as signIn').execute()
  const asks = await tx.selectFrom('organizations_ask').select(['campaign_id as campaign', 'ask_id as ask']).execute()
  const wishes = await tx
    .selectFrom('organizations_wish')
    .select(['campaign_id as campaign', 'sign_on_id as signOn'])
    .execute()
  const represented = await tx
    .selectFrom('organizations_representative')
    .select(['campaign_id as campaign', 'sign_on_id as signOn', 'term'])
    .execute()
  const answers = await tx
    .selectFrom('organizations_home_answer as answer')
    .innerJoin('organizations_home as home', (join) =>
      join.onRef('home.campaign_id', '=', 'answer.campaign_id').onRef('home.home_id', '=', 'answer.home_id'),
    )
    .select([
      'home.campaign_id as campaign',
      'home.sign_on_id as signOn',
      'home.term as term',
      'answer.answer_id as answer',
    ])
    .execute()
  const found = [...signIns, ...asks, ...wishes, ...represented, ...answers]
  return found.map((ids) => Object.fromEntries(Object.entries<unknown>(ids).map(([name, id]) => [name, String(id)])))
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
