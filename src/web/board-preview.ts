import { wordsFor } from '#kernel'
import {
  letterheadNames,
  orderSignatories,
  signatureGroups,
  type ListSettings,
  type PrintedSignOn,
} from '#organizations'
import { html, signaturesHtml, type Insertable, type Markup } from '#typeset'

/** A list as it prints: its lines, its order, and its headings in theirs. */
export type PrintedList = {
  readonly lines: readonly PrintedSignOn[]
  readonly settings: ListSettings
  /** BCP 47: of the letter. */
  readonly language: string
  /** Headings in the order in which they print; others follow in the order of their lines. */
  readonly groups: readonly string[]
}

/**
 * The lines in the order in which they print. Headings stand in the order that organizers gave them, which those who
 * print the list take from the first line of each; here it is given outright, so that it can be tried.
 */
export function inPrintedOrder({ lines, settings, language, groups }: PrintedList): readonly PrintedSignOn[] {
  const order = { ...settings, language }
  const byGroup = Map.groupBy(orderSignatories(lines, order), ({ group }) => group)
  const rest = [...byGroup.keys()].filter((one) => one !== undefined && !groups.includes(one))
  return [undefined, ...groups, ...rest].flatMap((one) => byGroup.get(one) ?? [])
}

// As many lines on each side of a changed one as show where it went.
const around = 6

/** The lines about one of them, and whether others stand before and after. */
export function neighborhood(
  lines: readonly PrintedSignOn[],
  signOn: string,
): { readonly lines: readonly PrintedSignOn[]; readonly before: number; readonly after: number } {
  const at = lines.findIndex(({ id }) => id === signOn)
  const [from, to] = at < 0 ? [0, 2 * around] : [Math.max(0, at - around), at + around + 1]
  return { lines: lines.slice(from, to), before: from, after: Math.max(0, lines.length - to) }
}

/** What a preview is of. */
type PreviewOf = {
  readonly language: string
  /** How many lines stand before and after those that are shown. */
  readonly before?: number
  readonly after?: number
  /** The line that is meant, which stands out. */
  readonly own?: string
}

/**
 * Lines as they print, in the margin and in the signature block: the same functions make the printed letter, so that
 * this shows what will be there and not what somebody believes.
 */
export function previewHtml(
  lines: readonly PrintedSignOn[],
  { language, before = 0, after = 0, own }: PreviewOf,
): Markup {
  const words = wordsFor(language).board.list
  // The order is made already; here it must only be kept.
  const kept = { ordering: 'as-printed', articles: 'kept', language } as const
  const placed = lines.map((line, position) => ({ ...line, position }))
  const groups = signatureGroups(placed, kept)
  const at = placed.findIndex(({ id }) => id === own)
  const meant = groups.flatMap(({ signatories }) => signatories)[at]
  const more = (n: number, said: (n: number) => string): Insertable => n > 0 && html`<p class="quiet">${said(n)}</p>`
  return html`<div class="printed" aria-label="${words.preview}" role="region">
    <div class="margin">
      <h3>${words.letterhead}</h3>
      ${more(before, words.before)}
      <ul>
        ${letterheadNames(placed, kept).map((name) => html`<li><bdi>${name}</bdi></li>`)}
      </ul>
      ${more(after, words.after)}
    </div>
    <div>
      <h3>${words.block}</h3>
      ${more(before, words.before)} ${signaturesHtml(groups, meant)} ${more(after, words.after)}
    </div>
  </div>`
}
