/** Words whose period ends no sentence, before a capital letter too. */
const abbreviation =
  /(?:\b(?:mr|mrs|ms|dr|prof|sen|rep|gov|st|no|inc|corp|ltd|co|vs|jr|sr|art|sec|u\.s|u\.k)|\b\p{Lu})\.\s*$/iu

/** Cuts a paragraph into sentences (Unicode Annex 29), which do not end at "Mr." or initials. */
export function sentencesOf(text: string, language: string): readonly string[] {
  const sentences: string[] = []
  let open = ''
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)) {
    open += segment
    if (abbreviation.test(open.slice(-12))) continue
    if (open.trim() !== '') sentences.push(open.trim())
    open = ''
  }
  return open.trim() === '' ? sentences : [...sentences, open.trim()]
}
