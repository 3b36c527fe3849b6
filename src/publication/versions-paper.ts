import { dateInWords, wordsFor, type PartialDate } from '#kernel'
import { compareVersions, type ComparedEdition, type ComparisonPart, type ComparisonRow } from '#letters'
import type { ComparedPassage, ComparedRun, ComparedSheet, LetterSheet } from '#typeset'
import { isUnchanged, toldAsOne } from './side-by-side.ts'

/** Two texts of one edition, and how a reader calls them. */
export type VersionsCompared = {
  readonly letter: { readonly title: string }
  readonly recipientName: string
  readonly before: { readonly said: string; readonly text: ComparedEdition }
  readonly now: { readonly said: string; readonly text: ComparedEdition }
  /** In full: since when both have been what they are. */
  readonly day: PartialDate
  readonly paper: LetterSheet['paper']
  /** Whose words stand around the texts. */
  readonly reader: string
}

/** Two versions told as one text for paper: what is new is underlined, what is gone struck, and paragraphs with either have a bar. */
export function versionsPaper(compared: VersionsCompared): ComparedSheet {
  const { letter, recipientName, before, now, day, paper, reader } = compared
  const { compare, difference } = wordsFor(reader).write
  const { rows } = compareVersions(before.text, now.text)
  const told = toldAsOne(rows)
  const count = (is: (row: ComparisonRow) => boolean): number => rows.filter(is).length
  const sentences = {
    varied: count(({ kind }) => kind === 'varied'),
    added: count(({ parts }) => parts[0] === undefined),
    removed: count(({ parts }) => parts[1] === undefined),
  }
  const summary = told.every(isUnchanged) ? difference.same : compare.summary(sentences)
  return {
    language: reader,
    paper,
    title: letter.title,
    subtitle: compare.title(recipientName),
    lead: `${compare.fromTo(before.said, now.said)} ${summary}`,
    legend: { inserted: difference.added, deleted: difference.removed },
    day,
    foot: `${dateInWords(day, reader)} · ${letter.title}`,
    passages: passagesOf(told, now.text.language ?? reader),
  }
}

function passagesOf(told: readonly (readonly ComparisonRow[])[], language: string): readonly ComparedPassage[] {
  let number = 0
  return told.map((rows) => {
    const { blockKind = 'paragraph' } = partNow(rows) ?? {}
    // An item that is gone has no number among those that are there.
    const isThere = rows.some(({ parts }) => parts[1] !== undefined)
    if (blockKind !== 'numbered') number = 0
    else if (isThere) number += 1
    const marks = { ...{ paragraph: undefined, heading: undefined }, quote: '', bullet: '•', numbered: `${number}.` }
    const mark = blockKind === 'numbered' && !isThere ? '–' : marks[blockKind]
    return {
      kind: isUnchanged(rows) ? 'shared' : 'changed',
      heading: '',
      wordings: [{ who: '', language, paragraphs: [rows.flatMap((row, index) => [...gap(index), ...runsOf(row)])] }],
      told: { isHeading: blockKind === 'heading', mark },
    }
  })
}

const partNow = (rows: readonly ComparisonRow[]): ComparisonPart | undefined =>
  rows.flatMap(({ parts: [before, now] }) => now ?? before ?? [])[0]

const gap = (index: number): readonly ComparedRun[] => (index === 0 ? [] : [{ kind: 'same', text: ' ' }])

function runsOf({ kind, parts: [before, now] }: ComparisonRow): readonly ComparedRun[] {
  if (now === undefined) return [{ kind: 'deleted', text: before?.text ?? '' }]
  if (before === undefined) return [{ kind: 'inserted', text: now.text }]
  return kind === 'shared' ? [{ kind: 'same', text: now.text }] : now.runs
}
