/** The language and region of a BCP 47 tag as Typst takes them; English where the tag begins with neither. */
export function languageParts(tag: string): readonly [language: string, region: string | null] {
  const [language = '', ...rest] = tag.split('-')
  const region = rest.find((part) => /^[A-Za-z]{2}$/.test(part))
  return [/^[a-z]{2,3}$/.test(language) ? language : 'en', region?.toUpperCase() ?? null]
}
