import type { Signatory, SignatoryGroup } from '#kernel'
import { orderSignatories, type OrderSettings } from './order.ts'

/** One sign-on with what is known of its organization or person: what a printed line is made of. */
export type ListedSignatory = {
  readonly kind: Signatory['kind']
  readonly name: string
  /** How the name stands in the letterhead, where it differs. */
  readonly letterheadName: string | undefined
  /** How the name stands in the signature block, where it differs. */
  readonly signatureName: string | undefined
  readonly sortKey: string | undefined
  readonly leadPosition: number | undefined
  readonly position: number
  /** The heading under which it is printed; `undefined` stands before all headings. */
  readonly group: string | undefined
  readonly title: string | undefined
  readonly affiliation: string | undefined
  readonly representative: string | undefined
  readonly country: string | undefined
  readonly note: string | undefined
}

const printed = (entry: ListedSignatory): Signatory => ({
  kind: entry.kind,
  name: entry.signatureName ?? entry.name,
  title: entry.title,
  affiliation: entry.affiliation,
  representative: entry.representative,
  country: entry.country,
  note: entry.note,
})

/** The signatories as the groups of the list: those without heading first, then the groups in the order they were printed. */
function grouped(list: readonly ListedSignatory[], settings: OrderSettings): readonly (readonly ListedSignatory[])[] {
  const inPrint = orderSignatories(list, { ...settings, ordering: 'as-printed' })
  const groups = Map.groupBy(inPrint, (entry) => entry.group)
  const headings = [...groups.keys()]
  const order = [...headings.filter((one) => one === undefined), ...headings.filter((one) => one !== undefined)]
  return order.map((heading) => orderSignatories(groups.get(heading) ?? [], settings))
}

/** The signature block: every sign-on under its heading, in the wished order, spelled as the block spells it. */
export function signatureGroups(list: readonly ListedSignatory[], settings: OrderSettings): readonly SignatoryGroup[] {
  return grouped(list, settings).map((entries) => ({ heading: entries[0]?.group, signatories: entries.map(printed) }))
}

/** The names down the margin: the organizations, in the order of the signature block, spelled as the letterhead spells them. */
export function letterheadNames(list: readonly ListedSignatory[], settings: OrderSettings): readonly string[] {
  return grouped(list, settings)
    .flat()
    .filter((entry) => entry.kind === 'organization')
    .map((entry) => entry.letterheadName ?? entry.name)
}
