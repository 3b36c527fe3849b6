import { recordEvent, type Actor } from '#accounts'
import type { CampaignId, CaptureId, Means } from '#kernel'
import { dropFile, keepFile, type Tx } from '#platform'
import { organizerOf } from './add-source.ts'
import type { Capture, CaptureResult, RemovalReason } from './capture.ts'
import { rewriteRules } from './rewrite-page.ts'
import { captureRow, captureRows, setRemoved, settle, type CapturedRow } from './store-capture.ts'

/** The media type of a packed capture. */
const waczType = 'application/wacz'

/**
 * Writes down what came of a capture that is in hand.
 * @returns false when none was: somebody else settled it, which is then left as it is.
 */
export async function settleCapture(
  tx: Tx,
  which: { readonly campaign: CampaignId; readonly capture: CaptureId },
  result: CaptureResult,
): Promise<boolean> {
  const { campaign, capture } = which
  if (result.kind === 'failed') {
    const { trouble, status, finalUrl } = result
    return await settle(tx, campaign, capture, { state: 'failed', trouble, status, finalUrl })
  }
  const row = await keepCaptured(tx, campaign, result)
  return await settle(tx, campaign, capture, { state: result.missing > 0 ? 'partial' : 'complete', row })
}

/** Keeps the files of a capture. */
export async function keepCaptured(
  tx: Tx,
  campaign: CampaignId,
  result: Extract<CaptureResult, { readonly kind: 'captured' }>,
): Promise<CapturedRow> {
  const { at, finalUrl, status, mediaType, payloadHash, missing, text, wacz } = result
  const waczHash = await keepFile(tx, campaign, wacz, waczType)
  const textHash =
    text === undefined
      ? undefined
      : await keepFile(tx, campaign, new TextEncoder().encode(text), 'text/plain; charset=utf-8')
  const page = result.prepared
  const prepared =
    page === undefined
      ? undefined
      : {
          hash: await keepFile(tx, campaign, new TextEncoder().encode(page), 'text/html; charset=utf-8'),
          by: rewriteRules,
        }
  return { at, finalUrl, status, mediaType, payloadHash, waczHash, waczSize: wacz.length, textHash, prepared, missing }
}

/**
 * Takes the bytes of a capture away, for a reason that the public is told. Its hashes stay, and what was quoted from it
 * stays quoted, which from then on nobody can look up here.
 */
export async function removeCapture(
  tx: Tx,
  wish: {
    readonly campaign: CampaignId
    readonly by: Actor
    readonly capture: CaptureId
    readonly reason: RemovalReason
  },
  means: Means,
): Promise<{ readonly kind: 'removed' | 'gone' }> {
  const { campaign, by, capture, reason } = wish
  const found = await captureRow(tx, campaign, capture)
  const removal = { at: means.now(), by: organizerOf(by), reason }
  if (!found || !(await setRemoved(tx, campaign, capture, removal))) return { kind: 'gone' }
  // The same bytes may be another capture's, too.
  const kept = (await captureRows(tx, campaign)).filter((one) => one.removed === undefined)
  const filesOf = ({ waczHash, textHash, prepared }: Capture) => [waczHash, textHash, prepared?.hash]
  const still = new Set(kept.flatMap(filesOf))
  for (const hash of filesOf(found)) if (hash !== undefined && !still.has(hash)) await dropFile(tx, campaign, hash)
  await recordEvent(tx, { by, act: 'remove-capture', campaign, subject: [capture], after: { reason } }, means)
  return { kind: 'removed' }
}
