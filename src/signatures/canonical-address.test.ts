import { expect, test } from 'vitest'
import { diceOf } from '../../test/kit/dice.ts'
import { email } from '../../test/kit/signatures.ts'
import { canonicalAddress } from './canonical-address.ts'

const dice = diceOf(20)
const canonical = (typed: string): string => canonicalAddress(email(typed))

/** Who has a mailbox where: names that only differ where some provider looks away, and hosts of every kind. */
const people = ['ada.vale', 'adavale', 'ada-vale', 'ada_vale', 'imre', 'i.m.re', "o'neil", 'zoë', 'ann+e', 'li']
const hosts: readonly (readonly [hosts: readonly string[], tags: boolean, ignores: string])[] = [
  [['gmail.com', 'googlemail.com'], true, '.'],
  [['proton.me', 'protonmail.com', 'pm.me'], true, '.-_'],
  [['outlook.com'], true, ''],
  [['hotmail.co.uk'], true, ''],
  [['live.nl'], true, ''],
  [['icloud.com'], true, ''],
  [['fastmail.com'], true, ''],
  [['yahoo.com'], false, ''],
  [['aol.com'], false, ''],
  [['gmx.de'], false, ''],
  [['stairs.example'], false, ''],
  [['gmail.com.example'], false, ''],
  [['xn--bcher-kva.example', 'bücher.example', 'BÜCHER.EXAMPLE'], false, ''],
]

/** By the providers' own words: which mailbox a name at a host is. */
function mailboxOf(person: string, tags: boolean, ignores: string): string {
  const name = tags ? person.replace(/\+.*$/, '') : person
  return [...name].filter((one) => !ignores.includes(one)).join('')
}

/** Another spelling of the same mailbox. */
function respelled(person: string, tags: boolean, ignores: string): string {
  let name = tags ? person.replace(/\+.*$/, '') : person
  if (ignores !== '')
    name = [...name]
      .filter((one) => !ignores.includes(one) || dice.chance(0.5))
      .map((one, i) => (i > 0 && dice.chance(0.3) ? `${dice.pick(['.', ignores.at(-1) ?? '.'])}${one}` : one))
      .join('')
      .replace(/[.]{2,}/g, '.')
      .replace(/^[.\-_]+/, '')
  if (tags && dice.chance(0.5)) name += `+${dice.pick(['news', 'a.b', 'x+y', '2019', '-'])}`
  return [...name].map((one) => (dice.chance(0.3) ? one.toUpperCase() : one)).join('')
}

test('of 6,000 spellings, those of one mailbox come to one form and those of two never do', () => {
  const forms = new Map<string, Set<string>>()
  const mailboxes = new Map<string, Set<string>>()
  let spellings = 0
  for (const [names, tags, ignores] of hosts)
    for (const person of people)
      for (let i = 0; i < 47; i += 1) {
        const host = dice.pick([names[0] ?? '', ...names])
        const spelled = `${respelled(person, tags, ignores)}@${dice.chance(0.3) ? host.toUpperCase() : host}`
        const mailbox = `${mailboxOf(person, tags, ignores)}@${names[0]}`
        const form = canonical(spelled)
        forms.set(mailbox, (forms.get(mailbox) ?? new Set()).add(form))
        mailboxes.set(form, (mailboxes.get(form) ?? new Set()).add(mailbox))
        spellings += 1
      }
  expect(spellings).toBeGreaterThan(6000)
  expect([...forms].filter(([, all]) => all.size !== 1)).toEqual([])
  expect([...mailboxes].filter(([, all]) => all.size !== 1)).toEqual([])
})

test('hosts that only look like a provider, and providers whose rules are not certain, keep every sign', () => {
  const apart = [
    ['a.b@gmail.com.example', 'ab@gmail.com.example'],
    ['a+b@notgmail.com', 'a@notgmail.com'],
    ['a-b@yahoo.com', 'a@yahoo.com'],
    ['a.b@outlook.com', 'ab@outlook.com'],
    ['ada@outlook.com', 'ada@hotmail.com'],
    ['ada@icloud.com', 'ada@me.com'],
    ['a-b@gmail.com', 'ab@gmail.com'],
    ['a_b@gmail.com', 'a.b@gmail.com'],
    ['+tag@gmail.com', '+other@gmail.com'],
    ['a+b@stairs.example', 'a@stairs.example'],
    ['ada@proton.me', 'ada@protonmail.example'],
  ]
  for (const [one = '', other = ''] of apart) expect(canonical(one)).not.toBe(canonical(other))
})
