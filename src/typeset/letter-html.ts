import {
  dateInWords,
  wordsFor,
  type Addressee,
  type Block,
  type EditionText,
  type Inline,
  type Signatory,
  type SignatoryGroup,
} from '#kernel'
import { addresseeLines } from './addressees.ts'
import { followable } from './followable.ts'
import { html, type Insertable, type Markup } from './markup.ts'

/** Where an archived copy of what a citation leads to can be read (Robust Links 1.0). */
export type ArchivedLink = {
  /** Absent: it never had an address. */
  readonly originalUrl: string | undefined
  readonly versionUrl: string
  /** `YYYY-MM-DD`. */
  readonly versionDate: string
  /** The words of the small link to the copy. */
  readonly said: string
}

/** What citations stand for besides their words. */
export type Cited = { readonly lostTarget: string; readonly archived: ReadonlyMap<Inline, ArchivedLink> }

/** Running text with its links; a citation whose target is lost stays as marked text, or leads to its archived copy. */
function inlinesHtml(inlines: readonly Inline[], { lostTarget, archived }: Cited): readonly Markup[] {
  return inlines.map((inline) => {
    if (inline.kind === 'text') return html`${inline.text}`
    const href = followable(inline.href)
    const copy = archived.get(inline)
    if (copy) return robustLink(inline.text, href, copy)
    if (href === undefined) return html`<span class="lost" title="${lostTarget}">${inline.text}</span>`
    return html`<a href="${href}" rel="nofollow noopener">${inline.text}</a>`
  })
}

/** The link with its original, its copy and the copy's day, and a small link to the copy for whoever reads no attributes. */
function robustLink(text: string, href: string | undefined, copy: ArchivedLink): Markup {
  const { originalUrl, versionUrl, versionDate, said } = copy
  const original = originalUrl === undefined ? undefined : html` data-originalurl="${originalUrl}"`
  const target = href ?? versionUrl
  return html`<a
      href="${target}"
      rel="nofollow noopener"
      ${original}
      data-versionurl="${versionUrl}"
      data-versiondate="${versionDate}"
      >${text}</a
    >
    <span class="screen small quiet">[<a href="${versionUrl}">${said}</a>]</span>`
}

type Run = { readonly kind: Block['kind']; readonly blocks: readonly Block[] }

/** Neighbouring list items stand in one list. */
function runsOf(blocks: readonly Block[]): readonly Run[] {
  const runs: { kind: Block['kind']; blocks: Block[] }[] = []
  for (const block of blocks) {
    const last = runs.at(-1)
    if (last && last.kind === block.kind && block.kind !== 'paragraph' && block.kind !== 'heading')
      last.blocks.push(block)
    else runs.push({ kind: block.kind, blocks: [block] })
  }
  return runs
}

/** The body of a letter as HTML blocks. */
export function blocksHtml(blocks: readonly Block[], cited: Cited): readonly Markup[] {
  const inner = (block: Block): readonly Markup[] => inlinesHtml(block.inlines, cited)
  const items = (run: Run): readonly Markup[] => run.blocks.map((block) => html`<li>${inner(block)}</li>`)
  return runsOf(blocks).map((run) => {
    switch (run.kind) {
      case 'paragraph':
        return html`${run.blocks.map((block) => html`<p>${inner(block)}</p>`)}`
      case 'heading':
        return html`${run.blocks.map((block) => html`<h2>${inner(block)}</h2>`)}`
      case 'bullet':
        return html`<ul>
          ${items(run)}
        </ul>`
      case 'numbered':
        return html`<ol>
          ${items(run)}
        </ol>`
      case 'quote':
        return html`<blockquote>${run.blocks.map((block) => html`<p>${inner(block)}</p>`)}</blockquote>`
      default:
        return run.kind satisfies never
    }
  })
}

/** Addressees, a paragraph each. */
export function addresseesHtml(addressees: readonly Addressee[]): readonly Markup[] {
  return addresseeLines(addressees).map(
    (lines) =>
      html`<p>${lines.flatMap((line, index): Insertable[] => (index === 0 ? [line] : [html`<br />`, line]))}</p>`,
  )
}

/**
 * Everything of an edition above its signatures: date, addressees, salutation, body, closing.
 * @param archives the copies of what its links lead to, link by link in reading order; where there is none, nothing is said.
 */
export function letterHtml(text: EditionText, archives: readonly (ArchivedLink | undefined)[] = []): Markup {
  const links = text.blocks.flatMap(({ inlines }) => inlines.filter(({ kind }) => kind === 'link'))
  const archived = new Map(
    links.flatMap((link, index) => {
      const copy = archives[index]
      return copy ? [[link, copy] as const] : []
    }),
  )
  const cited = { lostTarget: wordsFor(text.language).sheet.lostTarget, archived }
  const copies =
    text.copies.length === 0
      ? undefined
      : html`<div class="copies">
          <p>${wordsFor(text.language).sheet.copies}</p>
          ${addresseesHtml(text.copies)}
        </div>`
  return html`${text.title && html`<h2 class="headline">${text.title}</h2>`}
  ${text.date && html`<p class="date"><time datetime="${text.date}">${dateInWords(text.date, text.language)}</time></p>`}
  ${text.addressees.length > 0 && html`<div class="to">${addresseesHtml(text.addressees)}</div>`}
  ${text.salutation && html`<p class="salutation">${text.salutation}</p>`} ${blocksHtml(text.blocks, cited)}
  ${text.closing && html`<p class="closing">${text.closing}</p>`} ${copies}`
}

function signatoryHtml(signatory: Signatory, own: Signatory | undefined): Markup {
  const second = [signatory.representative, signatory.title, signatory.affiliation, signatory.country, signatory.note]
    .filter((part) => part !== undefined)
    .join(', ')
  if (signatory === own) {
    const name = html`<strong><bdi>${signatory.name}</bdi></strong>`
    return second === '' ? html`<li id="own">${name}` : html`<li id="own">${name} <i>${second}</i>`
  }
  // Short on purpose: with ten thousand names every byte here counts ten thousand times.
  return second === ''
    ? html`<li><bdi>${signatory.name}</bdi>`
    : html`<li><bdi>${signatory.name}</bdi> <i>${second}</i>`
}

/**
 * The signature block: groups under their headings, names in printed order.
 * @param own one of these signatories, whose line is strong and can be linked to as `#own`.
 */
export function signaturesHtml(groups: readonly SignatoryGroup[], own?: Signatory): readonly Markup[] {
  return groups.map(
    (group) =>
      html`${group.heading && html`<h3>${group.heading}</h3>`}${group.remark && html`<p class="meta">${group.remark}</p>`}
        <ul class="names">
          ${group.signatories.map((one) => signatoryHtml(one, own))}
        </ul>`,
  )
}
