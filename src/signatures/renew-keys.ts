import { Fault, parseEmail } from '#kernel'
import type { Tx, Vault } from '#platform'
import { marksOf } from './marks.ts'
import { parseName } from './name.ts'
import { openPersonal, sealPersonal, type Personal } from './sealed.ts'
import {
  lockSealed,
  sealedAfter,
  writeRenewed,
  type RenewedRow,
  type SealedRow,
  type SealedTable,
} from './store-renew.ts'
import type { Wish } from './wish.ts'

/** Opens and recognizes what is there; seals and marks what comes in its place. */
export type VaultChange = { readonly before: Vault; readonly after: Vault }

const pageRows = 500

/**
 * Seals everything personal anew and marks every address anew, so that the old keys can go: nobody is forgotten and
 * nobody can sign twice. One transaction, in which nobody else may write signatures; no server may be at work with the
 * old keys when it commits. What the review compares (networks, shapes of names) was never kept and cannot be marked
 * anew: rows from before and after are not recognized as alike. An inbox that refused further mails, of which no
 * wish or signature is left, is forgotten.
 * @param onRows told how many are done.
 * @returns how many were sealed anew.
 * @throws Fault `bad-state` when something does not open.
 */
export async function renewKeys(
  tx: Tx,
  change: VaultChange,
  onRows: (done: number) => void = () => {},
): Promise<number> {
  await lockSealed(tx)
  let done = 0
  for (const table of ['signatures_pending', 'signatures_signature'] as const) {
    let last: SealedRow | undefined
    do {
      const rows = await sealedAfter(tx, table, last, pageRows)
      await writePage(tx, table, rows, change)
      last = rows.at(-1)
      done += rows.length
      onRows(done)
    } while (last)
  }
  return done
}

async function writePage(
  tx: Tx,
  table: SealedTable,
  rows: readonly SealedRow[],
  { before, after }: VaultChange,
): Promise<void> {
  if (rows.length === 0) return
  await writeRenewed(
    tx,
    table,
    rows.map(({ campaign, id, letter, sealed, sharedInbox }): RenewedRow => {
      const personal = openPersonal(before, campaign, id, sealed)
      const wish = { campaign, ...signerOf(personal) }
      return {
        campaign,
        id,
        letter,
        sealed: sealPersonal(after, campaign, id, personal),
        ...marksOf(after, wish, sharedInbox),
        inboxBefore: marksOf(before, wish, sharedInbox).inbox,
      }
    }),
  )
}

function signerOf(personal: Pick<Personal, 'email' | 'name'>): Pick<Wish, 'email' | 'name'> {
  const email = parseEmail(personal.email)
  const name = parseName(personal.name)
  if (email.kind === 'wrong' || name.kind === 'wrong')
    throw new Fault('bad-state', 'an address or name that was sealed is none')
  return { email: email.email, name: name.name }
}
