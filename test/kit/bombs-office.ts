import { strToU8, zipSync } from 'fflate'
import type { Bomb } from './bombs-zip.ts'
import { sheetRows, workbookParts } from './hostile-seeds.ts'

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const types = 'http://schemas.openxmlformats.org/package/2006/content-types'

/** Noise that keeps a small document from being refused for how dense it is. */
const noise = (bytes: number): Uint8Array => {
  let state = 1
  return Uint8Array.from({ length: bytes }, () => (state = Math.imul(state, 1_103_515_245) + 12_345) >>> 16)
}

type Parts = Readonly<Record<string, Uint8Array | string>>

function documentOf(body: string, { before = '', parts = {} }: { before?: string; parts?: Parts } = {}): Uint8Array {
  return packed({
    '[Content_Types].xml': `<Types xmlns="${types}"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0"?>${before}<w:document xmlns:w="${word}" xmlns:r="${office}"><w:body>${body}</w:body></w:document>`,
    ...parts,
  })
}

function packed(parts: Parts): Uint8Array {
  const all = { ...parts, 'word/media/noise.png': noise(500_000) }
  const bytes = Object.entries(all).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part])
  return zipSync(Object.fromEntries(bytes), { level: 1 })
}

const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const laughs = `<!DOCTYPE x [<!ENTITY a0 "Alder Fund">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`).join('')}]>`
const outside = '<!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/passwd">]>'
const deep = (tag: string, depth: number): string => `<${tag}>`.repeat(depth) + `</${tag}>`.repeat(depth)
const styled = (styles: string): Parts => ({
  'word/styles.xml': `<w:styles xmlns:w="${word}">${styles}</w:styles>`,
  'word/_rels/document.xml.rels': `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/styles" Target="styles.xml"/><Relationship Id="r2" Type="${office}/image" Target="media/flood.png"/><Relationship Id="r3" Type="${office}/image" Target="http://127.0.0.1:9/x.png" TargetMode="External"/></Relationships>`,
})
const picture = (relation: string): string =>
  `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip ${relation}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`

/** The head of a PNG that says it is 100,000 pixels wide and high. */
const pixels = Uint8Array.from(Buffer.from('89504e470d0a1a0a0000000d49484452000186a0000186a00802000000', 'hex'))
const workbook = (sheet: string, parts: Parts = {}): Uint8Array => packed({ ...workbookParts(sheet), ...parts })

/** Word documents and workbooks that unfold in their own parts. */
export const officeBombs: readonly Bomb[] = [
  { name: 'docx: a billion laughs', make: () => documentOf(paragraph('&a9;'), { before: laughs }) },
  {
    name: 'docx: a billion laughs in UTF-16',
    make: () =>
      documentOf('', {
        parts: { 'word/document.xml': Uint8Array.from(Buffer.from(`\uFEFF${laughs}<x>&a9;</x>`, 'utf16le')) },
      }),
  },
  { name: 'docx: an entity from elsewhere', make: () => documentOf(paragraph('&out;'), { before: outside }) },
  { name: 'docx: paragraphs nested 100,000 deep', make: () => documentOf(deep('w:p', 100_000)) },
  {
    name: 'docx: tables nested 20,000 deep',
    make: () => documentOf('<w:tbl><w:tr><w:tc>'.repeat(20_000) + '</w:tc></w:tr></w:tbl>'.repeat(20_000)),
  },
  { name: 'docx: tags that never close', make: () => documentOf('<w:p>'.repeat(1_000_000)) },
  { name: 'docx: a million paragraphs', make: () => documentOf(paragraph('Alder Fund').repeat(1_000_000)) },
  { name: 'docx: 80 MB in one word', make: () => documentOf(paragraph('a'.repeat(80_000_000))) },
  {
    name: 'docx: 100,000 attributes',
    make: () => documentOf(`<w:p ${Array.from({ length: 100_000 }, (_, at) => `a${at}=""`).join(' ')}/>`),
  },
  {
    name: 'docx: styles that rest on each other',
    make: () =>
      documentOf('<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr></w:p>', {
        parts: styled(
          '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>',
        ),
      }),
  },
  {
    name: 'docx: a flood of pixels',
    make: () =>
      documentOf(picture('r:embed="r2"').repeat(1000), { parts: { ...styled(''), 'word/media/flood.png': pixels } }),
  },
  { name: 'docx: a picture from elsewhere', make: () => documentOf(picture('r:link="r3"'), { parts: styled('') }) },
  {
    name: 'docx: a cell over a billion columns',
    make: () =>
      documentOf(
        `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>${paragraph('Alder Fund')}</w:tc></w:tr></w:tbl>`,
      ),
  },
  {
    name: 'xlsx: a billion laughs',
    make: () => workbook('', { 'xl/sharedStrings.xml': `${laughs}<sst><si><t>&a9;</t></si></sst>` }),
  },
  {
    name: 'xlsx: an entity from elsewhere',
    make: () => workbook('', { 'xl/sharedStrings.xml': `${outside}<sst><si><t>&out;</t></si></sst>` }),
  },
  {
    name: 'xlsx: one cell at the far end',
    make: () =>
      workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
  },
  {
    name: 'xlsx: one cell beyond any end',
    make: () =>
      workbook(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="4294967295"><c r="ZZZZZZZ4294967295"><v>1</v></c></row>',
      ),
  },
  {
    name: 'xlsx: a million cells',
    make: () => workbook(sheetRows(Array.from({ length: 60 }, () => Array.from({ length: 16_000 }, () => 'Alder')))),
  },
  { name: 'xlsx: cells nested 100,000 deep', make: () => workbook(deep('c', 100_000)) },
]
