import { createTransport } from 'nodemailer'
import { expect, test } from 'vitest'
import { proofCase, type ProofCase } from '../../../test/kit/proof-mail.ts'
import { dnsOf, keyRecords, sealMail, signerMaker, signMail, type Signer } from '../../../test/kit/signed-mail.ts'
import { judgeMail } from './judge-mail.ts'
import type { MailDoubt } from './verdict.ts'

const signer = signerMaker()
const careful = signer('google.com')
const service = signer('mailing-service.net')

/** A genuine mail in some style: its bytes, and whose keys the DNS has. */
type Sent = { readonly mail: string | Buffer; readonly keys?: readonly Signer[] }
type Style = {
  readonly name: string
  readonly send: (one: ProofCase) => Promise<Sent>
  /** What a person has to look at; nothing: it proves by itself. */
  readonly doubts?: readonly MailDoubt[]
}

const canons = ['relaxed/relaxed', 'relaxed/simple', 'simple/simple', 'simple/relaxed'] as const
const ownKey = ({ dice, domain }: ProofCase): Signer => signer(domain, dice.chance(0.5) ? 'ed25519' : 2048)
const signed = async (one: ProofCase, mail: string, by = ownKey(one)): Promise<Sent> => ({
  mail: await signMail(mail, by, { canonicalization: one.dice.pick(canons), signTime: one.now }),
  keys: [by],
})

/** A mail as a common program composes and signs it. */
async function composed(one: ProofCase, parts: object): Promise<Sent> {
  const by = signer(one.domain, 2048)
  const dkim = { domainName: by.domain, keySelector: by.selector, privateKey: by.privateKey }
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows', dkim })
  const from = { name: one.dice.pick(['Zoë Ångström', 'Ada Quill', '山田']), address: `office@${one.domain}` }
  const mail = { from, to: one.expected.inbox, subject: one.subject, date: one.now, ...parts }
  const { message } = await transport.sendMail(mail)
  if (!Buffer.isBuffer(message)) throw new Error('the mail came as a stream')
  return { mail: message, keys: [by] }
}

const encodedSubject = ({ subject, dice }: ProofCase): string =>
  dice.chance(0.5)
    ? subject
        .split(/(?<=^.{30})|(?<=^.{60})|(?<=^.{90})/)
        .map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`)
        .join('\r\n ')
    : subject
        .split(/(?<=^.{40})|(?<=^.{80})/)
        .map((part) => `=?iso-8859-1?Q?${part.replaceAll(' ', '_')}?=`)
        .join('\r\n ')

const trace = (mail: string): string =>
  `Return-Path: <srs0=x@relay.example>\r\nReceived: from a.example (a.example [192.0.2.7])\r\n\tby b.example; Mon, 5 May 2031 12:00:01 +0000\r\nX-Spam-Status: No\r\n${mail}`

const styles: readonly Style[] = [
  { name: 'a plain mail from a mailto link', send: async (one) => signed(one, one.mail()) },
  { name: 'HTML only', send: async (one) => composed(one, { html: `<p>We <b>sign</b>.</p>${one.body}` }) },
  {
    name: 'text and HTML with an attachment',
    send: async (one) =>
      composed(one, { text: one.body, html: '<p>Yes</p>', attachments: [{ filename: 'minutes.pdf', content: 'x' }] }),
  },
  { name: 'a Subject in encoded words', send: async (one) => signed(one, one.mail({ Subject: encodedSubject(one) })) },
  {
    name: 'relayed with a long trace',
    send: async (one) => {
      const sent = await signed(one, one.mail())
      return { ...sent, mail: trace(trace(String(sent.mail))) }
    },
  },
  {
    name: 'piped by a mail server: line feeds only, and a line above',
    send: async (one) => {
      const sent = await signed(one, one.mail())
      const piped = String(sent.mail).replaceAll('\r\n', '\n')
      return { ...sent, mail: `From office@relay.example Mon May  5 12:00:01 2031\n${piped}` }
    },
  },
  {
    name: 'signed by a mailing service beside the organization',
    send: async (one) => {
      const inner = await signed(one, one.mail())
      const mail = await signMail(String(inner.mail), service, { signTime: one.now })
      return { mail, keys: [...(inner.keys ?? []), service] }
    },
  },
  {
    name: 'capitals in the Subject and copies to others',
    send: async (one) =>
      signed(one, one.mail({ Subject: one.subject.toUpperCase(), Cc: `"Board, the" <board@${one.domain}>` })),
  },
  {
    name: 'a subdomain of a mailing service signed',
    send: async (one) => {
      const by = signer(`em7.${one.domain}`)
      return signed(one, one.mail(), by)
    },
    doubts: ['signed-by-subdomain'],
  },
  {
    name: 'a key of 1024 bits',
    send: async (one) => signed(one, one.mail(), signer(one.domain, 1024)),
    doubts: ['key-short'],
  },
  {
    name: 'a person of a department',
    send: async (one) => {
      const domain = `north.${one.domain}`
      const by = signer(domain)
      return signed(one, one.mail({ From: `ada@${domain}` }), by)
    },
    doubts: ['from-subdomain'],
  },
  {
    name: 'an answer to our mail',
    send: async (one) => signed(one, one.mail({ Subject: `Re: ${one.subject}`, 'In-Reply-To': '<1@letters.example>' })),
    doubts: ['words-in-subject', 'is-answer'],
  },
  {
    name: 'forwarded by hand to a colleague who redirects it',
    send: async (one) => {
      const sent = await signed(one, one.mail({ To: `office@${one.domain}` }))
      return { ...sent, mail: trace(String(sent.mail)) }
    },
    doubts: ['not-addressed-to-us'],
  },
  {
    name: 'through a list that changes nothing',
    send: async (one) => {
      const sent = await signed(one, one.mail())
      return { ...sent, mail: `List-Id: <board.lists.example>\r\nPrecedence: list\r\n${String(sent.mail)}` }
    },
    doubts: ['passed-by-list'],
  },
  {
    name: 'through a list that adds a footer',
    send: async (one) => {
      const sent = await signed(one, one.mail())
      const footer = '\r\n_______\r\nboard mailing list\r\nboard@lists.example\r\n'
      return { ...sent, mail: `List-Id: <board.lists.example>\r\n${String(sent.mail)}${footer}` }
    },
    doubts: ['body-changed', 'passed-by-list'],
  },
  {
    name: 'through a list that rewrites Subject and From, with the seal of a careful forwarder',
    send: async (one) => {
      const list = `List-Id: <b.lists.example>\r\n${one.mail({ Subject: `[board] ${one.subject}`, From: 'Ada via Board <board@lists.example>' }, `${one.body}\n-- \nfooter\n`)}`
      const who = one.dice.chance(0.5) ? `header.i=@${one.domain}` : `header.d=${one.domain}`
      const saw = `dkim=pass (2048-bit key) ${who} header.s=ink; spf=pass smtp.mailfrom=${one.domain}`
      return { mail: await sealMail(list, careful, saw), keys: [careful] }
    },
    doubts: ['forwarder-vouches', 'words-in-subject', 'not-addressed-to-us', 'passed-by-list'],
  },
]

test.each(styles)('$name: genuine mail proves, or a person looks; none is refused', async ({ send, doubts }) => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const one = proofCase(seed)
    const { mail, keys = [] } = await send(one)
    const means = { ask: dnsOf(keyRecords(...keys)), now: () => one.now }
    const verdict = await judgeMail(Buffer.from(mail), one.expected, means)
    const wanted = doubts === undefined ? { kind: 'proved' } : { kind: 'review', doubts }
    expect(verdict, `seed ${seed}\n${String(mail)}`).toMatchObject(wanted)
  }
})

test('while nobody answers for the key, a mail is neither proof nor refused', async () => {
  const one = proofCase(1)
  const { mail, keys = [] } = await signed(one, one.mail())
  const silent = Object.keys(keyRecords(...keys))
  const means = { ask: dnsOf({}, silent), now: () => one.now }
  expect((await judgeMail(Buffer.from(mail), one.expected, means)).kind).toBe('later')
  const changed = Buffer.from(`${String(mail)}footer\r\n`)
  expect((await judgeMail(changed, one.expected, means)).kind).toBe('later')
})
