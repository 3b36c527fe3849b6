import type { Comparison, ComparisonCell, ComparisonRow } from '#responses'
import type { ReportBlock } from '#typeset'
import { heading, paragraph, type Writing } from './report-means.ts'

/** More than these beside each other leave no room for words. */
const recipientsAbreast = 3

/** The comparison, demand by demand, three recipients abreast. */
export function comparisonBlocks({ recipients, rows }: Comparison, writing: Writing): readonly ReportBlock[] {
  const { words } = writing
  if (rows.length === 0) return paragraph(words.nothing)
  const groups = Array.from({ length: Math.ceil(recipients.length / recipientsAbreast) }, (_, n) =>
    recipients.slice(n * recipientsAbreast, (n + 1) * recipientsAbreast),
  )
  return [
    heading(1, words.comparison),
    ...groups.map((group): ReportBlock => {
      const ids = new Set(group.map(({ id }) => id))
      const cells = (row: ComparisonRow) => row.cells.filter(({ recipient }) => ids.has(recipient))
      return {
        kind: 'table',
        heads: [words.demand, ...group.map(({ name }) => name)],
        rows: rows.map((row) => [row.title, ...cells(row).map((cell) => cellText(cell, writing))]),
      }
    }),
  ]
}

/** What a cell says, in sentences. */
function cellText({ sentence, answer, assessment }: ComparisonCell, { words, values, day }: Writing): string {
  const { cell } = words
  const said = (): readonly (string | false | undefined)[] => {
    switch (sentence.kind) {
      case 'not-asked':
        return [cell['not-asked']]
      case 'commitment':
        return [
          cell[sentence.covers],
          sentence.expires && cell.expires(day(sentence.expires)),
          sentence.expiryRemovedOn && cell.expiryRemoved(day(sentence.expiryRemovedOn)),
          sentence.carveOuts.length > 0 && cell.except(sentence.carveOuts.join('; ')),
          sentence.loopholes.length > 0 &&
            cell.loopholes(sentence.loopholes.map((one) => words.loopholes[one]).join('; ')),
        ]
      case 'past-commitment':
        return [cell.past(day(sentence.until))]
      case 'no-commitment':
        return [
          cell.none,
          ...sentence.beside.map(({ title, deadline }) =>
            deadline ? cell.besideBy(title, day(deadline)) : cell.beside(title),
          ),
        ]
      default:
        return sentence satisfies never
    }
  }
  const more = [
    answer && cell.answer(values.answers[answer.value]),
    assessment && cell.assessed(values.assessments[assessment.value]),
  ]
  return [...said(), ...more].filter(Boolean).join(' ')
}
