import { hasLog } from '#ledger'
import { dateInWords, dayOf, type SignatoryGroup } from '#kernel'
import {
  compareEditions,
  notesOf,
  publicCampaign,
  publicCampaigns,
  type Campaign,
  type Comparison,
  type Note,
  type PublicCampaign,
  type PublicEdition,
  type PublicLetter,
} from '#letters'
import {
  endorsementsOf,
  printedCounts,
  printedOfOrganization,
  type EarlierSignOn,
  type Endorsement,
  type PrintedSignOn,
} from '#organizations'
import type { Tx } from '#platform'
import type { LetterSheet } from '#typeset'
import { archivedCitations, type ArchivedCitation } from './archives.ts'
import { countedLines, linesInPrint, printedGroups, printedLetterhead, printedList } from './lists.ts'
import { paperOf } from './paper.ts'
import { peopleReader, type Peopled } from './people.ts'

/** A public letter with the number of signatories on its list, and of people who signed it. */
export type CountedLetter = PublicLetter &
  Peopled & {
    readonly signatories: number
    /** How many organizations stand for earlier texts only: in the log, and not on the list. */
    readonly earlier: number
  }

/** A campaign as its own page shows it. */
export type CampaignSheet = { readonly campaign: Campaign; readonly letters: readonly CountedLetter[] }

/** Everything public on this server at a moment, newest campaign first. */
export async function homeSheet(tx: Tx, at: Date): Promise<readonly CampaignSheet[]> {
  const sheets: CampaignSheet[] = []
  for (const one of await publicCampaigns(tx, at)) sheets.push(await counted(tx, one, at))
  return sheets
}

/** One campaign, if it has a public letter at that moment. */
export async function campaignSheet(tx: Tx, slug: string, at: Date): Promise<CampaignSheet | undefined> {
  const found = await publicCampaign(tx, slug, at)
  return found && (await counted(tx, found, at))
}

async function counted(tx: Tx, { campaign, letters }: PublicCampaign, at: Date): Promise<CampaignSheet> {
  const counts = await printedCounts(tx, campaign.id, at)
  const people = await peopleReader(tx, campaign.id)
  return {
    campaign,
    letters: letters.map((one) => ({
      ...one,
      ...(counts.get(one.letter.id) ?? { signatories: 0, earlier: 0 }),
      ...people.ofLetter(one.letter.slug),
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

/** What stands beside a letter and is no part of it. */
export type Beside = {
  /** Support that is no signature; in no count. */
  readonly endorsements: readonly Endorsement[]
  /** What the organizers tell readers; nobody signed it. */
  readonly notes: readonly Note[]
}

/** One edition, complete: what is printed, and what stands around it on the page. */
export type EditionSheet = LetterOfCampaign &
  Beside &
  Peopled & {
    readonly edition: PublicEdition
    readonly sheet: LetterSheet
    /** The copies of what its links lead to, link by link in reading order. */
    readonly archives: readonly (ArchivedCitation | undefined)[]
    /** How many lines on the printed list of this edition are counted. */
    readonly signatories: number
    /** How many organizations stand for an earlier text of this edition only: in the log, and not on this list. */
    readonly earlier: number
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
  const { campaign, letter } = found
  const whole = await printedList(tx, campaign.id, letter.id)
  const list = { ...whole, lines: whole.lines.filter((one) => one.editions.includes(edition.id)) }
  const { language } = edition.text
  const { timeZone } = campaign
  const { number: version, hash, frozenAt } = edition.version
  const frozenDay = dayOf(frozenAt, timeZone)
  const frozenOn = dateInWords(frozenDay, language)
  return {
    ...found,
    edition,
    archives: (await archivedCitations(tx, campaign.id, [edition.text]))[0] ?? [],
    ...(await besideOf(tx, found)),
    ...(await peopleReader(tx, campaign.id)).ofVersion(hash),
    signatories: countedLines(list.lines),
    earlier: whole.earlier.filter(({ editions }) => editions.some((one) => one.edition === edition.id)).length,
    sheet: {
      text: edition.text,
      documentTitle: `${letter.title}: ${edition.recipientName}`,
      letterhead: printedLetterhead(list, language),
      groups: printedGroups(list, { language, timeZone }),
      state: { kind: 'frozen', version, hash, frozenOn, frozenDay },
      paper: paperOf(timeZone),
    },
  }
}

async function besideOf(tx: Tx, { campaign, letter }: LetterOfCampaign): Promise<Beside> {
  return {
    endorsements: await endorsementsOf(tx, campaign.id, letter.id),
    notes: await notesOf(tx, campaign.id, letter.id),
  }
}

/** The whole list of a letter, in printed order. */
export type ListSheet = LetterOfCampaign &
  Beside &
  Peopled & {
    readonly lines: readonly PrintedSignOn[]
    /** How many of them are counted. */
    readonly signatories: number
    /**
     * The organizations that stand for an earlier text of an edition: those that are not on this list are in the log's
     * number of the letter all the same.
     */
    readonly earlier: readonly EarlierSignOn[]
    /** The campaign has a public log, which anyone can recount. */
    readonly hasLog: boolean
  }

/** A letter's list, if strangers may read the letter at that moment. */
export async function listSheet(
  tx: Tx,
  campaignSlug: string,
  letterSlug: string,
  at: Date,
): Promise<ListSheet | undefined> {
  return (await listInPrint(tx, { campaign: campaignSlug, letter: letterSlug }, at))?.sheet
}

/** The same with its signature block. */
export async function listInPrint(
  tx: Tx,
  place: { readonly campaign: string; readonly letter: string },
  at: Date,
): Promise<{ readonly sheet: ListSheet; readonly groups: () => readonly SignatoryGroup[] } | undefined> {
  const found = await publicLetter(tx, place.campaign, place.letter, at)
  if (!found) return undefined
  const { campaign, letter } = found
  const list = await printedList(tx, campaign.id, letter.id)
  const sheet = {
    ...found,
    ...(await besideOf(tx, found)),
    ...(await peopleReader(tx, campaign.id)).ofLetter(letter.slug),
    lines: linesInPrint(list, letter.language),
    signatories: countedLines(list.lines),
    earlier: list.earlier,
    hasLog: await hasLog(tx, campaign.id),
  }
  return {
    sheet,
    groups: () => printedGroups(list, { language: letter.language, timeZone: campaign.timeZone }),
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
    readonly withdrawnAt: Date | undefined
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
  const lines = await printedOfOrganization(tx, found.campaign.id, slug)
  // Only letters that strangers may read are here; lines of others find none.
  const signed = found.letters.flatMap((letter) =>
    lines
      .filter((line) => line.letter === letter.letter.id)
      .map((line) => ({
        letter,
        editions: letter.editions.filter((edition) => line.editions.includes(edition.id)),
        printedAs: line.signatureName ?? line.name,
        letterheadAs: line.letterheadName,
        withdrawnAt: line.withdrawnAt,
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
