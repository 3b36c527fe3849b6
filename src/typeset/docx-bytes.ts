import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** What the parts of a document have to say that its library leaves to the clock, to chance, or out. */
export type DocxFacts = {
  readonly language: string
  /** The day of the letter, `YYYY-MM-DD`; without it the document has no day at all rather than today's. */
  readonly day: string | undefined
  readonly isLeftward: boolean
}

// The first moment a zip entry can name, in the clock of whoever runs this: an entry has no time zone.
const zipEpoch = new Date(1980, 0, 1)

/**
 * The same document without clock and chance: links numbered in the order in which they stand, the day of the letter for the day of
 * the file, entries in one order with one time. ISO/IEC 29500 and the zip format leave all of these to whoever writes.
 */
export function normalizedDocx(bytes: Uint8Array, facts: DocxFacts): Uint8Array {
  const parts = unzipSync(bytes)
  const text = (path: string): string => strFromU8(parts[path] ?? new Uint8Array())
  const document = text('word/document.xml')
  const links = new Map(
    [...document.matchAll(/<w:hyperlink [^>]*?r:id="([^"]+)"/g)].map(([, id = ''], n) => [id, `link${n + 1}`]),
  )
  const renamed = (xml: string, attribute: 'r:id' | 'Id'): string =>
    xml.replace(
      new RegExp(`(\\s${attribute}=")([^"]+)"`, 'g'),
      (_, before: string, id: string) => `${before}${links.get(id) ?? id}"`,
    )
  const changed: Readonly<Record<string, string>> = {
    'word/document.xml': withDirection(renamed(document, 'r:id'), facts.isLeftward),
    'word/_rels/document.xml.rels': renamed(text('word/_rels/document.xml.rels'), 'Id'),
    'docProps/core.xml': withDay(text('docProps/core.xml'), facts),
  }
  const paths = Object.keys(parts).sort()
  return zipSync(Object.fromEntries(paths.map((path) => [path, strToU8Known(changed[path], parts[path])])), {
    mtime: zipEpoch,
    level: 6,
  })
}

const strToU8Known = (text: string | undefined, known: Uint8Array | undefined): Uint8Array =>
  text === undefined ? (known ?? new Uint8Array()) : strToU8(text)

/** Columns of a right-to-left letter begin at the right. */
const withDirection = (document: string, isLeftward: boolean): string =>
  isLeftward ? document.replaceAll('<w:docGrid', '<w:bidi/><w:docGrid') : document

function withDay(core: string, { language, day }: DocxFacts): string {
  const clock = /<dcterms:(created|modified)([^>]*)>[^<]*<\/dcterms:\1>/g
  const dated = core.replace(clock, (_, kind: string, attributes: string) =>
    day === undefined ? '' : `<dcterms:${kind}${attributes}>${day}T00:00:00Z</dcterms:${kind}>`,
  )
  return dated.replace(
    '</cp:coreProperties>',
    `<dc:language>${language.replace(/[^\w-]/g, '')}</dc:language></cp:coreProperties>`,
  )
}
