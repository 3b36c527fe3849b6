import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { organizationPlace } from '../../../test/kit/organizations.ts'
import { movableMeans, vaultForTests } from '../../../test/kit/signatures.ts'
import { dnsOf, keyRecords, mailOf, signerMaker, signMail } from '../../../test/kit/signed-mail.ts'
import { parseDomainName } from '#platform'
import { answerByMail } from './answer-by-mail.ts'
import { answerByRecord } from './answer-by-record.ts'
import { authorityOf } from './authority-of.ts'
import { makeChallenge } from './challenge.ts'
import { recordToMake } from './judge-record.ts'
import { openRaw } from './open-evidence.ts'
import { proofSubject, type TextHash } from './proof-subject.ts'
import { evidenceOf } from './store-evidence.ts'

const database = await testDatabase()
const means = movableMeans()
const inbox = 'sign-on@letters.example'
const signer = signerMaker()('harbor-lights.org')
const textHash = 'ab'.repeat(32) as TextHash

async function asked() {
  const place = await organizationPlace(database, means)
  const domain = parseDomainName(signer.domain)
  if (!domain) throw new Error('no domain')
  const { campaign, organization, letter } = place
  const made = await database.transaction((tx) =>
    makeChallenge(tx, campaign, { organization, letter, domain, textHash }, means),
  )
  if (made.kind !== 'made') throw new Error(made.kind)
  const { challenge } = made
  const mail = (subject = proofSubject(challenge.challenge, textHash)) =>
    signMail(
      mailOf(
        [
          ['From', `Ada Quill <ada@${signer.domain}>`],
          ['To', inbox],
          ['Subject', subject],
        ],
        'We sign. \u00e4\n',
      ),
      signer,
      { signTime: means.now() },
    )
  const taken = async (raw: string, ask = dnsOf(keyRecords(signer))) =>
    answerByMail(database, Buffer.from(raw), { ...means, ask, inbox, vault: vaultForTests })
  const level = async () => (await database.read((tx) => authorityOf(tx, campaign, { organization, letter }))).level
  return { place, challenge, mail, taken, level }
}

test('a mail that answers a challenge finds it, proves, and is kept byte for byte; sent again it is refused', async () => {
  const { place, mail, taken, level } = await asked()
  const { campaign, organization } = place
  const raw = await mail()
  expect(await taken(raw)).toMatchObject({ kind: 'kept', campaign, organization, verdict: 'proved' })
  expect(await level()).toBe('mail')
  expect(await taken(raw)).toMatchObject({ kind: 'kept', verdict: 'refused' })
  const [first, second] = await database.read((tx) => evidenceOf(tx, campaign, organization))
  expect(second?.reasons).toEqual(['challenge-used'])
  if (!first) throw new Error('nothing was kept')
  const kept = await database.read((tx) => openRaw(tx, vaultForTests, campaign, first.id))
  expect(kept).toEqual(Buffer.from(raw))
})

test('a mail that names no challenge, or one that we never made, is not ours', async () => {
  const { mail, taken, level } = await asked()
  expect(await taken(await mail('Hello'))).toEqual({ kind: 'not-ours' })
  expect(await taken(await mail(`Undersigned ${'0'.repeat(32)} ${textHash}`))).toEqual({ kind: 'not-ours' })
  expect(await taken('')).toEqual({ kind: 'not-ours' })
  expect(await level()).toBe('unverified')
})

test('while the DNS is silent nothing is kept, and the same mail proves later', async () => {
  const { place, mail, taken } = await asked()
  const raw = await mail()
  expect(await taken(raw, dnsOf({}, Object.keys(keyRecords(signer))))).toEqual({ kind: 'later' })
  expect(await database.read((tx) => evidenceOf(tx, place.campaign, place.organization))).toEqual([])
  expect(await taken(raw)).toMatchObject({ verdict: 'proved' })
})

test('a mail that is refused is kept with its reasons, and leaves the challenge open', async () => {
  const { place, mail, taken, level } = await asked()
  const raw = await mail()
  const outcomes = [`From: eve@evil-press.net\r\n${raw}`, raw.replace('\r\nTo:', '\r\nBad line\r\nTo:')].map((one) =>
    taken(one),
  )
  for (const outcome of await Promise.all(outcomes)) expect(outcome).toMatchObject({ kind: 'kept', verdict: 'refused' })
  const kept = await database.read((tx) => evidenceOf(tx, place.campaign, place.organization))
  expect(kept.flatMap(({ reasons }) => reasons).toSorted()).toEqual(['author-unclear', 'header-unclear'])
  expect(await level()).toBe('unverified')
  expect(await taken(raw)).toMatchObject({ verdict: 'proved' })
})

test('an answer after its week proves nothing', async () => {
  const { mail, taken } = await asked()
  means.pass(7 * 86_400_000)
  expect(await taken(await mail())).toMatchObject({ kind: 'kept', verdict: 'refused' })
})

test('after twenty answers to one challenge no more are kept', async () => {
  const { mail, taken } = await asked()
  const forged = (await mail()).replace('From:', 'From: eve@evil-press.net\r\nFrom:')
  for (let n = 0; n < 20; n += 1) expect(await taken(forged)).toMatchObject({ verdict: 'refused' })
  expect(await taken(forged)).toEqual({ kind: 'too-many' })
})

test('a record in the DNS and a file on the site prove; what does not prove is not kept', async () => {
  for (const level of ['dns', 'file'] as const) {
    const one = await asked()
    const { dnsName, line } = recordToMake(one.challenge)
    const looked = async (text: string) =>
      answerByRecord(database, one.challenge, level, {
        ...means,
        vault: vaultForTests,
        ask: dnsOf({ [dnsName]: text }),
        fetchFile: async () => ({ kind: 'text', text }),
      })
    expect(await looked('nothing')).toEqual({ kind: 'refused', reasons: ['record-missing'] })
    expect(await one.level()).toBe('unverified')
    expect(await looked(line)).toEqual({ kind: 'proved' })
    expect(await one.level()).toBe(level)
    expect(await looked(line)).toEqual({ kind: 'used' })
    const { campaign, organization } = one.place
    expect(await database.read((tx) => evidenceOf(tx, campaign, organization))).toHaveLength(2)
  }
})
