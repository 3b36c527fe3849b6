import { createHash } from 'node:crypto'
import type { Means, ReplyId } from '#kernel'
import { longestFile, type Tx, type Vault } from '#platform'
import { groundOf, refused, type Refused } from './act.ts'
import { canonicalJson } from './canonical-json.ts'
import { recipientDesk } from './comment.ts'
import { keepReply, type GivenFile } from './keep-reply.ts'
import { readRecipientToken } from './recipient-link.ts'
import { typedText } from './words-in.ts'

/** The longest answer that a recipient types on its page, in UTF-16 code units. */
export const longestAnswer = 60_000

/** What came of an answer on a recipient's page. */
export type AnswerOutcome =
  | { readonly kind: 'kept'; readonly reply: ReplyId }
  /** The same answer, word for word and file for file, is kept already. */
  | { readonly kind: 'known' }
  | Refused

/**
 * Keeps what was answered on the page behind the link that went out with a letter. It waits for an organizer like every
 * other reply: the link proves that it was sent to the recipient's address, not who holds it now. What is kept as the
 * message is what was typed, with the hash of each file, so that anybody who has it can check it.
 */
export async function answerByLink(
  tx: Tx,
  vault: Vault,
  wish: {
    readonly token: string
    readonly author: string
    readonly text: string
    readonly files: readonly GivenFile[]
  },
  means: Means,
): Promise<AnswerOutcome> {
  const linked = readRecipientToken(vault, wish.token)
  const desk = await recipientDesk(tx, vault, wish.token, means)
  if (!linked || desk.kind !== 'delivered') return refused('no-such-event')
  const text = typedText(wish.text)
  const author = typedText(wish.author)
  if (text === '' || author === '' || text.length > longestAnswer) return refused('empty')
  if (wish.files.some(({ bytes }) => bytes.byteLength > longestFile)) return refused('no-such-file')
  const { delivery } = desk
  const { today, at } = await groundOf(tx, linked.campaign, means.now())
  const files = wish.files.map(({ name, bytes }) => ({
    name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }))
  const typed = canonicalJson({ author, delivery: delivery.id, files, text })
  const facts = { recipient: delivery.recipient, delivery: delivery.id, version: delivery.version.hash, author, text }
  const kept = await keepReply(
    tx,
    linked.campaign,
    {
      ...facts,
      ...{ channel: 'web-form', receivedOn: today, receivedAt: at },
      ...{ recognized: undefined, kind: undefined, provedDomain: undefined },
      message: { name: 'answer.json', bytes: new TextEncoder().encode(typed), mediaType: 'application/json' },
      attachments: wish.files,
      seal: () => undefined,
    },
    means,
  )
  return kept
}
