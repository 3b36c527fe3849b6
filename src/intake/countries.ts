import { fold } from '#kernel'

/** Codes that ICU names but that are no country. */
const notCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB'])

/** Names and short forms in use besides those that Unicode gives. */
const alsoCalled =
  'usa;u.s.a.;us;u.s.;united states of america;the united states;uk;u.k.;great britain;england;scotland;wales;northern ireland;holland;the netherlands;czech republic;republic of korea;korea;turkey;palestine;ivory coast;cote d’ivoire;drc;dr congo;congo;hong kong;macau;the gambia;the philippines;burma;macedonia;bosnia;trinidad;antigua;ee. uu.;ee.uu.;eeuu;etats-unis;usa.;vereinigtes königreich;tanzania;viet nam;uae;global;international;europe;africa;asia;latin america'

/** Languages in which letters name countries. */
const languages = ['en', 'es', 'fr', 'pt', 'de', 'it', 'nl']

const names: ReadonlySet<string> = namesOfCountries()

function namesOfCountries(): ReadonlySet<string> {
  const found = new Set(alsoCalled.split(';').map(fold))
  const capitals = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = capitals
    .flatMap((one) => capitals.map((other) => one + other))
    .filter((code) => !notCountries.has(code))
  for (const language of languages) {
    const called = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const code of codes) {
      const name = called.of(code)
      if (name === undefined) continue
      found.add(fold(name))
      found.add(fold(name.replace(/\s*\(.*\)$/u, '').replaceAll('&', 'and')))
    }
  }
  return found
}

/** Whether a text names a country or several ("France / Switzerland") and nothing else, as letters put it beside a name. */
export function isCountry(text: string): boolean {
  if (text.length < 2 || text.length > 80) return false
  const parts = text.split(/\s*(?:\/|,|;|\s(?:and|und|et|y|e|en)\s)\s*/u)
  return names.has(plain(text)) || (parts.length > 0 && parts.every((part) => names.has(plain(part))))
}

const plain = (text: string): string =>
  fold(text.trim().replace(/[.]$/u, (end) => (/\.\p{L}\.$/u.test(text) ? end : '')))
