import { describe, expect, test } from 'vitest'
import type { Addressee } from '#kernel'
import { shippedFonts } from '../../test/kit/fonts.ts'
import { sheetOf } from '../../test/kit/sheets.ts'
import { readFonts } from './fonts.ts'
import { letterData } from './letter-data.ts'
import { letterHtml } from './letter-html.ts'

const fonts = readFonts(shippedFonts)
const person = (name: string | undefined, organization: string | undefined): Addressee => ({
  name,
  title: name && `Chief of ${name}`,
  organization,
})

/** The address block as both of them print it. */
function printed(addressees: readonly Addressee[]) {
  const { text } = sheetOf(1)
  const { data } = letterData(sheetOf(1, { text: { ...text, addressees, copies: addressees } }), fonts)
  const html = letterHtml({ ...text, addressees }).toString()
  const block = /<div class="to">([^]*?)<\/div>/.exec(html)?.[1] ?? ''
  const page = [...block.matchAll(/<p>([^]*?)<\/p>/g)].map(([, lines = '']) =>
    lines.split(/<br ?\/>/).map((line) => line.trim()),
  )
  return { paper: data.addressees, copies: data.copies, page }
}

describe('an organization that several addressees share stands once, on paper as on the page', () => {
  test.each([
    {
      given: [person('Ada', 'Halden'), person('Bram', 'Halden'), person('Esi', 'Orvane')],
      lines: [
        ['Ada', 'Chief of Ada'],
        ['Bram', 'Chief of Bram', 'Halden'],
        ['Esi', 'Chief of Esi', 'Orvane'],
      ],
    },
    {
      given: [person('Ada', 'Halden'), person('Esi', 'Orvane'), person('Bram', 'Halden')],
      lines: [
        ['Ada', 'Chief of Ada', 'Halden'],
        ['Esi', 'Chief of Esi', 'Orvane'],
        ['Bram', 'Chief of Bram', 'Halden'],
      ],
    },
    { given: [person(undefined, 'Halden'), person('Ada', 'Halden')], lines: [['Ada', 'Chief of Ada', 'Halden']] },
    {
      given: [person('Ada', undefined), person('Bram', undefined)],
      lines: [
        ['Ada', 'Chief of Ada'],
        ['Bram', 'Chief of Bram'],
      ],
    },
  ])('$lines', ({ given, lines }) => {
    expect(printed(given)).toEqual({ paper: lines, page: lines, copies: lines.map((one) => one.join(', ')) })
  })
})
