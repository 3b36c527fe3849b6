import { Fault, type CampaignId, type SignatureId } from '#kernel'
import { headOf, tileOf } from '#ledger'
import type { Tx, Vault } from '#platform'
import {
  decodeBundle,
  openingOf,
  parseCheckpoint,
  parseNote,
  inclusionProver,
  receiptWriter,
  TILE_WIDTH,
  writeReceiptExtra,
  type ReadTile,
} from '#proof'
import { factsOf, openPersonal, type Personal } from './sealed.ts'
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
  if (!row?.sealed) return undefined
  const make = await receiptMaker(tx, campaign, means)
  return make(row, openPersonal(means.vault, campaign, id, row.sealed))
}

/**
 * Makes receipts of one campaign's signatures (C2SP tlog-proof) under its newest checkpoint: the proof that the leaf
 * stands in the log, with the leaf, the opening of its name and the log's policy. For one batch: keeps what it read and
 * hashed, because those who sign in the same seconds stand in the same tiles.
 */
export async function receiptMaker(
  tx: Tx,
  campaign: CampaignId,
  { policyFor }: Pick<ReceiptMeans, 'policyFor'>,
): Promise<(row: Pick<SignatureRow, 'index' | 'seed'>, personal: Personal) => Promise<SignatureReceipt | undefined>> {
  const checkpoint = (await headOf(tx, campaign))?.checkpoint
  const { origin, size } = headOfLog(checkpoint)
  const policy = policyFor?.(origin)
  const read = tilesOf(tx, campaign)
  const prove = inclusionProver(size, read)
  const leafAt = leafReader(size, read)
  const write = checkpoint === undefined ? undefined : receiptWriter(checkpoint)
  return async ({ index, seed }, personal) => {
    if (!seed) return undefined
    if (!write || index >= size) return { kind: 'not-yet' }
    const { shown, hidden } = factsOf(personal)
    const extra = writeReceiptExtra({
      leaf: await leafAt(index),
      opening: openingOf(seed, shown, hidden),
      ...(policy !== undefined && { policy }),
    })
    return { kind: 'receipt', text: write({ index, proof: await prove(index), extra }) }
  }
}

function headOfLog(checkpoint: string | undefined): { readonly origin: string; readonly size: number } {
  const note = checkpoint === undefined ? undefined : parseNote(checkpoint)
  return (note && parseCheckpoint(note.text)) ?? { origin: '', size: 0 }
}

function tilesOf(tx: Tx, campaign: CampaignId): ReadTile {
  return async (name) => {
    const bytes = await tileOf(tx, campaign, name)
    if (!bytes) throw new Fault('bad-state', 'a tile of the log is not there')
    return bytes
  }
}

/** Reads leaves of a tree of `size`; each bundle once. */
function leafReader(size: number, read: ReadTile): (index: number) => Promise<Uint8Array> {
  const kept = new Map<number, readonly Uint8Array[]>()
  return async (index) => {
    const bundle = Math.floor(index / TILE_WIDTH)
    const width = Math.min(TILE_WIDTH, size - bundle * TILE_WIDTH)
    const leaves = kept.get(bundle) ?? decodeBundle(await read({ level: -1, index: bundle, width }))
    const leaf = leaves?.[index % TILE_WIDTH]
    if (!leaves || !leaf) throw new Fault('bad-state', 'a leaf of the log is not there')
    kept.set(bundle, leaves)
    return leaf
  }
}
