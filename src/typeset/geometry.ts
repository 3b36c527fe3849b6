import type { LetterSheet } from './sheet.ts'

/** Where things stand on a page. Lengths in points, measured from the left of a left-to-right page. */
export type Geometry = {
  readonly pageWidth: number
  readonly pageHeight: number
  readonly top: number
  readonly bottom: number
  /** The letter's own margins: the near one is wide enough for the letterhead. */
  readonly near: number
  readonly far: number
  readonly letterSize: number
  readonly letterLeading: number
  readonly headlineSize: number
  /** Below the closing, on a page of signatures. */
  readonly closingGap: number
  /** How far the foot reaches into the letter's margins. */
  readonly footNear: number
  readonly footFar: number
  readonly sidebarAt: number
  readonly sidebarWidth: number
  readonly sidebarSize: number
  readonly sidebarHang: number
  readonly sidebarLeading: number
  /** Space between two names of the letterhead. */
  readonly sidebarGap: number
  /** Pages of signatures. */
  readonly signMargin: number
  readonly signColumns: number
  readonly signGutter: number
  readonly signWidth: number
  readonly signSize: number
  readonly signHang: number
  readonly detailSize: number
  readonly signLeading: number
  /** Space above a name, above one with details below it, and above a group's heading; height of a heading's rule. */
  readonly signGap: number
  readonly heavyGap: number
  readonly headingGap: number
  readonly headingRule: number
  /** Columns of a short block under the letter itself. */
  readonly shortGutter: number
}

const papers = { 'us-letter': [612, 792], a4: [595.28, 841.89] } as const

/** Above this many names the block is set a little smaller: a list to consult, no longer one to read. */
const manyNames = 600

/** Languages written in Arabic letters, which stand lower on their line than Latin ones of the same size. */
const lowWritten = /^(ar|fa|ur|ps|sd|ug|ks)\b/

/** What of a sheet decides where things stand. */
type Laid = Pick<LetterSheet, 'paper' | 'letterhead'> & { readonly text: { readonly language: string } }

/** The geometry of a sheet: a column of 65 to 70 characters for the letter, whatever the paper. */
export function geometryOf(sheet: Laid, names: number): Geometry {
  const [pageWidth, pageHeight] = papers[sheet.paper]
  const scale = lowWritten.test(sheet.text.language) ? 1.15 : 1
  const hasLetterhead = sheet.letterhead.length > 0
  const letterWidth = 350
  const far = 62
  const near = pageWidth - far - letterWidth
  const even = (pageWidth - letterWidth) / 2
  const sidebarAt = 42
  const signMargin = 54
  const signGutter = 18
  const signColumns = 3
  return {
    pageWidth,
    pageHeight,
    top: 66,
    bottom: 74,
    near: hasLetterhead ? near : even,
    far: hasLetterhead ? far : even,
    letterSize: 10.6 * scale,
    letterLeading: 4.45,
    headlineSize: 17 * scale,
    closingGap: 11.7,
    footNear: hasLetterhead ? near - sidebarAt : even - signMargin,
    footFar: hasLetterhead ? 0 : even - signMargin,
    sidebarAt,
    sidebarWidth: near - sidebarAt - 34,
    sidebarSize: 7.4 * scale,
    sidebarHang: 7,
    sidebarLeading: 1.3,
    sidebarGap: 2.7,
    signMargin,
    signColumns,
    signGutter,
    signWidth: (pageWidth - 2 * signMargin - (signColumns - 1) * signGutter) / signColumns,
    signSize: (names > manyNames ? 8 : 9) * scale,
    signHang: 9,
    signLeading: 1.7,
    signGap: 3.4,
    heavyGap: 4.8,
    headingGap: 12,
    headingRule: 5.5,
    shortGutter: 16,
    detailSize: (names > manyNames ? 6.8 : 7.6) * scale,
  }
}
