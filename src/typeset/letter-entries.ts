import type { Signatory, SignatoryGroup } from '#kernel'
import type { FontMetrics } from './font-metrics.ts'
import type { Geometry } from './geometry.ts'
import { countLines, type Column } from './line-count.ts'

/** One entry of the signature block, and how many lines it fills there (0: Typst must measure). */
export type Entry = {
  readonly kind: 'heading' | 'name'
  readonly name: string
  /** The quiet lines under the name. */
  readonly details: readonly string[]
  /** Whether the name is set heavier: in groups where names have details. */
  readonly heavy: boolean
  readonly nameLines: number
  readonly detailLines: number
}

/** The fonts and measures the signature block is reckoned by. */
type Setting = {
  readonly geometry: Geometry
  readonly light: FontMetrics
  readonly heavy: FontMetrics
  readonly small: FontMetrics
}

/** The signature block as one run of entries, each group led by its heading. */
export function entriesOf(
  groups: readonly SignatoryGroup[],
  print: (text: string) => string,
  setting: Setting,
): readonly Entry[] {
  return groups.flatMap(({ heading, signatories }) => {
    const heavy = signatories.some((signatory) => detailsOf(signatory).length > 0)
    const names = signatories.map((signatory) => nameEntry(signatory, heavy, print, setting))
    if (heading === undefined || heading === '' || names.length === 0) return names
    const head = {
      kind: 'heading',
      name: print(heading),
      details: [],
      heavy: true,
      nameLines: 0,
      detailLines: 0,
    } as const
    return [head, ...names]
  })
}

function nameEntry(signatory: Signatory, heavy: boolean, print: (text: string) => string, setting: Setting): Entry {
  const { geometry } = setting
  const column = (size: number, font: FontMetrics): Column => ({
    width: geometry.signWidth,
    hang: geometry.signHang,
    size,
    font,
  })
  const name = print(signatory.name)
  const details = detailsOf(signatory).map(print)
  const lines = details.map((detail) => countLines(detail, column(geometry.detailSize, setting.small), true))
  return {
    kind: 'name',
    name,
    details,
    heavy,
    nameLines: lines.includes(0)
      ? 0
      : countLines(name, column(geometry.signSize, heavy ? setting.heavy : setting.light)),
    detailLines: lines.reduce((sum, count) => sum + count, 0),
  }
}

/** Who signed for the organization, or what the person is and where; a note stands on a line of its own. */
function detailsOf({ representative, title, affiliation, country, note }: Signatory): readonly string[] {
  const described = [representative, title, affiliation, country].filter((part) => part !== undefined && part !== '')
  return [described.join(', '), note ?? ''].filter((line) => line !== '')
}
