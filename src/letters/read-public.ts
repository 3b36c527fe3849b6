import { Fault, type CampaignId, type EditionText, type LetterId, type VersionHash } from '#kernel'
import type { Tx } from '#platform'
import { parseCanonicalText } from '#proof'
import type { Campaign } from './campaign.ts'
import { isPublic, type Letter, type PublicEdition } from './letter.ts'
import { demandsOf, editionsOfLetters, latestVersionsOf, placesOfHash } from './store-editions.ts'
import { allCampaigns, campaignBySlug, doorsOf, lettersOf, recipientsOf } from './store.ts'

/** A letter that strangers may read, with the latest frozen version of each edition. */
export type PublicLetter = {
  readonly letter: Omit<Letter, 'source'>
  readonly editions: readonly PublicEdition[]
}

/** A campaign with every letter that strangers may read now; others do not exist for the caller. */
export type PublicCampaign = { readonly campaign: Campaign; readonly letters: readonly PublicLetter[] }

/** The campaigns that have at least one public letter at a moment. */
export async function publicCampaigns(tx: Tx, at: Date): Promise<readonly PublicCampaign[]> {
  const all: PublicCampaign[] = []
  for (const campaign of await allCampaigns(tx)) {
    const letters = await publicLetters(tx, campaign, at)
    if (letters.length > 0) all.push({ campaign, letters })
  }
  return all
}

/** One campaign by its slug, if it has at least one public letter at that moment. */
export async function publicCampaign(tx: Tx, slug: string, at: Date): Promise<PublicCampaign | undefined> {
  const campaign = await campaignBySlug(tx, slug)
  if (!campaign) return undefined
  const letters = await publicLetters(tx, campaign, at)
  return letters.length > 0 ? { campaign, letters } : undefined
}

/** The id of a campaign, if strangers may read at least one letter of it at that moment; one small question. */
export async function openCampaign(tx: Tx, slug: string, at: Date): Promise<CampaignId | undefined> {
  return (await doorsOf(tx, slug)).find((letter) => isPublic(letter, at))?.campaign
}

/** Asked in a fixed number of questions, however many letters a campaign has. */
async function publicLetters(tx: Tx, campaign: Campaign, at: Date): Promise<readonly PublicLetter[]> {
  const open = (await lettersOf(tx, campaign.id)).filter((letter) => isPublic(letter, at))
  if (open.length === 0) return []
  const recipients = new Map((await recipientsOf(tx, campaign.id)).map((recipient) => [recipient.id, recipient]))
  const editions = await editionsOfLetters(
    tx,
    campaign.id,
    open.map(({ id }) => id),
  )
  const ids = editions.map(({ id }) => id)
  const versions = await latestVersionsOf(tx, campaign.id, ids)
  const demands = await demandsOf(tx, campaign.id, ids)
  const shown = editions.flatMap((edition): readonly (PublicEdition & { readonly letter: LetterId })[] => {
    const version = versions.get(edition.id)
    const recipient = recipients.get(edition.recipient)
    if (!version || !recipient) return []
    const { number, hash, frozenAt, canonicalText } = version
    return [
      {
        id: edition.id,
        letter: edition.letter,
        slug: edition.slug,
        recipientSlug: recipient.slug,
        recipientName: recipient.name,
        version: { number, hash, frozenAt },
        text: readFrozen(canonicalText),
        demands: demands.get(`${edition.id} ${number}`) ?? [],
      },
    ]
  })
  const byLetter = Map.groupBy(shown, ({ letter }) => letter)
  return open.map(({ source: _draft, ...letter }) => ({ letter, editions: byLetter.get(letter.id) ?? [] }))
}

/** A frozen text as data. */
export function readFrozen(canonical: string): EditionText {
  const text = parseCanonicalText(canonical)
  // Only canonical texts are ever kept, so this is a damaged database, not bad input.
  if (!text) throw new Fault('bad-state', 'a frozen version does not read as a letter text')
  return text
}

/** A frozen text as strangers may read it, with the place it was frozen for. */
export type PublicText = {
  readonly hash: VersionHash
  readonly canonicalText: string
  readonly number: number
  readonly frozenAt: Date
  readonly timeZone: string
  readonly campaignSlug: string
  readonly campaignTitle: string
  readonly letterSlug: string
  readonly letterTitle: string
  readonly editionSlug: string
}

/** A frozen text by its hash: any version of a letter that is public now, also one that later versions replaced. */
export async function publicText(tx: Tx, hash: VersionHash, at: Date): Promise<PublicText | undefined> {
  const places = await placesOfHash(tx, hash)
  const open = places.find((place) =>
    isPublic({ state: place.state, embargoUntil: place.embargoUntil ?? undefined }, at),
  )
  if (!open) return undefined
  const { state: _state, embargoUntil: _until, ...place } = open
  return { hash, ...place }
}

/** Any campaign by its slug, public or not: for organizers and operators only. */
export async function findCampaign(tx: Tx, slug: string): Promise<Campaign | undefined> {
  return campaignBySlug(tx, slug)
}

/** Any letter by its place, public or not: for organizers and operators only. */
export async function findLetter(
  tx: Tx,
  campaignSlug: string,
  letterSlug: string,
): Promise<{ readonly campaign: Campaign; readonly letter: Letter } | undefined> {
  const campaign = await campaignBySlug(tx, campaignSlug)
  const letter = campaign && (await lettersOf(tx, campaign.id)).find((one) => one.slug === letterSlug)
  return campaign && letter && { campaign, letter }
}
