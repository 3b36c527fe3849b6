import { readFile } from 'node:fs/promises'
import { replyAddresses, takeInMail, type TakenIn } from '#cli'
import { Fault } from '#kernel'
import {
  answerAsCompanion,
  connectDatabase,
  every,
  listenForMail,
  openJournal,
  openSecrets,
  systemDnsAsk,
  systemMeans,
  tellOutages,
  type Certificate,
  type Config,
  type Connection,
  type IncomingAnswer,
  type Journal,
  type MailListener,
} from '#platform'

/** What the thread begins with; plain data. */
export type MailDoorSetup = Pick<
  Config,
  'secretsFile' | 'mailInHost' | 'mailInMegabytes' | 'mailInCertificate' | 'mailInKey'
> & {
  readonly connection: Connection
  readonly port: number
  /** The name by which we greet. */
  readonly name: string
  /** The address of ours that takes mail. */
  readonly inbox: string
}

/** Whether it listens, and where; or a sentence that says why not. */
export type MailDoorAnswer = { readonly port: number } | { readonly trouble: string }

// A mail waits for the DNS with none in hand.
const connections = 3
// Certificates last for weeks, and the program that renews them knows nothing of us.
const certificateMilliseconds = 3_600_000

await answerAsCompanion<MailDoorSetup, 'where', MailDoorAnswer>(async (setup) => {
  const means = systemMeans()
  const { vault } = await openSecrets(setup.secretsFile)
  const connected = connectDatabase(setup.connection, () => {}, connections)
  const written = openJournal((line) => process.stderr.write(line), means)
  const { database, journal } = tellOutages({ ...means, database: connected, journal: written })
  const ask = systemDnsAsk()
  const { inbox } = setup
  const isInbox = await replyAddresses(vault)
  const listen = async () =>
    openedAs(async () =>
      listenForMail({
        ...means,
        journal,
        host: setup.mailInHost,
        port: setup.port,
        name: setup.name,
        mostBytes: setup.mailInMegabytes * 1_000_000,
        inboxes: [inbox],
        isInbox,
        certificate: await certificateOf(setup),
        take: async ({ raw, envelope, to }) => {
          const became = await takeInMail(raw, { ...means, database, vault, inbox, ask, envelope, to })
          noteMail(journal, became)
          return answers[became]
        },
      }),
    )
  let opened = await listen()
  const renewal = every(certificateMilliseconds, journal, async () => {
    const certificate = 'close' in opened ? await certificateOf(setup) : undefined
    if (certificate && 'close' in opened) opened.renewCertificate(certificate)
  })
  return {
    answer: async () => {
      // A port that is still held by a thread that ended, or a certificate that is just being written.
      if ('trouble' in opened) opened = await listen()
      return 'trouble' in opened ? opened : { port: opened.port }
    },
    close: async () => {
      await renewal.stop()
      if ('close' in opened) await opened.close()
      await database.close()
    },
  }
})

const answers: Readonly<Record<TakenIn, IncomingAnswer>> = {
  bounced: { kind: 'taken' },
  proved: { kind: 'taken' },
  review: { kind: 'taken' },
  // It is kept as evidence of the attempt; its sender learns nothing of why.
  refused: { kind: 'taken' },
  'answer-proved': { kind: 'taken' },
  'answer-review': { kind: 'taken' },
  'answer-known': { kind: 'taken' },
  later: { kind: 'later', why: 'dns-silent' },
  'not-ours': { kind: 'refused', why: 'not-for-us' },
  'too-many': { kind: 'refused', why: 'too-many' },
}

async function openedAs(open: () => Promise<MailListener>): Promise<MailListener | { readonly trouble: string }> {
  try {
    return await open()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { trouble: error.message }
  }
}

/** The certificate as it is in the files now. */
async function certificateOf(setup: MailDoorSetup): Promise<Certificate | undefined> {
  const { mailInCertificate, mailInKey } = setup
  if (mailInCertificate === undefined || mailInKey === undefined) return undefined
  try {
    const [cert, key] = await Promise.all([readFile(mailInCertificate, 'utf8'), readFile(mailInKey, 'utf8')])
    return { cert, key }
  } catch (cause) {
    throw new Fault('file-unreadable', 'The file of MAIL_IN_CERTIFICATE or of MAIL_IN_KEY cannot be read.', { cause })
  }
}

function noteMail(journal: Journal, became: TakenIn): void {
  if (became !== 'not-ours') journal.note({ level: 'info', code: 'mail-in', text: `A mail came in: ${became}.` })
}
