/** Frequent short words that tell the languages apart that share the Latin alphabet. */
const profiles: Readonly<Record<string, string>> = {
  en: 'the of and to in that is for with we our are this have from by on it you your will not has been be as which its',
  de: 'der die das und ist nicht wir den von zu mit sich für auf dem ein eine auch dass sind werden wird bei des im als oder ihre',
  fr: 'le la les des et est que nous dans pour une un qui sur pas au aux avec ce cette sont par plus vous votre notre du',
  es: 'el la los las de que en y por para con una un es se del al nuestra nuestro como más su sus no son este esta',
  pt: 'o a os as de que em e por para com uma um é se do da dos das nos nossa nosso como mais não são este esta ao',
  it: 'il la lo gli le di che in e per con una un è si del della dei nostra nostro come più non sono questo questa al',
  nl: 'de het een en van in dat is op te voor met zijn niet wij aan er om ook als bij door naar onze deze worden',
}

/** The language a text is written in, judged by its most frequent short words; `en` when nothing can be seen. */
export function languageOf(text: string): string {
  const seen = new Map<string, number>()
  for (const word of text
    .slice(0, 20_000)
    .toLowerCase()
    .match(/\p{L}+/gu) ?? [])
    seen.set(word, (seen.get(word) ?? 0) + 1)
  let best = 'en'
  let most = 0
  for (const [language, profile] of Object.entries(profiles)) {
    const hits = profile.split(' ').reduce((sum, word) => sum + (seen.get(word) ?? 0), 0)
    if (hits > most) [best, most] = [language, hits]
  }
  return best
}
