import { addressesOf, deliveryOfReplyAddress, findDelivery, type Delivery } from '#delivery'
import { dayOf, isSharedMailDomain, type CampaignId, type Means, type ReplyId } from '#kernel'
import { campaignById } from '#letters'
import { longestFile, parseDomainName, registeredName, type Tx, type Vault } from '#platform'
import { keepReply } from './keep-reply.ts'
import type { ProvenSender } from './proven-domain.ts'
import { readReplyMail } from './read-reply-mail.ts'
import { sealSender } from './sealed-sender.ts'
import { countReplies } from './store-reply.ts'

/** What became of a mail to an address for answers. */
export type ReceiveOutcome =
  /** It is to none of our addresses. */
  | { readonly kind: 'not-ours' }
  /** Kept, and `proved` when the mail server of a recipient's own domain signed it; else a person looks at it first. */
  | { readonly kind: 'kept'; readonly campaign: CampaignId; readonly reply: ReplyId; readonly proved: boolean }
  /** The same mail came in before. */
  | { readonly kind: 'known' }
  /** So many came for this delivery, or it is so long, that it is not kept. */
  | { readonly kind: 'too-many' }

/** Most mails that are kept for one delivery. */
export const mostReplies = 500

/**
 * Keeps a mail that answers a delivery: raw, and each attachment, byte for byte. Nothing is published by this, and
 * nobody who writes to the address of a letter can make it seem to be the recipient's.
 * @param wish.to to whom it was handed over, where a mail server said so, or the addresses in its header
 * @param wish.judged what its signatures prove
 */
export async function receiveReply(
  tx: Tx,
  vault: Vault,
  wish: {
    readonly raw: Uint8Array
    readonly to: readonly string[]
    readonly judged: Exclude<ProvenSender, { readonly kind: 'later' }>
  },
  means: Means,
): Promise<ReceiveOutcome> {
  const { raw, to, judged } = wish
  const [id] = to.flatMap((address) => deliveryOfReplyAddress(vault, address) ?? [])
  const delivery = id && (await findDelivery(tx, id))
  const place = delivery && (await campaignById(tx, delivery.campaign))
  if (!delivery || !place) return { kind: 'not-ours' }
  const { campaign } = delivery
  if (raw.byteLength > longestFile || (await countReplies(tx, campaign, delivery.id)) >= mostReplies)
    return { kind: 'too-many' }
  const mail = await readReplyMail(raw)
  const receivedAt = means.now()
  const provedDomain = await ownDomain(tx, vault, delivery, judged)
  const kept = await keepReply(
    tx,
    campaign,
    {
      recipient: delivery.recipient,
      delivery: delivery.id,
      version: delivery.version.hash,
      channel: 'mail',
      receivedOn: dayOf(receivedAt, place.timeZone),
      receivedAt,
      author: mail.sender.name === '' ? undefined : mail.sender.name,
      text: mail.text,
      recognized: mail.recognized,
      kind: undefined,
      provedDomain,
      message: { name: 'message.eml', mediaType: 'message/rfc822', bytes: raw },
      attachments: mail.attachments,
      seal: (reply) => sealSender(vault, { campaign, reply }, mail.sender),
    },
    means,
  )
  if (kept.kind === 'known') return kept
  return { kind: 'kept', campaign, reply: kept.reply, proved: provedDomain !== undefined }
}

/**
 * The proven domain, where it is one that the letter went to. At a domain with mailboxes for everybody only the very
 * address counts.
 */
async function ownDomain(
  tx: Tx,
  vault: Vault,
  { campaign, id }: Delivery,
  judged: ProvenSender,
): Promise<string | undefined> {
  if (judged.kind !== 'proved') return undefined
  const { address, domain } = judged
  const addresses = await addressesOf(tx, vault, { campaign, delivery: id })
  const isOwn = [...addresses.values()].some((one) => {
    const known = one.toLowerCase()
    if (known === address) return true
    const theirs = known.slice(known.lastIndexOf('@') + 1)
    return !isSharedMailDomain(domain) && isOneRegistration(theirs, domain)
  })
  return isOwn ? domain : undefined
}

function isOneRegistration(one: string, other: string): boolean {
  const [first, second] = [parseDomainName(one), parseDomainName(other)]
  if (!first || !second) return false
  const registered = registeredName(first)
  return first === second || (registered !== undefined && registered === registeredName(second))
}
