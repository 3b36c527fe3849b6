const languages: ReadonlySet<string> = new Set(['ar', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi'])
const scripts: ReadonlySet<string> = new Set(['arab', 'hebr', 'thaa', 'syrc', 'nkoo'])

/** The direction in which a language is written; a script in its tag (BCP 47, `ku-Arab`) says more than the language. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const [tongue = '', ...rest] = language.toLowerCase().split('-')
  const script = rest.find((part) => /^[a-z]{4}$/.test(part))
  return (script === undefined ? languages.has(tongue) : scripts.has(script)) ? 'rtl' : 'ltr'
}
