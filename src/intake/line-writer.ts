import { cleanLine, itemMarker, type LineHints, type SourceLine, type SourceLink } from './source-text.ts'

/** What holds for the text that is written next. */
export type WriterMarks = {
  readonly bold: boolean
  /** Set apart in any way (bold, italic, underlined); a heading may be. */
  readonly marked: boolean
  readonly place: LineHints['place']
  readonly heading: number | undefined
}

/** Takes the text of a marked-up document as it is met, and gives the lines a reader would see. */
export type LineWriter = {
  readonly text: (text: string, marks: WriterMarks) => void
  /** An anchor opens or ends; anchors do not nest. */
  readonly link: (href: string | null) => void
  readonly linkEnd: () => void
  /** Ends the line; twice in a row makes a blank line. */
  readonly lineBreak: () => void
  /** Ends the line and the paragraph. `apart`: a blank line stands before what follows. */
  readonly paragraph: (apart: boolean) => void
  /** The next line begins a list item. */
  readonly item: () => void
  /** Lines that were laid out elsewhere (a table). */
  readonly lines: (lines: readonly SourceLine[]) => void
  readonly end: () => readonly SourceLine[]
}

type Open = { text: string; bold: number; marked: number; size: number; start: string; links: SourceLink[] }

const nothing = (): Open => ({ text: '', bold: 0, marked: 0, size: 0, start: '', links: [] })

/**
 * @param keepsLines line feeds in the text end lines, as in Markdown and preformatted text; such lines may be wrapped.
 */
export function lineWriter(keepsLines: boolean): LineWriter {
  const lines: SourceLine[] = []
  let open = nothing()
  let marks: WriterMarks = { bold: false, marked: false, place: undefined, heading: undefined }
  let startsItem = false
  let anchor: { from: number; readonly href: string | null } | undefined
  let paragraphFrom = 0
  let isSoft = false

  const closeAnchor = (): void => {
    if (anchor === undefined) return
    const text = cleanLine(open.text.slice(anchor.from))
    if (text !== '') open.links.push({ text, href: anchor.href })
    anchor.from = 0
  }
  const flush = (): boolean => {
    closeAnchor()
    const text = cleanLine(open.text)
    if (text !== '') {
      lines.push({
        text,
        ...(open.links.length > 0 ? { links: open.links } : {}),
        ...hintsOf(open, marks, startsItem || itemMarker(text) > 0),
      })
      startsItem = false
    }
    open = nothing()
    return text !== ''
  }
  const blank = (): void => {
    if (lines.length > 0 && lines.at(-1)?.text !== '') lines.push({ text: '' })
  }
  const endParagraph = (): void => {
    flush()
    // Lines that only the source text broke may go on in the next one; all others are as whole as they look.
    if (!isSoft)
      for (let at = paragraphFrom; at < lines.length; at += 1) {
        const line = lines[at]
        if (line !== undefined && line.text !== '') lines[at] = { ...line, hints: { ...line.hints, whole: true } }
      }
    paragraphFrom = lines.length
    isSoft = false
  }
  const add = (text: string, now: WriterMarks): void => {
    marks = now
    const fresh = open.text === '' || open.text.endsWith(' ') ? text.replace(/^\s+/u, '') : text
    const said = fresh.replace(/\s+/gu, ' ')
    if (said === '') return
    const size = said.replaceAll(' ', '').length
    if (now.bold && open.bold === open.size) open.start += said
    open.size += size
    if (now.bold) open.bold += size
    if (now.marked) open.marked += size
    open.text += said
  }
  return {
    text: (text, now) => {
      const [first = '', ...rest] = keepsLines ? text.split('\n') : [text]
      add(first, now)
      for (const next of rest) {
        if (flush()) isSoft = true
        add(next, now)
      }
    },
    link: (href) => {
      anchor = { from: open.text.length, href }
    },
    linkEnd: () => {
      closeAnchor()
      anchor = undefined
    },
    lineBreak: () => {
      if (!flush()) blank()
    },
    paragraph: (apart) => {
      endParagraph()
      if (apart) blank()
      paragraphFrom = lines.length
    },
    item: () => {
      startsItem = true
    },
    lines: (more) => {
      lines.push(...more)
      paragraphFrom = lines.length
    },
    end: () => {
      endParagraph()
      return lines
    },
  }
}

function hintsOf(open: Open, marks: WriterMarks, startsItem: boolean): { readonly hints?: LineHints } {
  const start = cleanLine(open.start)
  const isAll = open.marked === open.size
  const hints: LineHints = {
    ...(startsItem ? { startsItem } : {}),
    ...(marks.heading === undefined ? {} : { heading: marks.heading }),
    ...(marks.place === undefined ? {} : { place: marks.place }),
    ...(isAll ? { emphasis: 'all' } : start === '' ? {} : { emphasis: 'start', emphasized: start }),
  }
  return Object.keys(hints).length === 0 ? {} : { hints }
}
