import { dateInWords, dayOf, wordsFor } from '#kernel'
import type { ComparisonPart, ComparisonRow } from '#letters'
import type { ComparedPassage, ComparedRun, ComparedSheet, ComparedWording } from '#typeset'
import { paperOf } from './paper.ts'
import type { ComparisonSheet } from './sheets.ts'
import { inParagraphs, rowsTogether, type RowsTogether } from './side-by-side.ts'

/** The editions of a letter beside each other, as they are printed; nothing where there is one edition only. */
export function comparisonPaper(sheet: ComparisonSheet, address: string): ComparedSheet | undefined {
  const { campaign, letter, editions, base, comparison } = sheet
  if (editions.length < 2) return undefined
  const words = wordsFor(letter.language).pages.compare
  const number = new Intl.NumberFormat(letter.language)
  const count = (kind: ComparisonRow['kind']) =>
    number.format(comparison.rows.filter((row) => row.kind === kind).length)
  // The day of the last text that stands in it: the same texts make the same paper.
  const latest = new Date(Math.max(...editions.map(({ version }) => version.frozenAt.getTime())))
  const day = dayOf(latest, campaign.timeZone)
  return {
    language: letter.language,
    paper: paperOf(campaign.timeZone),
    title: letter.title,
    subtitle: words.heading,
    lead: `${words.summary(count('shared'), count('varied'), count('tailored'))} ${words.against(base.recipientName)}`,
    legend: { inserted: words.inserted, deleted: words.deleted(base.recipientName) },
    day,
    foot: `${dateInWords(day, letter.language)} · ${address}`,
    passages: rowsTogether(comparison.rows).map((together) => passageOf(sheet, together)),
  }
}

function passageOf(sheet: ComparisonSheet, together: RowsTogether): ComparedPassage {
  const { letter, editions } = sheet
  const { kind, rows } = together
  const words = wordsFor(letter.language).pages.compare
  const names = new Intl.ListFormat(letter.language, { type: 'conjunction' })
  const present = editions.filter((_, index) => rows.some((row) => row.parts[index]))
  const all = names.format(present.map(({ recipientName }) => recipientName))
  if (kind === 'shared') {
    const parts = rows.flatMap((row) => row.parts.find((part) => part !== undefined) ?? [])
    const language = present[0]?.text.language ?? letter.language
    return { kind, heading: words.shared(all), wordings: [{ who: '', language, paragraphs: told(parts, plain) }] }
  }
  const heading = kind === 'varied' ? words.varied : present.length > 1 ? words.each : words.tailored(all)
  return { kind, heading, wordings: wordingsOf(sheet, together, names) }
}

/** Each wording once, under the names of all who read it. */
function wordingsOf(
  { editions }: ComparisonSheet,
  { kind, rows }: RowsTogether,
  names: Intl.ListFormat,
): readonly ComparedWording[] {
  const wordings = new Map<string, { readonly who: string[]; readonly wording: Omit<ComparedWording, 'who'> }>()
  editions.forEach(({ text: { language }, recipientName }, index) => {
    const parts = rows.flatMap((row) => row.parts[index] ?? [])
    if (parts.length === 0) return
    const paragraphs = told(parts, kind === 'varied' ? ({ runs }) => runs : plain)
    const key = JSON.stringify([language, inParagraphs(parts).map((block) => block.map(({ text }) => text))])
    const known = wordings.get(key)
    if (known) known.who.push(recipientName)
    else wordings.set(key, { who: [recipientName], wording: { language, paragraphs } })
  })
  return [...wordings.values()].map(({ who, wording }) => ({ who: names.format(who), ...wording }))
}

const plain = ({ text }: ComparisonPart): readonly ComparedRun[] => [{ kind: 'same', text }]

function told(
  parts: readonly ComparisonPart[],
  runs: (part: ComparisonPart) => readonly ComparedRun[],
): ComparedWording['paragraphs'] {
  const space: ComparedRun = { kind: 'same', text: ' ' }
  return inParagraphs(parts).map((block) =>
    block.flatMap((part, index) => (index === 0 ? runs(part) : [space, ...runs(part)])),
  )
}
