import { fold, oneLine, wordsFor, type Signatory } from '#kernel'
import { sameName, skeletonRegister, type ListedSignatory } from '#organizations'
import { printedGroups, type LineInPrint } from '#publication'
import { html, raw, signaturesHtml, type Insertable, type Markup } from '#typeset'
import { inList } from './phrases.ts'
import { notInPdf } from './not-in-pdf.ts'
import type { EditionToSign, JoinFacts } from './represent-facts.ts'
import type { JoinFields } from './represent-fields.ts'

/** What a line is made of, as it was typed or as it is kept. */
export type TypedLine = Pick<JoinFields, 'kind' | 'name' | 'title' | 'affiliation' | 'group'>

/** The list that a line is set in. */
export type LineList = Pick<JoinFacts, 'list' | 'letter' | 'campaign'>

/**
 * The signature block of the first of the editions with a line in its place, whose else it is word for word, and between
 * whom the line stands under every other.
 */
export function printedWith(facts: LineList, typed: TypedLine, [edition, ...others]: EditionsToPrint): Markup {
  const { language } = facts.letter
  const words = wordsFor(language).represent.line
  const first = setIn(facts, typed, edition)
  const rest = others.map((one) => setIn(facts, typed, one))
  const alike = rest.filter(({ block }) => block === first.block)
  const apart = Map.groupBy(
    rest.filter(({ block }) => block !== first.block),
    ({ where }) => where,
  )
  const named = (some: readonly InPlace[]) =>
    inList(
      some.map((one) => one.recipientName),
      language,
    )
  return html`<p>
      <strong><bdi>${first.line.name}</bdi></strong> ${personRest(first.line)}<br />
      <span class="quiet">${first.where}</span>
    </p>
    ${holes(first.line, language)}
    ${[...apart].map(([where, some]) => html`<p class="quiet">${words.under(some.length, named(some), where)}</p>`)}
    <ul class="row">
      ${first.others > 0 && html`<li><a href="#own">${words.find}</a></li>`}
      <li><a href="#name">${words.change}</a></li>
      <li><a href="#sign">${words.goOn}</a></li>
    </ul>
    <h2>${words.block(alike.length + 1, named([first, ...alike]))}</h2>
    ${raw(first.block)}`
}

/** Told kindly, and only told: a name is signed as it is written, whatever fonts we have. */
function holes({ name, title, affiliation }: LineInPrint, language: string): Insertable {
  const texts = notInPdf([name, title, affiliation].flatMap((text) => text ?? []))
  if (texts.length === 0) return undefined
  const words = wordsFor(language).represent.line
  return html`<p class="note">${words.notInPdf(inList(texts, language))}</p>`
}

/** The editions that were ticked; a line is set in one at least. */
export type EditionsToPrint = readonly [EditionToSign, ...(readonly EditionToSign[])]

/** A line in the signature block of one edition. */
type InPlace = {
  readonly recipientName: string
  readonly line: LineInPrint
  /** How many lines stand there besides. */
  readonly others: number
  readonly where: string
  readonly block: string
}

function setIn({ list, campaign, letter }: LineList, typed: TypedLine, edition: EditionToSign): InPlace {
  const lines = list.lines.filter(({ editions }) => editions.includes(edition.id))
  const line = lineOf(list.headings, typed, lines)
  const place = { language: edition.text.language, timeZone: campaign.timeZone }
  const groups = printedGroups({ ...list, lines: [...lines, line] }, place)
  const group = groups.find(({ signatories }) => signatories.some((one) => isLine(one, line)))
  const at = group?.signatories.findLastIndex((one) => isLine(one, line)) ?? -1
  const own = group?.signatories[at]
  const { where } = wordsFor(letter.language).represent.line
  return {
    recipientName: edition.recipientName,
    line,
    others: lines.length,
    where: where(group?.signatories[at - 1]?.name, group?.signatories[at + 1]?.name),
    block: signaturesHtml(groups, own).join(''),
  }
}

function personRest({ kind, title, affiliation }: ListedSignatory): Insertable {
  return kind === 'person' ? [title, affiliation].filter((one) => one !== undefined).join(', ') : undefined
}

const isLine = (one: Signatory, { name, kind, title, affiliation }: ListedSignatory): boolean =>
  one.name === name && one.kind === kind && one.title === title && one.affiliation === affiliation

/** A line as it would be kept: the last that came, so that lists in the order of signing show it at the end. */
function lineOf(headings: readonly string[], typed: TypedLine, there: readonly LineInPrint[]): LineInPrint {
  const isPerson = typed.kind === 'person'
  const given = (text: string) => oneLine(text) || undefined
  return {
    editions: [],
    kind: typed.kind,
    name: oneLine(typed.name),
    letterheadName: undefined,
    signatureName: undefined,
    sortKey: undefined,
    leadPosition: undefined,
    position: Math.max(0, ...there.map(({ position }) => position)) + 1,
    group: headings.find((one) => one === typed.group),
    title: isPerson ? given(typed.title) : undefined,
    affiliation: isPerson ? given(typed.affiliation) : undefined,
    representative: undefined,
    country: undefined,
    note: undefined,
    origin: 'gathered',
    level: undefined,
    versions: 'all',
    withdrawnAt: undefined,
    leaf: undefined,
  }
}

/**
 * Names on the printed list that can be taken for this one: drawn alike, spelled alike, or the same words with some more.
 * What is only of one family with it is for organizers to look at. Asked of nothing but the printed list: who was asked
 * and has not signed must not show here.
 */
export function likeNames({ list }: Pick<LineList, 'list'>, typed: string): readonly string[] {
  const name = oneLine(typed)
  if (name === '') return []
  const names = list.lines.filter(({ kind }) => kind === 'organization').map((one) => one.signatureName ?? one.name)
  const twins = new Set(skeletonRegister(names).twinsOf(name))
  return [...new Set(names)].filter((one) => twins.has(one) || isLike(one, name)).slice(0, 5)
}

function isLike(one: string, other: string): boolean {
  const { kind } = sameName(one, other)
  if (kind !== 'look-alike') return kind !== 'different'
  const [short = [], long = []] = [wordsIn(one), wordsIn(other)].toSorted((a, b) => a.length - b.length)
  return short.length > 1 && short.every((word) => long.some((its) => its.startsWith(word) || word.startsWith(its)))
}

const wordsIn = (name: string): readonly string[] => fold(name).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
