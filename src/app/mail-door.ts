import { Fault } from '#kernel'
import { companion, every, type Companion, type Config, type Connection, type Journal, type Repeating } from '#platform'
import type { MailDoorAnswer, MailDoorSetup } from './mail-door-worker.ts'

/** Takes mail in, in a thread of its own. */
export type MailDoor = {
  /** The port on which it listens. */
  readonly port: number
  readonly close: () => Promise<void>
}

const lookMilliseconds = 1000

/**
 * Opens the door for mail where the settings ask for one. In a thread of its own: what reads the mails of strangers is
 * large and not ours, and neither a reader nor a signer may wait for it, or fall with it.
 * @throws Fault when it cannot listen.
 */
export async function openMailDoor(
  config: Config,
  { connection, journal }: { readonly connection: Connection; readonly journal: Journal },
): Promise<MailDoor | undefined> {
  const { mailFrom: inbox, mailInPort } = config
  if (inbox === undefined || mailInPort === undefined) return undefined
  const name = config.mailInName ?? inbox.slice(inbox.lastIndexOf('@') + 1)
  const { secretsFile, mailInHost, mailInMegabytes, mailInCertificate, mailInKey } = config
  const files = { secretsFile, mailInCertificate, mailInKey }
  const setup: MailDoorSetup = { ...files, connection, port: mailInPort, name, inbox, mailInHost, mailInMegabytes }
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const thread = companion<'where', MailDoorAnswer>(new URL(`./mail-door-worker.${ending}`, import.meta.url), setup)
  const port = await where(thread).catch(async (error) => {
    await thread.close()
    throw error
  })
  // Also what starts a thread again that ended.
  const look = every(lookMilliseconds, journal, async () => void (await where(thread)))
  return { port, close: async () => closeBoth(look, thread) }
}

async function where(thread: Companion<'where', MailDoorAnswer>): Promise<number> {
  const answer = await thread.ask('where')
  if ('trouble' in answer) throw new Fault('config-invalid', answer.trouble)
  return answer.port
}

async function closeBoth(look: Repeating, thread: Companion<'where', MailDoorAnswer>): Promise<void> {
  await look.stop()
  await thread.close()
}
