import { recordEvent } from '#accounts'
import type { DeliveryId, Means, RecipientId, ReplyId, VersionHash } from '#kernel'
import { longestFile, type Tx } from '#platform'
import { groundFor, hasCome, refused, type Acting, type On, type Refused } from './act.ts'
import { keepReply, type GivenFile } from './keep-reply.ts'
import type { ReplyChannel } from './vocabulary.ts'
import { typedText } from './words-in.ts'

/** What came of entering a reply. */
export type EnterOutcome = { readonly kind: 'entered'; readonly reply: ReplyId } | { readonly kind: 'known' } | Refused

/** A reply that did not come by mail. */
export type ReplyWish = Acting &
  On & {
    readonly recipient: RecipientId
    readonly channel: Exclude<ReplyChannel, 'mail'>
    readonly author?: string
    /** The whole text as it stands on the paper. */
    readonly text: string
    /** The paper itself. */
    readonly scan: GivenFile
    readonly attachments: readonly GivenFile[]
    readonly delivery?: DeliveryId
    readonly version?: VersionHash
  }

/** Enters a reply by hand: its text, and a scan of it by which anybody with the paper can check that. Not public by this. */
export async function enterReply(tx: Tx, wish: ReplyWish, means: Means): Promise<EnterOutcome> {
  const ground = await groundFor(tx, wish, means)
  if (typeof ground === 'string') return refused(ground)
  const { campaign, by, recipient, channel, on, scan, attachments, delivery, version } = wish
  const text = typedText(wish.text)
  if (text === '' || scan.bytes.byteLength === 0) return refused('empty')
  if ([scan, ...attachments].some(({ bytes }) => bytes.byteLength > longestFile)) return refused('no-such-file')
  if (!ground.recipients.some(({ id }) => id === recipient)) return refused('no-such-recipient')
  if (!hasCome(on, ground)) return refused('in-the-future')
  const kept = await keepReply(
    tx,
    campaign,
    {
      recipient,
      delivery,
      version,
      channel,
      receivedOn: on,
      receivedAt: ground.at,
      author: typedText(wish.author ?? '') || undefined,
      text,
      recognized: undefined,
      kind: undefined,
      provedDomain: undefined,
      message: scan,
      attachments,
      seal: () => undefined,
    },
    means,
  )
  if (kept.kind === 'known') return kept
  await recordEvent(tx, { by, act: 'enter-reply', campaign, subject: [recipient, kept.reply] }, means)
  return { kind: 'entered', reply: kept.reply }
}
