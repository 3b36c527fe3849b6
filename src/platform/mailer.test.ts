import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { eventually, journalOfMemory, vaultOfMemory } from '../../test/kit/mail.ts'
import type { Composers } from './mail-compose.ts'
import { leaveMails, type MailNote } from './mail-queue.ts'
import type { MailNews, RefusedMail } from './mail-settle.ts'
import { startMailer, type Mailer, type MailerOptions } from './mailer.ts'
import type { Backoff } from './mail/fate.ts'
import { countingSink } from './mail/counting-sink.ts'
import { devMailbox } from './mail/dev-mailbox.ts'
import type { MailTransport, OutgoingMail, SendOutcome } from './mail/mail.ts'

const database = await testDatabase()
const now = () => new Date()
const backoff: Backoff = {
  ...{ recipientSeconds: 0.05, doubtSeconds: 0.05, longestSeconds: 1, expirySeconds: 3600 },
  pauseSeconds: [0.2, 1],
}
const composers: Composers = {
  'ink.blot': async (_tx, notes) =>
    notes.map(({ ids }) => ({
      to: `${ids['to']}@inbox.example`,
      subject: 'Ink',
      text: ids['to'] ?? '',
      language: 'en',
    })),
}

beforeEach(async () => {
  await database.transaction((tx) => sql`delete from platform_mail`.execute(tx))
})

test('every mail left is handed over once, and its row goes', async () => {
  const mailbox = devMailbox()
  await leave(numbered(200))
  mailerOn({ transport: mailbox })
  await eventually(async () => (await rows()) === 0)
  expect(
    mailbox
      .mails()
      .map(({ text }) => text)
      .toSorted(),
  ).toEqual(numbered(200).toSorted())
})

test('several processes on one queue hand over every mail once', async () => {
  const boxes = Array.from({ length: 3 }, () => devMailbox())
  await leave(numbered(300))
  for (const transport of boxes) mailerOn({ transport })
  await eventually(async () => (await rows()) === 0)
  const sent = boxes.flatMap((box) => box.mails().map(({ text }) => text))
  expect(sent.toSorted()).toEqual(numbered(300).toSorted())
})

test('a mail that is put off is tried again with the same Message-ID, and composed as one that was made before', async () => {
  const before: boolean[] = []
  const seen: OutgoingMail[] = []
  await leave(['grey'])
  mailerOn({
    transport: answering((mail) => {
      seen.push(mail)
      return seen.length < 3
        ? { kind: 'later', code: '451 4.7.1', whose: 'recipient', inDoubt: false }
        : { kind: 'accepted' }
    }),
    composers: {
      'ink.blot': async (tx, notes, at) => {
        before.push(...notes.map(({ composedBefore }) => composedBefore))
        return (await composers['ink.blot']?.(tx, notes, at)) ?? []
      },
    },
  })
  await eventually(async () => (await rows()) === 0)
  expect(before).toEqual([false, true, true])
  expect(new Set(seen.map(({ reference }) => reference)).size).toBe(1)
})

test('a refused address is told in the transaction in which its row goes; the others arrive', async () => {
  const refused: RefusedMail[] = []
  await leave(['gone', 'there'])
  mailerOn({
    transport: answering((mail) =>
      mail.to.startsWith('gone') ? { kind: 'refused', code: '550 5.1.1', sure: true } : { kind: 'accepted' },
    ),
    onRefused: async (_tx, mails) => void refused.push(...mails),
  })
  await eventually(async () => (await rows()) === 0)
  expect(refused).toEqual([{ kind: 'ink.blot', ids: { to: 'gone' }, code: '550 5.1.1' }])
})

test('when nobody takes the news of a refused mail, it waits, and the others go', async () => {
  const box = devMailbox()
  await leave(['gone', ...numbered(20)])
  mailerOn({
    transport: answering((mail) => {
      if (mail.to.startsWith('gone')) return { kind: 'refused', code: '550 5.1.1', sure: true }
      void box.send(mail)
      return { kind: 'accepted' }
    }),
    onRefused: async () => Promise.reject(new Error('spilled')),
  })
  await eventually(async () => (await rows()) === 1 && (await troubles()).includes('550 5.1.1'))
  expect(box.mails()).toHaveLength(20)
})

test('a server that refuses everything costs no mail: all arrive when it is set right', async () => {
  const box = devMailbox()
  let wrong = true
  const refused: RefusedMail[] = []
  await leave(numbered(50))
  mailerOn({
    transport: answering((mail) => {
      if (wrong) return { kind: 'refused', code: '554 5.7.1', sure: false }
      void box.send(mail)
      return { kind: 'accepted' }
    }),
    onRefused: async (_tx, mails) => void refused.push(...mails),
  })
  await eventually(async () => (await troubles()).length > 2)
  wrong = false
  await eventually(async () => (await rows()) === 0)
  expect(refused).toEqual([])
  expect(box.mails()).toHaveLength(50)
})

test('a mail whose answer was lost is sent once more, and never a third time', async () => {
  let copies = 0
  await leave(['doubt'])
  mailerOn({
    transport: answering(() => {
      copies += 1
      return { kind: 'later', code: 'ECONNECTION', whose: 'server', inDoubt: true }
    }),
  })
  await eventually(async () => (await rows()) === 0)
  expect(copies).toBe(2)
})

test('a domain that does not answer holds no mail to the others', async () => {
  const box = devMailbox()
  const notes = numbered(40).flatMap((name) => [`slow-${name}`, name])
  await leave(notes)
  let letGo: (outcome: SendOutcome) => void = () => {}
  const stuck = new Promise<SendOutcome>((resolve) => (letGo = resolve))
  mailerOn({
    composers: {
      'ink.blot': async (_tx, due) =>
        due.map(({ ids: { to = '' } }) => ({
          to: `a@${to.startsWith('slow') ? 'slow' : 'fast'}.example`,
          subject: 'Ink',
          text: to,
          language: 'en',
        })),
    },
    transport: {
      atOnce: 4,
      close: async () => {},
      send: async (mail) => (mail.to.endsWith('slow.example') ? stuck : box.send(mail)),
    },
  })
  await eventually(async () => box.mails().length === 40)
  letGo({ kind: 'accepted' })
})

test('a composer may say that a mail is no longer to be sent, or not yet', async () => {
  const box = devMailbox()
  let asked = 0
  await leave(['never', 'soon'])
  mailerOn({
    transport: box,
    composers: {
      'ink.blot': async (_tx, notes) =>
        notes.map(({ ids, composedBefore }) => {
          if (ids['to'] === 'never') return undefined
          asked += 1
          expect(composedBefore).toBe(false)
          return asked === 1 ? 'later' : { to: 'a@b.example', subject: 'Ink', text: 'soon', language: 'en' }
        }),
    },
  })
  await eventually(async () => (await rows()) === 0)
  expect(box.mails().map(({ text }) => text)).toEqual(['soon'])
})

test('a mail that cannot be made stops no other, and what composers write is undone with it', async () => {
  const box = devMailbox()
  await leave([...numbered(20), 'bad'])
  mailerOn({
    transport: box,
    composers: {
      'ink.blot': async (tx, notes, at) => {
        if (notes.some(({ ids }) => ids['to'] === 'bad')) throw new Error('bad ink')
        return (await composers['ink.blot']?.(tx, notes, at)) ?? []
      },
    },
  })
  await eventually(async () => box.mails().length === 20)
  await eventually(async () => (await rows()) === 1 && (await troubles()).includes('not-composed'))
})

test('mails are not sent faster than the set pace', async () => {
  const sink = countingSink()
  await leave(numbered(100))
  const began = performance.now()
  mailerOn({ transport: sink, perSecond: 50 })
  await eventually(async () => (await rows()) === 0)
  // Half a second's worth may go at once.
  expect((performance.now() - began) / 1000).toBeGreaterThan((100 - 25) / 50 - 0.05)
})

test('while nothing can be sent, the mailer says how long mails have waited', async () => {
  await leave(numbered(10))
  const mailer = mailerOn({
    transport: answering(() => ({ kind: 'later', code: 'ECONNREFUSED', whose: 'server', inDoubt: false })),
  })
  await eventually(async () => mailer.delaySeconds() > 1)
})

test('mails do not wait for an hour to come twice when the clock is set back, and none for years when it was far ahead', async () => {
  const clock = { at: Date.now() }
  const sink = countingSink()
  const leaveAt = (name: string, hours: number) =>
    database.transaction((tx) =>
      leaveMails(tx, [
        { id: randomUUID(), kind: 'ink.blot', ids: { to: name }, dueAt: new Date(clock.at + hours * 3_600_000) },
      ]),
    )
  // Put back after trouble while the clock was ten years ahead, and left by a server that was ahead when it stopped.
  await leaveAt('tried', 87_600)
  await database.transaction((tx) => sql`update platform_mail set composed = true, tries = 3`.execute(tx))
  await leaveAt('left', 1)
  mailerOn({ transport: sink, now: () => new Date(clock.at) })
  await eventually(async () => sink.count() === 2)
  await leaveAt('ahead', 0.5)
  clock.at -= 1_800_000
  await eventually(async () => sink.count() === 3)
  expect(await rows()).toBe(0)
})

test('stopping puts back what was not sent', async () => {
  await leave(numbered(30))
  const mailer = mailerOn({ transport: countingSink(), perSecond: 1 })
  await eventually(async () => (await rows()) < 30)
  await mailer.stop()
  const { rows: left } = await database.read((tx) =>
    sql<{ readonly late: number }>`select count(*) filter (where next_at > now()) as late from platform_mail`.execute(
      tx,
    ),
  )
  expect(left).toEqual([{ late: 0 }])
})

test('a settler is told everything that became of its mails, in order, and of no others', async () => {
  const told: MailNews[] = []
  const outcomes: SendOutcome[] = [
    { kind: 'later', code: '451 4.7.1', whose: 'recipient', inDoubt: false },
    { kind: 'later', code: 'ECONNECTION', whose: 'server', inDoubt: true },
    { kind: 'accepted', record: { transcript: 'S: 250 ok\n', queueId: 'Q1', message: undefined } },
  ]
  await leave(['one'])
  await database.transaction((tx) =>
    leaveMails(tx, [{ id: randomUUID(), kind: 'ink.other', ids: { to: 'two' }, dueAt: now() }]),
  )
  mailerOn({
    composers: { ...composers, 'ink.other': async () => [undefined] },
    transport: answering(() => outcomes.shift() ?? { kind: 'accepted' }),
    settlers: { 'ink.blot': async (_tx, news) => void told.push(news) },
  })
  await eventually(async () => (await rows()) === 0)
  const tried = told.filter(({ became }) => became !== 'untried')
  expect(tried.map(({ became, code }) => [became, code])).toEqual([
    ['waits', '451 4.7.1'],
    ['in-doubt', 'ECONNECTION'],
    ['accepted', undefined],
  ])
  expect(tried.at(-1)).toMatchObject({ kind: 'ink.blot', ids: { to: 'one' }, record: { queueId: 'Q1' } })
})

test('what a settler writes stands exactly when the mail is out of the queue', async () => {
  const told: string[] = []
  await leave(['one'])
  mailerOn({
    transport: countingSink(),
    settlers: {
      'ink.blot': async (tx, { ids }) => {
        const left = await sql<{ readonly n: number }>`select count(*) as n from platform_mail`.execute(tx)
        expect(left.rows[0]?.n).toBe(0)
        await leaveMails(tx, [{ id: randomUUID(), kind: 'ink.unknown', ids: { to: 'trace' }, dueAt: now() }])
        told.push(ids['to'] ?? '')
        if (told.length === 1) throw new Error('spilled')
      },
    },
  })
  await eventually(async () => told.length === 2)
  // The trace of the one that failed went with it.
  await eventually(async () => (await rows()) === 1)
})

test('a mail whose settler fails again and again waits in the queue, and the others go', async () => {
  const sink = countingSink()
  await leave(['one'])
  const other = { id: randomUUID(), kind: 'ink.other', ids: { to: 'two' }, dueAt: now() }
  await database.transaction((tx) => leaveMails(tx, [other]))
  mailerOn({
    transport: sink,
    composers: { ...composers, 'ink.other': composers['ink.blot'] ?? (async () => []) },
    settlers: { 'ink.blot': async () => Promise.reject(new Error('spilled')) },
  })
  await eventually(async () => (await troubles()).includes('untold'))
  expect([sink.count(), await rows()]).toEqual([2, 1])
})

function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `blot-${index}`)
}

async function leave(names: readonly string[]): Promise<void> {
  const notes = names.map((to): MailNote => ({ id: randomUUID(), kind: 'ink.blot', ids: { to }, dueAt: now() }))
  await database.transaction((tx) => leaveMails(tx, notes))
}

async function rows(): Promise<number> {
  const found = await database.read((tx) =>
    sql<{ readonly n: number }>`select count(*) as n from platform_mail`.execute(tx),
  )
  return found.rows[0]?.n ?? 0
}

async function troubles(): Promise<readonly string[]> {
  const found = await database.read((tx) =>
    sql<{ readonly code: string }>`
      select last_trouble as code from platform_mail where last_trouble is not null`.execute(tx),
  )
  return found.rows.map(({ code }) => code)
}

function answering(answer: (mail: OutgoingMail) => SendOutcome): MailTransport {
  return { atOnce: 10, close: async () => {}, send: async (mail) => answer(mail) }
}

function mailerOn(options: Partial<MailerOptions> & Pick<MailerOptions, 'transport'>): Mailer {
  const journal = journalOfMemory()
  const mailer = startMailer({
    database,
    composers,
    vault: vaultOfMemory(),
    journal,
    perSecond: 1000,
    now,
    backoff,
    ...options,
  })
  onTestFinished(async () => mailer.stop())
  return mailer
}
