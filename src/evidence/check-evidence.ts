import { createHash } from 'node:crypto'
import type { CampaignId, FileHash } from '#kernel'
import { fileOf, type Tx } from '#platform'
import { textBetween } from './quote.ts'
import { captureRows } from './store-capture.ts'
import { quoteRows } from './store-quote.ts'
import { readTimestamp } from './timestamp.ts'
import { verifyWacz } from './verify-wacz.ts'

/**
 * Looks at everything that is kept of a campaign's evidence: every archive is whole and the one that was kept, every text
 * and token has its hash, and every quotation stands where it says. To be called on one snapshot.
 * @returns a sentence for each thing that is not as it should be; none when all is well.
 */
export async function checkEvidence(tx: Tx, campaign: CampaignId): Promise<readonly string[]> {
  const problems: string[] = []
  const quotes = Map.groupBy(await quoteRows(tx, campaign), ({ capture }) => capture)
  for (const { id, waczHash, textHash, timestampHash, timestampedAt, prepared, removed } of await captureRows(
    tx,
    campaign,
  )) {
    if (removed) continue
    const bytes = async (hash: FileHash) => (await fileOf(tx, campaign, hash))?.bytes ?? new Uint8Array()
    if (waczHash !== undefined)
      for (const problem of await verifyWacz(await bytes(waczHash), waczHash))
        problems.push(`Capture ${id}: ${problem}`)
    const text = textHash === undefined ? undefined : await bytes(textHash)
    if (text && sha256(text) !== textHash) problems.push(`The text of capture ${id} is not the one that was kept.`)
    const token = timestampHash === undefined ? undefined : await bytes(timestampHash)
    const stamped = token && waczHash && (await readTimestamp(token, await bytes(waczHash)))
    if (token && (sha256(token) !== timestampHash || stamped?.at.getTime() !== timestampedAt?.getTime()))
      problems.push(`The timestamp of capture ${id} is not the one that was kept.`)
    if (prepared && sha256(await bytes(prepared.hash)) !== prepared.hash)
      problems.push(`The page of capture ${id} as it is replayed is not the one that was kept.`)
    const plain = new TextDecoder().decode(text)
    for (const quote of quotes.get(id) ?? [])
      if (textBetween(plain, quote.start, quote.end) !== quote.exact)
        problems.push(`Quotation ${quote.id} does not stand in capture ${id} where it says.`)
  }
  return problems
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
