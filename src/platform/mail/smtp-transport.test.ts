import { once } from 'node:events'
import fc from 'fast-check'
import { authenticate } from 'mailauth'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { expect, onTestFinished, test } from 'vitest'
import { mailKeyForTests } from '../../../test/kit/mail.ts'
import { scriptedServer, type SmtpScript } from '../../../test/kit/mail-server.ts'
import type { MailTransport, OutgoingMail } from './mail.ts'
import { smtpTransport } from './smtp-transport.ts'

const key = mailKeyForTests()
const from = 'letters@coalition.example'
const mail: OutgoingMail = {
  to: 'ada@inbox.example',
  subject: 'Bitte bestätigen: 请确认 — تأكيد',
  text: 'Guten Tag,\n\nhttps://letters.example/confirm/0190-aaaa.bbbb\n\nΓειά σου\n.\nend',
  language: 'de',
  unsubscribe: 'https://letters.example/unsubscribe/x.y',
  reference: 'abc_DEF-123',
  token: 'c2VhbGVk',
  date: new Date('2031-05-01T12:00:00Z'),
}

test('a mail arrives as it was written, with every header a large provider asks for, each once', async () => {
  const server = await scriptedServer()
  expect(await transportTo(server.url).send(mail)).toEqual({ kind: 'accepted' })
  const [taken] = server.taken
  expect(taken).toMatchObject({ from, to: mail.to })
  const read = await simpleParser(taken?.bytes ?? Buffer.alloc(0))
  expect(read.subject).toBe(mail.subject)
  expect(read.text?.trimEnd()).toBe(mail.text)
  expect(read.messageId).toBe('<abc_DEF-123@coalition.example>')
  expect(read.date).toEqual(mail.date)
  const lines = headerLines(taken?.bytes)
  expect(lines.filter((line) => /^from:/i.test(line))).toEqual([`From: ${from}`])
  expect(lines).toContain('List-Unsubscribe: <https://letters.example/unsubscribe/x.y>')
  expect(lines).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(lines).toContain('Auto-Submitted: auto-generated')
  expect(lines).toContain('Content-Language: de')
  const names = lines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
  expect(names).toEqual([...new Set(names)])
})

test('every mail carries a DKIM signature that holds, is aligned, and covers what RFC 8058 demands', async () => {
  const server = await scriptedServer()
  await transportTo(server.url).send({
    ...mail,
    attachments: [{ name: 'a.txt', contentType: 'text/plain', content: 'ink' }],
  })
  const bytes = server.taken[0]?.bytes ?? Buffer.alloc(0)
  const { dkim } = await judged(bytes)
  expect(dkim.results).toHaveLength(1)
  expect(dkim.results[0]).toMatchObject({
    signingDomain: 'coalition.example',
    selector: 'ink',
    status: { result: 'pass' },
  })
  expect(dkim.results[0]?.status.aligned).toBe('coalition.example')
  const covered = dkim.results[0]?.signingHeaders?.keys.toLowerCase() ?? ''
  for (const name of ['from', 'to', 'subject', 'date', 'message-id', 'list-unsubscribe', 'list-unsubscribe-post'])
    expect(covered.split(/:\s*/)).toContain(name)
  const forged = await judged(Buffer.from(bytes.toString('latin1').replace('To: ada', 'To: bob'), 'latin1'))
  expect(forged.dkim.results[0]?.status.result).not.toBe('pass')
})

test('a mail that is to be proved brings what was said, the number in the queue and its own bytes', async () => {
  const server = await scriptedServer((step) =>
    step === 'dot' ? { kind: 'say', line: '250 2.0.0 Ok: queued as 4Xyz12AbC', take: true } : undefined,
  )
  const transport = transportTo(server.url)
  await transport.send(mail)
  // The second on one connection: its greeting is told again, the mail before it is not.
  const outcome = await transport.send({ ...mail, to: 'bob@inbox.example', keepsRecord: true })
  expect(server.connections()).toBe(1)
  const { transcript = '', queueId, message } = outcome.record ?? {}
  expect(transcript.split('\n')).toEqual([
    ...['S: 220 ink.example', expect.stringMatching(/^C: EHLO /), 'S: 250 ok'],
    ...['C: MAIL FROM:<letters@coalition.example>', 'S: 250 ok', 'C: RCPT TO:<bob@inbox.example>', 'S: 250 ok'],
    ...['C: DATA', 'S: 354 go on', 'S: 250 2.0.0 Ok: queued as 4Xyz12AbC', ''],
  ])
  expect(queueId).toBe('4Xyz12AbC')
  expect(message).toEqual(server.taken[1]?.bytes)
})

test('what was said is told of a failure, too, and nothing of a password', async () => {
  const server = await scriptedServer((step) =>
    step === 'ehlo'
      ? { kind: 'say', line: '250-ink.example\r\n250 AUTH PLAIN' }
      : step === 'data'
        ? { kind: 'say', line: '554 5.7.1 not from you' }
        : undefined,
  )
  const kept = { ...mail, keepsRecord: true }
  const failed = await transportTo(server.url).send(kept)
  expect(failed.record).toMatchObject({ queueId: undefined, message: undefined })
  expect(failed.record?.transcript).toMatch(/C: DATA\nS: 554 5\.7\.1 not from you\n/)
  const url = server.url.replace('//', '//ada:se%20cret@')
  const unknown = await transportTo(url).send(kept)
  expect(unknown.record?.transcript).toContain('S: 220 ink.example')
  expect(JSON.stringify(unknown)).not.toMatch(/se cret|AUTH PLAIN [^\\]|YWRh|c2UgY3JldA/)
})

test('answers go where a mail says, and what a person has sent does not call itself automatic', async () => {
  const server = await scriptedServer()
  await transportTo(server.url).send({ ...mail, replyTo: 'reply-abc@letters.example', isByPerson: true })
  const bytes = server.taken[0]?.bytes
  const lines = headerLines(bytes)
  expect(lines).toContain('Reply-To: reply-abc@letters.example')
  expect(lines.some((line) => /^auto-submitted:/i.test(line))).toBe(false)
  const { dkim } = await judged(bytes ?? Buffer.alloc(0))
  expect(dkim.results[0]?.status.result).toBe('pass')
  expect(dkim.results[0]?.signingHeaders?.keys.toLowerCase()).toContain('reply-to')
})

test('whatever stands in subject, address or ids makes no header and no second recipient', async () => {
  const server = await scriptedServer()
  const transport = transportTo(server.url)
  const nasty = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('x\r\nBcc: eve@evil.example', 'a\nb', '\u2028', 'a, b@c.example'),
  )
  await fc.assert(
    fc.asyncProperty(nasty, nasty, nasty, async (subject, local, text) => {
      const before = server.taken.length
      const outcome = await transport.send({ ...mail, subject, text, to: `${local}@inbox.example` })
      if (outcome.kind !== 'accepted') return
      const taken = server.taken.slice(before)
      expect(taken).toHaveLength(1)
      const bytes = taken[0]?.bytes ?? Buffer.alloc(0)
      const lines = headerLines(bytes)
      const names = lines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
      expect(names).toEqual([...new Set(names)])
      expect(names).not.toContain('bcc')
      expect(taken[0]?.to).toContain('@inbox.example')
    }),
    { numRuns: 60 },
  )
})

test('connections are kept: twenty mails one after the other need one', async () => {
  const server = await scriptedServer()
  const transport = transportTo(server.url)
  for (let i = 0; i < 20; i += 1) await transport.send(mail)
  expect([server.taken.length, server.connections()]).toEqual([20, 1])
})

test.for<readonly [string, SmtpScript, unknown]>([
  ['a 4xx to the recipient', (step) => says(step, 'rcpt', '450 4.2.1 wait'), later('450 4.2.1', 'recipient')],
  ['a 4xx to the mail', (step) => says(step, 'dot', '451 4.7.0 greylisted'), later('451 4.7.0', 'recipient')],
  ['a 421', (step) => says(step, 'rcpt', '421 4.3.2 closing'), later('421 4.3.2', 'server')],
  ['an unknown mailbox', (step) => says(step, 'rcpt', '550 5.1.1 no such user'), refused('550 5.1.1', true)],
  ['a policy of the other side', (step) => says(step, 'rcpt', '550 5.7.1 no relaying'), refused('550 5.7.1', false)],
  ['a refused mail', (step) => says(step, 'dot', '554 5.6.0 bad'), refused('554 5.6.0', false)],
  ['a refused sender', (step) => says(step, 'mail', '550 5.7.1 who are you'), later('550 5.7.1', 'server')],
  ['a greeting that refuses', (step) => says(step, 'greet', '554 go away'), later('554', 'server')],
  ['a line that is no answer', (step) => says(step, 'rcpt', 'ink ink ink'), later('EENVELOPE', 'server')],
  [
    'a break before the dot',
    (step) => (step === 'body' ? { kind: 'drop' } : undefined),
    // A short mail may be written whole before the break is seen; then nobody knows.
    { ...later('ECONNECTION', 'server'), inDoubt: expect.any(Boolean) },
  ],
  [
    'a break after the dot',
    (step) => (step === 'dot' ? { kind: 'drop' } : undefined),
    later('ECONNECTION', 'server', true),
  ],
  ['garbage after the dot', (step) => says(step, 'dot', '¿?'), later('EMESSAGE', 'server', true)],
  ['silence before the dot', (step) => (step === 'rcpt' ? { kind: 'hang' } : undefined), later('ETIMEDOUT', 'server')],
  [
    'silence after the dot',
    (step) => (step === 'dot' ? { kind: 'hang' } : undefined),
    later('ETIMEDOUT', 'server', true),
  ],
])('what a server says is judged: %s', async ([, script, outcome]) => {
  const server = await scriptedServer(script)
  expect(await transportTo(server.url).send(mail)).toEqual(outcome)
})

test('a refused recipient does not cost the connection', async () => {
  const server = await scriptedServer((step, to) =>
    to.startsWith('no') ? says(step, 'rcpt', '550 5.1.1 no') : undefined,
  )
  const transport = transportTo(server.url)
  await transport.send({ ...mail, to: 'no@inbox.example' })
  expect(await transport.send(mail)).toEqual({ kind: 'accepted' })
  expect(server.connections()).toBe(1)
})

test('a server that is not there is told as such', async () => {
  const server = await scriptedServer(undefined)
  const url = server.url.replace(String(server.port), '1')
  expect(await transportTo(url).send(mail)).toMatchObject({ kind: 'later', whose: 'server', inDoubt: false })
})

test('a password is sent to a server that asks for it, and a wrong one is trouble of the server, not of the mail', async () => {
  const got: string[] = []
  const port = await ordinaryServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'ink@x' && password === 'p:w/d' ? done(null, { user: username }) : done(new Error('no')),
    onData: (stream, _session, done) => {
      stream.on('data', (bytes: Buffer) => got.push(bytes.toString())).on('end', () => done())
    },
  })
  expect(await transportTo(`smtp://ink%40x:p%3Aw%2Fd@127.0.0.1:${port}`).send(mail)).toEqual({ kind: 'accepted' })
  expect(got.join('')).toContain('Message-ID')
  const wrong = await transportTo(`smtp://ink:wrong@127.0.0.1:${port}`).send(mail)
  expect(wrong).toMatchObject({ kind: 'later', whose: 'server', inDoubt: false })
})

test('STARTTLS is used where it is offered', async () => {
  const secure: boolean[] = []
  const port = await ordinaryServer({
    authOptional: true,
    onData: (stream, session, done) => {
      secure.push(session.secure)
      stream.resume().on('end', () => done())
    },
  })
  expect(await transportTo(`smtp://127.0.0.1:${port}`).send(mail)).toEqual({ kind: 'accepted' })
  expect(secure).toEqual([true])
})

function says(step: string, at: string, line: string) {
  return step === at ? ({ kind: 'say', line } as const) : undefined
}

function later(code: string, whose: string, inDoubt = false) {
  return { kind: 'later', code, whose, inDoubt }
}

function refused(code: string, sure: boolean) {
  return { kind: 'refused', code, sure }
}

function transportTo(smtpUrl: string): MailTransport {
  const transport = smtpTransport({ smtpUrl, mailFrom: from, patience: { envelope: 1000, answer: 500 } }, key)
  onTestFinished(async () => transport.close())
  return transport
}

async function ordinaryServer(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({ logger: false, ...options })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  server.on('error', () => {})
  onTestFinished(() => {
    server.close()
  })
  const address = listening.address()
  return address !== null && typeof address === 'object' ? address.port : 0
}

async function judged(bytes: Buffer) {
  return authenticate(bytes, {
    ip: '192.0.2.1',
    helo: 'mail.coalition.example',
    sender: from,
    disableArc: true,
    disableDmarc: true,
    disableBimi: true,
    resolver: async (name, type) => {
      if (name === 'ink._domainkey.coalition.example' && type === 'TXT') return [[key.record]]
      throw Object.assign(new Error('none'), { code: 'ENOTFOUND' })
    },
  })
}

/** The header of a mail, unfolded. */
function headerLines(bytes = Buffer.alloc(0)): readonly string[] {
  const text = bytes.toString('latin1')
  return text
    .slice(0, text.indexOf('\r\n\r\n'))
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
}
