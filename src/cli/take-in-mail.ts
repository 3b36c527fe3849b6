import type { Means } from '#kernel'
import {
  isPublicAddress,
  readBounce,
  readMailProofs,
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
  /** It answers a letter: kept, and proved to be the recipient's, or for a person to look at. */
  | 'answer-proved'
  | 'answer-review'
  /** The same answer came in before. */
  | 'answer-known'

/** What taking in a mail needs. */
export type TakeInMeans = Means & {
  readonly database: Database
  readonly vault: Vault
  /** The address of ours to which proofs are sent; without one, no mail can be addressed to us. */
  readonly inbox: string | undefined
  readonly ask: DnsAsk
  /** How it came in, where an SMTP server saw that. */
  readonly envelope?: MailEnvelope
  /** To whom it was handed over, where an SMTP server saw that; else the header says. */
  readonly to?: readonly string[]
}

/** Tells the addresses at which answers to deliveries of ours arrive from all others. */
export async function replyAddresses(vault: Vault): Promise<(address: string) => boolean> {
  const { deliveryOfReplyAddress } = await import('#delivery')
  return (address) => deliveryOfReplyAddress(vault, address) !== undefined
}

/** Takes in one raw mail, whichever way it came: a report about a mail of ours, an answer to a letter or to a challenge. */
export async function takeInMail(raw: Buffer, means: TakeInMeans): Promise<TakenIn> {
  const { database, vault, inbox } = means
  // Loaded when a mail comes in: most of what starts here never sees one.
  const { answerByMail } = await import('#organizations')
  const bounce = await readBounce(raw, vault)
  if (bounce && (await noteBounce(bounce, raw, means))) return 'bounced'
  const reply = await takeInReply(raw, means)
  if (reply !== 'not-ours') return reply
  if (inbox === undefined) return 'not-ours'
  const { envelope, to: _to, ...others } = means
  // A relay of our own in front is no sender: what it is allowed to send for says nothing.
  const seen = envelope && isPublicAddress(envelope.ip) ? { envelope } : {}
  const answer = await answerByMail(database, raw, { ...others, ...seen, inbox })
  return answer.kind === 'kept' ? answer.verdict : answer.kind
}

/** An answer to a letter goes to an address that was made for its delivery. Asks the DNS outside of any transaction. */
async function takeInReply(raw: Buffer, means: TakeInMeans): Promise<TakenIn> {
  const { database, vault, ask, now } = means
  const to = (means.to ?? addressesIn(raw)).filter(await replyAddresses(vault))
  if (to.length === 0) return 'not-ours'
  const { provenSender, receiveReply } = await import('#responses')
  const judged = provenSender(await readMailProofs(raw, { ask, now }), now())
  if (judged.kind === 'later') return 'later'
  const received = await database.transaction((tx) => receiveReply(tx, vault, { raw, to, judged }, means))
  switch (received.kind) {
    case 'kept':
      return received.proved ? 'answer-proved' : 'answer-review'
    case 'known':
      return 'answer-known'
    case 'too-many':
    case 'not-ours':
      return received.kind
    default:
      return received satisfies never
  }
}

const headerBytes = 64_000

/** Every address in the header of a mail that a program was handed, which does not say for whom. */
function addressesIn(raw: Buffer): readonly string[] {
  const start = raw.subarray(0, headerBytes).toString('latin1')
  const header = start.slice(0, /\r?\n\r?\n/.exec(start)?.index ?? start.length)
  return header.match(/[\w.+-]+@[\w.-]+/g) ?? []
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
