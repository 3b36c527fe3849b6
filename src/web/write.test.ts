import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { begunLetter, leadsTo, writersDesk } from '../../test/kit/writers.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const desk = await writersDesk(database)
const { ola, page, send } = desk

test('from nothing to a frozen letter with three editions', async () => {
  const { campaign, letter } = await begunLetter(desk)
  expect([campaign, letter]).toEqual(['no-secret-scores', 'letter-of-march'])
  const edit = await page(routes.edit(campaign, letter), ola)
  expect(edit).toContain('only to Oskerra and Talvane')
  await send(routes.editions(campaign, letter), { date: '2026-03-15', closing: 'Sincerely,' }, ola)
  for (const [edition, person] of [
    ['verrolane', 'Ada Vale'],
    ['oskerra', 'Bo Finch'],
    ['talvane', 'Cy Oke'],
  ] as const) {
    const typed = {
      date: '2026-03-15',
      addressees: `${person}, Chief Executive`,
      salutation: `Dear ${person},`,
      closing: 'Sincerely,',
      copies: '',
      'printed-title': '',
      language: 'en',
    }
    expect(leadsTo(await send(routes.editEdition(campaign, letter, edition), typed, ola))).toContain('?said=saved')
    expect(await page(routes.preview(campaign, letter, edition), ola)).toContain(`Dear ${person},`)
  }
  const freeze = await page(routes.freeze(campaign, letter), ola)
  const [, shown = ''] = /name="shown" value="([0-9a-f]{64})"/.exec(freeze) ?? []
  const answer = await send(routes.freeze(campaign, letter), { do: 'freeze', shown }, ola)
  expect(leadsTo(answer)).toBe(`${routes.freeze(campaign, letter)}?said=frozen`)
  expect(await page(routes.freeze(campaign, letter), ola)).toContain('There is nothing new to fix.')
  expect(desk.web.journal).toEqual([])
})
