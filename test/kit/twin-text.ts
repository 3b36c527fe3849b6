import type { Dice } from './dice.ts'

type Words = readonly [string, ...string[]]

const subjects: Words = [
  'the company',
  'this product',
  'your board',
  'the board of Ostrel Corp.',
  'the technology',
  'our coalition',
  'the public',
  'every member of the coalition',
  'Mr. Calloran',
]
const verbs: Words = [
  'has promised to publish',
  'refuses to disclose',
  'must stop selling',
  'continues to build',
  'has never examined',
  'should withdraw',
  'has quietly licensed',
  'is required to report on',
  'will not answer for',
]
const objects: Words = [
  'tools that track people in public places',
  'the records of its customers',
  'a system with no oversight',
  'software that mistakes faces',
  'the contract signed in March 2017',
  'an unprecedented database of travelers',
  'what 40,000 people have asked for',
  'the findings of three independent audits',
]
const ends: Words = [
  'without consent',
  'in the U.S. and abroad',
  'while "safeguards" are only announced',
  'and nobody is told',
  'despite repeated warnings',
  'for the benefit of agencies that answer to no one',
  "against its workers' wishes",
  'because no law requires more',
  'as its own engineers have written',
]

/** A sentence of invented text. */
export function sentence(d: Dice, name: string): string {
  const subject = d.chance(0.3) ? name : d.pick(subjects)
  const tail = d.chance(0.6) ? ` ${d.pick(ends)}` : ''
  const more = d.chance(0.3) ? `, and ${d.pick(subjects)} ${d.pick(verbs)} ${d.pick(objects)}` : ''
  const text = `${subject} ${d.pick(verbs)} ${d.pick(objects)}${tail}${more}${d.pick(['.', '.', '.', '?'])}`
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** A paragraph of two to six sentences. */
export function paragraph(d: Dice, name: string): string {
  return Array.from({ length: d.between(2, 6) }, () => sentence(d, name)).join(' ')
}

/** Text with some words turned into links; `marked` as printed, `links` what they are. */
export type Linked = {
  readonly marked: string
  readonly text: string
  readonly links: readonly { readonly text: string; readonly href: string | null }[]
}

/** Turns some runs of words into links, most of which have lost their target. */
export function withLinks(d: Dice, text: string): Linked {
  const words = text.split(' ')
  const links: { text: string; href: string | null }[] = []
  const marked: string[] = []
  for (let at = 0; at < words.length;) {
    const length = d.between(1, 4)
    const run = words.slice(at, at + length)
    if (d.chance(0.04) && run.length === length && at + length < words.length) {
      const href = d.chance(0.75) ? null : `https://example.org/p/${d.between(1, 999)}${d.chance(0.2) ? '_(note)' : ''}`
      links.push({ text: run.join(' '), href })
      marked.push(`[${run.join(' ')}](${href ?? '#'})`)
      at += length
    } else {
      marked.push(words[at] ?? '')
      at += 1
    }
  }
  return { marked: marked.join(' '), text, links }
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
const monate = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
] as const

/** A date as a letter prints it in one of the usual ways. */
export function printedDate(d: Dice): { readonly printed: string; readonly iso: string } {
  const [year, month, day] = [d.between(2009, 2029), d.between(1, 12), d.between(1, 28)]
  const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const name = months[month - 1] ?? ''
  const printed = d.pick([
    `${day} ${name} ${year}`,
    `${name} ${day}, ${year}`,
    `${name} ${day}, ${year}`,
    iso,
    `${day}. ${monate[month - 1]} ${year}`,
  ])
  return { printed, iso }
}
