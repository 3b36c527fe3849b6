import type { Tx, Vault } from '#platform'
import { markOf, openPasskeyName, openPersonal, sealPasskeyName, sealPersonal } from './sealed.ts'
import { deleteAskedLinks, lockAccounts, writeRenewed } from './store-renew.ts'
import { allOrganizers } from './store-organizer.ts'
import { namedPasskeys, renamePasskey } from './store-passkey.ts'

/**
 * Seals and marks every organizer anew, so that old keys can go. Links that were asked for and not used yet are asked
 * for again: an address that nobody has was kept as its mark only. In the transaction that renews everything else.
 * @returns how many were sealed anew.
 * @throws Fault `bad-state` when something does not open.
 */
export async function renewAccountKeys(
  tx: Tx,
  { before, after }: { readonly before: Vault; readonly after: Vault },
): Promise<number> {
  await lockAccounts(tx)
  await deleteAskedLinks(tx)
  const rows = await allOrganizers(tx)
  for (const { id, sealed } of rows) {
    if (!sealed) continue
    const personal = openPersonal(before, id, sealed)
    await writeRenewed(tx, { id, mark: markOf(after, personal.email), sealed: sealPersonal(after, id, personal) })
  }
  for (const { id, sealedName } of await namedPasskeys(tx)) {
    const again = sealPasskeyName(after, id, openPasskeyName(before, id, sealedName))
    if (again) await renamePasskey(tx, id, again)
  }
  return rows.length
}
