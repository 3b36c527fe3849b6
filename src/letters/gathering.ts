import { Fault, type CampaignId, type EditionId, type EditionText, type LetterId, type VersionHash } from '#kernel'
import type { Tx } from '#platform'
import { parseCanonicalText } from '#proof'
import type { Campaign } from './campaign.ts'
import { isPublic, type Letter } from './letter.ts'
import { campaignRows, canonicalTexts, gatheringRows, type GatheringRow } from './store-gathering.ts'
import { momentsOf } from './store-letter-facts.ts'

/** A frozen version, without its text. */
export type GatheringVersion = { readonly number: number; readonly hash: VersionHash; readonly frozenAt: Date }

/** An edition with all its versions, oldest first; the last is the one that is signed now. */
export type GatheringEdition = {
  readonly id: EditionId
  readonly slug: string
  readonly recipient: string
  readonly versions: readonly GatheringVersion[]
}

/** What gathering organizations needs to know of a letter, whatever its state. */
export type GatheringLetter = Omit<Letter, 'source' | 'follows'> & {
  readonly campaign: CampaignId
  readonly campaignSlug: string
  readonly campaignTitle: string
  readonly timeZone: string
  readonly revision: number
  /** In their order. */
  readonly editions: readonly GatheringEdition[]
}

/** One letter with its editions and all their versions, in one question. For organizers, and whoever they sent a link. */
export async function gatheringLetter(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
): Promise<GatheringLetter | undefined> {
  return lettersIn(await gatheringRows(tx, campaign, letter))[0]
}

/** Every letter of a campaign with its editions and all their versions, in one question. */
export async function gatheringLetters(tx: Tx, campaign: CampaignId): Promise<readonly GatheringLetter[]> {
  return lettersIn(await gatheringRows(tx, campaign))
}

/** A campaign with all its letters. */
export type GatheringCampaign = {
  readonly campaign: Campaign
  readonly letters: readonly GatheringLetter[]
  /** When the source of each was saved last; those that nobody saved here are not in it. */
  readonly savedAt: ReadonlyMap<LetterId, Date>
}

/** A campaign by its slug with every letter of it, public or not, in one question: for organizers only. */
export async function gatheringCampaign(tx: Tx, slug: string): Promise<GatheringCampaign | undefined> {
  const rows = await campaignRows(tx, slug)
  const [first] = rows
  if (!first) return undefined
  const campaign = {
    id: first.campaign,
    slug: first.campaignSlug,
    title: first.campaignTitle,
    summary: first.summary ?? '',
    language: first.campaignLanguage,
    timeZone: first.timeZone,
    leadOrganization: first.leadOrganization ?? undefined,
  }
  const letters = rows.flatMap(({ campaignLanguage: _l, leadOrganization: _o, summary: _s, savedAt: _t, id, ...row }) =>
    id === null ? [] : [{ ...row, id }],
  )
  const saves = rows.flatMap(({ id, savedAt }) => (id && savedAt ? [[id, savedAt] as const] : []))
  return { campaign, letters: lettersIn(letters), savedAt: new Map(saves) }
}

/** Whether organizations may sign a letter at a moment: it is no draft, not closed, and its deadline has not passed. */
export function gathersAt(letter: Pick<GatheringLetter, 'state' | 'closedAt' | 'signOnUntil'>, at: Date): boolean {
  if (letter.state === 'draft' || letter.state === 'closed') return false
  return letter.signOnUntil === undefined || at < letter.signOnUntil
}

/** Whether strangers may read it at a moment. */
export function isOpenToAll(letter: Pick<GatheringLetter, 'state' | 'embargoUntil'>, at: Date): boolean {
  return isPublic(letter, at)
}

/** The texts of some versions of a campaign by their hashes, public or not. */
export async function frozenTexts(
  tx: Tx,
  campaign: CampaignId,
  hashes: readonly VersionHash[],
): Promise<ReadonlyMap<VersionHash, EditionText>> {
  const rows = await canonicalTexts(tx, campaign, hashes)
  return new Map(
    rows.map(({ hash, text }) => {
      const read = parseCanonicalText(text)
      if (!read) throw new Fault('bad-state', 'a frozen version does not read as a letter text')
      return [hash, read]
    }),
  )
}

function lettersIn(rows: readonly GatheringRow[]): readonly GatheringLetter[] {
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((its) => {
    const [first] = its
    if (!first) return []
    const { edition: _e, slugOfEdition: _s, recipient: _r, number: _n, hash: _h, frozenAt: _f, ...letter } = first
    return [{ ...letter, ...momentsOf(letter), editions: editionsIn(its) }]
  })
}

function editionsIn(rows: readonly GatheringRow[]): readonly GatheringEdition[] {
  return [...Map.groupBy(rows, ({ edition }) => edition)].flatMap(([id, its]) => {
    const [first] = its
    if (id === null || !first) return []
    const versions = its.flatMap(({ number, hash, frozenAt }) =>
      number === null || hash === null || frozenAt === null ? [] : [{ number, hash, frozenAt }],
    )
    return [{ id, slug: first.slugOfEdition ?? '', recipient: first.recipient ?? '', versions }]
  })
}
