import { recordEvent } from '#accounts'
import { fold, newId, type CampaignId, type EditionId, type LetterId, type Means } from '#kernel'
import { touchCampaign } from '#letters'
import type { Tx } from '#platform'
import { lockSignOns, type By } from './begin.ts'
import type { ListedSignatory } from './listing.ts'
import { parseLineName, plainField } from './line-name.ts'
import { nameRegister, type NameRegister } from './name-register.ts'
import { organizationRegister } from './organization-register.ts'
import type { SignOn } from './sign-on.ts'
import type { BadName } from './sign-on-wish.ts'
import { insertSignOns, signOnsOf } from './store.ts'
import { insertOrganizations, keyedOrganizations } from './store-organizations.ts'

/** A row that somebody wishes to add to the list of a letter. */
export type ListRow = Pick<
  ListedSignatory,
  'kind' | 'name' | 'title' | 'affiliation' | 'representative' | 'group' | 'country' | 'note'
>

/** What became of a row; there is nothing fourth. */
export type RowOutcome =
  | { readonly kind: 'accepted' }
  /** It stands on the list already, under this name. */
  | { readonly kind: 'merged'; readonly into: string }
  | { readonly kind: 'refused'; readonly trouble: BadName['trouble'] }

/** Rows for the list of a draft, by whom. `isApart`: none of them is what stands on the list already, whatever it is called. */
export type ListAddition = {
  readonly campaign: CampaignId
  readonly letter: LetterId
  readonly editions: readonly EditionId[]
  readonly by: By
  readonly rows: readonly ListRow[]
  readonly isApart?: boolean
}

/**
 * Adds rows at the end of a letter's recorded list. A spelling of an organization that stands there is merged with it; a
 * person is merged only where title and affiliation are the same as well. Every row gets an outcome, in the order given.
 */
export async function addToList(tx: Tx, addition: ListAddition, means: Means): Promise<readonly RowOutcome[]> {
  const { campaign, letter, editions, by, rows, isApart = false } = addition
  await lockSignOns(tx, campaign)
  const there = await signOnsOf(tx, campaign, letter)
  const known = knownOn(there, isApart)
  const bodies = organizationRegister(await keyedOrganizations(tx, campaign), means, isApart)
  const added: SignOn[] = []
  const last = Math.max(0, ...there.map(({ position }) => position))
  const outcomes = rows.map((row): RowOutcome => {
    const read = parseLineName(row.name)
    if (read.kind === 'bad-name') return { kind: 'refused', trouble: read.trouble }
    const line = plainRow(row, read.name)
    const into = known.find(line)
    if (into !== undefined) return { kind: 'merged', into }
    known.keep(line)
    const organization = line.kind === 'organization' ? bodies.recognize(line).id : undefined
    added.push({ ...line, ...unset, id: newId(means), position: last + added.length + 1, organization, editions })
    return { kind: 'accepted' }
  })
  await insertOrganizations(tx, campaign, bodies.added)
  await insertSignOns(tx, campaign, letter, added)
  await recordEvent(tx, { by, act: 'edit-list', campaign, subject: [letter], after: { added: added.length } }, means)
  await touchCampaign(tx, campaign)
  return outcomes
}

const unset = { letterheadName: undefined, signatureName: undefined, sortKey: undefined, leadPosition: undefined }

const plainRow = (row: ListRow, name: string): ListRow => ({
  kind: row.kind,
  name,
  title: plainField(row.title),
  affiliation: plainField(row.affiliation),
  representative: plainField(row.representative),
  group: plainField(row.group),
  country: plainField(row.country),
  note: plainField(row.note, 2000),
})

/** Who stands on the list, and who joins it meanwhile. */
function knownOn(there: readonly SignOn[], isApart: boolean) {
  const names: NameRegister<string> = nameRegister(
    there.flatMap(({ kind, name }) => (kind === 'organization' ? [[name, name] as const] : [])),
  )
  const persons = new Map(there.flatMap((one) => (one.kind === 'person' ? [[personKey(one), one.name] as const] : [])))
  return {
    find: (row: ListRow) =>
      isApart ? undefined : row.kind === 'person' ? persons.get(personKey(row)) : names.find(row.name),
    keep: (row: ListRow): void =>
      row.kind === 'person' ? void persons.set(personKey(row), row.name) : names.keep(row.name, row.name),
  }
}

// Persons who share a name are not thereby one person.
const personKey = ({ name, title, affiliation }: Pick<ListRow, 'name' | 'title' | 'affiliation'>): string =>
  JSON.stringify([name, title ?? '', affiliation ?? ''].map(fold))
