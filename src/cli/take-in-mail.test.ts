import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { handMail, listenerForTests } from '../../test/kit/mail-client.ts'
import { quotedMail } from '../../test/kit/quoted-mail.ts'
import { gatherPlace, signedOn } from '../../test/kit/sign-ons.ts'
import { organizationPlace } from '../../test/kit/organizations.ts'
import { movableMeans, vaultForTests } from '../../test/kit/signatures.ts'
import { dnsOf, keyRecords, mailOf, signerMaker, signMail } from '../../test/kit/signed-mail.ts'
import { evidenceOf, makeChallenge, proofSubject, signOnFor, type TextHash } from '#organizations'
import { parseDomainName, type DnsAsk } from '#platform'
import { takeInMail, type TakenIn } from './take-in-mail.ts'

const database = await testDatabase()
const means = movableMeans()
const inbox = 'letters@coalition.example'
const signer = signerMaker()('harbor-lights.org')
const textHash = 'ab'.repeat(32) as TextHash
const answering = dnsOf(keyRecords(signer))

/** An organization that was asked for a proof, its mail, and a listener that takes in what comes. */
async function asked() {
  const { campaign, organization, letter } = await organizationPlace(database, means)
  const domain = parseDomainName(signer.domain)
  if (!domain) throw new Error('no domain')
  const made = await database.transaction((tx) =>
    makeChallenge(tx, campaign, { organization, letter, domain, textHash }, means),
  )
  if (made.kind !== 'made') throw new Error(made.kind)
  const fields = [
    ['From', `Ada Quill <ada@${signer.domain}>`],
    ['To', inbox],
    ['Subject', proofSubject(made.challenge.challenge, textHash)],
  ] as const
  const proof = await signMail(mailOf(fields, 'We sign. \u00e4\n.\n..\nend\n'), signer, { signTime: means.now() })
  let ask: DnsAsk = answering
  const became: TakenIn[] = []
  const { port } = await listenerForTests({
    take: async ({ raw, envelope }) => {
      const one = await takeInMail(raw, { ...means, database, vault: vaultForTests, inbox, ask, envelope })
      became.push(one)
      return one === 'later' ? { kind: 'later', why: 'dns-silent' } : { kind: 'taken' }
    },
  })
  const kept = async () => database.read((tx) => evidenceOf(tx, campaign, organization))
  return { proof, port, became, kept, setDns: (dns: DnsAsk) => (ask = dns) }
}

test('a proof handed over by another mail server is judged as it was signed, and kept', async () => {
  const { proof, port, became, kept } = await asked()
  expect(await handMail(port, proof)).toMatchObject({ code: 250 })
  expect(became).toEqual(['proved'])
  expect(await kept()).toMatchObject([{ verdict: 'proved', level: 'mail' }])
})

test('a forged proof is taken and kept as evidence that somebody tried; it proves nothing', async () => {
  const { proof, port, became, kept } = await asked()
  expect(await handMail(port, proof.replace('We sign', 'We do not sign'))).toMatchObject({ code: 250 })
  expect(await handMail(port, proof.replace(/^DKIM-Signature:[^]*?\r\n(?=\S)/, ''))).toMatchObject({ code: 250 })
  expect(became.filter((one) => one === 'proved')).toEqual([])
  expect(await kept()).toHaveLength(2)
})

test('while the DNS is silent the mail stays with its server, and proves when it comes again', async () => {
  const { proof, port, became, kept, setDns } = await asked()
  setDns(dnsOf({}, Object.keys(keyRecords(signer))))
  expect(await handMail(port, proof)).toMatchObject({ code: 451 })
  expect(await kept()).toEqual([])
  setDns(answering)
  expect(await handMail(port, proof)).toMatchObject({ code: 250 })
  expect(became).toEqual(['later', 'proved'])
})

test('a mail that answers nothing of ours is not ours, whoever brings it', async () => {
  const envelope = { ip: '192.0.2.1', helo: 'x.example', from: 'eve@evil.example' }
  const taken = { ...means, database, vault: vaultForTests, ask: answering, envelope }
  expect(await takeInMail(Buffer.from('Subject: Hello\r\n\r\nHello.\r\n'), { ...taken, inbox })).toBe('not-ours')
  expect(await takeInMail(Buffer.from(''), { ...taken, inbox: undefined })).toBe('not-ours')
})

test('a mail to a representative that can never arrive shows as mail trouble, whichever room it was of', async () => {
  const place = await gatherPlace(database, means)
  const { signOn } = await signedOn(database, place, means)
  const bounced = await quotedMail({
    kind: 'organizations.proof',
    ids: { campaign: place.campaign.id, signOn, term: '1' },
  })
  const report = [
    ...['From: MAILER-DAEMON@mx.example', 'MIME-Version: 1.0', 'Subject: Undelivered'],
    ...['Content-Type: multipart/report; report-type=delivery-status; boundary="b"', ''],
    ...['--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', ''],
    ...['Final-Recipient: rfc822; ada@harbor-lights.example', 'Action: failed', 'Status: 5.1.1', ''],
    ...['--b', 'Content-Type: message/rfc822', '', bounced, '--b--', ''],
  ]
  const taken = { ...means, database, vault: vaultForTests, ask: answering, inbox }
  expect(await takeInMail(Buffer.from(report.join('\r\n')), taken)).toBe('bounced')
  const detail = await database.read((tx) => signOnFor(tx, vaultForTests, place.campaign.id, signOn))
  expect(detail?.mailTrouble).toEqual(means.now())
})
