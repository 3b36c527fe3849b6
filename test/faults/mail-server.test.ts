import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import {
  leaveMails,
  type Backoff,
  smtpTransport,
  startMailer,
  type Composers,
  type MailNote,
  type RefusedMail,
} from '#platform'
import { testDatabase } from '../kit/database.ts'
import { journalOfMemory, eventually, mailKeyForTests, vaultOfMemory } from '../kit/mail.ts'
import { scriptedServer, type SmtpScript, type SmtpStep, type SmtpTrick } from '../kit/mail-server.ts'

const long = process.env['FAULTS'] === '1'
/** In the short run every fifth behavior with a few mails; in the long run all of them. */
const mailsEach = long ? Number(process.env['FAULT_MAILS'] ?? 1000) : 12

const database = await testDatabase()
const key = mailKeyForTests()
const backoff: Backoff = {
  ...{ recipientSeconds: 0.2, doubtSeconds: 0.2, longestSeconds: 1, expirySeconds: 86_400 },
  pauseSeconds: [0.05, 0.2],
}
const patience = { envelope: 300, answer: 300 }

beforeEach(async () => {
  await database.transaction((tx) => sql`delete from platform_mail`.execute(tx))
})

const say = (line: string, more: object = {}): SmtpTrick => ({ kind: 'say', line, ...more })
const drop: SmtpTrick = { kind: 'drop' }
const hang: SmtpTrick = { kind: 'hang' }
const slow: SmtpTrick = { kind: 'slow', milliseconds: 40 }

/** At which step, what, and how often: the first times that the step is reached (for a recipient, from RCPT on). */
type Behavior = readonly [name: string, step: SmtpStep, trick: SmtpTrick, times: number]

const behaviors: readonly Behavior[] = [
  ['hangs up before it greets', 'greet', drop, 6],
  ['greets with 421', 'greet', say('421 4.3.2 too many', { leave: true }), 6],
  ['greets with 554', 'greet', say('554 5.3.2 not here', { leave: true }), 6],
  ['greets with garbage', 'greet', say('\u0000ink'), 4],
  ['never greets', 'greet', hang, 4],
  ['greets slowly', 'greet', slow, Infinity],
  ['hangs up at EHLO', 'ehlo', drop, 6],
  ['answers EHLO with 421', 'ehlo', say('421 4.3.2 closing', { leave: true }), 6],
  ['does not know EHLO', 'ehlo', say('502 5.5.1 what'), Infinity],
  ['answers EHLO slowly', 'ehlo', slow, Infinity],
  ['answers EHLO with garbage', 'ehlo', say('ink ink'), 4],
  ['never answers EHLO', 'ehlo', hang, 3],
  ['hangs up at MAIL', 'mail', drop, 6],
  ['answers MAIL with 421', 'mail', say('421 4.3.2 closing', { leave: true }), 6],
  ['answers MAIL with 451', 'mail', say('451 4.3.0 later'), 6],
  ['answers MAIL with 550', 'mail', say('550 5.7.1 who'), 6],
  ['answers MAIL with 552', 'mail', say('552 5.3.4 too big'), 6],
  ['answers MAIL with garbage', 'mail', say('ink'), 6],
  ['never answers MAIL', 'mail', hang, 3],
  ['answers MAIL slowly', 'mail', slow, Infinity],
  ['hangs up at RCPT', 'rcpt', drop, 1],
  ['hangs up at RCPT, twice', 'rcpt', drop, 2],
  ['greylists with 450', 'rcpt', say('450 4.2.0 greylisted'), 1],
  ['greylists with 451, twice', 'rcpt', say('451 4.7.1 greylisted'), 2],
  ['has no room: 452', 'rcpt', say('452 4.2.2 full'), 1],
  ['answers RCPT with 421', 'rcpt', say('421 4.7.0 slow down', { leave: true }), 1],
  ['answers RCPT with 421 and stays', 'rcpt', say('421 4.7.0 slow down'), 1],
  ['answers RCPT with garbage', 'rcpt', say('¿'), 1],
  ['answers RCPT with half a line', 'rcpt', say('45', { leave: true }), 1],
  ['never answers RCPT', 'rcpt', hang, 1],
  ['answers RCPT slowly', 'rcpt', slow, Infinity],
  ['hangs up at DATA', 'data', drop, 1],
  ['answers DATA with 421', 'data', say('421 4.3.2 closing', { leave: true }), 1],
  ['answers DATA with 451', 'data', say('451 4.3.0 later'), 2],
  ['answers DATA with 250', 'data', say('250 what'), 1],
  ['answers DATA with garbage', 'data', say('ink'), 1],
  ['never answers DATA', 'data', hang, 1],
  ['hangs up while the mail comes', 'body', drop, 1],
  ['hangs up while the mail comes, three times', 'body', drop, 3],
  ['answers 451 while the mail comes and hangs up', 'body', say('451 4.3.0 later', { leave: true }), 1],
  ['greylists after the mail', 'dot', say('451 4.7.0 greylisted'), 2],
  ['answers the mail with 421', 'dot', say('421 4.3.2 closing', { leave: true }), 1],
  ['answers the mail with 452', 'dot', say('452 4.3.1 disk full'), 1],
  ['hangs up after the mail without taking it', 'dot', drop, 1],
  ['takes the mail and hangs up', 'dot', { kind: 'drop', take: true }, 1],
  ['takes the mail and never says so', 'dot', { kind: 'hang', take: true }, 1],
  ['takes the mail and answers garbage', 'dot', say('ink', { take: true }), 1],
  ['takes the mail and says half of it', 'dot', say('2', { take: true, leave: true }), 1],
  ['takes the mail, always, and always hangs up', 'dot', { kind: 'drop', take: true }, Infinity],
  ['answers the mail slowly', 'dot', slow, Infinity],
]

test.for(behaviors.filter((_, index) => long || index % 5 === 4))(
  'no mail is lost and none comes more than twice when the server %s',
  { timeout: long ? 900_000 : 60_000 },
  async ([, step, trick, times]) => {
    const { server, refused } = await drain((at, _to, before) => (at === step && before < times ? trick : undefined))
    const copies = Map.groupBy(server.taken, ({ to }) => to)
    expect(copies.size).toBe(mailsEach)
    expect(Math.max(...Array.from(copies.values(), (of) => of.length))).toBeLessThanOrEqual(
      'take' in trick && trick.take === true ? 2 : 1,
    )
    // A second copy is the same mail to every mailbox: the Message-ID is what they go by.
    for (const of of copies.values()) expect(new Set(of.map(({ bytes }) => messageId(bytes))).size).toBe(1)
    expect(refused).toEqual([])
  },
)

test('a mail that is refused for good is told once, and the others arrive', async () => {
  const { server, refused } = await drain((at, to) =>
    at === 'rcpt' && Number(to.slice(0, to.indexOf('@'))) % 3 === 0 ? say('550 5.1.1 no such user') : undefined,
  )
  const third = Math.ceil(mailsEach / 3)
  expect([server.taken.length, refused.length]).toEqual([mailsEach - third, third])
  expect(new Set(refused.map(({ ids }) => ids['to'])).size).toBe(third)
})

test('mails left while the server is down arrive when it is back', async () => {
  let up = false
  const { server } = await drain(
    (at) => (at === 'greet' && !up ? drop : undefined),
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 1500))
      up = true
    },
  )
  expect(server.taken).toHaveLength(mailsEach)
})

const composers: Composers = {
  'ink.blot': async (_tx, notes) =>
    notes.map(({ ids: { to = '' } }) => ({ to, subject: 'Ink', text: `https://ink.example/${to}`, language: 'en' })),
}

/** Sends mails through a server that keeps to its script, until the queue is empty. */
async function drain(script: SmtpScript, meanwhile: () => Promise<void> = async () => {}) {
  const server = await scriptedServer(script)
  const refused: RefusedMail[] = []
  const notes = Array.from({ length: mailsEach }, (_, index): MailNote => ({
    ...{ id: randomUUID(), kind: 'ink.blot', dueAt: new Date() },
    ids: { to: `${index}@${index % 4}.example` },
  }))
  await database.transaction((tx) => leaveMails(tx, notes))
  const mailer = startMailer({
    ...{ database, composers, backoff, vault: vaultOfMemory(), journal: journalOfMemory(), now: () => new Date() },
    transport: smtpTransport({ smtpUrl: server.url, mailFrom: 'ink@ink.example', patience }, key),
    perSecond: 1000,
    onRefused: async (_tx, mails) => void refused.push(...mails),
  })
  onTestFinished(async () => mailer.stop())
  await meanwhile()
  await eventually(async () => {
    const { rows } = await database.read((tx) => sql`select from platform_mail limit 1`.execute(tx))
    return rows.length === 0
  })
  return { server, refused }
}

function messageId(bytes: Buffer): string | undefined {
  return /^message-id: (.*)$/im.exec(bytes.toString('latin1'))?.[1]
}
