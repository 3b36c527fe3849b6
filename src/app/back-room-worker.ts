import { join } from 'node:path'
import { askWitnesses, declareTexts, keepLogs, keepTime, startMails, watchSignatures, type MailPlaces } from '#jobs'
import {
  answerAsCompanion,
  connectDatabase,
  countingSink,
  keptText,
  openJournal,
  openSecrets,
  postText,
  smtpTransport,
  systemMeans,
  tellOutages,
  type Config,
  type Connection,
  type MailKey,
  type MailTransport,
  type OutgoingMail,
} from '#platform'
import type { Policy } from '#proof'
import type { ChosenMail } from './choose-mail.ts'

/** What the thread begins with; plain data. */
export type BackRoomSetup = Pick<Config, 'dataDir' | 'secretsFile' | 'mailPerSecond'> & {
  readonly connection: Connection
  readonly witnesses: Policy | undefined
  readonly mail: ChosenMail | undefined
  readonly links: MailPlaces
}

/** `wake`: mails were left. `look`: how it goes. */
export type BackRoomQuestion = 'wake' | 'look'

/** What it answers. */
export type BackRoomAnswer = {
  /** How many seconds a mail left now will wait; `undefined` where none is sent. */
  readonly delaySeconds: number | undefined
  /** Mails that stay here, since the last look. */
  readonly kept: readonly OutgoingMail[]
}

// Two for mails, three for logs, one each for review, retention and witnesses, which hardly ever all work at once.
const connections = 6

await answerAsCompanion<BackRoomSetup, BackRoomQuestion, BackRoomAnswer>(async (setup) => {
  const { dataDir, secretsFile, witnesses, mail, links, mailPerSecond: perSecond } = setup
  const means = systemMeans()
  const written = openJournal((line) => process.stderr.write(line), means)
  const { vault, logSeeds, mailKey } = await openSecrets(secretsFile)
  const connected = connectDatabase(setup.connection, () => {}, connections)
  const { database, journal } = tellOutages({ ...means, database: connected, journal: written })
  const shared = { ...means, database, journal, vault, keys: { seeds: logSeeds } }
  const clocks = [
    watchSignatures(shared),
    keepTime(shared),
    declareTexts(shared),
    keepLogs({ ...shared, heads: keptText(join(dataDir, 'log-heads.json')) }),
    ...(witnesses ? [askWitnesses({ ...shared, policy: witnesses, send: postText })] : []),
  ]
  const kept: OutgoingMail[] = []
  const transport = mail && transportOf(mail, mailKey, (one) => kept.push(one))
  const mailer = transport && startMails({ ...shared, transport, perSecond, links, witnesses })
  return {
    answer: async (question) => {
      if (question === 'wake') mailer?.wake()
      const seen = question === 'look' ? kept.splice(0) : []
      return { delaySeconds: mailer?.delaySeconds(), kept: seen }
    },
    close: async () => {
      await Promise.all([...clocks.map((clock) => clock.stop()), mailer?.stop()])
      await database.close()
    },
  }
})

function transportOf(chosen: ChosenMail, mailKey: MailKey, keep: (mail: OutgoingMail) => void): MailTransport {
  switch (chosen.kind) {
    case 'smtp':
      return smtpTransport(chosen, mailKey)
    case 'counted':
      return countingSink()
    case 'kept':
      return { send: async (mail) => (keep(mail), { kind: 'accepted' }), atOnce: 10, close: async () => {} }
    default:
      return chosen satisfies never
  }
}
