// What letters are mostly written in; another is added to the list where something is in it already.
const usual =
  'ar bg bn ca cs cy da de el en es et eu fa fi fil fr ga gl he hi hr ht hu hy id is it ja ka ko lt lv mk ms mt nb ne nl pa pl ps pt pt-BR ro ru sk sl so sq sr sv sw ta th ti tl tr uk ur vi yi zh-Hans zh-Hant zu'

/** Languages to choose from, by their names in a reader's language; `also` is among them, if it is the tag of one. */
export function languageChoices(reader: string, also: string): readonly (readonly [tag: string, name: string])[] {
  const names = new Intl.DisplayNames([reader], { type: 'language' })
  const more = parseLanguage(also)
  return [...new Set([...usual.split(' '), ...(more === undefined ? [] : [more])])]
    .map((tag) => [tag, names.of(tag) ?? tag] as const)
    .toSorted(([, one], [, other]) => one.localeCompare(other, reader))
}

/** Reads the tag of a language (BCP 47). */
export function parseLanguage(typed: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(typed.trim())[0]
  } catch {
    return undefined
  }
}
