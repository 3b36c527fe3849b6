import { wordsFor, type CampaignId, type SignatureId } from '#kernel'
import { signableLetters } from '#letters'
import type { ComposedMail, Composer, Vault } from '#platform'
import { paragraphs } from './compose-confirm.ts'
import { linkOf } from './link.ts'
import type { MailLinks } from './mail-links.ts'
import { receiptMaker, type ReceiptMeans, type SignatureReceipt } from './receipt.ts'
import { openPersonal } from './sealed.ts'
import type { SigningSettings } from './settings.ts'
import { settingsOf } from './store-settings.ts'
import { signaturesById, type SignatureRow } from './store-signature.ts'
import { namedVersions, unpackVersions } from './versions.ts'

/** The mail with a signer's receipt; waits for the checkpoint that it needs. None for who has withdrawn since. */
export function receiptComposer(receipts: ReceiptMeans, links: MailLinks): Composer {
  return async (tx, notes, at) => {
    const keys = notes.map(({ ids }) => ({
      campaign: ids['campaign'] as CampaignId,
      id: ids['signature'] as SignatureId,
    }))
    const rows = new Map((await signaturesById(tx, keys)).map((row) => [row.id, row]))
    const campaigns = [...new Set(keys.map(({ campaign }) => campaign))]
    const settings = await settingsOf(tx, campaigns)
    const makers = new Map<CampaignId, Awaited<ReturnType<typeof receiptMaker>>>()
    for (const campaign of campaigns) makers.set(campaign, await receiptMaker(tx, campaign, receipts))
    const letters = [...new Set([...rows.values()].map(({ letter }) => letter))]
    const means = { vault: receipts.vault, links, settings, letters: await signableLetters(tx, campaigns, letters, at) }
    const mails: (ComposedMail | 'later' | undefined)[] = []
    for (const { campaign, id } of keys) {
      const row = rows.get(id)
      const receipt = row && row.status !== 'withdrawn' ? await makers.get(campaign)?.(row) : undefined
      if (!row || !receipt) mails.push(undefined)
      else mails.push(receipt.kind === 'not-yet' ? 'later' : mailOf(row, receipt, means))
    }
    return mails
  }
}

type Mailing = {
  readonly vault: Vault
  readonly links: MailLinks
  readonly settings: ReadonlyMap<CampaignId, SigningSettings>
  readonly letters: Awaited<ReturnType<typeof signableLetters>>
}

function mailOf(
  row: SignatureRow,
  receipt: Extract<SignatureReceipt, { readonly kind: 'receipt' }>,
  { vault, links, settings, letters }: Mailing,
): ComposedMail | undefined {
  const { campaign, id, sealed } = row
  const letter = letters.get(row.letter)
  const signing = settings.get(campaign)
  if (!letter || !signing || !sealed) return undefined
  const { email, name, language } = openPersonal(vault, campaign, id, sealed)
  const { confirm, receipt: words, foot } = wordsFor(language).signing.mail
  const recipients = namedVersions(letter, unpackVersions(row.versions)).map(({ recipient }) => recipient)
  const unsubscribe =
    row.hears && signing.hearFrom !== undefined
      ? { from: signing.hearFrom, url: links.unsubscribe(linkOf(vault, 'unsubscribe', campaign, id)) }
      : undefined
  return {
    to: email,
    subject: words.subject(letter.title),
    text: paragraphs(
      words.hello(name),
      `${words.lead(new Intl.NumberFormat(language).format(row.index))}\n${confirm.letter(letter.title, new Intl.ListFormat(language).format([...new Set(recipients)]))}`,
      `${words.mine}\n${links.signed(linkOf(vault, 'signed', campaign, id))}`,
      words.file,
      ...(unsubscribe ? [words.hears(unsubscribe.from, unsubscribe.url)] : []),
      foot(signing.controller, signing.contact),
    ),
    language,
    attachments: [
      { name: `receipt-${row.index}.tlog-proof`, contentType: 'text/plain; charset=utf-8', content: receipt.text },
    ],
    ...(unsubscribe ? { unsubscribe: unsubscribe.url } : {}),
  }
}
