import type { Bomb } from './bombs-zip.ts'
import { flate, zerosForPdf } from './zeros.ts'

type Part = string | Uint8Array
const bytesOf = (part: Part): Buffer => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))

/** A stream with its dictionary (ISO 32000-1, section 7.3.8). */
const stream = (entries: string, content: Part): Buffer => {
  const bytes = bytesOf(content)
  return Buffer.concat([bytesOf(`<< /Length ${bytes.length} ${entries} >>\nstream\n`), bytes, bytesOf('\nendstream')])
}

/** A PDF of the objects as they are given, from number 1; the first is its catalog. */
function pdfOf(objects: readonly Part[], trailer = ''): Uint8Array {
  const pieces: Buffer[] = [bytesOf('%PDF-1.7\n')]
  const offsets: number[] = []
  let length = 9
  const add = (piece: Buffer): void => {
    pieces.push(piece)
    length += piece.length
  }
  for (const [at, object] of objects.entries()) {
    offsets.push(length)
    add(bytesOf(`${at + 1} 0 obj\n`))
    add(bytesOf(object))
    add(bytesOf('\nendobj\n'))
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  add(
    bytesOf(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer.replace('HERE', String(length))} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  )
  return Uint8Array.from(Buffer.concat(pieces))
}

const catalog = '<< /Type /Catalog /Pages 2 0 R >>'
const pages = '<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 612 792] >>'
const helvetica = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
const said = 'BT /F0 11 Tf 72 700 Td (Alder Fund) Tj ET\n'

/** One page with this content; `font` and `more` are what its resources name F0 and X0, as objects. */
function pageWith(content: Part, { font = helvetica, more = [] as readonly Part[], filter = '' } = {}): Uint8Array {
  return pdfOf([
    catalog,
    pages,
    '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F0 5 0 R >> /XObject << /X0 6 0 R /X1 7 0 R >> >> >>',
    stream(filter, content),
    font,
    ...more,
  ])
}

const form = (content: string, inner: string): Buffer =>
  stream(
    `/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F0 5 0 R >> /XObject << ${inner} >> >>`,
    content,
  )
const unicodes = (content: string): Uint8Array =>
  pageWith(said, {
    font: '<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>',
    more: [
      '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>',
      stream('', content),
    ],
  })
const picture =
  '/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /FlateDecode'

/** PDF files that nest, loop, unfold or declare beyond measure. */
export const pdfBombs: readonly Bomb[] = [
  {
    name: 'pdf: lists nested 100,000 deep',
    make: () =>
      pdfOf([catalog, pages, `<< /Type /Page /Parent 2 0 R /X ${'['.repeat(100_000)}${']'.repeat(100_000)} >>`]),
  },
  {
    name: 'pdf: dictionaries nested 100,000 deep',
    make: () =>
      pdfOf([catalog, pages, `<< /Type /Page /Parent 2 0 R /X ${'<</A '.repeat(100_000)}1${'>>'.repeat(100_000)} >>`]),
  },
  {
    name: 'pdf: a content nested 100,000 deep',
    make: () => pageWith(`${said}${'['.repeat(100_000)} TJ ${'<<'.repeat(100_000)}`),
  },
  {
    name: 'pdf: a content of 10 GB',
    make: () => pageWith(zerosForPdf(10_000_000_000), { filter: '/Filter /FlateDecode' }),
  },
  {
    name: 'pdf: a content of 300 MB in two wrappings',
    make: () => pageWith(flate(zerosForPdf(300_000_000)), { filter: '/Filter [/FlateDecode /FlateDecode]' }),
  },
  {
    name: 'pdf: a content of 60 MB of texts',
    make: () => pageWith(flate(bytesOf(said.repeat(1_400_000))), { filter: '/Filter /FlateDecode' }),
  },
  { name: 'pdf: 40,000 texts on one place', make: () => pageWith(said.repeat(40_000)) },
  {
    name: 'pdf: 49,000 texts all over a page',
    make: () =>
      pageWith(
        Array.from(
          { length: 49_000 },
          (_, at) => `BT /F0 ${4 + (at % 9)} Tf ${at % 599} ${(at * 7) % 787} Td (Alder) Tj ET\n`,
        ).join(''),
      ),
  },
  { name: 'pdf: one text of 10 MB', make: () => pageWith(`BT /F0 11 Tf (${'Alder '.repeat(1_600_000)}) Tj ET`) },
  {
    name: 'pdf: wrapped in a hundred filters',
    make: () => pageWith(said, { filter: `/Filter [${'/ASCIIHexDecode '.repeat(100_000)}]` }),
  },
  {
    name: 'pdf: a row of two billion columns',
    make: () =>
      pageWith(zerosForPdf(1_000_000), {
        filter: '/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 /Colors 32 >>',
      }),
  },
  {
    name: 'pdf: pages that hold themselves',
    make: () => pdfOf([catalog, '<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 2 0 R] /Parent 2 0 R >>']),
  },
  {
    name: 'pdf: pages that hold each other',
    make: () =>
      pdfOf([
        catalog,
        '<< /Type /Pages /Count 1000 /Kids [3 0 R 3 0 R] >>',
        '<< /Type /Pages /Count 500 /Parent 2 0 R /Kids [2 0 R 2 0 R] >>',
      ]),
  },
  {
    name: 'pdf: 100,000 pages declared, one there',
    make: () => pdfOf([catalog, pages.replace('/Count 1', '/Count 100000'), '<< /Type /Page /Parent 2 0 R >>']),
  },
  {
    name: 'pdf: 1,999 pages declared, one there',
    make: () => pdfOf([catalog, pages.replace('/Count 1', '/Count 1999'), '<< /Type /Page /Parent 2 0 R >>']),
  },
  {
    name: 'pdf: two billion pages declared',
    make: () => pdfOf([catalog, pages.replace('/Count 1', '/Count 2147483647'), '<< /Type /Page /Parent 2 0 R >>']),
  },
  {
    name: 'pdf: 100,000 times the same page',
    make: () =>
      pdfOf([
        catalog,
        `<< /Type /Pages /Count 100000 /Kids [${'3 0 R '.repeat(100_000)}] /MediaBox [0 0 612 792] >>`,
        '<< /Type /Page /Parent 2 0 R >>',
      ]),
  },
  {
    name: 'pdf: pages nested 50,000 deep',
    make: () =>
      pdfOf([
        catalog,
        ...Array.from({ length: 50_000 }, (_, at) => `<< /Type /Pages /Count 1 /Kids [${at + 3} 0 R] >>`),
        '<< /Type /Page /Parent 2 0 R >>',
      ]),
  },
  {
    name: 'pdf: a table of objects that comes before itself',
    make: () => pdfOf([catalog, pages, '<< /Type /Page /Parent 2 0 R >>'], '/Prev HERE'),
  },
  {
    name: 'pdf: a drawing that draws itself',
    make: () => pageWith(`${said}/X0 Do`, { more: [form(`${said}/X0 Do /X0 Do`, '/X0 6 0 R')] }),
  },
  {
    name: 'pdf: drawings of drawings, a billion in all',
    make: () =>
      pageWith('/X0 Do', {
        more: Array.from({ length: 10 }, (_, at) => form(at === 9 ? said : '/Y Do '.repeat(10), `/Y ${at + 7} 0 R`)),
      }),
  },
  {
    name: 'pdf: a typeface with a million widths',
    make: () =>
      pageWith(said, {
        font: `<< /Type /Font /Subtype /TrueType /BaseFont /A /FirstChar 0 /LastChar 2147483647 /Widths [${'500 '.repeat(1_000_000)}] >>`,
      }),
  },
  {
    name: 'pdf: a typeface file of 10 MB of nothing',
    make: () =>
      pageWith(said, {
        font: '<< /Type /Font /Subtype /TrueType /BaseFont /A /FontDescriptor 6 0 R >>',
        more: [
          '<< /Type /FontDescriptor /FontName /A /Flags 4 /FontFile2 7 0 R >>',
          stream('', Buffer.concat([Buffer.from('0001000000ff0000', 'hex'), Buffer.alloc(10_000_000, 0x7f)])),
        ],
      }),
  },
  {
    name: 'pdf: letters of letters',
    make: () =>
      pageWith(said, {
        font: '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 65 /Widths [1] /Encoding << /Differences [65 /A] >> /CharProcs << /A 6 0 R >> /Resources << /Font << /F0 5 0 R >> >> >>',
        more: [stream('', `1 0 d0 ${said}`)],
      }),
  },
  {
    name: 'pdf: four billion letters in one range',
    make: () =>
      unicodes(
        '1 beginbfrange <00000000> <ffffffff> <0041> endbfrange 1 begincodespacerange <00000000> <ffffffff> endcodespacerange',
      ),
  },
  {
    name: 'pdf: 65,536 letters in a thousand ranges',
    make: () =>
      unicodes(
        '1 begincodespacerange <0000> <ffff> endcodespacerange ' +
          '1 beginbfrange <0000> <ffff> <0041> endbfrange\n'.repeat(1000),
      ),
  },
  {
    name: 'pdf: one letter that stands for a million',
    make: () =>
      unicodes(
        `1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <${'0041'.repeat(1_000_000)}> endbfrange`,
      ),
  },
  {
    name: 'pdf: a flood of pixels',
    make: () => pageWith(`${said}/X0 Do`, { more: [stream(picture, zerosForPdf(1_000_000_000))] }),
  },
  {
    name: 'pdf: a flood of pixels in the text',
    make: () => pageWith(`${said}BI /W 100000 /H 100000 /BPC 8 /CS /RGB ID ${'x'.repeat(1000)} EI ${said}`),
  },
  {
    name: 'pdf: a mask a page wide of two billion rows',
    make: () =>
      pageWith(`${said}/X0 Do`, {
        more: [
          stream(
            '/Type /XObject /Subtype /Image /ImageMask true /Width 612 /Height 2000000000 /BitsPerComponent 1',
            'x',
          ),
        ],
      }),
  },
  {
    name: 'pdf: a function without end',
    make: () =>
      pageWith(`${said}/Pattern cs /P0 scn`, {
        more: [
          stream(
            '/FunctionType 0 /Domain [0 1 0 1 0 1 0 1] /Range [0 1] /Size [65535 65535 65535 65535] /BitsPerSample 32',
            'x',
          ),
        ],
      }),
  },
]
