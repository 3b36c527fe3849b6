import { parseChallenge, proofSubject, textHashOf, type ExpectedMail } from '../../src/organizations/index.ts'
import { parseDomainName } from '../../src/platform/index.ts'
import { parseVersionHash } from '../../src/kernel/index.ts'
import { diceOf, type Dice } from './dice.ts'
import { mailOf } from './signed-mail.ts'

/** One sign-on that waits for its proof, and the plain mail that would answer it, before anybody signed that. */
export type ProofCase = {
  readonly seed: number
  readonly dice: Dice
  readonly expected: ExpectedMail
  readonly domain: string
  readonly subject: string
  readonly now: Date
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly body: string
  /** The mail with some fields said otherwise, or left out by an empty value. */
  readonly mail: (changed?: Readonly<Record<string, string>>, body?: string) => string
}

const domains = ['harbor-lights.org', 'millbrook.org.uk', 'tidewater-guild.net', 'verein-am-fluss.de'] as const
const people = ['Ada Quill', 'Bo Tarn', 'Cleo Marsh', 'Dov Ferry', 'Edda Loom'] as const
const bodies = [
  'We sign.\n',
  'Please find our sign-on.\n\n-- \nDirector\n',
  'Our board agreed on Tuesday.\nGreetings  \n\n\n',
  'Wir unterzeichnen.\nMit freundlichem Gruß\n',
] as const

/** The sign-on of a seed: the same seed is always the same one. */
export function proofCase(seed: number): ProofCase {
  const dice = diceOf(seed)
  const hex = (length: number) => Array.from({ length }, () => dice.between(0, 15).toString(16)).join('')
  const domain = dice.pick(domains)
  const challenge = parseChallenge(hex(32))
  const version = parseVersionHash(hex(64))
  const parsed = parseDomainName(domain)
  if (!challenge || !version || !parsed) throw new Error('the case cannot be made')
  const now = new Date(Date.UTC(2031, 4, 1 + dice.between(0, 20), 12))
  const endsAt = new Date(now.getTime() + 3_600_000)
  const inbox = 'sign-on@letters.example'
  const expected = { domain: parsed, challenge, textHash: textHashOf([version]), inbox, endsAt }
  const subject = proofSubject(challenge, expected.textHash)
  const person = dice.pick(people)
  const local = person.toLowerCase().replace(' ', '.')
  const fields = [
    ['From', dice.pick([`${person} <${local}@${domain}>`, `${local}@${domain}`, `"${person}" <${local}@${domain}>`])],
    ['To', dice.pick([inbox, `<${inbox}>`, `Undersigned <${inbox}>`])],
    ['Subject', dice.pick([subject, subject.replace(' ', '\r\n '), subject.replaceAll(' ', '\r\n\t')])],
    ['Date', now.toUTCString().replace('GMT', '+0000')],
    ['Message-ID', `<${hex(12)}@${domain}>`],
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/plain; charset=utf-8'],
  ] as const
  const body = dice.pick(bodies)
  const mail: ProofCase['mail'] = (changed = {}, otherBody = body) => {
    const kept = fields.map(([name, value]) => [name, changed[name] ?? value] as const)
    const more = Object.entries(changed).filter(([name]) => !fields.some(([one]) => one === name))
    return mailOf(
      [...kept, ...more].filter(([, value]) => value !== ''),
      otherBody,
    )
  }
  return { seed, dice, expected, domain, subject, now, fields, body, mail }
}
