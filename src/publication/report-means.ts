import { dateInWords, wordsFor, type PartialDate, type Words } from '#kernel'
import type { PublicSource } from '#evidence'
import type { CampaignRecord, Citing } from '#responses'
import type { ReportBlock } from '#typeset'

/** What the parts of a report are written with. */
export type Writing = {
  readonly words: Words['report']
  readonly values: Words['feeds']
  readonly day: (date: PartialDate) => string
  /** `[3]`, led by a space, where the source is known; else nothing. */
  readonly mark: (citing: Citing) => string
}

/** A writing in a campaign's language, whose marks number `sources` from 1. */
export function writingFor(record: CampaignRecord, sources: readonly PublicSource[]): Writing {
  const { language } = record.campaign
  const numbers = new Map(
    sources.flatMap(({ id, captures }, index) =>
      [id, ...captures.map((one) => one.id)].map((one) => [String(one), index + 1]),
    ),
  )
  return {
    words: wordsFor(language).report,
    values: wordsFor(language).feeds,
    day: (date) => dateInWords(date, language),
    mark: ({ source, capture }) => {
      const number = numbers.get(source ?? '') ?? numbers.get(capture ?? '')
      return number === undefined ? '' : ` [${number}]`
    },
  }
}

/** A heading of a part (1) or of something in it (2). */
export const heading = (level: 1 | 2, text: string): ReportBlock => ({ kind: 'heading', level, text })
/** A paragraph; nothing where there are no words. */
export const paragraph = (text: string, isQuiet = false): readonly ReportBlock[] =>
  text === '' ? [] : [{ kind: 'paragraph', text, isQuiet }]
/** Words as they were said. */
export const quotation = (text: string, by: string): ReportBlock => ({
  kind: 'quote',
  runs: [{ text, isMarked: false }],
  by,
})
/** A table under a heading; nothing where it has no rows. */
export const tabled = (
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): readonly ReportBlock[] => (rows.length === 0 ? [] : [heading(2, title), { kind: 'table', heads, rows }])
