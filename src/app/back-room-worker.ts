import { join } from 'node:path'
import {
  askWitnesses,
  continueReviews,
  declareTexts,
  keepLogs,
  keepTime,
  startMails,
  watchSignatures,
  type MailPlaces,
  remindByClock,
  settleSignOnsByClock,
  declareDeliveries,
  remindOfAnswers,
  remindOfPromisesByClock,
  tellOrganizersByClock,
} from '#jobs'
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
import { signingDesk, type ConfirmOutcome, type ConfirmWish, type PostedForm, type PostedOutcome } from '#signatures'
import type { ChosenMail } from './choose-mail.ts'

/** What the thread begins with; plain data. */
export type BackRoomSetup = Pick<Config, 'dataDir' | 'secretsFile' | 'mailPerSecond' | 'mailInReplies'> & {
  readonly connection: Connection
  readonly witnesses: Policy | undefined
  readonly mail: ChosenMail | undefined
  readonly links: MailPlaces
}

/** What it is asked: to take a form or a confirmation; how it goes; to look for mails that were left elsewhere. */
export type BackRoomQuestion =
  | { readonly about: 'form'; readonly form: PostedForm }
  | { readonly about: 'confirmation'; readonly wish: ConfirmWish }
  | { readonly about: 'news' | 'mails' }

/** What it answers, each to its question. */
export type BackRoomAnswer =
  | { readonly about: 'form'; readonly outcome: PostedOutcome | 'busy' }
  | { readonly about: 'confirmation'; readonly outcome: ConfirmOutcome | 'busy' }
  | BackRoomNews
  | { readonly about: 'mails' }

/** How it goes. */
export type BackRoomNews = {
  readonly about: 'news'
  /** How many seconds a mail left now will wait; `undefined` where none is sent. */
  readonly delaySeconds: number | undefined
  /** Mails that stay here, since the last look. */
  readonly kept: readonly OutgoingMail[]
}

// Four for signing, two for mails, three for logs, one each for the rest, which hardly ever all work at once.
const connections = 10

await answerAsCompanion<BackRoomSetup, BackRoomQuestion, BackRoomAnswer>(async (setup) => {
  const { dataDir, secretsFile, witnesses, mail, links, mailPerSecond: perSecond, mailInReplies: replyHost } = setup
  const means = systemMeans()
  const written = openJournal((line) => process.stderr.write(line), means)
  const { vault, logSeeds, mailKey } = await openSecrets(secretsFile)
  const connected = connectDatabase(setup.connection, () => {}, connections)
  const { database, journal } = tellOutages({ ...means, database: connected, journal: written })
  const shared = { ...means, database, journal, vault, keys: { seeds: logSeeds } }
  const clocks = [
    watchSignatures(shared),
    continueReviews(shared),
    keepTime(shared),
    declareTexts(shared),
    settleSignOnsByClock(shared),
    remindByClock(shared),
    declareDeliveries(shared),
    remindOfAnswers(shared),
    remindOfPromisesByClock(shared),
    tellOrganizersByClock(shared),
    keepLogs({ ...shared, heads: keptText(join(dataDir, 'log-heads.json')) }),
    ...(witnesses ? [askWitnesses({ ...shared, policy: witnesses, send: postText })] : []),
  ]
  const kept: OutgoingMail[] = []
  const transport = mail && transportOf(mail, mailKey, (one) => kept.push(one))
  const desk = signingDesk(shared)
  const mailer = transport && startMails({ ...shared, transport, perSecond, links, witnesses, replyHost })
  // What was kept left a mail.
  const woken = <Outcome>(outcome: Outcome): Outcome => {
    mailer?.wake()
    return outcome
  }
  return {
    answer: async (question) => {
      switch (question.about) {
        case 'form':
          return { about: 'form', outcome: woken(await desk.wish(question.form)) }
        case 'confirmation':
          return { about: 'confirmation', outcome: woken(await desk.confirm(question.wish)) }
        case 'news':
          return { about: 'news', delaySeconds: mailer?.delaySeconds(), kept: kept.splice(0) }
        case 'mails':
          mailer?.wake()
          return { about: 'mails' }
        default:
          return question satisfies never
      }
    },
    close: async () => {
      await desk.drain()
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
