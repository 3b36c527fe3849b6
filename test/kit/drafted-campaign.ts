import type { Means } from '../../src/kernel/index.ts'
import { draftLetter, nameRecipients, startCampaign, type Campaign, type Letter } from '../../src/letters/index.ts'
import type { Tx } from '../../src/platform/index.ts'

/** A campaign with one letter to some recipients, still a draft; nothing stands around its text but a salutation. */
export async function draftedCampaign(
  tx: Tx,
  {
    slug,
    title,
    recipients,
    letter,
  }: {
    readonly slug: string
    readonly title: string
    readonly recipients: readonly string[]
    readonly letter: { readonly title: string; readonly source: string }
  },
  means: Means,
): Promise<{ readonly campaign: Campaign; readonly letter: Letter }> {
  const about = { slug, title, summary: '', language: 'en', timeZone: 'UTC', leadOrganization: undefined }
  const campaign = await startCampaign(tx, about, means)
  const wanted = recipients.map((name) => ({ name, fullName: undefined }))
  const named = await nameRecipients(tx, campaign.id, wanted, means)
  const editions = named.map((recipient) => ({
    slug: recipient.slug,
    recipient: recipient.id,
    language: 'en',
    printedTitle: undefined,
    date: undefined,
    salutation: `Dear ${recipient.name},`,
    closing: undefined,
    addressees: [],
    copies: [],
  }))
  const drafted = await draftLetter(tx, campaign.id, { ...letter, language: 'en', editions }, means)
  return { campaign, letter: drafted.letter }
}
