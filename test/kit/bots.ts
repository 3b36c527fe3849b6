import type { FormTraits } from '../../src/signatures/review/signals.ts'
import { homeAddress, inboxOf, openedFor, personName, spread, type Span, type Visit } from './crowds.ts'
import type { Dice } from './dice.ts'

type Part = Partial<FormTraits> & { readonly at?: number; readonly waited: number }
type Step = { readonly i: number; readonly share: number; readonly at: number }

function attack(span: Span, dice: Dice, make: (step: Step) => Part): readonly Visit[] {
  return Array.from({ length: span.count }, (_, i) => {
    const share = i / span.count
    const { at, waited, ...traits } = make({ i, share, at: span.from + Math.floor(share * span.milliseconds) })
    const name = traits.name ?? personName(dice)
    return {
      wishedAt: at ?? span.from + dice.between(0, span.milliseconds),
      waited: Math.max(300, Math.floor(waited)),
      bot: true,
      traits: {
        address: homeAddress(dice),
        email: `${inboxOf(dice, name)}@catch-all.example`,
        name,
        opening: { kind: 'none' },
        honeypot: false,
        crossSite: false,
        ...traits,
      },
    }
  })
}

const letters = (dice: Dice, count: number): string =>
  Array.from({ length: count }, () => String.fromCharCode(dice.between(97, 122))).join('')
const randomName = (dice: Dice): string => {
  const one = (): string => letters(dice, dice.between(5, 9)).replace(/^./, (first) => first.toUpperCase())
  return `${one()} ${one()}`
}

/** Names as a file of people has them: from A to Z. */
const listName = (dice: Dice, share: number): string => {
  const initial = String.fromCharCode(65 + Math.min(25, Math.floor(share * 26)))
  const name = personName(dice).replace(/[^A-Za-z ]/g, '')
  const words = `${initial}${letters(dice, 1)} ${name}`.trim().split(/\s+/)
  return `${words.at(-1) === words[0] ? 'Ana' : words.at(-1)} ${initial}${personName(dice)
    .replace(/[^a-z]/g, '')
    .slice(0, 6)}`
}

/** Twelve ways in which machines have signed, or would: each confirms its mails, so none is stopped by a mailbox. */
export const attacks: Readonly<Record<string, (dice: Dice, span: Span) => readonly Visit[]>> = {
  'a script on one host with a catch-all domain': (dice, span) =>
    attack(span, dice, () => ({
      address: `203.0.113.${dice.between(1, 9)}`,
      name: randomName(dice),
      waited: dice.between(400, 2500),
    })),
  'tens of thousands from one hosting network (2016)': (dice, span) =>
    attack(span, dice, () => ({
      address: `203.0.${dice.between(112, 115)}.${dice.between(1, 254)}`,
      email: `${letters(dice, 9)}@catch-all.example`,
      opening: openedFor(dice, 1),
      waited: dice.between(600, 4000),
    })),
  'generated subdomains and a /48 of addresses': (dice, span) =>
    attack(span, dice, ({ i }) => ({
      address: `2001:db8:77:${i.toString(16)}::1`,
      email: `a@${letters(dice, 6)}.catch-all.example`,
      opening: openedFor(dice, 1),
      waited: dice.between(500, 4500),
    })),
  'rented homes, five domains, unhurried waits': (dice, span) =>
    attack(span, dice, () => ({
      email: `${letters(dice, 8)}@drop${dice.between(1, 5)}.example`,
      opening: openedFor(dice, 2),
      waited: dice.between(2000, 20_000),
    })),
  'bought mailboxes of a big provider, no form': (dice, span) =>
    attack(span, dice, () => ({ email: `${letters(dice, 10)}@gmail.com`, waited: dice.between(700, 4000) })),
  'bought mailboxes, one form kept for days': (dice, span) =>
    attack(span, dice, () => ({
      email: `${letters(dice, 7)}${dice.between(1000, 9999)}@outlook.com`,
      opening: { kind: 'stale' },
      waited: dice.between(900, 4500),
    })),
  'every field filled': (dice, span) =>
    attack(span, dice, () => ({ honeypot: true, opening: openedFor(dice, 20), waited: dice.between(1000, 30_000) })),
  'a driven browser that thinks for six seconds and looks for mail twice a minute': (dice, span) =>
    attack(span, dice, ({ at }) => ({
      at: at + dice.between(-50, 50),
      opening: openedFor(dice, 6.5),
      waited: dice.between(300, 30_000),
    })),
  'a slow drip by the clock': (dice, span) =>
    attack(span, dice, ({ at }) => ({
      at: at + dice.between(-900, 900),
      email: `${letters(dice, 8)}@drip.example`,
      opening: openedFor(dice, dice.between(20, 200)),
      waited: dice.between(20_000, 90_000),
    })),
  'a list from A to Z with counted mailboxes': (dice, span) =>
    attack(span, dice, ({ i, share, at }) => ({
      at: at + dice.between(0, 200),
      name: listName(dice, share),
      address: `2001:db8:42:${dice.between(0, 999)}::5`,
      email: `user${100_000 + i}@mail.example`,
      opening: openedFor(dice, spread(dice, 40, 0.9)),
      waited: dice.between(800, 9000),
    })),
  'a page that makes visitors send the form': (dice, span) =>
    attack(span, dice, () => ({ crossSite: true, opening: { kind: 'none' }, waited: spread(dice, 4000, 0.5) })),
  'all at once through Tor': (dice, span) =>
    attack({ ...span, milliseconds: Math.min(span.milliseconds, 20_000) }, dice, () => ({
      address: `185.220.101.${dice.between(1, 40)}`,
      name: randomName(dice),
      opening: openedFor(dice, dice.between(3, 60)),
      waited: dice.between(500, 15_000),
    })),
}
