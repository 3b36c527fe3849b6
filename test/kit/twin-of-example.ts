import { diceOf, type Dice } from './dice.ts'
import { printedDate } from './twin-text.ts'
import { rewrap, type Widths } from './twin-layout.ts'
import type { Twin, TwinLetter } from './twin.ts'
import { renamed, renamer, type Renamer } from './twin-renames.ts'

/** What is known of a file of letters that was read by hand; both shapes of truth files in use fit it. */
type Original = {
  readonly signatories: readonly string[]
  readonly variants: readonly { readonly canonical: string; readonly variant: string }[]
  readonly letters: readonly {
    readonly recipient: string
    readonly organization: string
    readonly product: string | null
    readonly closing: string
    readonly salutation: string
    readonly addressees: readonly { readonly name: string; readonly title: string }[]
    readonly paragraphs: readonly { readonly text: string }[]
  }[]
}

/** How a twin is set; what another hand might have chosen otherwise. */
type Plan = {
  readonly widths: Widths
  readonly wrapsAlike: boolean
  readonly dateFirst: boolean
  readonly namesLetters: Renamer
  readonly names: readonly string[]
  /** The spelling of a name in the letterhead, where it is another. */
  readonly letterheadSpelling: ReadonlyMap<string, string>
}

/** Which part of the layout a twin leaves out, so that measures can be taken apart. */
type Trait = 'both-lists' | 'set-alike' | 'set-in-a-face' | 'lacks-a-list'

/** The twin of a seed: a file of the same kind with other names, other order, other line ends. */
export function twinOf(original: Original, seed: number): Twin & { readonly trait: Trait } {
  const d = diceOf(seed * 7 + 3)
  const count = d.pick([1, 2, 3, 3, 3, 3, 5])
  const rename = renamer(d, original.signatories)
  const names = namesOf(d, original, rename)
  const plan: Plan = {
    widths: widthsOf(d),
    wrapsAlike: d.chance(0.75),
    dateFirst: d.chance(0.85),
    namesLetters: letterRenamer(d, original),
    names,
    letterheadSpelling: new Map(
      original.variants.map(({ canonical, variant }) => [rename(canonical), rename(variant)]),
    ),
  }
  const lists = Array.from({ length: count }, () =>
    d.chance(0.9) ? 'both' : d.chance(0.7) ? 'signatures' : 'letterhead',
  )
  const letters = lists.map((list, at) => letterOf(d, { original, plan, at, list }))
  const { letterhead, column } = plan.widths
  const trait = lists.some((list) => list !== 'both')
    ? 'lacks-a-list'
    : plan.widths.face
      ? 'set-in-a-face'
      : letterhead < column * 1.3
        ? 'set-alike'
        : 'both-lists'
  return {
    text: `${letters.map(({ printed }) => printed).join('\n\n')}\n`,
    truth: letters.map(({ truth }) => truth),
    trait,
  }
}

function widthsOf(d: Dice): Widths {
  return {
    letterhead: d.chance(0.12) ? 500 : d.between(35, 80),
    column: d.between(18, 50),
    face: d.chance(0.1),
    atHyphens: d.chance(0.08),
  }
}

/** 30 to 200 names: some of the original's, renamed, and more on the same plans; in one of several orders. */
function namesOf(d: Dice, original: Original, rename: Renamer): readonly string[] {
  const wanted = d.between(30, 200)
  const leadCount = 5
  const lead = d.chance(0.6) ? original.signatories.slice(0, leadCount).map(rename) : []
  const kept = d.some(original.signatories.slice(lead.length), wanted - lead.length).map(rename)
  const names = new Set([...lead, ...kept])
  while (names.size < wanted) names.add(renamed(d, d.some(original.signatories, 1)[0] ?? '', rename))
  const rest = [...names].slice(lead.length)
  const order = d.pick(['sorted', 'sorted', 'slips', 'shuffled', 'shuffled'])
  if (order === 'shuffled') return [...lead, ...d.some(rest, rest.length)]
  const sorted = rest.sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
  for (let slips = order === 'slips' ? d.between(1, 5) : 0; slips > 0; slips -= 1) {
    const at = d.between(0, sorted.length - 2)
    sorted.splice(at, 2, sorted[at + 1] ?? '', sorted[at] ?? '')
  }
  return [...lead, ...sorted]
}

const companies = ['Zembra', 'Aldanta', 'Corvale', 'Hespera', 'Nimbrel', 'Tolvane', 'Quistra', 'Uvarro'] as const
const products = ['Lookfar', 'Sentrel', 'Vistaline', 'Okulon', 'Perimo', 'Gatewise', 'Trackwell', 'Seenit'] as const
const surnames = [
  'Ashgrove',
  'Bellweather',
  'Cresthill',
  'Dunmore',
  'Eastlake',
  'Fairholm',
  'Gladwyn',
  'Hartsong',
] as const
const given = ['Ada', 'Bruno', 'Carla', 'Dmitri', 'Esther', 'Felipe', 'Greta', 'Hakim'] as const

/** Replaces companies, products and people everywhere in the letters, each by one and the same other. */
function letterRenamer(d: Dice, { letters }: Original): Renamer {
  const to = new Map<string, string>()
  const [newCompanies, newProducts] = [d.some(companies, 8), d.some(products, 8)]
  const [newSurnames, newGiven] = [d.some(surnames, 8), d.some(given, 8)]
  let person = 0
  for (const [at, { recipient, product, addressees }] of letters.entries()) {
    to.set(recipient, newCompanies[at] ?? recipient)
    if (product !== null) to.set(product, newProducts[at] ?? product)
    for (const { name } of addressees) {
      to.set(name.split(' ').at(-1) ?? name, newSurnames[person] ?? '')
      to.set(name.split(' ')[0] ?? name, newGiven[person] ?? '')
      person += 1
    }
  }
  const all = [...to.keys()].sort((a, b) => b.length - a.length).map((one) => one.replace(/[.*+?()]/gu, '\\$&'))
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${all.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  return (text) => text.replace(pattern, (word) => to.get(word) ?? word)
}

type Work = {
  readonly original: Original
  readonly plan: Plan
  readonly at: number
  readonly list: string
}

function letterOf(
  d: Dice,
  { original, plan, at, list }: Work,
): { readonly printed: string; readonly truth: TwinLetter } {
  const template = original.letters[at % original.letters.length] ?? original.letters[0]
  if (template === undefined) throw new Error('an original has at least one letter')
  const rename = plan.namesLetters
  const date = d.chance(list === 'both' ? 0.65 : 0.9) ? printedDate(d) : null
  const widths = plan.wrapsAlike ? plan.widths : widthsOf(d)
  const organization = rename(template.organization)
  const people = template.addressees.map(({ name, title }) => ({ name: rename(name), title, organization }))
  const paragraphs = template.paragraphs.map(({ text }) => rename(text))
  const spelled = plan.names.map((name) => plan.letterheadSpelling.get(name) ?? name)
  const pieces = list === 'signatures' ? [] : rewrap.letterhead(d, spelled, widths)
  const head = [...(date === null ? [] : [date.printed]), ...pieces.slice(0, 1)]
  const printed = [
    ...(plan.dateFirst ? head : head.toReversed()),
    ...people.map(({ name, title }, n) => [name, title, ...(n === people.length - 1 ? [organization] : [])].join('\n')),
    rename(template.salutation),
    ...rewrap.body(d, paragraphs, pieces.slice(1)),
    template.closing,
    ...(list === 'letterhead' ? [] : [rewrap.signatures(d, plan.names, widths)]),
  ]
  return {
    printed: printed.join('\n\n'),
    truth: {
      recipient: rename(template.recipient),
      date: date?.iso ?? null,
      addressees: people,
      salutation: rename(template.salutation),
      closing: template.closing,
      paragraphs: paragraphs.map(plainOf),
      signatories: list === 'letterhead' ? spelled : plan.names,
    },
  }
}

function plainOf(marked: string): TwinLetter['paragraphs'][number] {
  const links: { text: string; href: string | null }[] = []
  const text = marked.replace(/\[([^\]]*)\]\(([^)]*)\)/gu, (_, anchor: string, target: string) => {
    links.push({ text: anchor, href: target === '#' ? null : target })
    return anchor
  })
  return { text, links }
}
