import type { Tx, Vault } from '#platform'
import { bonds, openText } from './sealed-delivery.ts'
import { sealedOfProof } from './store-proof.ts'
import {
  lockSealed,
  sealedAddresses,
  sealedCovers,
  sealedProofs,
  writeAddress,
  writeCover,
  writeProof,
} from './store-renew.ts'

/**
 * Seals anew everything that is sealed of deliveries, so that old keys can go. In the transaction that renews everything
 * else. Addresses for answers are marked, not sealed: those made under another identity key answer to nobody any more.
 * @returns how many were sealed anew.
 * @throws Fault `bad-state` when something does not open.
 */
export async function renewDeliverySeals(
  tx: Tx,
  { before, after }: { readonly before: Vault; readonly after: Vault },
): Promise<number> {
  const anew = (bound: string, sealed: Uint8Array): Buffer => after.seal(openText(before, bound, sealed), bound)
  await lockSealed(tx)
  const covers = await sealedCovers(tx)
  for (const { campaign, delivery, sealed } of covers)
    await writeCover(tx, campaign, delivery, anew(bonds.cover(campaign, delivery), sealed))
  const addresses = await sealedAddresses(tx)
  for (const { campaign, sealed, ...seat } of addresses)
    await writeAddress(tx, campaign, seat, anew(bonds.address(campaign, seat), sealed))
  const proofs = await sealedProofs(tx)
  for (const { campaign, proof } of proofs) {
    const { transcript = null, message = null } = (await sealedOfProof(tx, campaign, proof)) ?? {}
    await writeProof(tx, campaign, proof, {
      transcript: transcript && anew(bonds.transcript(campaign, proof), transcript),
      message: message && anew(bonds.message(campaign, proof), message),
    })
  }
  return covers.length + addresses.length + proofs.length
}
