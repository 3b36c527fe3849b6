import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import tlsOptions from 'smtp-server/lib/tls-options.js'
import { expect, test } from 'vitest'
import { handMail, listenerForTests, talkTo } from '../../test/kit/mail-client.ts'
import { eventually, journalOfMemory } from '../../test/kit/mail.ts'
import { usualLimits } from './mail-listener.ts'

const raw = 'From: ada@harbor-lights.org\r\nSubject: Ink\r\n\r\n.\r\n..\r\nÄ\r\n.end\r\n'

/** A conversation that has come to where the mail itself begins. */
async function withinMail(port: number) {
  const talk = await talkTo(port)
  await talk.say()
  await talk.say('HELO x.example')
  await talk.say('MAIL FROM:<ada@harbor-lights.org>')
  await talk.say('RCPT TO:<letters@coalition.example>')
  await talk.say('DATA')
  return talk
}

test('a mail to an address of ours arrives byte for byte, with who brought it', async () => {
  const { port, came } = await listenerForTests()
  expect(await handMail(port, raw, { to: 'Letters@Coalition.EXAMPLE' })).toMatchObject({ code: 250 })
  expect(came[0]?.raw.toString()).toBe(raw)
  expect(came[0]?.envelope).toMatchObject({ ip: '127.0.0.1', from: 'ada@harbor-lights.org', helo: expect.any(String) })
  expect(await handMail(port, raw, { from: '' })).toMatchObject({ code: 250 })
  expect(came[1]?.envelope.from).toBe('')
})

test('mail to anybody else is refused: nothing is relayed', async () => {
  const { port, came } = await listenerForTests()
  for (const to of ['eve@elsewhere.example', 'letters@coalition.example.org', 'root@localhost'])
    expect(await handMail(port, raw, { to })).toMatchObject({ code: 550 })
  expect(came).toEqual([])
})

test('addresses that cannot be listed are ours when they are known by what they say', async () => {
  const { port, came } = await listenerForTests({ isInbox: (address) => address.startsWith('reply-') })
  expect(await handMail(port, 'Subject: Hi\r\n\r\nHi.\r\n', { to: 'reply-abc@coalition.example' })).toMatchObject({
    code: 250,
  })
  expect(await handMail(port, 'Subject: Hi\r\n\r\nHi.\r\n', { to: 'other@coalition.example' })).toMatchObject({
    code: 550,
  })
  expect(came.map(({ to }) => to)).toEqual([['reply-abc@coalition.example']])
})

test('nobody can sign in, and no command tells who is here', async () => {
  const { port } = await listenerForTests()
  const { say } = await talkTo(port)
  await say()
  expect(await say('EHLO x.example')).not.toMatch(/AUTH|STARTTLS/)
  for (const command of ['AUTH PLAIN', 'STARTTLS']) expect(await say(command)).toMatch(/^50\d/)
  const answers = [await say('VRFY letters'), await say('VRFY eve'), await say('EXPN letters')]
  expect(answers.filter((one) => /letters|eve/.test(one))).toEqual([])
})

test('a mail that is too large is refused before or after it came, and nothing of it is kept', async () => {
  const { port, came } = await listenerForTests({ mostBytes: 100_000 })
  const large = `Subject: Ink\r\n\r\n${'ink\r\n'.repeat(40_000)}`
  expect(await handMail(port, large)).toMatchObject({ code: 552 })
  const { say, socket } = await talkTo(port)
  await say()
  await say('HELO x.example')
  expect(await say('MAIL FROM:<ada@harbor-lights.org> SIZE=200000')).toMatch(/^552/)
  await say('MAIL FROM:<ada@harbor-lights.org>')
  await say('RCPT TO:<letters@coalition.example>')
  await say('DATA')
  socket.write(large)
  expect(await say('\r\n.')).toMatch(/^552/)
  expect(came).toEqual([])
})

test('a connection that breaks within a mail hands nothing in, and the mail comes whole the second time', async () => {
  const { port, came } = await listenerForTests()
  const plain = 'Subject: Ink\r\n\r\nink\r\n'
  for (const part of ['', 'Subj', plain, `${plain}\r\n`, `${plain}.`, `${plain}.\r`]) {
    const { socket } = await withinMail(port)
    socket.end(part)
    await new Promise((resolve) => socket.once('close', resolve))
  }
  expect(came).toEqual([])
  expect(await handMail(port, raw)).toMatchObject({ code: 250 })
  expect(came).toHaveLength(1)
})

test('what cannot be judged now, or fails, comes again; what is not for us is told to its writer', async () => {
  const journal = journalOfMemory()
  const { port } = await listenerForTests({
    journal,
    take: async ({ raw: bytes }) => {
      const text = bytes.toString()
      if (text.includes('silent')) return { kind: 'later', why: 'dns-silent' }
      if (text.includes('stranger')) return { kind: 'refused', why: 'not-for-us' }
      throw new Error('the database is away')
    },
  })
  expect(await handMail(port, `${raw}silent`)).toMatchObject({ code: 451 })
  expect(await handMail(port, `${raw}stranger`)).toMatchObject({ code: 550 })
  expect(await handMail(port, raw)).toMatchObject({ code: 451 })
  expect(journal.entries).toHaveLength(1)
})

test('of two hundred connections at once a few are served, the rest are asked to come again, and none stays', async () => {
  const limits = { connections: 20, connectionsOfNetwork: 100 }
  const { port, came } = await listenerForTests({ limits })
  const all = await Promise.all(Array.from({ length: 200 }, async () => talkTo(port)))
  const greetings = await Promise.all(all.map(async ({ say }) => say()))
  expect(greetings.filter((one) => one.startsWith('220')).length).toBeLessThanOrEqual(20)
  expect(greetings.filter((one) => !/^(?:220|421)|^closed$/.test(one))).toEqual([])
  for (const { socket } of all) socket.destroy()
  await eventually(async () => (await handMail(port, raw)).code === 250)
  expect(came).toHaveLength(1)
})

test('one network takes only some of the places, and hands in only some mails a minute', async () => {
  let at = new Date('2031-05-01T12:00:00Z')
  const limits = { connectionsOfNetwork: 2, mailsOfNetwork: 3 }
  const { port } = await listenerForTests({ limits, now: () => at })
  const [first, second, third] = await Promise.all([talkTo(port), talkTo(port), talkTo(port)])
  const greetings = await Promise.all([first, second, third].map(async ({ say }) => say()))
  expect(greetings.map((one) => one.slice(0, 3)).toSorted()).toEqual(['220', '220', '421'])
  for (const { socket } of [first, second, third]) socket.destroy()
  const codes: number[] = []
  await eventually(async () => (await handMail(port, raw)).code === 250)
  for (let n = 0; n < 3; n += 1) codes.push((await handMail(port, raw)).code)
  expect(codes).toEqual([250, 250, 451])
  at = new Date(at.getTime() + 60_000)
  expect(await handMail(port, raw)).toMatchObject({ code: 250 })
})

test('mails under way take a bounded part of the memory; who comes too many is asked to come again', async () => {
  const { port, came } = await listenerForTests({ limits: { bytesUnderWay: 500_000 } })
  const slow = await talkTo(port)
  await slow.say()
  await slow.say('HELO x.example')
  await slow.say('MAIL FROM:<ada@harbor-lights.org>')
  await slow.say('RCPT TO:<letters@coalition.example>')
  await slow.say('DATA')
  slow.socket.write('x\r\n'.repeat(150_000))
  await eventually(async () => (await handMail(port, `${raw}${'y\r\n'.repeat(100_000)}`)).code === 452)
  expect(await slow.say('\r\n.')).toMatch(/^250/)
  expect(await handMail(port, `${raw}${'y\r\n'.repeat(100_000)}`)).toMatchObject({ code: 250 })
  expect(came).toHaveLength(2)
})

test('a connection lives for its time at most, whatever is said on it', async () => {
  const { port } = await listenerForTests({ limits: { lifeMilliseconds: 300 } })
  const { say, socket } = await talkTo(port)
  await say()
  const busy = setInterval(() => socket.write('NOOP\r\n'), 20)
  await new Promise((resolve) => socket.once('close', resolve))
  clearInterval(busy)
  expect(await handMail(port, raw)).toMatchObject({ code: 250 })
})

test('with a certificate mail comes in encrypted, and a certificate that is none changes nothing', async () => {
  const { key, cert } = tlsOptions()
  if (typeof key !== 'string' || typeof cert !== 'string') throw new Error('no certificate for tests')
  const certificate = { key, cert }
  const listener = await listenerForTests({ certificate })
  expect(await handMail(listener.port, raw, { secure: true })).toMatchObject({ code: 250 })
  expect(() => listener.renewCertificate({ key: 'ink', cert: 'ink' })).toThrow('no certificate')
  expect(await handMail(listener.port, raw, { secure: true })).toMatchObject({ code: 250 })
  listener.renewCertificate(certificate)
  expect(await handMail(listener.port, raw, { secure: true })).toMatchObject({ code: 250 })
  await expect(listenerForTests({ certificate: { key: 'ink', cert: 'ink' } })).rejects.toMatchObject({
    code: 'config-invalid',
  })
})

test('a port that is taken is a fault with a sentence', async () => {
  const { port } = await listenerForTests()
  await expect(listenerForTests({ port })).rejects.toMatchObject({ code: 'config-invalid' })
})

test('whoever ends the line otherwise than the standard says cannot hide a second mail in the first', async () => {
  const { port, came } = await listenerForTests()
  for (const end of ['\n.\n', '\n.\r\n', '\r\n.\n', '\r.\r', '\r.\r\n']) {
    const { say, socket } = await withinMail(port)
    socket.write(
      `Subject: one\r\n\r\nink${end}MAIL FROM:<eve@evil.example>\r\nRCPT TO:<letters@coalition.example>\r\nDATA\r\n`,
    )
    expect(await say('\r\n.')).toMatch(/^250/)
  }
  expect(came.map(({ envelope }) => envelope.from)).toEqual(Array(5).fill('ada@harbor-lights.org'))
})

test('what bounds a listener is what docs/operating/mail.md says', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/operating/mail.md'), 'utf8').replaceAll(/\s+/g, ' ')
  const { connections, connectionsOfNetwork, mailsOfNetwork, bytesUnderWay } = usualLimits
  expect(page).toContain(
    `${connections} connections at once and ${connectionsOfNetwork} of one network, ${mailsOfNetwork} mails of one network a minute, ${bytesUnderWay / 1e6} MB of mail under way, a minute of silence, ten minutes for a connection`,
  )
  expect([usualLimits.silenceMilliseconds, usualLimits.lifeMilliseconds]).toEqual([60_000, 600_000])
})
