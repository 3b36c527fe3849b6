import type { LetterSheet } from '#typeset'

/** The paper a campaign prints on: US letter in the Americas, A4 elsewhere. */
export function paperOf(timeZone: string): LetterSheet['paper'] {
  return /^(America|US|Canada)\//.test(timeZone) && !/^America\/(Argentina|Sao_Paulo|Lima|Montevideo)/.test(timeZone)
    ? 'us-letter'
    : 'a4'
}
