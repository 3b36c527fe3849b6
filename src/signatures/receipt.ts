import { Fault, type CampaignId, type SignatureId } from '#kernel'
import { headOf, tileOf } from '#ledger'
import type { Tx, Vault } from '#platform'
import {
  decodeBundle,
  openingOf,
  parseCheckpoint,
  parseNote,
  proveInclusion,
  TILE_WIDTH,
  tilePath,
  writeReceipt,
  writeReceiptExtra,
  type ReadTile,
  type TileName,
} from '#proof'
import { factsOf, openPersonal } from './sealed.ts'
import { signaturesById, type SignatureRow } from './store-signature.ts'

/** A signer's receipt, or the word that the log's next checkpoint is still to come: within a second. */
export type SignatureReceipt = { readonly kind: 'receipt'; readonly text: string } | { readonly kind: 'not-yet' }

/** What receipts are made with. */
export type ReceiptMeans = {
  readonly vault: Vault
  /** The policy to put into receipts of the log of an origin, so that they can be verified with nothing else at hand. */
  readonly policyFor?: ((origin: string) => string | undefined) | undefined
}

/** The receipt of a signature, as {@link receiptMaker} makes it; `undefined` when there is none or it was erased. */
export async function receiptOfSignature(
  tx: Tx,
  campaign: CampaignId,
  id: SignatureId,
  means: ReceiptMeans,
): Promise<SignatureReceipt | undefined> {
  const [row] = await signaturesById(tx, [{ campaign, id }])
  return row && (await receiptMaker(tx, campaign, means))(row)
}

/**
 * Makes receipts of one campaign's signatures (C2SP tlog-proof) under its newest checkpoint: the proof that the leaf
 * stands in the log, with the leaf, the opening of its name and the log's policy. Keeps the tiles it read: those who sign in the same
 * seconds stand in the same ones.
 */
export async function receiptMaker(
  tx: Tx,
  campaign: CampaignId,
  { vault, policyFor }: ReceiptMeans,
): Promise<(row: SignatureRow) => Promise<SignatureReceipt | undefined>> {
  const checkpoint = (await headOf(tx, campaign))?.checkpoint
  const { origin, size } = headOfLog(checkpoint)
  const policy = policyFor?.(origin)
  const read = keptTiles(tx, campaign)
  return async (row) => {
    const { id, index, seed, sealed } = row
    if (!seed || !sealed) return undefined
    if (checkpoint === undefined || index >= size) return { kind: 'not-yet' }
    const { shown, hidden } = factsOf(openPersonal(vault, campaign, id, sealed))
    const bundle = Math.floor(index / TILE_WIDTH)
    const width = Math.min(TILE_WIDTH, size - bundle * TILE_WIDTH)
    const leaf = decodeBundle(await read({ level: -1, index: bundle, width }))?.[index % TILE_WIDTH]
    if (!leaf) throw new Fault('bad-state', 'a leaf of the log is not there')
    const extra = writeReceiptExtra({
      leaf,
      opening: openingOf(seed, shown, hidden),
      ...(policy !== undefined && { policy }),
    })
    const proof = await proveInclusion(index, size, read)
    return { kind: 'receipt', text: writeReceipt({ index, proof, checkpoint, extra }) }
  }
}

function headOfLog(checkpoint: string | undefined): { readonly origin: string; readonly size: number } {
  const note = checkpoint === undefined ? undefined : parseNote(checkpoint)
  return (note && parseCheckpoint(note.text)) ?? { origin: '', size: 0 }
}

/** Reads each tile once. */
function keptTiles(tx: Tx, campaign: CampaignId): ReadTile {
  const kept = new Map<string, Uint8Array>()
  return async (name: TileName) => {
    const path = tilePath(name)
    const bytes = kept.get(path) ?? (await tileOf(tx, campaign, name))
    if (!bytes) throw new Fault('bad-state', 'a tile of the log is not there')
    kept.set(path, bytes)
    return bytes
  }
}
