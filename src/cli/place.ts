/** A letter by the names in its address. */
export type LetterPlace = { readonly campaign: string; readonly letter: string }

/** Reads `CAMPAIGN/LETTER`; `undefined` for anything else. */
export function letterPlaceOf(word: string): LetterPlace | undefined {
  const [campaign = '', letter = '', ...more] = word.split('/')
  return campaign === '' || letter === '' || more.length > 0 ? undefined : { campaign, letter }
}
