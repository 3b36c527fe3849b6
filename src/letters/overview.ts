import type { CampaignId, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import type { Letter } from './letter.ts'
import type { LetterKey } from './store-draft.ts'
import { overviewRows } from './store-overview.ts'

/** A letter as the organizers' overview of a campaign lists it. */
export type LetterOverview = {
  readonly letter: Omit<Letter, 'source'>
  readonly revision: number
  /** When its source was last saved, and by whom; absent before anybody saved on the site. */
  readonly savedAt: Date | undefined
  readonly savedBy: OrganizerId | undefined
  readonly openComments: number
  readonly editions: readonly {
    readonly slug: string
    /** As readers call whom it goes to. */
    readonly recipient: string
    /** Number of the latest version; 0 where nothing is fixed. */
    readonly version: number
    readonly frozenAt: Date | undefined
  }[]
}

/** Every letter of a campaign in order, drafts included: for organizers only. One question. */
export async function lettersFor(tx: Tx, campaign: CampaignId): Promise<readonly LetterOverview[]> {
  return await overviewRows(tx, campaign)
}

/** One letter as the overview lists it. */
export async function letterFor(tx: Tx, campaign: CampaignId, letter: LetterKey): Promise<LetterOverview | undefined> {
  return (await overviewRows(tx, campaign, letter))[0]
}
