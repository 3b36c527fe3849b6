import type { CampaignId, SignatureId } from '#kernel'
import { signableLetters } from '#letters'
import type { ComposedMail, Composer, DueMail, Tx, Vault } from '#platform'
import { paragraphs } from './compose-confirm.ts'
import { linkOf } from './link.ts'
import type { MailLinks } from './mail-links.ts'
import { mailPhrases, type MailPhrases } from './mail-phrases.ts'
import { receiptMaker, type ReceiptMeans } from './receipt.ts'
import { openPersonal, type Personal } from './sealed.ts'
import { receiptRows, type ReceiptRow } from './store-mailed.ts'
import { settingsOf } from './store-settings.ts'

/** The mail with a signer's receipt; waits for the checkpoint that it needs. None for who has withdrawn since. */
export function receiptComposer(receipts: ReceiptMeans, links: MailLinks): Composer {
  return async (tx, notes, at) => {
    const keys = notes.map(keyOf)
    const rows = new Map((await receiptRows(tx, keys)).map((row) => [row.id, row]))
    const campaigns = [...new Set(keys.map(({ campaign }) => campaign))]
    const letters = [...new Set([...rows.values()].map(({ letter }) => letter))]
    const phrasesOf = mailPhrases(await signableLetters(tx, campaigns, letters, at), await settingsOf(tx, campaigns))
    const makers = await makersOf(tx, campaigns, receipts)
    const mails: (ComposedMail | 'later' | undefined)[] = []
    for (const { campaign, id } of keys) {
      const signer = signerOf(rows.get(id), receipts.vault)
      const phrases = signer && phrasesOf(signer.row, signer.personal.language)
      const receipt = phrases && (await makers.get(campaign)?.(signer.row, signer.personal))
      if (!signer || !phrases || !receipt) mails.push(undefined)
      else if (receipt.kind === 'not-yet') mails.push('later')
      else mails.push(mailOf(signer, { phrases, receipt: receipt.text, links, ...receipts }))
    }
    return mails
  }
}

type Signer = { readonly row: ReceiptRow; readonly personal: Personal }

const signerOf = (row: ReceiptRow | undefined, vault: Vault): Signer | undefined =>
  row?.sealed ? { row, personal: openPersonal(vault, row.campaign, row.id, row.sealed) } : undefined

const keyOf = ({ ids }: DueMail) => ({ campaign: ids['campaign'] as CampaignId, id: ids['signature'] as SignatureId })

type Makers = ReadonlyMap<CampaignId, Awaited<ReturnType<typeof receiptMaker>>>

async function makersOf(tx: Tx, campaigns: readonly CampaignId[], receipts: ReceiptMeans): Promise<Makers> {
  const makers = new Map<CampaignId, Awaited<ReturnType<typeof receiptMaker>>>()
  for (const campaign of campaigns) makers.set(campaign, await receiptMaker(tx, campaign, receipts))
  return makers
}

type Mailing = Pick<ReceiptMeans, 'vault'> & {
  readonly links: MailLinks
  readonly phrases: MailPhrases
  readonly receipt: string
}

function mailOf(
  { row: { campaign, id, index, hears }, personal: { email, name, language } }: Signer,
  { vault, links, phrases, receipt }: Mailing,
): ComposedMail {
  const { words, hearFrom } = phrases
  const unsubscribe =
    hears && hearFrom !== undefined
      ? { from: hearFrom, url: links.unsubscribe(linkOf(vault, 'unsubscribe', campaign, id)) }
      : undefined
  return {
    to: email,
    subject: words.receipt.subject(phrases.title),
    text: paragraphs(
      words.receipt.hello(name),
      `${words.receipt.lead(phrases.number(index))}\n${phrases.what}`,
      `${words.receipt.mine}\n${links.signed(linkOf(vault, 'signed', campaign, id))}`,
      words.receipt.file,
      ...(unsubscribe ? [words.receipt.hears(unsubscribe.from, unsubscribe.url)] : []),
      phrases.foot,
    ),
    language,
    attachments: [{ name: `receipt-${index}.tlog-proof`, contentType: 'text/plain; charset=utf-8', content: receipt }],
    ...(unsubscribe ? { unsubscribe: unsubscribe.url } : {}),
  }
}
