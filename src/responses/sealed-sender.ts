import type { CampaignId, ReplyId } from '#kernel'
import type { Vault } from '#platform'

/** Who wrote a mail, as its header says. */
export type Sender = { readonly address: string; readonly name: string; readonly subject: string }

type Bond = { readonly campaign: CampaignId; readonly reply: ReplyId }

const boundTo = ({ campaign, reply }: Bond): string => `responses reply ${campaign} ${reply}`

/** Seals who wrote: strangers never learn an address, and the database alone tells none. */
export const sealSender = (vault: Vault, bond: Bond, sender: Sender): Buffer =>
  vault.seal(JSON.stringify([sender.address, sender.name, sender.subject]), boundTo(bond))

/** Opens it again; `undefined` when it was sealed elsewhere. */
export function openSender(vault: Vault, bond: Bond, sealed: Uint8Array): Sender | undefined {
  const opened = vault.open(sealed, boundTo(bond))
  if (opened === undefined) return undefined
  const [address = '', name = '', subject = '']: readonly string[] = JSON.parse(opened)
  return { address, name, subject }
}
