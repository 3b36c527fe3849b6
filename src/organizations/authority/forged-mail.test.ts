import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forgeries } from '../../../test/kit/forged-mail.ts'
import { genuine } from '../../../test/kit/forgery.ts'
import { proofCase } from '../../../test/kit/proof-mail.ts'
import { judgeMail } from './judge-mail.ts'

const seeds = [1, 2, 3, 4, 5, 6]

test('there are more than three hundred forged mails', () => {
  expect(forgeries.length * seeds.length).toBeGreaterThan(300)
})

test.each(forgeries)('$name: refused', async ({ forge, because }) => {
  for (const seed of seeds) {
    const one = proofCase(seed)
    const { mail, ask, now = one.now, expected = one.expected, envelope } = await forge(one)
    const means = { ask, now: () => now, ...(envelope && { envelope }) }
    const verdict = await judgeMail(Buffer.from(mail, 'latin1'), expected, means)
    expect(verdict, `seed ${seed}\n${mail}`).toMatchObject({ kind: 'refused' })
    if (verdict.kind === 'refused') expect(verdict.reasons, `seed ${seed}\n${mail}`).toContain(because)
  }
})

test('no letter of a mail can be another and the mail still prove, wherever it stands', async () => {
  const one = proofCase(7)
  const { mail, ask } = await genuine(one, one.mail(), { canonicalization: 'relaxed/relaxed' })
  const signed = mail.indexOf('\r\nFrom:')
  const letters = [...mail].flatMap((letter, at) => (at > signed && /[a-z0-9]/i.test(letter) ? [at] : []))
  for (const at of letters) {
    const other = mail[at]?.toLowerCase() === 'q' ? 'z' : 'q'
    const changed = `${mail.slice(0, at)}${other}${mail.slice(at + 1)}`
    const verdict = await judgeMail(Buffer.from(changed, 'latin1'), one.expected, { ask, now: () => one.now })
    expect(verdict.kind, changed).not.toBe('proved')
  }
  expect(letters.length).toBeGreaterThan(200)
})

test('whatever octets come in place of others, a mail is judged', async () => {
  const { mail, ask } = await genuine(proofCase(7))
  const { expected, now } = proofCase(7)
  await fc.assert(
    fc.asyncProperty(fc.nat(mail.length), fc.nat(40), fc.uint8Array({ maxLength: 40 }), async (at, cut, put) => {
      const spliced = mail.slice(0, at) + Buffer.from(put).toString('latin1') + mail.slice(at + cut)
      const verdict = await judgeMail(Buffer.from(spliced, 'latin1'), expected, { ask, now: () => now })
      expect(['proved', 'review', 'refused']).toContain(verdict.kind)
    }),
    { numRuns: 400 },
  )
})
