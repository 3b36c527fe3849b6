/**
 * A program of its own that hands the mails of deliveries over, for tests that kill it:
 * `delivery-process.ts CONNECTION SMTP_URL MOMENT`. At its moment it kills itself; `never` is one, too.
 */
import { deliveryComposers, deliverySettlers } from '../../src/delivery/index.ts'
import {
  connectDatabase,
  smtpTransport,
  startMailer,
  systemMeans,
  type Composers,
  type Connection,
  type MailTransport,
  type Settlers,
} from '../../src/platform/index.ts'
import { eventually, journalOfMemory, mailKeyForTests } from './mail.ts'
import { vaultForTests } from './signatures.ts'

const [connection = '', smtpUrl = '', moment = 'never'] = process.argv.slice(2)
const where: Connection = JSON.parse(connection)
const database = connectDatabase(where)
const means = systemMeans()
const kind = 'delivery.dispatch'

/** Ends here as a cut cable ends it: what is not committed never was. */
const die = (at: string): void => {
  if (at === moment) process.kill(process.pid, 'SIGKILL')
}

const made = deliveryComposers(vaultForTests, { replyHost: undefined, desk: 'https://letters.example/' })[kind]
const composers: Composers = {
  [kind]: async (tx, notes, at) => {
    const mails = (await made?.(tx, notes, at)) ?? []
    die('composed, not committed')
    return mails
  },
}
const told = deliverySettlers(vaultForTests, means)[kind]
const settlers: Settlers = {
  [kind]: async (tx, news) => {
    await told?.(tx, news)
    die('settled, not committed')
    // On another connection, which sees it once it is committed.
    void eventually(async () => {
      const left = await database.read((other) =>
        other.selectFrom('platform_mail').select('mail_id').where('mail_id', '=', news.id).execute(),
      )
      return left.length === 0
    }).then(() => die('settled and committed'))
  },
}
const over = smtpTransport({ smtpUrl, mailFrom: 'letters@coalition.example' }, mailKeyForTests())
const transport: MailTransport = {
  ...over,
  send: async (mail) => {
    die('composed and committed')
    const outcome = await over.send(mail)
    die('taken by the server')
    return outcome
  },
}

startMailer({
  ...{ database, composers, settlers, transport, vault: vaultForTests, journal: journalOfMemory() },
  ...{ perSecond: 1000, now: means.now, leaseSeconds: 1 },
})
