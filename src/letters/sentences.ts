/** A sentence of a text and where it begins in it, in UTF-16 code units; sentences leave nothing out. */
export type Sentence = { readonly text: string; readonly start: number }

/** Titles before a name: no sentence ends here. */
const BEFORE_A_NAME =
  /(?:^|[\s(\u201C"'\u2018])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Hon|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|St|Mt|No|Nos|Art|Sec|Fig|vs|v|cf|approx|ca|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|e\.g|i\.e)\.\s*$/u
/** Initials ("U.S.", "J.") and company forms: a sentence may end here or go on with a capital. */
const MAYBE_AN_END =
  /(?:^|[\s(\u201C"'\u2018.])(?:(?:\p{Lu}\.)*\p{Lu}|Inc|Corp|Ltd|Co|Bros|Jr|Sr|LLC|al|etc|p\.m|a\.m)\.\s*$/u
/** Words that open a sentence more often than they go on with a name. */
const OPENS =
  /^[\u201C"'\u2018(]*(?:The|A|An|We|You|I|It|Its|He|She|They|This|That|These|Those|There|Our|Your|Their|His|Her|In|On|At|For|From|If|As|But|And|Or|Yet|So|To|When|While|What|Who|How|Why|Since|After|Before|All|No|Not|With|By|Although|However|Because|Many|More|Most|Some|Please|Over|Instead)\b/u

/** Only the last word decides: a sentence without end must not be read again for each of its parts. */
const goesOn = (before: string, after: string): boolean => {
  const last = before.slice(-40)
  return BEFORE_A_NAME.test(last) || (MAYBE_AN_END.test(last) && !OPENS.test(after))
}

/**
 * The sentences of a text (Unicode UAX #29 in the rules of the language), not ended by "Mr.", "U.S." or "Inc.".
 * Joined they are the text again.
 */
export function sentencesOf(text: string, language = 'en'): readonly Sentence[] {
  const sentences: { text: string; start: number }[] = []
  for (const { segment, index } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)) {
    const last = sentences.at(-1)
    if (last && goesOn(last.text, segment)) last.text += segment
    else sentences.push({ text: segment, start: index })
  }
  return sentences
}
