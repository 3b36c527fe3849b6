import { draftLetter, freezeLetter, nameRecipients, setState, startCampaign } from '../../src/letters/index.ts'
import type { EditionId } from '../../src/kernel/index.ts'
import { recordList, signOnsOf, type SignOnStart } from '../../src/organizations/index.ts'
import { systemMeans, type Database } from '../../src/platform/index.ts'
import { openSigning } from '../../src/signatures/index.ts'
import { everythingAsked } from './signing-web.ts'

/** A public campaign in which every field that organizers and signatories fill holds hostile texts. */
export type HostileCampaign = {
  readonly id: string
  readonly slug: string
  readonly letter: string
  readonly editions: readonly string[]
  readonly organizations: readonly string[]
}

/** What a database can keep of a text; the doors above it refuse or drop the rest. */
export const keepable = (text: string): string => text.replaceAll('\0', '').toWellFormed()

/**
 * Keeps such a campaign, published and open to be signed. Where there is room for one text only, all stand one behind
 * the other; in everything of which there are many, each stands alone.
 */
export async function hostileCampaign(
  database: Database,
  slug: string,
  given: readonly string[],
): Promise<HostileCampaign> {
  const means = systemMeans()
  const texts = given.map(keepable)
  const all = texts.join(' ')
  const lines = texts.map((text) => text.replaceAll(/\s+/gu, ' '))
  const line = lines.join(' ')
  const people = lines.map((one) => ({ name: one, title: one, organization: one }))
  return database.transaction(async (tx) => {
    const words = { title: all, summary: all, leadOrganization: all }
    const campaign = await startCampaign(tx, { slug, ...words, language: 'en', timeZone: 'UTC' }, means)
    const recipients = await nameRecipients(
      tx,
      campaign.id,
      ['one', 'two'].map((name) => ({ name: `${name} ${line}`, fullName: line, slug: name })),
      means,
    )
    const edition = { language: 'en', printedTitle: line, date: undefined, salutation: line, closing: line }
    const starts = recipients.map((recipient) => ({
      ...{ ...edition, slug: recipient.slug, recipient: recipient.id, addressees: people, copies: people },
    }))
    const start = { slug: 'letter', title: all, language: 'en', source: sourceOf(texts, lines), editions: starts }
    const { letter, editions } = await draftLetter(tx, campaign.id, start, means)
    await freezeLetter(tx, campaign.id, letter.id, means)
    const ids = editions.map(({ id }) => id)
    const signatories = lines.flatMap((one) => [lineOf('organization', one, ids), lineOf('person', one, ids)])
    const settings = { ordering: 'as-printed', articles: 'kept' } as const
    await recordList(tx, campaign.id, letter.id, { settings, signatories }, means)
    await setState(tx, campaign, letter.id, { state: 'published' }, means)
    const asked = { ...everythingAsked, controller: line, contact: line, hearFrom: line }
    await openSigning(tx, campaign, asked, `letters.example/log/${slug}`, means)
    const signOns = await signOnsOf(tx, campaign.id, letter.id)
    return {
      ...{ id: campaign.id, slug, letter: letter.slug, editions: editions.map((one) => one.slug) },
      organizations: signOns.flatMap(({ organizationSlug }) => organizationSlug ?? []),
    }
  })
}

function lineOf(kind: 'organization' | 'person', line: string, editions: readonly EditionId[]): SignOnStart {
  return {
    ...{ kind, name: `${kind} ${line}`, aliases: [line], editions, sortKey: line, leadPosition: undefined },
    ...{ letterheadName: line, signatureName: line, title: line, affiliation: line, representative: line },
    ...{ group: line, country: line, note: line },
  }
}

/** A letter's source: each text as a paragraph, as the target of a link, as its words, and in words that vary. */
function sourceOf(texts: readonly string[], lines: readonly string[]): string {
  const links = lines.map((line) => `[words](${line}) [${line}](https://a.example/) [x]( <${line}> "${line}")`)
  const varied = lines.map((line) => `We ask :vary[${line}]{one="a" two="${line}"} of :recipient[].`)
  return [...texts, ...links, ...varied].join('\n\n')
}
