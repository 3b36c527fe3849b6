import type { Signatory, SignatoryGroup } from '#kernel'
import { isVisible } from './printable.ts'

/** One entry of the signature block as it is printed. */
export type Entry = {
  readonly isHeading: boolean
  /** A quiet sentence about the names below it, in the place of a name. */
  readonly isRemark: boolean
  readonly name: string
  /** The quiet lines under the name. */
  readonly details: readonly string[]
  /** Whether the name is set heavier: in groups where names have details. */
  readonly isHeavy: boolean
}

/** The signature block as one run of entries, each group led by its heading; `print` makes a text printable. */
export function entriesOf(groups: readonly SignatoryGroup[], print: (text: string) => string): readonly Entry[] {
  return groups.flatMap(({ heading, signatories, remark }) => {
    const lines = signatories.map((signatory) => ({ signatory, details: detailsOf(signatory, print) }))
    const isHeavy = lines.some(({ details }) => details.length > 0)
    const names = lines.map(({ signatory, details }) => ({
      isHeading: false,
      isRemark: false,
      name: print(signatory.name),
      details,
      isHeavy,
    }))
    if (names.length === 0) return names
    const remarks = remark === undefined ? [] : [{ ...plain, isRemark: true, name: print(remark) }]
    if (heading === undefined || !isVisible(heading)) return [...remarks, ...names]
    return [{ ...plain, isHeading: true, name: print(heading), isHeavy: true }, ...remarks, ...names]
  })
}

const plain = { isHeading: false, isRemark: false, isHeavy: false, details: [] } as const

/** Who signed for the organization, or what the person is and where; a note stands on a line of its own. */
function detailsOf(
  { representative, title, affiliation, country, note }: Signatory,
  print: (text: string) => string,
): readonly string[] {
  const described = [representative, title, affiliation, country].flatMap((part) => (part ? [part] : []))
  // Each part made printable by itself: one may be written from the right and the next from the left.
  return [described.map(print).join(', '), print(note ?? '')].filter((line) => line !== '')
}
