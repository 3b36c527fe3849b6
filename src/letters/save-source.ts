import type { Actor } from '#accounts'
import { newId, type CampaignId, type LetterId, type Means, type OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import { liveLock } from './lock.ts'
import { keptText, longestSource, type SaveId } from './save.ts'
import { lockDraft, updateLock, type DraftRow } from './store-draft.ts'
import { insertSave, latestAside, replaceSave, saveOfRevision, updateSource, type SaveRow } from './store-save.ts'
import { writeDown } from './write-down.ts'

/** A text to be saved. */
export type SourceSave = {
  readonly campaign: CampaignId
  readonly letter: LetterId
  readonly by: Actor
  readonly source: string
  /** Of the text that it was written on. */
  readonly revision: number
  /** Saved by the page itself, not by the button: gives way to what the same person saves within five minutes. */
  readonly isAuto?: boolean
}

/** What can come of it. Whatever comes, the text is kept: where it did not become the letter's, under `aside`. */
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly revision: number }
  /** It is the letter's text already. */
  | { readonly kind: 'unchanged'; readonly revision: number }
  /** Another has saved since: both texts stand, and a person makes one of them. */
  | {
      readonly kind: 'stale'
      readonly theirs: string
      readonly revision: number
      readonly by: OrganizerId | undefined
      readonly aside: SaveId
    }
  /** Another is writing (see `takeLock`). */
  | { readonly kind: 'locked'; readonly by: OrganizerId; readonly since: Date; readonly aside: SaveId }
  /** Longer than `longestSource`; nothing is kept of it. */
  | { readonly kind: 'too-long' }
  | { readonly kind: 'gone' }

/** What a person saves by itself within this time is one save, in milliseconds. */
const coalesceFor = 5 * 60_000

/** A text that lost more than this many characters at once does not take the place of the last. */
const shrinksUnseen = 200

/**
 * Saves the source of a letter: only over the text it was written on, and only while nobody else is writing. Saving is
 * a word from who writes, so it takes the lock and keeps it.
 */
export async function saveSource(tx: Tx, save: SourceSave, means: Means): Promise<SaveOutcome> {
  const { campaign, letter, by } = save
  const source = keptText(save.source)
  if (source.length > longestSource) return { kind: 'too-long' }
  const row = await lockDraft(tx, campaign, letter)
  if (!row) return { kind: 'gone' }
  const at = means.now()
  const held = liveLock(row, at)
  if (source === keptText(row.letter.source)) return await stillThere(tx, save, row, means)
  if (held && held.by !== by)
    return { kind: 'locked', by: held.by, since: held.since, aside: await setAside(tx, { ...save, source }, means) }
  const latest = await latestSave(tx, row, { campaign, letter }, means)
  if (row.revision !== save.revision) {
    const aside = await setAside(tx, { ...save, source }, means)
    return { kind: 'stale', theirs: row.letter.source, revision: row.revision, by: latest.by, aside }
  }
  const revision = row.revision + 1
  await updateSource(tx, campaign, letter, { source, revision })
  if (by !== 'server') await updateLock(tx, campaign, letter, { by, since: held?.since ?? at, seen: at })
  // A page that saves by itself also saves what somebody deleted by mistake: what stood before is then kept apart.
  const shrinks = source.length < row.letter.source.length - shrinksUnseen
  await keepSave(tx, { ...save, source, revision }, shrinks ? undefined : latest, means)
  return { kind: 'saved', revision }
}

/** The text is the letter's already: its owner is heard of, and who pressed the button finds it among the saves. */
async function stillThere(tx: Tx, save: SourceSave, row: DraftRow, means: Means): Promise<SaveOutcome> {
  const { campaign, letter, by, isAuto = false } = save
  const [at, { revision }] = [means.now(), row]
  const held = liveLock(row, at)
  if (by !== 'server' && (!held || held.by === by))
    await updateLock(tx, campaign, letter, { by, since: held?.since ?? at, seen: at })
  const last = await saveOfRevision(tx, campaign, letter, revision)
  if (last && !last.isAsked && !isAuto)
    await replaceSave(tx, campaign, letter, { ...last, isAsked: true, source: row.letter.source })
  return { kind: 'unchanged', revision }
}

const personOf = (by: Actor): OrganizerId | undefined => (by === 'server' ? undefined : by)

/** The save of the present text; one is made where the text is older than the keeping of saves. */
async function latestSave(
  tx: Tx,
  { revision, letter: { source } }: DraftRow,
  { campaign, letter }: Pick<SourceSave, 'campaign' | 'letter'>,
  means: Means,
): Promise<SaveRow> {
  const there = await saveOfRevision(tx, campaign, letter, revision)
  if (there) return there
  const at = means.now()
  const first = { id: newId<SaveId>(means), revision, by: undefined, isAsked: true, begunAt: at, savedAt: at }
  await insertSave(tx, campaign, letter, { ...first, source })
  return first
}

/** Keeps the text that is the letter's now, in the place of the last only where that was the same person's and made by itself. */
async function keepSave(tx: Tx, save: SourceSave, latest: SaveRow | undefined, means: Means) {
  const { campaign, letter, by, source, revision, isAuto = false } = save
  const at = means.now()
  const kept = { revision, source, isAsked: !isAuto, savedAt: at }
  const goesOn =
    latest && !latest.isAsked && latest.by === personOf(by) && at.getTime() - latest.begunAt.getTime() < coalesceFor
  if (goesOn) await replaceSave(tx, campaign, letter, { ...kept, id: latest.id })
  else await insertSave(tx, campaign, letter, { ...kept, id: newId<SaveId>(means), by: personOf(by), begunAt: at })
  if (goesOn && isAuto) return
  const event = { act: 'save-source', campaign, subject: [letter], after: { revision, length: source.length } } as const
  await writeDown(tx, event, { ...means, by })
}

/** Keeps a text that could not become the letter's. What a page tries again by itself is kept once. */
async function setAside(tx: Tx, save: SourceSave, means: Means): Promise<SaveId> {
  const { campaign, letter, by, source, isAuto = false } = save
  const at = means.now()
  const last = await latestAside(tx, campaign, letter, personOf(by))
  if (last?.source === source) return last.id
  const kept = { revision: undefined, source, isAsked: !isAuto, savedAt: at }
  if (last && !last.isAsked && at.getTime() - last.begunAt.getTime() < coalesceFor) {
    await replaceSave(tx, campaign, letter, { ...kept, id: last.id })
    return last.id
  }
  const id = newId<SaveId>(means)
  await insertSave(tx, campaign, letter, { ...kept, id, by: personOf(by), begunAt: at })
  return id
}
