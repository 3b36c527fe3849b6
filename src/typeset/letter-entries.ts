import type { Signatory, SignatoryGroup } from '#kernel'
import type { FontMetrics } from './font-metrics.ts'
import { manyNames, type Geometry } from './geometry.ts'
import { breakWideWords, countLines, type Column } from './line-count.ts'
import { isVisible } from './printable.ts'

/** One entry of the signature block, and how many lines it fills in a column there. */
export type Entry = {
  readonly isHeading: boolean
  readonly name: string
  /** The quiet lines under the name. */
  readonly details: readonly string[]
  /** Whether the name is set heavier: in groups where names have details. */
  readonly isHeavy: boolean
  /** 0: Typst must measure the whole entry. */
  readonly nameLines: number
  readonly detailLines: number
}

/** The fonts and measures the signature block is reckoned by. */
type Setting = {
  readonly geometry: Geometry
  readonly light: FontMetrics
  readonly heavy: FontMetrics
  readonly small: FontMetrics
  /** Whether a line too many may be reckoned: in long lists, where measuring would cost more than a ragged foot. */
  readonly isRough: boolean
}

/** The signature block as one run of entries, each group led by its heading. */
export function entriesOf(
  groups: readonly SignatoryGroup[],
  print: (text: string) => string,
  fonts: Omit<Setting, 'isRough'>,
): readonly Entry[] {
  const setting = { ...fonts, isRough: groups.reduce((sum, group) => sum + group.signatories.length, 0) > manyNames }
  return groups.flatMap(({ heading, signatories }) => {
    const isHeavy = signatories.some((signatory) => detailsOf(signatory).length > 0)
    const names = signatories.map((signatory) => nameEntry(signatory, isHeavy, print, setting))
    if (heading === undefined || !isVisible(heading) || names.length === 0) return names
    const name = breakWideWords(print(heading), columnOf(setting, 'signSize', 'heavy'))
    return [{ isHeading: true, name, details: [], isHeavy: true, nameLines: 0, detailLines: 0 }, ...names]
  })
}

function columnOf(setting: Setting, size: 'signSize' | 'detailSize', font: 'light' | 'heavy' | 'small'): Column {
  const { geometry } = setting
  return { width: geometry.signWidth, hang: geometry.signHang, size: geometry[size], font: setting[font] }
}

function nameEntry(signatory: Signatory, isHeavy: boolean, print: (text: string) => string, setting: Setting): Entry {
  const nameColumn = columnOf(setting, 'signSize', isHeavy ? 'heavy' : 'light')
  const detailColumn = columnOf(setting, 'detailSize', 'small')
  const name = breakWideWords(print(signatory.name), nameColumn)
  const details = detailsOf(signatory).map((detail) => breakWideWords(print(detail), detailColumn))
  const nameCount = countLines(name, nameColumn)
  const counts = details.map((detail) => countLines(detail, detailColumn, true))
  const isKnown = setting.isRough || (nameCount.isSure && counts.every((count) => count.isSure))
  return {
    isHeading: false,
    name,
    details,
    isHeavy,
    nameLines: isKnown ? nameCount.lines : 0,
    detailLines: counts.reduce((sum, { lines }) => sum + lines, 0),
  }
}

/** Who signed for the organization, or what the person is and where; a note stands on a line of its own. */
function detailsOf({ representative, title, affiliation, country, note }: Signatory): readonly string[] {
  const described = [representative, title, affiliation, country].filter((part) => part !== undefined && part !== '')
  return [described.join(', '), note ?? ''].filter((line) => line !== '')
}
