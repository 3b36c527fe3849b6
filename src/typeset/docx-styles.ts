import { LevelFormat, LevelSuffix, LineRuleType, UnderlineType, type IPropertiesOptions } from 'docx'
import type { SignatoryPart } from './signatory-parts.ts'

/** The colors of the printed letter, as Word writes them. */
export const ink = { text: '1C1B19', quiet: '55524A', hair: 'D9D4C7', accent: '0B4F6C', alarm: '9B2C1D' } as const

/** Twentieths of a point, Word's unit of length. */
export const twips = (points: number): number => Math.round(points * 20)

const hang = 180

/**
 * The styles by their identifiers. Those of a letter's parts are the ones that Word itself has for letters (Date, Salutation,
 * Closing, Signature), so that any reader knows what a paragraph is.
 */
export const style = {
  date: 'Date',
  addressee: 'InsideAddress',
  copies: 'Copies',
  salutation: 'Salutation',
  body: 'BodyText',
  quote: 'Quote',
  bullet: 'ListBullet',
  numbered: 'ListNumber',
  closing: 'Closing',
  organization: 'SignatureOrganization',
  person: 'SignaturePerson',
  remark: 'SignatureRemark',
  source: 'Source',
  letterhead: 'Letterhead',
  header: 'Header',
  footer: 'Footer',
  fixed: 'TextFixed',
  lost: 'LostTarget',
} as const

/** The lists of a letter, by their references. */
export const list = { bullet: 'bullets', numbered: 'numbers', signatories: 'signatories' } as const

/** The character style of a part of a signatory's line. */
export const partStyle = (part: SignatoryPart | 'name' | 'separator'): string =>
  `Signatory${part.charAt(0).toUpperCase()}${part.slice(1)}`

// Fonts that Word has on every system; a reader without them has others of their kind.
const serif = { ascii: 'Georgia', hAnsi: 'Georgia', cs: 'Times New Roman' }
const sans = { ascii: 'Calibri', hAnsi: 'Calibri', cs: 'Arial' }

const after = (points: number, before = 0) => ({ before: twips(before), after: twips(points) })

type Styles = NonNullable<IPropertiesOptions['styles']>
type ParagraphStyle = NonNullable<Styles['paragraphStyles']>[number]

const paragraph = (id: string, name: string, more: Omit<ParagraphStyle, 'id' | 'name'>): ParagraphStyle => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  ...more,
})

const small = { font: sans, color: ink.quiet }

/** All styles of a letter in this language. */
export const stylesFor = (language: string): Styles => ({
  default: {
    document: {
      run: {
        font: serif,
        size: 21,
        color: ink.text,
        language: { value: language, eastAsia: language, bidirectional: language },
      },
      paragraph: { spacing: { ...after(8), line: 290, lineRule: LineRuleType.AUTO } },
    },
    heading1: {
      run: { font: serif, size: 34, bold: true, color: ink.text },
      paragraph: { spacing: after(18), keepNext: true },
    },
    heading2: {
      run: { font: serif, size: 22, bold: true, color: ink.text },
      paragraph: { spacing: after(6, 14), keepNext: true },
    },
    heading3: {
      run: { font: sans, size: 19, bold: true, color: ink.accent },
      paragraph: { spacing: after(3, 10), keepNext: true },
    },
    hyperlink: { run: { color: ink.accent, underline: { type: UnderlineType.SINGLE } } },
  },
  paragraphStyles: [
    paragraph(style.date, 'Date', { paragraph: { spacing: after(18) } }),
    paragraph(style.addressee, 'Inside Address', { paragraph: { spacing: after(10), keepLines: true } }),
    paragraph(style.copies, 'Copies', { run: { size: 18, color: ink.quiet } }),
    paragraph(style.salutation, 'Salutation', { paragraph: { spacing: after(8, 18), keepNext: true } }),
    paragraph(style.body, 'Body Text', {}),
    paragraph(style.quote, 'Quote', { paragraph: { indent: { left: 340, right: 340 }, spacing: after(11, 3) } }),
    paragraph(style.bullet, 'List Bullet', { paragraph: { spacing: after(5) } }),
    paragraph(style.numbered, 'List Number', { paragraph: { spacing: after(5) } }),
    paragraph(style.closing, 'Closing', { paragraph: { spacing: after(11, 18), keepNext: true } }),
    paragraph('Signature', 'Signature', {
      run: { size: 18 },
      paragraph: { spacing: { ...after(3.4), line: 240 }, keepLines: true, indent: { left: hang, hanging: hang } },
    }),
    paragraph(style.organization, 'Signature Organization', { basedOn: 'Signature' }),
    paragraph(style.person, 'Signature Person', { basedOn: 'Signature' }),
    paragraph(style.remark, 'Signature Remark', { run: { ...small, size: 15 }, paragraph: { keepNext: true } }),
    paragraph(style.source, 'Source', { run: { ...small, size: 16 }, paragraph: { spacing: after(4) } }),
    paragraph(style.letterhead, 'Letterhead', {
      run: { ...small, size: 15 },
      paragraph: { spacing: { ...after(2.7), line: 216 }, indent: { left: 140, hanging: 140 } },
    }),
    paragraph(style.header, 'header', { run: { ...small, size: 15 } }),
    paragraph(style.footer, 'footer', { run: { ...small, size: 14 } }),
    paragraph(style.fixed, 'Text Fixed', { run: { ...small, size: 14 }, paragraph: { spacing: after(0, 18) } }),
  ],
  characterStyles: [
    { id: partStyle('name'), name: 'Signatory Name' },
    ...(['representative', 'title', 'affiliation', 'country', 'note', 'separator'] as const).map((part) => ({
      id: partStyle(part),
      name: `Signatory ${part.charAt(0).toUpperCase()}${part.slice(1)}`,
      run: { ...small, size: 15 },
    })),
    { id: style.lost, name: 'Lost Target', run: { underline: { type: UnderlineType.DOTTED, color: ink.quiet } } },
  ],
})

const level = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => [
  { level: 0, format, text, style: { paragraph: { indent: { left: 400, hanging: 280 } } } },
]

/** The lists of a letter. The signatories' has an empty bullet: on paper a name has none, and a reader hears a list. */
export const lists: NonNullable<IPropertiesOptions['numbering']> = {
  config: [
    { reference: list.bullet, levels: level(LevelFormat.BULLET, '•') },
    { reference: list.numbered, levels: level(LevelFormat.DECIMAL, '%1.') },
    {
      reference: list.signatories,
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '',
          suffix: LevelSuffix.NOTHING,
          style: { paragraph: { indent: { left: hang, hanging: hang } } },
        },
      ],
    },
  ],
}
