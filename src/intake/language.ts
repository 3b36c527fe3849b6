/** Frequent short words that tell the languages apart that share the Latin alphabet. */
const profiles: Readonly<Record<string, string>> = {
  en: 'the of and to in that is for with we our are this have from by on it you your will not has been be as which its',
  de: 'der die das und ist nicht wir den von zu mit sich für auf dem ein eine auch dass sind werden wird bei des im als oder ihre',
  fr: 'le la les des et est que nous dans pour une un qui sur pas au aux avec ce cette sont par plus vous votre notre du',
  es: 'el la los las de que en y por para con una un es se del al nuestra nuestro como más su sus no son este esta',
  pt: 'o a os as de que em e por para com uma um é se do da dos das nos nossa nosso como mais não são este esta ao',
  it: 'il la lo gli le di che in e per con una un è si del della dei nostra nostro come più non sono questo questa al',
  pl: 'i w na z do nie się że jest to o dla przez oraz od po jak są ich które który ale także tym',
  sv: 'och att det i som en på är av för med till den har de inte om ett vi men från kan ska våra',
  da: 'og at det i som en på er af for med til den har de ikke om et vi men fra kan skal vores',
  cs: 'a v na se je že s z do o k pro by to jako i které který jsou není při od jejich také',
  ro: 'și în de la cu pe care nu este sunt din pentru că o un mai au prin sau ale lor noi',
  hu: 'a az és hogy nem is egy ez van meg de csak mint vagy azt kell által magyar minden ezt',
  tr: 've bir bu için ile da de olarak olan daha çok en ne gibi kadar biz olduğu tüm her ya',
  fi: 'ja on ei että se hän oli kun myös mutta tai ovat joka sekä niin kuin voi ole me tämä',
  ca: 'els les que en per i amb una un és del al no com més els seus nostra dels aquest són',
  nl: 'de het een en van in dat is op te voor met zijn niet wij aan er om ook als bij door naar onze deze worden',
}

/** Scripts that one language mostly writes; where several share one, a letter or word that only one of them uses. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Bengali}/gu, 'bn'],
  [/\p{Script=Tamil}/gu, 'ta'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Armenian}/gu, 'hy'],
]

/** The language by the script most letters are in; `undefined` for scripts that many languages share. */
function byScript(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0
  // Two syllables say as much as several Latin letters: Chinese beside English of the same content is a fifth of it.
  for (const [pattern, language] of scripts) if (count(pattern) > letters * 0.4) return kanaOr(language, count)
  if (count(/\p{Script=Cyrillic}/gu) < letters * 0.4) return undefined
  if (count(/[іїєґ]/giu) > 3) return 'uk'
  return count(/[ђљњћџј]/giu) > 3 ? 'sr' : count(/[ыэё]/giu) > 0 ? 'ru' : 'bg'
}

/** Japanese mixes Chinese signs with its own. */
const kanaOr = (language: string, count: (pattern: RegExp) => number): string =>
  language === 'zh' && count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > 20 ? 'ja' : language

/** The language a text is written in, judged by its most frequent short words; `en` when nothing can be seen. */
export function languageOf(text: string): string {
  const script = byScript(text.slice(0, 20_000))
  if (script !== undefined) return script
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
