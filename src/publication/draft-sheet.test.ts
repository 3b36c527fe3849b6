import { expect, test } from 'vitest'
import type { LetterKey } from '#letters'
import { recordList, type SignOnStart } from '#organizations'
import { letterFonts } from '#platform'
import { draftSheet } from '#publication'
import { typesetterFor } from '#typeset'
import { testDatabase } from '../../test/kit/database.ts'
import { desk, handClock } from '../../test/kit/letters.ts'
import { plainSignatory } from '../../test/kit/signatories.ts'

const database = await testDatabase()
const means = handClock()

test('a draft is set as it would print, with its list, and says on every page that it is a draft', async () => {
  const { campaign, id: letter, editions } = await desk(database, means, { source: 'Stop at 10:30, :recipient[].\n' })
  const [halden] = editions
  const signatory: SignOnStart = {
    ...plainSignatory,
    name: 'Harbor Legal Aid',
    aliases: [],
    editions: halden ? [halden.id] : [],
  }
  const list = { settings: { ordering: 'alphabetical', articles: 'kept' }, signatories: [signatory] } as const
  await database.transaction((tx) => recordList(tx, campaign.id, letter, list, means))
  const sheetOf = (key: LetterKey, edition: string) => database.read((tx) => draftSheet(tx, campaign, key, edition))
  const found = await sheetOf({ slug: 'our-letter' }, 'halden')
  expect(found?.sheet).toMatchObject({
    letterhead: ['Harbor Legal Aid'],
    state: { kind: 'draft' },
    paper: 'a4',
    text: { recipient: 'Halden', blocks: [{ inlines: [{ text: 'Stop at 10:30, Halden.' }] }] },
  })
  expect((await sheetOf(letter, 'oskerra'))?.sheet.letterhead).toEqual([])
  expect(await sheetOf(letter, 'nobody')).toBeUndefined()
  const pdf = found && typesetterFor(letterFonts()).letterPdf(found.sheet).pdf
  expect(
    Buffer.from(pdf ?? [])
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
})
