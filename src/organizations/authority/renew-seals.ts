import { Fault } from '#kernel'
import type { Tx, Vault } from '#platform'
import { boundTo } from './evidence.ts'
import { lockEvidenceTable, sealedAfter, writeSeals, type SealedRow } from './store-renew.ts'

// A row may hold a whole mail.
const pageRows = 20

/**
 * Seals all evidence anew, so that the old keys can go. One transaction, in which nobody else may write evidence.
 * @returns how many rows were sealed anew.
 * @throws Fault `bad-state` when something does not open.
 */
export async function renewEvidenceSeals(
  tx: Tx,
  { before, after }: { readonly before: Vault; readonly after: Vault },
): Promise<number> {
  await lockEvidenceTable(tx)
  let done = 0
  let last: SealedRow | undefined
  do {
    const rows = await sealedAfter(tx, last, pageRows)
    for (const row of rows) {
      const again = (sealed: Buffer | null, part: 'shown' | 'raw'): Buffer | null => {
        if (sealed === null) return null
        const bound = boundTo(row.campaign, row.id, part)
        const plain = before.open(sealed, bound)
        if (plain === undefined) throw new Fault('bad-state', 'what was sealed of evidence does not open')
        return after.seal(plain, bound)
      }
      await writeSeals(tx, { ...row, sealed: again(row.sealed, 'shown'), raw: again(row.raw, 'raw') })
    }
    done += rows.length
    last = rows.at(-1)
  } while (last)
  return done
}
