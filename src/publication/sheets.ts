import { dateInWords, dayOf } from '#kernel'
import {
  compareEditions,
  publicCampaign,
  publicCampaigns,
  type Campaign,
  type Comparison,
  type PublicCampaign,
  type PublicEdition,
  type PublicLetter,
} from '#letters'
import {
  letterheadNames,
  listSettings,
  orderSignatories,
  signatureGroups,
  signOnCounts,
  signOnsOf,
  signOnsOfOrganization,
  type KeptSignOn,
} from '#organizations'
import type { Tx } from '#platform'
import type { LetterSheet } from '#typeset'
import { paperOf } from './paper.ts'
import { peopleReader, subjectOfLetter, subjectOfVersion, type Peopled } from './people.ts'

/** A public letter with the number of lines on its list, and of people who signed it. */
export type CountedLetter = PublicLetter & Peopled & { readonly signatories: number }

/** A campaign as its own page shows it. */
export type CampaignSheet = { readonly campaign: Campaign; readonly letters: readonly CountedLetter[] }

/** Everything public on this server at a moment, newest campaign first. */
export async function homeSheet(tx: Tx, at: Date): Promise<readonly CampaignSheet[]> {
  const sheets: CampaignSheet[] = []
  for (const one of await publicCampaigns(tx, at)) sheets.push(await counted(tx, one))
  return sheets
}

/** One campaign, if it has a public letter at that moment. */
export async function campaignSheet(tx: Tx, slug: string, at: Date): Promise<CampaignSheet | undefined> {
  const found = await publicCampaign(tx, slug, at)
  return found && (await counted(tx, found))
}

async function counted(tx: Tx, { campaign, letters }: PublicCampaign): Promise<CampaignSheet> {
  const counts = await signOnCounts(tx, campaign.id)
  const peopleOf = await peopleReader(tx, campaign.id)
  return {
    campaign,
    letters: letters.map((one) => ({
      ...one,
      signatories: counts.get(one.letter.id) ?? 0,
      ...peopleOf(subjectOfLetter(one.letter.slug)),
    })),
  }
}

/** A public letter and the campaign it belongs to. */
export type LetterOfCampaign = PublicLetter & {
  readonly campaign: Campaign
  readonly follows: PublicLetter | undefined
}

/** A letter by its place, if strangers may read it at that moment. */
async function publicLetter(
  tx: Tx,
  campaignSlug: string,
  letterSlug: string,
  at: Date,
): Promise<LetterOfCampaign | undefined> {
  const found = await publicCampaign(tx, campaignSlug, at)
  const one = found?.letters.find(({ letter }) => letter.slug === letterSlug)
  if (!found || !one) return undefined
  const follows = found.letters.find(({ letter }) => letter.id === one.letter.follows)
  return { ...one, campaign: found.campaign, follows }
}

/** One edition, complete: what is printed, and what stands around it on the page. */
export type EditionSheet = LetterOfCampaign &
  Peopled & {
    readonly edition: PublicEdition
    readonly sheet: LetterSheet
    /** Lines on the printed list of this edition. */
    readonly signatories: number
  }

/** An edition by its place, if strangers may read it at that moment. */
export async function editionSheet(
  tx: Tx,
  place: { readonly campaign: string; readonly letter: string; readonly edition: string },
  at: Date,
): Promise<EditionSheet | undefined> {
  const found = await publicLetter(tx, place.campaign, place.letter, at)
  const edition = found?.editions.find((one) => one.slug === place.edition)
  if (!found || !edition) return undefined
  const signOns = (await signOnsOf(tx, found.campaign.id, found.letter.id)).filter((one) =>
    one.editions.includes(edition.id),
  )
  const settings = await listSettings(tx, found.campaign.id, found.letter.id)
  const order = { ...settings, language: edition.text.language }
  const { number: version, hash, frozenAt } = edition.version
  const frozenOn = dateInWords(dayOf(frozenAt, found.campaign.timeZone), edition.text.language)
  return {
    ...found,
    edition,
    ...(await peopleReader(tx, found.campaign.id))(subjectOfVersion(hash)),
    signatories: signOns.length,
    sheet: {
      text: edition.text,
      documentTitle: `${found.letter.title}: ${edition.recipientName}`,
      letterhead: letterheadNames(signOns, order),
      groups: signatureGroups(signOns, order),
      state: { kind: 'frozen', version, hash, frozenOn },
      paper: paperOf(found.campaign.timeZone),
    },
  }
}

/** The whole list of a letter, in printed order. */
export type ListSheet = LetterOfCampaign & Peopled & { readonly lines: readonly KeptSignOn[] }

/** A letter's list, if strangers may read the letter at that moment. */
export async function listSheet(
  tx: Tx,
  campaignSlug: string,
  letterSlug: string,
  at: Date,
): Promise<ListSheet | undefined> {
  const found = await publicLetter(tx, campaignSlug, letterSlug, at)
  if (!found) return undefined
  const signOns = await signOnsOf(tx, found.campaign.id, found.letter.id)
  const settings = await listSettings(tx, found.campaign.id, found.letter.id)
  const peopleOf = await peopleReader(tx, found.campaign.id)
  return {
    ...found,
    ...peopleOf(subjectOfLetter(found.letter.slug)),
    lines: orderSignatories(signOns, { ...settings, language: found.letter.language }),
  }
}

/**
 * An organization with every public letter it signed. Its name and spellings are those of these letters alone: a
 * spelling that only a draft has must not show that there is a draft.
 */
export type OrganizationSheet = {
  readonly campaign: Campaign
  readonly slug: string
  readonly name: string
  readonly signed: readonly {
    readonly letter: PublicLetter
    readonly editions: readonly PublicEdition[]
    readonly printedAs: string
    readonly letterheadAs: string | undefined
  }[]
}

/** An organization by its slug, if it stands on a letter that strangers may read at that moment. */
export async function organizationSheet(
  tx: Tx,
  campaignSlug: string,
  slug: string,
  at: Date,
): Promise<OrganizationSheet | undefined> {
  const found = await publicCampaign(tx, campaignSlug, at)
  if (!found) return undefined
  const lines = await signOnsOfOrganization(tx, found.campaign.id, slug)
  // Only letters that strangers may read are here; lines of others find none.
  const signed = found.letters.flatMap((letter) =>
    lines
      .filter((line) => line.letter === letter.letter.id)
      .map((line) => ({
        letter,
        editions: letter.editions.filter((edition) => line.editions.includes(edition.id)),
        printedAs: line.signatureName ?? line.name,
        letterheadAs: line.letterheadName,
      })),
  )
  const first = signed[0]
  return first && { campaign: found.campaign, slug, name: first.printedAs, signed }
}

/** The editions of a letter beside each other. */
export type ComparisonSheet = LetterOfCampaign & { readonly base: PublicEdition; readonly comparison: Comparison }

/** The comparison of a letter's editions against one of them (the first, unless named). */
export async function comparisonSheet(
  tx: Tx,
  place: { readonly campaign: string; readonly letter: string; readonly base: string | undefined },
  at: Date,
): Promise<ComparisonSheet | undefined> {
  const found = await publicLetter(tx, place.campaign, place.letter, at)
  const base = found?.editions.find((edition) => place.base === undefined || edition.slug === place.base)
  if (!found || !base) return undefined
  const comparison = compareEditions(
    found.editions.map((edition) => ({
      label: edition.slug,
      blocks: edition.text.blocks,
      language: edition.text.language,
    })),
    found.editions.indexOf(base),
  )
  return { ...found, base, comparison }
}
