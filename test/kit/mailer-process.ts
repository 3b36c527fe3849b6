/**
 * A program of its own that sends the mails of a queue, for tests that kill it: `mailer-process.ts CONNECTION SMTP_URL`.
 * The queue's mails say in their ids to whom they go.
 */
// Not through the door: it would bring all of platform, and this is started many times.
import { connectDatabase, type Connection } from '../../src/platform/database/database.ts'
import { smtpTransport } from '../../src/platform/mail/smtp-transport.ts'
import { startMailer } from '../../src/platform/mailer.ts'
import { journalOfMemory, mailKeyForTests, vaultOfMemory } from './mail.ts'

const [connection = '', smtpUrl = ''] = process.argv.slice(2)
const where: Connection = JSON.parse(connection)

startMailer({
  database: connectDatabase(where),
  transport: smtpTransport({ smtpUrl, mailFrom: 'ink@ink.example' }, mailKeyForTests()),
  vault: vaultOfMemory(),
  journal: journalOfMemory(),
  perSecond: 2000,
  now: () => new Date(),
  leaseSeconds: 1,
  composers: {
    'ink.blot': async (_tx, notes) =>
      notes.map(({ ids: { to = '' } }) => ({ to, subject: 'Ink', text: 'Ink.', language: 'en' })),
  },
})
