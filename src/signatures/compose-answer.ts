import type { CampaignId, ReplyId, SignatureId } from '#kernel'
import { signableLetters } from '#letters'
import type { ComposedMail, Composer, DueMail, Tx, Vault } from '#platform'
import { paragraphs } from './compose-confirm.ts'
import { linkOf } from './link.ts'
import type { MailLinks } from './mail-links.ts'
import { mailPhrases } from './mail-phrases.ts'
import { openPersonal } from './sealed.ts'
import { receiptRows, type ReceiptRow } from './store-mailed.ts'
import { settingsOf } from './store-settings.ts'

/** Who answered, and where that can be read. */
export type AnswerTold = { readonly recipient: string; readonly url: string }

/** Finds an answer by its id; `undefined` once it was taken down. */
export type FindAnswer = (tx: Tx, campaign: CampaignId, reply: ReplyId) => Promise<AnswerTold | undefined>

/** The mail that tells a supporter of an answer; none for who has ended hearing from the campaign since, or stands no more. */
export function answerComposer(vault: Vault, links: MailLinks, findAnswer: FindAnswer): Composer {
  return async (tx, notes, at) => {
    const keys = notes.map(keyOf)
    const rows = new Map((await receiptRows(tx, keys)).map((row) => [row.id, row]))
    const campaigns = [...new Set(keys.map(({ campaign }) => campaign))]
    const letters = [...new Set([...rows.values()].map(({ letter }) => letter))]
    const phrasesOf = mailPhrases(await signableLetters(tx, campaigns, letters, at), await settingsOf(tx, campaigns))
    const answers = await answersOf(tx, keys, findAnswer)
    return keys.map(({ id, reply }): ComposedMail | undefined => {
      const row = rows.get(id)
      const answer = answers.get(reply)
      if (!row?.hears || row.sealed === null || !answer) return undefined
      return mailOf({ ...row, sealed: row.sealed }, { vault, links, answer, phrasesOf })
    })
  }
}

const keyOf = ({ ids }: DueMail) => ({
  campaign: ids['campaign'] as CampaignId,
  id: ids['signature'] as SignatureId,
  reply: ids['reply'] as ReplyId,
})

/** Each looked for once, however many are told of it. */
async function answersOf(
  tx: Tx,
  keys: readonly ReturnType<typeof keyOf>[],
  findAnswer: FindAnswer,
): Promise<ReadonlyMap<ReplyId, AnswerTold | undefined>> {
  const found = new Map<ReplyId, AnswerTold | undefined>()
  for (const { campaign, reply } of keys) if (!found.has(reply)) found.set(reply, await findAnswer(tx, campaign, reply))
  return found
}

type Telling = {
  readonly vault: Vault
  readonly links: MailLinks
  readonly answer: AnswerTold
  readonly phrasesOf: ReturnType<typeof mailPhrases>
}

function mailOf(
  row: ReceiptRow & { readonly sealed: Buffer },
  { vault, links, answer, phrasesOf }: Telling,
): ComposedMail | undefined {
  const { campaign, id } = row
  const { email, name, language } = openPersonal(vault, campaign, id, row.sealed)
  const phrases = phrasesOf(row, language)
  if (phrases?.hearFrom === undefined) return undefined
  const { answer: words, receipt } = phrases.words
  const unsubscribe = links.unsubscribe(linkOf(vault, 'unsubscribe', campaign, id))
  return {
    to: email,
    subject: words.subject(answer.recipient, phrases.title),
    text: paragraphs(
      words.hello(name),
      `${words.lead(answer.recipient)}\n${phrases.what}`,
      `${words.read}\n${answer.url}`,
      words.once,
      receipt.hears(phrases.hearFrom, unsubscribe),
      phrases.foot,
    ),
    language,
    unsubscribe,
  }
}
