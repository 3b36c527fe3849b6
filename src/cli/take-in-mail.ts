import type { Means } from '#kernel'
import {
  isPublicAddress,
  readBounce,
  type Bounce,
  type Database,
  type DnsAsk,
  type MailEnvelope,
  type Vault,
} from '#platform'

/** What became of a mail that came in. */
export type TakenIn =
  /** It says that a mail of ours never arrives; that address gets no more about its letter. */
  | 'bounced'
  | 'not-ours'
  /** The DNS does not answer: hand the same mail in again. */
  | 'later'
  /** The challenge it answers was answered too often; it is not kept. */
  | 'too-many'
  /** It is kept as evidence, with its verdict. */
  | 'proved'
  | 'review'
  | 'refused'

/** What taking in a mail needs. */
export type TakeInMeans = Means & {
  readonly database: Database
  readonly vault: Vault
  /** The address of ours to which proofs are sent; without one, no mail can be addressed to us. */
  readonly inbox: string | undefined
  readonly ask: DnsAsk
  /** How it came in, where an SMTP server saw that. */
  readonly envelope?: MailEnvelope
}

/** Tells the addresses at which answers to deliveries of ours arrive from all others. */
export async function replyAddresses(vault: Vault): Promise<(address: string) => boolean> {
  const { deliveryOfReplyAddress } = await import('#delivery')
  return (address) => deliveryOfReplyAddress(vault, address) !== undefined
}

/** Takes in one raw mail, whichever way it came: a report about a mail of ours, or an answer to a challenge. */
export async function takeInMail(raw: Buffer, means: TakeInMeans): Promise<TakenIn> {
  const { database, vault, inbox } = means
  // Loaded when a mail comes in: most of what starts here never sees one.
  const { answerByMail } = await import('#organizations')
  const bounce = await readBounce(raw, vault)
  if (bounce && (await noteBounce(bounce, raw, means))) return 'bounced'
  if (inbox === undefined) return 'not-ours'
  const { envelope, ...others } = means
  // A relay of our own in front is no sender: what it is allowed to send for says nothing.
  const seen = envelope && isPublicAddress(envelope.ip) ? { envelope } : {}
  const answer = await answerByMail(database, raw, { ...others, ...seen, inbox })
  return answer.kind === 'kept' ? answer.verdict : answer.kind
}

/**
 * Tells every room of a mail that can never arrive; each knows its own. Of a letter that was delivered it is also kept
 * that it is late.
 * @returns whether there was anything to tell.
 */
async function noteBounce(bounce: Bounce, raw: Buffer, means: TakeInMeans): Promise<boolean> {
  const { mail } = bounce
  const [{ noteReturnedMails }, { noteReturnedDelivery }, { noteReturnedSignOnMails }, { stopMails }] =
    await Promise.all([import('#accounts'), import('#delivery'), import('#organizations'), import('#signatures')])
  return means.database.transaction(async (tx) => {
    if (await noteReturnedDelivery(tx, means.vault, { bounce, raw }, means)) return true
    if (bounce.kind !== 'permanent') return false
    await stopMails(tx, [mail], means)
    await noteReturnedMails(tx, [mail], means)
    await noteReturnedSignOnMails(tx, [mail], means)
    return true
  })
}
