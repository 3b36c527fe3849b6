import { strToU8, zipSync } from 'fflate'
import { letterDocx, letterPage, typesetterFor } from '#typeset'
import { shippedFonts } from './fonts.ts'
import { down, writePdf } from './pdf-writer.ts'
import { sheetOf } from './sheets.ts'

/** A file with a name for whoever reads of a failure. */
export type NamedFile = { readonly name: string; readonly bytes: Uint8Array }

const bodies = ['Alder Fund', 'Brightwater Tenants', 'Cooperative of Night Workers', 'Dunmore Library', 'Hollin Women']
const ask = 'We ask that you take down the cameras at every door, and that you say on what day each was taken down.'

/** A small letter as text that is read without a doubt. */
export const goodLetter: NamedFile = {
  name: 'good letter',
  bytes: strToU8(
    `March 3, 2031\n\nDear Ms. Osterholm,\n\nWe write on behalf of those who walk home at night. ${ask}\n\nSincerely,\n\n${bodies.join('\n')}\n`,
  ),
}
/** The names under {@link goodLetter}. */
export const goodNames = bodies

const list = bodies.map((name, at) => ({ name, country: ['Kenya', 'Peru'][at % 2] ?? '' }))
const markdown = `---\ntitle: Take the cameras down\ndate: 2031-03-03\n---\n\n# Take the cameras down\n\nDear Ms. Osterholm,\n\n> We walk home at night.\n\n${ask} See [our *first* letter](https://alder.example/1).\n\nSincerely,\n\n${bodies.map((name) => `- **${name}**`).join('\n')}\n\n| Name | Country |\n|---|---|\n${list.map(({ name, country }) => `| ${name} | ${country} |`).join('\n')}\n`

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const types = 'http://schemas.openxmlformats.org/package/2006/content-types'

const columnName = (column: number): string =>
  (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

/** Rows of a sheet, as {@link workbookParts} takes them. */
export const sheetRows = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row, at) => {
      const cells = row.map(
        (text, column) => `<c r="${columnName(column)}${at + 1}" t="inlineStr"><is><t>${text}</t></is></c>`,
      )
      return `<row r="${at + 1}">${cells.join('')}</row>`
    })
    .join('')

/** The parts of a workbook with one sheet; `sheet` is what stands in its `sheetData`. */
export function workbookParts(sheet: string): Readonly<Record<string, Uint8Array>> {
  const part = (text: string): Uint8Array => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`)
  return {
    '[Content_Types].xml': part(
      `<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    '_rels/.rels': part(
      `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': part(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Names" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': part(
      `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': part(`<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`),
  }
}

const rowsOfList = [['Name', 'Country'], ...list.map(({ name, country }) => [name, country])]

/** One invented letter, or its list, in every format that is read. */
export async function hostileSeeds(): Promise<readonly [NamedFile, ...NamedFile[]]> {
  const sheet = sheetOf(40)
  const text = (name: string, content: string): NamedFile => ({ name, bytes: strToU8(content) })
  const page = down([ask, 'Sincerely,', ...bodies], { x: 72, y: 120 })
  return [
    goodLetter,
    text('markdown', markdown),
    text('html', letterPage(sheet)),
    text('csv', rowsOfList.map((row) => row.map((one) => `"${one}"`).join(',')).join('\r\n')),
    text(
      'yaml',
      `title: Cameras\nsignatories:\n${list.map(({ name }) => `  - name: ${name}\n    note: &n none`).join('\n')}\n`,
    ),
    text('json', JSON.stringify({ title: 'Cameras', signatories: list }, null, 1)),
    { name: 'docx', bytes: await letterDocx(sheet) },
    { name: 'xlsx', bytes: zipSync(workbookParts(sheetRows(rowsOfList))) },
    { name: 'plain pdf', bytes: writePdf([page, page]) },
    { name: 'set pdf', bytes: typesetterFor(shippedFonts).letterPdf(sheet).pdf },
  ]
}
