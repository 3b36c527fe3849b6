import type { CampaignId, LetterId, VersionHash } from '#kernel'
import type { Tx } from '#platform'
import { isPublic, type Letter } from './letter.ts'
import { momentsOf } from './store-letter-facts.ts'
import { signableRows } from './store-signable.ts'

/** A version as those name it who sign it. */
export type SignableVersion = {
  readonly hash: VersionHash
  /** The edition's slug, and whom it is addressed to. */
  readonly edition: string
  readonly recipient: string
  readonly number: number
  readonly frozenAt: Date
  /** It is the latest of its edition: the one that is signed now. */
  readonly isCurrent: boolean
}

/** What signing needs to know of a letter. */
export type SignableLetter = {
  readonly campaign: CampaignId
  readonly campaignSlug: string
  readonly id: LetterId
  readonly slug: string
  readonly title: string
  readonly language: string
  readonly closedAt: Date | undefined
  /** Until when organizations may sign on. */
  readonly signOnUntil: Date | undefined
  /** Strangers may read it, and it is not closed. */
  readonly isOpen: boolean
  /**
   * The log declares all its texts. Where an embargo has just ended by the clock it does not yet: whatever is signed
   * before that never counts (docs/formats/leaves.md).
   */
  readonly isDeclared: boolean
  /** Every version ever frozen: editions in order, of each the oldest first. */
  readonly versions: readonly SignableVersion[]
}

/** Letters by their ids, in one question however many; whoever signs or is counted passes here. */
export async function signableLetters(
  tx: Tx,
  campaigns: readonly CampaignId[],
  letters: readonly LetterId[],
  at: Date,
): Promise<ReadonlyMap<LetterId, SignableLetter>> {
  if (letters.length === 0) return new Map()
  const rows = await signableRows(tx, campaigns, letters)
  const byLetter = Map.groupBy(rows, ({ id }) => id)
  const found = new Map<LetterId, SignableLetter>()
  for (const [id, [first, ...more]] of byLetter) {
    if (!first) continue
    const { campaign, campaignSlug, slug, title, language, state } = first
    const { embargoUntil, closedAt, signOnUntil } = momentsOf(first)
    found.set(id, {
      campaign,
      campaignSlug,
      id,
      slug,
      title,
      language,
      closedAt,
      signOnUntil,
      isOpen: isOpen({ state, embargoUntil }, at),
      isDeclared: [first, ...more].every((row) => row.hash === null || row.isDeclared),
      versions: versionsIn([first, ...more]),
    })
  }
  return found
}

/** Whether a letter gathers signatures at a moment: strangers may read it and it is not closed. */
function isOpen(letter: Pick<Letter, 'state' | 'embargoUntil'>, at: Date): boolean {
  return letter.state !== 'closed' && isPublic(letter, at)
}

function versionsIn(rows: Awaited<ReturnType<typeof signableRows>>): readonly SignableVersion[] {
  return rows.flatMap(({ hash, edition, recipient, number, frozenAt }, i) => {
    if (hash === null || edition === null || recipient === null || number === null || frozenAt === null) return []
    return [{ hash, edition, recipient, number, frozenAt, isCurrent: rows[i + 1]?.edition !== edition }]
  })
}
