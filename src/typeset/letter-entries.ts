import type { Signatory, SignatoryGroup } from '#kernel'
import { isVisible } from './printable.ts'

/** One entry of the signature block as it is printed. */
export type Entry = {
  readonly isHeading: boolean
  readonly name: string
  /** The quiet lines under the name. */
  readonly details: readonly string[]
  /** Whether the name is set heavier: in groups where names have details. */
  readonly isHeavy: boolean
}

/** The signature block as one run of entries, each group led by its heading; `print` makes a text printable. */
export function entriesOf(groups: readonly SignatoryGroup[], print: (text: string) => string): readonly Entry[] {
  return groups.flatMap(({ heading, signatories }) => {
    const lines = signatories.map((signatory) => ({ signatory, details: detailsOf(signatory).map(print) }))
    const isHeavy = lines.some(({ details }) => details.length > 0)
    const names = lines.map(({ signatory, details }) => ({
      isHeading: false,
      name: print(signatory.name),
      details,
      isHeavy,
    }))
    if (heading === undefined || !isVisible(heading) || names.length === 0) return names
    return [{ isHeading: true, name: print(heading), details: [], isHeavy: true }, ...names]
  })
}

/** Who signed for the organization, or what the person is and where; a note stands on a line of its own. */
function detailsOf({ representative, title, affiliation, country, note }: Signatory): readonly string[] {
  const described = [representative, title, affiliation, country].filter((part) => part !== undefined && part !== '')
  return [described.join(', '), note ?? ''].filter((line) => line !== '')
}
