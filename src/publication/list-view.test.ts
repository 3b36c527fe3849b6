import { brotliCompressSync, constants } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LetterId, OrganizationId, SignOnId } from '#kernel'
import type { EarlierSignOn, PrintedSignOn } from '#organizations'
import { plainSignatory } from '../../test/kit/signatories.ts'
import { listIndex } from './list-view.ts'
import type { ListSheet } from './sheets.ts'

const plain: PrintedSignOn = {
  ...plainSignatory,
  ...{ id: '1' as SignOnId, letter: '1' as LetterId, organization: '1' as OrganizationId, organizationSlug: 'one' },
  ...{ editions: [], origin: 'recorded', level: undefined, versions: 'all', withdrawnAt: undefined, leaf: undefined },
}
const lineOf = (name: string, index: number, more: Partial<PrintedSignOn> = {}): PrintedSignOn => ({
  ...{ ...plain, name, id: `id-${index}` as SignOnId, position: index + 1, organizationSlug: undefined },
  ...more,
})
/** Of a sheet the view reads its lines; what else is on it is handed through. */
const nobody: readonly EarlierSignOn[] = []
const emptySheet = { earlier: nobody } as ListSheet
const indexOf = (lines: readonly PrintedSignOn[]) => listIndex({ ...emptySheet, lines })
const numbered = (count: number) => indexOf(Array.from({ length: count }, (_, n) => lineOf(`Lamp Keepers ${n}`, n)))

const everybody = { find: '', after: undefined } as const

test('whoever goes from page to page sees every line once, in its order, and the last page says that it is the last', () => {
  const anyName = fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' })
  fc.assert(
    fc.property(fc.array(anyName, { maxLength: 900 }), (names) => {
      const index = indexOf(names.map((name, at) => lineOf(name, at)))
      const seen: string[] = []
      let view = index.view(everybody)
      expect(view.isFirst).toBe(true)
      for (;;) {
        seen.push(...view.lines.map(({ name }) => name))
        if (view.next === undefined) break
        view = index.view({ find: '', after: view.next })
        expect(view.isFirst).toBe(false)
        expect(view.lines.length).toBeGreaterThan(0)
      }
      expect(seen).toEqual(names)
    }),
    { numRuns: 30 },
  )
})

test('who goes on after a line that was taken off meanwhile begins again', () => {
  const view = numbered(3000).view({ find: '', after: 'gone' })
  expect([view.isFirst, view.lines[0]?.name]).toEqual([true, 'Lamp Keepers 0'])
})

test('a name is found by any part of any word of it, whatever case, accents and script', () => {
  const names = ['Ligue des Droits de l’Élève', '王小明', 'جمعية النور', 'Łódź Tenants', 'IŞIK Derneği', 'दीपा']
  const index = indexOf(names.map((name, at) => lineOf(name, at)))
  const found = (find: string) => index.view({ find, after: undefined }).lines.map(({ name }) => name)
  expect(found('eleve DROITS')).toEqual([names[0]])
  expect(found('小')).toEqual([names[1]])
  expect(found('النور')).toEqual([names[2]])
  expect(found('tenants')).toEqual([names[3]])
  expect(found('işik dern')).toEqual([names[4]])
  expect(found('दीपा')).toEqual([names[5]])
  expect(found('nobody')).toEqual([])
})

test('of many found the first are shown and all are counted', () => {
  const view = numbered(3000).view({ find: 'lamp', after: undefined })
  expect(view.found).toBe(3000)
  expect(view.lines.length).toBeLessThan(1000)
  expect(view.lines[0]?.name).toBe('Lamp Keepers 0')
})

test('a page of names that nothing makes shorter still arrives in 10 KB, so that with its frame it stays below 14', () => {
  const scripts = [
    'abcdefghijklmnopqrstuvwxyz',
    'бвгджзклмнпрстфхцчшщэюя',
    '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林山田',
  ]
  for (const letters of scripts) {
    const signs = [...letters]
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom(...signs), { minLength: 8, maxLength: 30 }), {
          minLength: 1500,
          maxLength: 1500,
        }),
        (names) => {
          const { lines } = indexOf(names.map((name, at) => lineOf(name.join(''), at))).view(everybody)
          const html = lines.map(({ name }) => `<li> <bdi>${name}</bdi> </li>`).join('')
          const small = brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
          expect(small.length).toBeLessThan(10_000)
        },
      ),
      { numRuns: 3 },
    )
  }
})
