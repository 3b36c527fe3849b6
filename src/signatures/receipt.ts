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

/** The receipt of a signature, as {@link receiptMaker} makes it; `undefined` when there is none or it was erased. */
export async function receiptOfSignature(
  tx: Tx,
  campaign: CampaignId,
  id: SignatureId,
  vault: Vault,
): Promise<SignatureReceipt | undefined> {
  const [row] = await signaturesById(tx, [{ campaign, id }])
  return row && (await receiptMaker(tx, campaign, vault))(row)
}

/**
 * Makes receipts of one campaign's signatures (C2SP tlog-proof) under its newest checkpoint: the proof that the leaf
 * stands in the log, with the leaf and the opening of its name. Keeps the tiles it read: those who sign in the same
 * seconds stand in the same ones.
 */
export async function receiptMaker(
  tx: Tx,
  campaign: CampaignId,
  vault: Vault,
): Promise<(row: SignatureRow) => Promise<SignatureReceipt | undefined>> {
  const checkpoint = (await headOf(tx, campaign))?.checkpoint
  const size = sizeOf(checkpoint)
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
    const extra = writeReceiptExtra({ leaf, opening: openingOf(seed, shown, hidden) })
    const proof = await proveInclusion(index, size, read)
    return { kind: 'receipt', text: writeReceipt({ index, proof, checkpoint, extra }) }
  }
}

function sizeOf(checkpoint: string | undefined): number {
  const note = checkpoint === undefined ? undefined : parseNote(checkpoint)
  return (note && parseCheckpoint(note.text)?.size) ?? 0
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
