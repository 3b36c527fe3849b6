import { csvLine } from '#kernel'
import { isPlainSlug } from '#letters'
import { joinList, splitList } from './csv.ts'
import { csvLines, type CsvLine } from './csv-lines.ts'
import { byCodeUnits, type OrganizationRecord } from './list-record.ts'
import { nameRegister } from './name-register.ts'

const header = ['slug', 'name', 'sort key', 'aliases'] as const

/** The organizations as CSV text with a header line: one organization to a line, by slug. */
export function writeOrganizationsCsv(organizations: readonly OrganizationRecord[]): string {
  const lines = organizations.map(({ slug, name, sortKey, aliases }) =>
    csvLine([slug, name, sortKey ?? '', joinList(aliases)]),
  )
  return csvLine(header) + lines.join('')
}

/** All organizations, or every problem as a sentence with its line. */
export type ReadOrganizations =
  | { readonly kind: 'read'; readonly organizations: readonly OrganizationRecord[] }
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] }

/** Reads what {@link writeOrganizationsCsv} wrote or a person typed (any line ends); the columns may stand in any order. */
export function readOrganizationsCsv(text: string): ReadOrganizations {
  const lines = csvLines(text)
  if (typeof lines === 'string') return { kind: 'unreadable', problems: [lines] }
  const [first, ...rest] = lines
  const names = (first?.cells ?? []).map((name) => name.trim().toLowerCase())
  if (names.toSorted().join() !== [...header].toSorted().join())
    return { kind: 'unreadable', problems: [`Line 1: the columns must be ${header.join(', ')}.`] }
  const organizations = rest.map(({ cells }): OrganizationRecord => {
    const cell = (column: (typeof header)[number]): string => cells[names.indexOf(column)] ?? ''
    const aliases = [...new Set(splitList(cell('aliases')))].toSorted(byCodeUnits)
    return { slug: cell('slug'), name: cell('name'), sortKey: cell('sort key') || undefined, aliases }
  })
  const problems = problemsOf(organizations, rest)
  if (problems.length > 0) return { kind: 'unreadable', problems }
  return { kind: 'read', organizations: organizations.toSorted((one, other) => byCodeUnits(one.slug, other.slug)) }
}

function problemsOf(organizations: readonly OrganizationRecord[], lines: readonly CsvLine[]): readonly string[] {
  const slugs = new Set<string>()
  const names = nameRegister<string>()
  return organizations.flatMap(({ slug, name, aliases }, index) => {
    const twin = names.find(name)
    const problems = [
      lines[index]?.cells.length === header.length ? '' : `it has not ${header.length} cells.`,
      isPlainSlug(slug) ? '' : `“${slug}” cannot be a slug; it may hold small letters and digits, joined by hyphens.`,
      slugs.has(slug) ? `two organizations are called “${slug}”.` : '',
      name === '' ? 'the name is missing.' : '',
      twin === undefined ? '' : `“${name}” and “${twin}” are spellings of one name; make one an alias of the other.`,
      aliases.includes('') ? 'an alias is empty.' : '',
    ].filter((problem) => problem !== '')
    slugs.add(slug)
    names.keep(name, name)
    return problems.map((problem) => `Line ${lines[index]?.number ?? 1}: ${problem}`)
  })
}
