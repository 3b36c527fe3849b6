import { recordEvent } from '#accounts'
import { newId, type CampaignId, type LetterId, type Means, type SignOnId } from '#kernel'
import { touchCampaign } from '#letters'
import type { Tx } from '#platform'
import { lockSignOns, type By, type SealedMeans } from './begin.ts'
import type { Endorsement, EndorsementId } from './gathered.ts'
import type { BadName } from './sign-on-wish.ts'
import { lockedLine } from './judge-sign-on.ts'
import { parseLineName, plainField } from './line-name.ts'
import { settleLine } from './settle-sign-ons.ts'
import type { ListSettings } from './sign-on.ts'
import { insertListSettings, listSettings, recordedLineOf } from './store.ts'
import { insertAliases } from './store-organizations.ts'
import { deleteEndorsement, endorsementRows, insertEndorsement } from './store-endorsements.ts'
import { updateLine, type LineChange } from './store-gathered.ts'
import { groupNames, putGroups } from './store-groups.ts'

/** How a gathered line is printed from now on; `null` takes away, what is not named stays. */
export type LineEdit = {
  readonly campaign: CampaignId
  readonly signOn: SignOnId
  readonly by: By
  readonly name?: string
  readonly letterheadName?: string | null
  readonly signatureName?: string | null
  readonly sortKey?: string | null
  readonly group?: string | null
  /** Place in the lead group, from 1. */
  readonly leadPosition?: number | null
  readonly title?: string | null
  readonly affiliation?: string | null
}

/** What came of editing a line. */
export type EditLineOutcome = { readonly kind: 'edited' } | { readonly kind: 'gone' } | BadName

/**
 * Edits how a gathered line is printed. A new name gets a leaf of its own that replaces the one before; where two people
 * are wanted, the list prints as it was finalized until they agree on the new one.
 */
export async function editLine(tx: Tx, edit: LineEdit, means: SealedMeans): Promise<EditLineOutcome> {
  const { campaign, signOn } = edit
  const names = namesOf(edit)
  if ('kind' in names) return names
  const found = await lockedLine(tx, campaign, signOn)
  if (!found) return editRecorded(tx, edit, names, means)
  // Before: where the rule of two has just begun, what stood until now is kept to the letter.
  await settleLine(tx, found.context, signOn, means)
  const change = { ...changeOf(edit, names), ...(names.name === undefined ? {} : { wishedName: null }) }
  if (Object.keys(change).length === 0) return { kind: 'edited' }
  await updateLine(tx, campaign, signOn, change)
  await noteEdit(tx, edit, change, means)
  await settleLine(tx, found.context, signOn, means)
  return { kind: 'edited' }
}

/** A recorded line is spelled anew in both places of print; the organization keeps its canonical name. */
async function editRecorded(tx: Tx, edit: LineEdit, names: Names, means: Means): Promise<EditLineOutcome> {
  const { campaign, signOn } = edit
  await lockSignOns(tx, campaign)
  const line = await recordedLineOf(tx, campaign, signOn)
  if (!line) return { kind: 'gone' }
  const { name, ...spelled } = names
  const change = changeOf(edit, {
    ...(name === undefined ? {} : { letterheadName: name, signatureName: name }),
    ...spelled,
  })
  if (Object.keys(change).length === 0) return { kind: 'edited' }
  await updateLine(tx, campaign, signOn, change)
  if (name !== undefined && line.organization)
    await insertAliases(tx, campaign, [{ organization: line.organization, name }])
  await noteEdit(tx, edit, change, means)
  return { kind: 'edited' }
}

async function noteEdit(tx: Tx, { by, campaign, signOn }: LineEdit, change: LineChange, means: Means): Promise<void> {
  const after = { changed: Object.keys(change).toSorted().join('.') }
  await recordEvent(tx, { by, act: 'edit-list', campaign, subject: [signOn], after }, means)
  await touchCampaign(tx, campaign)
}

function changeOf(edit: LineEdit, names: Names): LineChange {
  return {
    ...names,
    ...(edit.sortKey === undefined ? {} : { sortKey: cleared(edit.sortKey) }),
    ...(edit.group === undefined ? {} : { group: cleared(edit.group) }),
    ...(edit.title === undefined ? {} : { title: cleared(edit.title) }),
    ...(edit.affiliation === undefined ? {} : { affiliation: cleared(edit.affiliation) }),
    ...(edit.leadPosition === undefined ? {} : { leadPosition: placeOf(edit.leadPosition) }),
  }
}

const cleared = (text: string | null): string | null => plainField(text ?? undefined) ?? null
const placeOf = (place: number | null): number | null =>
  place !== null && Number.isSafeInteger(place) && place >= 1 && place <= 10_000 ? place : null

type Names = Pick<LineChange, 'name' | 'letterheadName' | 'signatureName'>

function namesOf({ name, letterheadName, signatureName }: LineEdit): Names | BadName {
  const names: { name?: string; letterheadName?: string | null; signatureName?: string | null } = {}
  if (name !== undefined) {
    const read = parseLineName(name)
    if (read.kind === 'bad-name') return read
    names.name = read.name
  }
  for (const [key, typed] of Object.entries({ letterheadName, signatureName })) {
    if (typed === undefined) continue
    const read = typed === null || typed.trim() === '' ? undefined : parseLineName(typed)
    if (read?.kind === 'bad-name') return read
    Object.assign(names, { [key]: read?.name ?? null })
  }
  return names
}

type OfLetter = { readonly campaign: CampaignId; readonly letter: LetterId; readonly by: By }

/** Names the headings of a list in order, in the place of those before. A line under another heading keeps it. */
export async function setGroups(
  tx: Tx,
  { campaign, letter, by, groups }: OfLetter & { readonly groups: readonly string[] },
  means: Means,
): Promise<void> {
  await lockSignOns(tx, campaign)
  const names = [...new Set(groups.flatMap((typed) => plainField(typed) ?? []))]
  await putGroups(tx, campaign, letter, names)
  await recordEvent(tx, { by, act: 'edit-list', campaign, subject: [letter], after: { groups: names.length } }, means)
  await touchCampaign(tx, campaign)
}

/** The headings of a list in order. */
export async function groupsOf(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<readonly string[]> {
  return groupNames(tx, campaign, letter)
}

/** Sets how a list is ordered. */
export async function setListSettings(
  tx: Tx,
  { campaign, letter, by, settings }: OfLetter & { readonly settings: ListSettings },
  means: Means,
): Promise<void> {
  await lockSignOns(tx, campaign)
  const before = await listSettings(tx, campaign, letter)
  await insertListSettings(tx, campaign, letter, settings)
  const event = { by, act: 'edit-list', campaign, subject: [letter], before, after: settings } as const
  await recordEvent(tx, event, means)
  await touchCampaign(tx, campaign)
}

const longestWords = 2000

/** Enters support that is no signature on the text: it stands under a heading of its own and is never counted. */
export async function endorse(
  tx: Tx,
  { campaign, letter, by, endorsement }: OfLetter & { readonly endorsement: Omit<Endorsement, 'id'> },
  means: Means,
): Promise<{ readonly kind: 'entered'; readonly id: EndorsementId } | BadName> {
  const name = parseLineName(endorsement.name)
  if (name.kind === 'bad-name') return name
  await lockSignOns(tx, campaign)
  const id = newId<EndorsementId>(means)
  const { title, group, words, source } = endorsement
  const kept: Endorsement = {
    id,
    name: name.name,
    title: plainField(title),
    group: plainField(group),
    words: plainField(words, longestWords),
    source: plainField(source, longestWords),
  }
  await insertEndorsement(tx, { campaign, letter, by: by === 'server' ? undefined : by, at: means.now() }, kept)
  await recordEvent(tx, { by, act: 'endorse', campaign, subject: [letter, id] }, means)
  await touchCampaign(tx, campaign)
  return { kind: 'entered', id }
}

/** Takes an endorsement away. */
export async function removeEndorsement(
  tx: Tx,
  {
    campaign,
    endorsement,
    by,
  }: { readonly campaign: CampaignId; readonly endorsement: EndorsementId; readonly by: By },
  means: Means,
): Promise<{ readonly kind: 'removed' | 'gone' }> {
  if (!(await deleteEndorsement(tx, campaign, endorsement))) return { kind: 'gone' }
  await recordEvent(tx, { by, act: 'remove-endorsement', campaign, subject: [endorsement] }, means)
  await touchCampaign(tx, campaign)
  return { kind: 'removed' }
}

/** The endorsements of a letter, in the order in which they were entered. */
export async function endorsementsOf(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<readonly Endorsement[]> {
  return endorsementRows(tx, campaign, letter)
}
