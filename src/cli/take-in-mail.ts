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

/** Takes in one raw mail, whichever way it came: a report about a mail of ours, or an answer to a challenge. */
export async function takeInMail(raw: Buffer, means: TakeInMeans): Promise<TakenIn> {
  const { database, vault, inbox } = means
  // Loaded when a mail comes in: most of what starts here never sees one.
  const { answerByMail } = await import('#organizations')
  const bounce = await readBounce(raw, vault)
  if (bounce?.kind === 'permanent') {
    await noteBounce(bounce, means)
    return 'bounced'
  }
  if (inbox === undefined) return 'not-ours'
  const { envelope, ...others } = means
  // A relay of our own in front is no sender: what it is allowed to send for says nothing.
  const seen = envelope && isPublicAddress(envelope.ip) ? { envelope } : {}
  const answer = await answerByMail(database, raw, { ...others, ...seen, inbox })
  return answer.kind === 'kept' ? answer.verdict : answer.kind
}

/** Tells every room of a mail that can never arrive; each knows its own. */
async function noteBounce({ mail }: Bounce, means: Pick<TakeInMeans, 'database' | 'now'>): Promise<void> {
  const [{ noteReturnedMails }, { noteReturnedSignOnMails }, { stopMails }] = await Promise.all([
    import('#accounts'),
    import('#organizations'),
    import('#signatures'),
  ])
  await means.database.transaction(async (tx) => {
    await stopMails(tx, [mail], means)
    await noteReturnedMails(tx, [mail], means)
    await noteReturnedSignOnMails(tx, [mail], means)
  })
}
