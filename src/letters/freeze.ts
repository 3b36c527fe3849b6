import { clearAct, lockRoles, type Actor } from '#accounts'
import { Fault, type CampaignId, type LetterId, type Means } from '#kernel'
import { lockLog } from '#ledger'
import type { Tx } from '#platform'
import { contentOf, draftTexts, type DraftText, type DraftTexts } from './draft-texts.ts'
import type { TextChange, Version } from './letter.ts'
import { logOpenVersions } from './log-versions.ts'
import type { SourceWarning } from './passage.ts'
import { lockDraft } from './store-draft.ts'
import { insertVersion } from './store-editions.ts'
import { touchCampaign } from './store.ts'
import { writeDown, type Doing } from './write-down.ts'

/** What freezing an edition, named by its slug, can come to. */
export type FreezeOutcome =
  | { readonly kind: 'frozen'; readonly edition: string; readonly version: Version }
  /** The text is, byte for byte, the latest version's: no new version is made. */
  | { readonly kind: 'unchanged'; readonly edition: string; readonly version: Version }
  /**
   * The text is that of an earlier version, which others replaced since. A hash names one version of an edition, so
   * nothing is fixed.
   */
  | { readonly kind: 'earlier'; readonly edition: string; readonly version: Version }
  /** There is no paragraph to sign. */
  | { readonly kind: 'empty'; readonly edition: string }

/** What came of freezing a letter: each edition in order, and what its source says that these editions do not keep. */
export type Freezing = {
  readonly editions: readonly FreezeOutcome[]
  /** By line of the source. */
  readonly warnings: readonly SourceWarning[]
}

/** How to freeze: with time and chance, by whom, and what the organizer says of texts that replace others. */
export type FreezeMeans = Doing & {
  /** Without a word of the organizer it is a `change`: nobody is carried over. */
  readonly change?: TextChange
}

/**
 * Fixes the present text of every edition of a letter as its next version: canonical text and SHA-256
 * (docs/formats/letter-text.md). Frozen versions never change, in the database too. Where the campaign has a log, each
 * gets its leaf in the same transaction. Asks nobody's leave: that is for what is imported. Organizers, and whoever sits
 * at the server, freeze by `freezeDraft`.
 */
export async function freezeLetter(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  means: FreezeMeans,
): Promise<Freezing> {
  await lockText(tx, campaign, letter)
  const found = await draftTexts(tx, campaign, letter)
  if (!found) throw new Fault('bad-state', 'no such letter')
  return await freezeTexts(tx, campaign, found, means)
}

/** A wish of an organizer to freeze what they saw. */
export type FreezeWish = {
  readonly campaign: CampaignId
  readonly letter: LetterId
  readonly by: Actor
  /** Needed where a text replaces a version; see `DraftText.fate`. */
  readonly change: TextChange | undefined
  /** The `digest` of the texts that they saw. */
  readonly seen: string
}

/** What can come of it. */
export type FreezeDraftOutcome =
  | ({ readonly kind: 'done' } & Freezing)
  /** The texts are no longer those that were seen. */
  | { readonly kind: 'changed' }
  /** A text replaces a version: say whether it is a correction or a change. */
  | { readonly kind: 'say-which' }
  | { readonly kind: 'not-allowed' }
  /** Two people have to agree on exactly these texts (`propose` with `draftContent`). */
  | { readonly kind: 'needs-two' }
  | { readonly kind: 'gone' }

/**
 * Freezes exactly the texts that somebody saw, if they may alone or another agreed; uses the agreement up. Where
 * organizations may have signed on, `freezeAndFollow` of the organizations room is the way.
 */
export async function freezeDraft(tx: Tx, wish: FreezeWish, means: Means): Promise<FreezeDraftOutcome> {
  const { campaign, letter, by, change, seen } = wish
  // Roles before the log, as everywhere: `clearAct` waits for them.
  await lockRoles(tx, campaign)
  await lockText(tx, campaign, letter)
  const found = await draftTexts(tx, campaign, letter)
  if (!found) return { kind: 'gone' }
  if (found.digest !== seen) return { kind: 'changed' }
  if (change === undefined && found.drafts.some(({ fate }) => fate === 'replaces')) return { kind: 'say-which' }
  const content = contentOf(found.drafts, change)
  const cleared = await clearAct(tx, { by, campaign, act: 'freeze', subject: letter, content }, means)
  if (cleared.kind !== 'go') return cleared
  return { kind: 'done', ...(await freezeTexts(tx, campaign, found, { ...means, by, ...(change && { change }) })) }
}

/** The log before the letter, as everywhere: what is frozen may have to be declared there. */
async function lockText(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<void> {
  await lockLog(tx, campaign)
  await lockDraft(tx, campaign, letter)
}

async function freezeTexts(tx: Tx, campaign: CampaignId, found: DraftTexts, means: FreezeMeans): Promise<Freezing> {
  const at = means.now()
  const outcomes: FreezeOutcome[] = []
  for (const draft of found.drafts) {
    const outcome = freezeOutcome(draft, means.change ?? 'change', at)
    outcomes.push(outcome)
    if (outcome.kind !== 'frozen') continue
    await insertVersion(tx, campaign, outcome.version, draft.demands)
    const { hash, number, change } = outcome.version
    const after = { version: number, hash, ...(change && { change }) }
    await writeDown(tx, { act: 'freeze', campaign, subject: [found.letter.id, draft.edition.id], after }, means)
  }
  await logOpenVersions(tx, campaign, at)
  await touchCampaign(tx, campaign)
  return { editions: outcomes, warnings: found.warnings }
}

function freezeOutcome(
  { edition: { id, slug: edition }, fate, versions, hash, canonicalText }: DraftText,
  change: TextChange,
  frozenAt: Date,
): FreezeOutcome {
  const latest = versions.at(-1)
  const kept = fate === 'earlier' ? versions.find((version) => version.hash === hash) : latest
  if (fate === 'empty') return { kind: 'empty', edition }
  if ((fate === 'earlier' || fate === 'unchanged') && kept) return { kind: fate, edition, version: kept }
  const number = (latest?.number ?? 0) + 1
  const version = { edition: id, number, hash, canonicalText, frozenAt, change: latest && change }
  return { kind: 'frozen', edition, version }
}
