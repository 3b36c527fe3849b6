import type { Dice } from './dice.ts'

type Words = readonly [string, ...string[]]
const list = (words: string): Words => {
  const [first = '', ...rest] = words.split('|')
  return [first, ...rest]
}

const places = list(
  'Aldermoor|Brindle Bay|Carrow County|Dunmere|East Quillan|Fenwick Falls|Greater Harlow|Ivory Coast Road|Jessamine|Kestrel Valley|Larkmont|Morrow|New Tarrant|Northern Ostrava Hills|Orrin Sound|Pellam|Quay City|Ravenel|South Umber|Tallow Creek|Upper Vesper|Vantry|West Yarrow|Zephyr Point|San Ameliano|St. Orla|Port Lindqvist',
)
const causes = list(
  'Justice|Privacy|Civic Freedom|Housing|Immigrant Defense|Digital Rights|Peace|Open Government|Racial Equity|Worker Power|Safe Streets|Prisoner Support|Public Health|Clean Water|Youth Voice|Disability Rights|Press Freedom|Free Speech|Fair Courts|Consumer Protection|Human Dignity|Interfaith Dialogue|Homeless Empowerment|Community Safety',
)
const bodies = list(
  'Coalition|Network|Alliance|Project|Committee|Foundation|Center|Institute|Fund|Society|Council|Union|Collective|Initiative|Campaign|League|Partnership|Action|Association|Defenders|Watch|Lab|Guild|Conference',
)
const people = list(
  'Women|Workers|Families|Neighbors|Teachers|Lawyers|Veterans|Students|Parents|Musicians|Nurses|Engineers|Tenants|Elders|Muslims|Quakers|Farmers',
)
const oneWords = list(
  'Brightline|Candela|Dovetail|Ensemble|FernTree|Gather|HEARTH|InCommon|Juntos|KITE|Lumen|Mosaico|NEXUS|Oriole|Plover|RISE|SumTogether|Tandem|UNISON|Verdad|WeAllRise|XYLEM|Yonder|Zanja|iRemember|18Lanterns.org|OpenDoors|OneHarbor',
)
const surnames = list(
  'Abernel|Bostwicke|Calloran|Drummane|Esterby|Fallowes|Grindal|Hathersby|Ingleby|Jorvane|Kimbrel|Lathomere|Mondrey|Norvelle|Ostrander|Penhallow',
)
const given = list(
  'Alba|Bertil|Corinna|Desmond|Elspeth|Farid|Gwenda|Hideo|Ilse|Jomo|Katya|Leandro|Mirela|Nnedi|Oswin|Priya',
)

const acronymOf = (name: string): string => (name.match(/\b\p{Lu}/gu) ?? []).join('')

const shapes: readonly [(dice: Dice) => string, ...((dice: Dice) => string)[]] = [
  (d) => `${d.pick(places)} ${d.pick(causes)} ${d.pick(bodies)}`,
  (d) => `${d.pick(bodies)} for ${d.pick(causes)}`,
  (d) => `${d.pick(bodies)} for ${d.pick(causes)} and ${d.pick(causes)} of ${d.pick(places)}`,
  (d) => `${d.pick(causes)} ${d.pick(bodies)}`,
  (d) => `${d.pick(people)} for ${d.pick(causes)}`,
  (d) => `The ${d.pick(causes)} ${d.pick(bodies)}`,
  (d) => d.pick(oneWords),
  (d) => `${d.pick(oneWords)} ${d.pick(places)}`,
  (d) => `${d.pick(surnames)} ${d.pick(bodies)}, Inc.`,
  (d) => `${d.pick(given).slice(0, 1)}. ${d.pick(given)} ${d.pick(surnames)} Organizing ${d.pick(bodies)}`,
  (d) => `${d.pick(surnames)} ${d.pick(surnames)} Institute for ${d.pick(causes)} and ${d.pick(causes)}`,
  (d) => `${d.between(2, 99)} ${d.pick(people)}`,
  (d) => `National ${d.pick(bodies)} of ${d.pick(people)} - ${d.pick(places)} Chapter`,
  (d) => `${d.pick(causes)} & ${d.pick(causes)} ${d.pick(bodies)}`,
  (d) => `Legal Services for ${d.pick(people)} with ${d.pick(people)}`,
  (d) => `${d.pick(people)}' International ${d.pick(bodies)} for ${d.pick(causes)} and ${d.pick(causes)}`,
  (d) => `${d.pick(causes)} Now`,
  (d) => `${d.pick(places)} ${d.pick(people)} United for a Responsible ${d.pick(causes)} Budget`,
  (d) => `Centro ${d.pick(oneWords)} de la ${d.pick(surnames)}`,
  (d) => `Sisters of St. ${d.pick(given)} of ${d.pick(places)}`,
  (d) => `${d.pick(causes)} and ${d.pick(causes)} ${d.pick(bodies)} at ${d.pick(surnames)} College`,
  (d) => `Tri-${d.pick(bodies)} ${d.pick(bodies)} for ${d.pick(causes)}`,
  (d) => `${d.pick(surnames)} University Law School ${d.pick(people)} ${d.pick(bodies)}`,
  (d) => `${d.pick(places)} ${d.pick(bodies)}`,
]

/** A family of names that are easily taken for one another: a body, its chapters, an acronym in brackets, a dash. */
function family(d: Dice): readonly string[] {
  const root = `${d.pick(people)} ${d.pick(causes)} ${d.pick(bodies)}`
  const town = d.pick(places)
  return d.some(
    [
      root,
      `${root} of ${town}`,
      `${root}, ${d.pick(places)}`,
      `${root} - ${acronymOf(town)}X`,
      `${root}- ${d.pick(causes)} Caucus`,
      `${acronymOf(root)} ${d.pick(places)}`,
      `${acronymOf(root)} (${root} of ${town})`,
      `${root} (${town})`,
    ],
    d.between(2, 4),
  )
}

const sortKey = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, '')

/** Invented organizations in printed order: a lead group, then the alphabet with a few slips. */
export function inventedNames(d: Dice, count: number): readonly string[] {
  const names = new Set<string>()
  while (names.size < count) {
    if (d.chance(0.06)) for (const name of family(d)) names.add(name)
    else names.add(d.pick(shapes)(d))
  }
  const all = [...names].slice(0, count)
  const lead = d.some(all, d.between(0, 6))
  const rest = all.filter((name) => !lead.includes(name)).sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
  for (let slips = d.between(0, 3); slips > 0; slips -= 1) {
    const at = d.between(0, rest.length - 2)
    rest.splice(at, 2, rest[at + 1] ?? '', rest[at] ?? '')
  }
  return [...lead, ...rest]
}

/** The same name as another list may spell it. */
export function respelled(d: Dice, name: string): string {
  if (name.includes('-') && d.chance(0.4)) return name.replace('-', ' ')
  if (d.chance(0.3) && / for | of | de la /u.test(name))
    return name.replace(/ (for|of|de la) /u, (word) => word.replace(/\b\p{Ll}/gu, (letter) => letter.toUpperCase()))
  if (d.chance(0.4) && name.split(' ').length > 2 && !name.includes('(')) return `${name} (${acronymOf(name)})`
  return name.includes('&') ? name.replace('&', 'and') : name.replace(/^The /u, '').replace(/, Inc\.$/u, ' Inc.')
}

/** An invented person. */
export function inventedPerson(d: Dice): { readonly name: string; readonly surname: string; readonly form: string } {
  const surname = d.pick(surnames)
  const middle = d.chance(0.4) ? `${d.pick(given).slice(0, 1)}. ` : ''
  return { name: `${d.pick(given)} ${middle}${surname}`, surname, form: d.pick(list('Mr.|Ms.|Dr.')) }
}
