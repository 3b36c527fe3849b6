import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EditionId, LetterId, OrganizationId, SignOnId, VersionHash } from '#kernel'
import type { PrintedSignOn } from '#organizations'
import { plainSignatory } from '../../test/kit/signatories.ts'
import {
  authorityInWords,
  linesInPrint,
  printedGroups,
  printedLetterhead,
  remarkOn,
  withdrawnInWords,
  type PrintedList,
} from './lists.ts'

const place = { language: 'en', timeZone: 'Pacific/Auckland' }
const plain: PrintedSignOn = {
  ...plainSignatory,
  id: '1' as SignOnId,
  letter: '1' as LetterId,
  organization: '1' as OrganizationId,
  organizationSlug: 'one',
  editions: ['1' as EditionId],
  origin: 'gathered',
  level: 'mail',
  versions: new Set(['ab' as VersionHash]),
  withdrawnAt: undefined,
  leaf: 7,
}
const listOf = (lines: readonly PrintedSignOn[], headings: readonly string[] = []): PrintedList => ({
  lines,
  headings,
  settings: { ordering: 'alphabetical', articles: 'kept' },
})
const someLine = fc.record({
  name: fc.constantFrom('Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm'),
  group: fc.constantFrom(undefined, 'Companies', 'Experts', 'Legislators', 'Shareholders'),
  position: fc.nat({ max: 50 }),
  kind: fc.constantFrom('organization' as const, 'person' as const),
})

test('headings stand as organizers put them, and a list, a block and a margin hold the same names in the same order', () => {
  const headings = ['Legislators', 'Nobody here', 'Companies']
  fc.assert(
    fc.property(fc.array(someLine, { maxLength: 40 }), (some) => {
      const list = listOf(
        some.map((one, index) => ({ ...plain, ...one, id: String(index) as SignOnId })),
        headings,
      )
      const groups = printedGroups(list, place)
      const there = groups.map(({ heading }) => heading)
      expect(there).toHaveLength(new Set(there).size)
      expect(there.filter((one) => one !== undefined && headings.includes(one))).toEqual(
        headings.filter((one) => some.some(({ group }) => group === one)),
      )
      expect(there.indexOf(undefined)).toBeLessThanOrEqual(0)
      const lines = linesInPrint(list, 'en')
      expect(lines).toHaveLength(some.length)
      expect(groups.flatMap(({ signatories }) => signatories.map(({ name }) => name))).toEqual(
        lines.map(({ name }) => name),
      )
      expect(printedLetterhead(list, 'en')).toEqual(
        lines.filter(({ kind }) => kind === 'organization').map(({ name }) => name),
      )
    }),
  )
})

test('who withdrew after the letter was delivered stays and is marked, with the day of the campaign’s time zone', () => {
  const withdrawnAt = new Date('2026-05-03T13:00:00Z')
  const [group] = printedGroups(listOf([{ ...plain, note: 'since 1990', withdrawnAt }]), place)
  expect(group?.signatories[0]?.note).toBe('since 1990, withdrew on May 4, 2026')
  expect(withdrawnInWords(plain, place)).toBeUndefined()
})

test('where people work is said to bind nobody there: once for their group, and only of those who signed here', () => {
  const expert: PrintedSignOn = { ...plain, kind: 'person', level: undefined, affiliation: 'Ostmark University' }
  const [first, second] = printedGroups(listOf([plain, { ...expert, group: 'Experts' }]), place)
  expect([first?.remark, second?.remark]).toEqual([undefined, 'Affiliations are for identification only.'])
  expect(remarkOn([{ ...expert, origin: 'recorded' }], 'en')).toBeUndefined()
  expect(remarkOn([{ ...expert, affiliation: undefined }], 'en')).toBeUndefined()
})

test('every line says in words how it is known, and no two ways are said alike', () => {
  const levels = ['mail', 'dns', 'file', 'call-back', 'unverified'] as const
  const said = [
    ...levels.map((level) => authorityInWords({ ...plain, level }, 'en')),
    authorityInWords({ ...plain, origin: 'recorded', level: undefined }, 'en'),
    authorityInWords({ ...plain, kind: 'person', level: undefined }, 'en'),
  ]
  expect(new Set(said).size).toBe(said.length)
})
