import {
  AlignmentType,
  Footer,
  FrameAnchorType,
  FrameWrap,
  Header,
  PageNumber,
  TabStopType,
  TextRun,
  type Paragraph,
} from 'docx'
import { directionOf, wordsFor } from '#kernel'
import type { Setter } from './docx-body.ts'
import { runOf } from './docx-runs.ts'
import { ink, style, twips } from './docx-styles.ts'
import type { Geometry } from './geometry.ts'
import type { LetterSheet } from './sheet.ts'
import { stateLine } from './sheet-lines.ts'

/** The foot of a page as wide as this (points): the state of the text, and which page it is of how many. */
export function footerFor(sheet: LetterSheet, width: number, set: Setter): Footer {
  const isDraft = sheet.state.kind === 'draft'
  const page = wordsFor(sheet.text.language).sheet.pageOf('{page}', '{pages}')
  const numbers = page.split(/(\{pages?\})/).map((part) => {
    if (part === '{page}') return new TextRun({ children: [PageNumber.CURRENT] })
    return part === '{pages}' ? new TextRun({ children: [PageNumber.TOTAL_PAGES] }) : runOf(part)
  })
  return new Footer({
    children: [
      set({
        style: style.footer,
        tabStops: [{ type: TabStopType.END, position: twips(width) }],
        children: [runOf(stateLine(sheet), isDraft ? alarmed : {}), new TextRun('\t'), ...numbers],
      }),
    ],
  })
}

/** The head of a page; `mark` says of a draft what it is. */
export const runningHead = (words: string, mark: string, set: Setter): Header =>
  new Header({ children: [headLine(words, mark, set)] })

const headLine = (words: string, mark: string, set: Setter): Paragraph =>
  set({
    style: style.header,
    children: mark === '' ? [runOf(words)] : [runOf(words === '' ? '' : `${words} · `), runOf(mark, alarmed)],
  })

const alarmed = { color: ink.alarm, bold: true } as const

/**
 * The names down the margin of the first page. They stand in its header: whoever listens to the letter, and whoever reads it by
 * program, does not go through the names before the first sentence.
 */
export function letterheadHeader(sheet: LetterSheet, geometry: Geometry, set: Setter): Header {
  const isLeftward = directionOf(sheet.text.language) === 'rtl'
  const { pageWidth, pageHeight, top, bottom, sidebarAt, sidebarWidth } = geometry
  const across = isLeftward ? pageWidth - sidebarAt - sidebarWidth : sidebarAt
  const frame = {
    type: 'absolute' as const,
    position: { x: twips(across), y: twips(top) },
    width: twips(sidebarWidth),
    height: twips(pageHeight - top - bottom),
    anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
    wrap: FrameWrap.AROUND,
  }
  const names = shownNames(sheet, geometry).map((name): Paragraph =>
    set({ style: style.letterhead, frame, alignment: AlignmentType.START, children: [runOf(name)] }),
  )
  const mark = sheet.state.kind === 'draft' ? stateLine(sheet) : ''
  return new Header({ children: [...names, headLine('', mark, set)] })
}

/** As many names as one page surely holds, in fonts whose widths are not known, and how many more there are. */
function shownNames({ letterhead, text }: LetterSheet, geometry: Geometry): readonly string[] {
  const { sidebarWidth, sidebarSize, sidebarGap, pageHeight, top, bottom } = geometry
  const wide = sidebarWidth / (sidebarSize * 0.55)
  const tall = (name: string): number => Math.ceil(name.length / wide) * sidebarSize * 1.25 + sidebarGap
  const room = pageHeight - top - bottom - 4 * sidebarSize
  let used = 0
  let shown = 0
  for (const name of letterhead) {
    used += tall(name)
    if (used > room) break
    shown += 1
  }
  const rest = letterhead.length - shown
  if (rest === 0) return letterhead
  const number = new Intl.NumberFormat(text.language).format(rest)
  return [...letterhead.slice(0, shown), wordsFor(text.language).sheet.moreAfterLetter(number)]
}
