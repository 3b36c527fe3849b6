import type { Tx } from '#platform'
import { canonicalText, hashText, parseCanonicalText } from '#proof'
import { brokenNumbers, checkedVersions, textsWithoutSave } from './store-check.ts'

/**
 * Compares what is kept of all letters with itself: every version reads, is canonical and bears its hash,
 * versions of an edition count from 1 without gaps, and the text of a letter that was ever saved is that of its latest
 * save. To be called on one snapshot.
 * @returns a sentence for each thing that is not as it should be; none when all is well.
 */
export async function checkLetters(tx: Tx): Promise<readonly string[]> {
  const wrong = (await checkedVersions(tx)).filter(({ text, hash }) => !isWhole(text, hash))
  return [
    ...wrong.map(({ edition, number }) => `Version ${number} of edition ${edition} is not the text that was fixed.`),
    ...(await brokenNumbers(tx)).map((edition) => `The versions of edition ${edition} have a gap.`),
    ...(await textsWithoutSave(tx)).map((letter) => `The text of letter ${letter} is not that of its save.`),
  ]
}

function isWhole(text: string, hash: string): boolean {
  const read = parseCanonicalText(text)
  return read !== undefined && canonicalText(read) === text && hashText(text) === hash
}
