import type { FormTraits } from '../../src/signatures/review/signals.ts'
import type { Dice } from './dice.ts'

/** One wish that was confirmed: what was sent, when, and how long its mail waited, in milliseconds. */
export type Visit = {
  readonly wishedAt: number
  readonly waited: number
  readonly traits: FormTraits
  readonly bot: boolean
}

/** When a crowd comes: so many, from a moment on, within so many milliseconds. */
export type Span = { readonly count: number; readonly from: number; readonly milliseconds: number }

const unit = (dice: Dice): number => dice.between(1, 1_000_000) / 1_000_001

/** A draw around a median, as times of people are spread: log-normal. */
export function spread(dice: Dice, median: number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(unit(dice))) * Math.cos(2 * Math.PI * unit(dice))
  return median * Math.exp(sigma * normal)
}

/** How long a form stood open, as a token tells it: in slots of five seconds. */
export function openedFor(dice: Dice, seconds: number): FormTraits['opening'] {
  return seconds > 86_400 ? { kind: 'stale' } : { kind: 'opened', seconds: Math.floor(seconds + 5 * unit(dice)) }
}

const vowels = ['a', 'e', 'i', 'o', 'u', 'a', 'e', 'ia', 'ei'] as const
const starts = [
  'b',
  'd',
  'f',
  'g',
  'h',
  'j',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  't',
  'v',
  'w',
  'st',
  'br',
  'kr',
  'sch',
] as const
const ends = ['', '', '', 'n', 's', 'r', 'l', 'm', 'rt', 'nd', 'ck', 'ns', 'tz'] as const

function word(dice: Dice, syllables: number): string {
  let made = dice.chance(0.3) ? dice.pick(['A', 'E', 'I', 'O', 'U']).toLowerCase() : ''
  for (let i = 0; i < syllables; i += 1) made += dice.pick(starts) + dice.pick(vowels)
  made += dice.pick(ends)
  return made.charAt(0).toUpperCase() + made.slice(1)
}

const signs = (dice: Dice, from: number, to: number, count: number): string =>
  Array.from({ length: count }, () => String.fromCodePoint(dice.between(from, to))).join('')

/** A name that sounds like one, in one of several scripts and habits of writing. */
export function personName(dice: Dice): string {
  const roll = dice.between(1, 100)
  if (roll <= 3) return signs(dice, 0x4e00, 0x9fa0, dice.between(2, 4))
  if (roll <= 6) return signs(dice, 0xac00, 0xd7a3, 3)
  if (roll <= 9)
    return `${signs(dice, 0x430, 0x44f, dice.between(3, 7))} ${signs(dice, 0x430, 0x44f, dice.between(4, 10))}`
  if (roll <= 11) return `${signs(dice, 0x627, 0x64a, 4)} ${signs(dice, 0x627, 0x64a, 6)}`
  const first = word(dice, dice.between(1, 3))
  const last = word(dice, dice.between(1, 4))
  if (roll <= 15) return `${first} ${word(dice, dice.between(1, 2))}-${last}`
  if (roll <= 22) return `${first} ${word(dice, 1)} ${last}`
  if (roll <= 26) return `${first} ${last}`.toLowerCase()
  if (roll <= 28) return `${first} ${last}`.toUpperCase()
  if (roll <= 30) return `${first.charAt(0)}. ${last}`
  return roll <= 32 ? first : `${first} ${last}`
}

const shared = [
  'gmail.com',
  'gmail.com',
  'gmail.com',
  'outlook.com',
  'icloud.com',
  'yahoo.com',
  'gmx.net',
  'web.de',
  'proton.me',
] as const

/** What somebody writes before the @: mostly something of the name, often with digits. */
export function inboxOf(dice: Dice, name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .split(' ')
    .filter((one) => one !== '')
  const plain =
    words.length > 0 && dice.chance(0.75)
      ? words.join(dice.pick(['.', '', '_']))
      : word(dice, dice.between(2, 3)).toLowerCase()
  return dice.chance(0.3) ? `${plain}${dice.between(1, dice.chance(0.3) ? 9999 : 99)}` : plain
}

export const homeAddress = (dice: Dice): string =>
  dice.chance(0.4)
    ? `2001:${dice.between(1, 60).toString(16)}:${dice.between(0, 65_535).toString(16)}:${dice.between(0, 65_535).toString(16)}::${dice.between(1, 9999)}`
    : `${dice.between(20, 99)}.${dice.between(0, 255)}.${dice.between(0, 255)}.${dice.between(1, 254)}`

/** What may be the same for a whole crowd of people, or strange about how their forms reach us. */
export type Habits = {
  /** Whose network they sit in, for the share of them that does. */
  readonly address?: (dice: Dice) => string
  readonly domain?: (dice: Dice) => string
  readonly name?: (dice: Dice) => string
  /** Median seconds that the form stands open, and that the mail waits. */
  readonly age?: number
  readonly wait?: number
  /** Share of forms without token, for a fault of ours or of a browser's. */
  readonly noToken?: number
  readonly stale?: number
  readonly honeypot?: number
  readonly crossSite?: number
  /** When each of them comes, as a share of the span. */
  readonly when?: (dice: Dice) => number
}

/** One real person of a crowd. */
function person(dice: Dice, at: number, habits: Habits = {}): Visit {
  const name = (habits.name ?? personName)(dice)
  const domain = (habits.domain ?? commonDomain)(dice)
  const seconds = Math.max(4, spread(dice, habits.age ?? 55, 1))
  const roll = unit(dice)
  const [noToken, stale] = [habits.noToken ?? 0.01, habits.stale ?? 0.01]
  return {
    wishedAt: at,
    waited: Math.floor(1000 * Math.max(7, spread(dice, habits.wait ?? 90, 1.3))),
    bot: false,
    traits: {
      address: (habits.address ?? commonAddress)(dice),
      email: `${inboxOf(dice, name)}@${domain}`,
      name,
      opening:
        roll < noToken ? { kind: 'none' } : roll < noToken + stale ? { kind: 'stale' } : openedFor(dice, seconds),
      honeypot: dice.chance(habits.honeypot ?? 0.003),
      crossSite: dice.chance(habits.crossSite ?? 0.001),
    },
  }
}

function commonDomain(dice: Dice): string {
  const roll = dice.between(1, 100)
  if (roll <= 75) return dice.pick(shared)
  if (roll <= 85) return `company${dice.between(1, 60)}.example`
  return `${word(dice, 2).toLowerCase()}${dice.between(1, 3000)}.example`
}

function commonAddress(dice: Dice): string {
  const roll = dice.between(1, 100)
  if (roll <= 70) return homeAddress(dice)
  // Phones behind a few shared addresses, offices, a campus, Tor exits.
  if (roll <= 88) return `100.64.${dice.between(1, 40)}.${dice.between(1, 254)}`
  if (roll <= 94) return `198.51.${dice.between(0, 60)}.7`
  if (roll <= 98) return `172.16.${dice.between(0, 255)}.${dice.between(1, 254)}`
  return `185.220.101.${dice.between(1, 40)}`
}

/** People who come within a span; one in twenty brings somebody of the same household along. */
export function people(dice: Dice, span: Span, habits: Habits = {}): readonly Visit[] {
  const visits: Visit[] = []
  while (visits.length < span.count) {
    const at = span.from + Math.floor((habits.when ?? unit)(dice) * span.milliseconds)
    const one = person(dice, at, habits)
    visits.push(one)
    if (!dice.chance(0.05)) continue
    const other = person(dice, at + dice.between(60_000, 300_000), habits)
    const surname = one.traits.name.split(' ').at(-1) ?? ''
    visits.push({
      ...other,
      traits: { ...other.traits, address: one.traits.address, name: `${word(dice, 2)} ${surname}` },
    })
  }
  return visits
}

const minute = 60_000
/** Most at the start, fewer and fewer after: how news spreads. */
const burst = (dice: Dice): number => Math.min(0.999, -Math.log(unit(dice)) / 6)

/**
 * Twenty surges of real people as they have come to petitions: none of them may cost anybody a place in the count.
 * Several bring a fault of ours or of a browser's along, which is one kind of evidence and no second.
 */
export const surges: Readonly<Record<string, (dice: Dice, count: number) => readonly Visit[]>> = {
  'a news story': (dice, count) => people(dice, { count, from: 0, milliseconds: 120 * minute }, { when: burst }),
  'a celebrity names the link': (dice, count) =>
    people(dice, { count, from: 0, milliseconds: 10 * minute }, { when: burst, age: 30 }),
  'a mail blast of a partner': (dice, count) =>
    people(dice, { count, from: 0, milliseconds: 60 * minute }, { when: burst, age: 40, wait: 60 }),
  'an embargo that ends, in its first minute': (dice, count) =>
    people(dice, { count, from: 0, milliseconds: minute }, { age: 25 }).filter(
      ({ wishedAt, waited }) => wishedAt + waited < minute,
    ),
  'one big employer, from its office': (dice, count) =>
    people(
      dice,
      { count, from: 0, milliseconds: 30 * minute },
      { address: () => '198.18.4.20', domain: () => 'employer.example', when: burst },
    ),
  'one big employer, all from home': (dice, count) =>
    people(
      dice,
      { count, from: 0, milliseconds: 60 * minute },
      { address: homeAddress, domain: () => 'employer.example' },
    ),
  'a campus in one writing': (dice, count) =>
    people(
      dice,
      { count, from: 0, milliseconds: 60 * minute },
      {
        address: (of) => `172.16.${of.between(0, 255)}.${of.between(1, 254)}`,
        domain: () => 'campus.example',
        name: (of) => signs(of, 0xac00, 0xd7a3, 3),
      },
    ),
  'a webinar': (dice, count) => people(dice, { count, from: 0, milliseconds: 3 * minute }, { age: 40, wait: 45 }),
  'a tablet at a stand': (dice, count) => {
    const every = 45_000
    return Array.from({ length: count }, (_, i) => ({
      ...person(dice, i * every + dice.between(0, 20_000), { address: () => '203.0.113.9', age: 20 }),
    }))
  },
  'a page kept too long by a cache: all forms stale': (dice, count) =>
    people(dice, { count, from: 0, milliseconds: 60 * minute }, { stale: 0.95 }),
  'an app whose browser drops hidden fields': (dice, count) =>
    people(dice, { count, from: 0, milliseconds: 30 * minute }, { noToken: 0.98, when: burst }),
  'a password manager that fills every field, on a page that a cache kept too long': (dice, count) =>
    people(dice, { count, from: 0, milliseconds: 60 * minute }, { honeypot: 0.5, stale: 0.95 }),
  'a partner who sends people on from a form': (dice, count) =>
    people(dice, { count, from: 0, milliseconds: 60 * minute }, { crossSite: 0.97 }),
  'fans who fill in by one tap': (dice, count) =>
    people(dice, { count, from: 0, milliseconds: 20 * minute }, { age: 7, wait: 30, when: burst }),
  'everybody through Tor': (dice, count) =>
    people(
      dice,
      { count, from: 0, milliseconds: 60 * minute },
      { address: (of) => `185.220.101.${of.between(1, 40)}`, domain: () => 'proton.me' },
    ),
  'a country behind few addresses': (dice, count) =>
    people(
      dice,
      { count, from: 0, milliseconds: 60 * minute },
      { address: (of) => `100.64.3.${of.between(1, 254)}`, domain: () => 'gmail.com' },
    ),
  'a town with one provider': (dice, count) =>
    people(
      dice,
      { count, from: 0, milliseconds: 120 * minute },
      { address: (of) => `198.51.${of.between(0, 3)}.${of.between(1, 254)}`, domain: () => 'town-net.example' },
    ),
  'a union with relay addresses': (dice, count) =>
    people(
      dice,
      { count, from: 0, milliseconds: 90 * minute },
      { domain: (of) => `${of.between(1, 99_999)}.relay.example` },
    ),
  'names that look drawn by lot': (dice, count) =>
    people(
      dice,
      { count, from: 0, milliseconds: 60 * minute },
      { name: (of) => `${word(of, 1)}rstv Vlk${word(of, 1).toLowerCase()}`, domain: () => 'north.example' },
    ),
  'a server at its limit, one domain, one after the other': (dice, count) =>
    Array.from({ length: count }, (_, i) => person(dice, i * 20, { domain: () => 'employer.example', wait: 40 })),
}
