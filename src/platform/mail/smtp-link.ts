import { Readable } from 'node:stream'
import type { NodemailerError } from 'nodemailer/lib/errors'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { SendOutcome } from './mail.ts'
import type { SmtpServer } from './smtp-server.ts'
import { sessionLines } from './session-lines.ts'
import { verdictOn } from './smtp-verdict.ts'

/** How long to wait, in milliseconds. */
export type SmtpPatience = {
  /** For the connection and everything before the mail itself. */
  readonly envelope: number
  /** For the answer to the mail: 10 minutes, says RFC 5321 section 4.5.3.2.6, or it is sent twice. */
  readonly answer: number
}

/** One connection to the mail server. */
export type SmtpLink = {
  /** Hands one mail over. Never throws. @param keepsRecord whether the outcome tells what was said. */
  readonly hand: (
    envelope: { readonly from: string; readonly to: string },
    message: Buffer,
    keepsRecord?: boolean,
  ) => Promise<SendOutcome>
  /** Whether it takes another mail. */
  readonly isOpen: () => boolean
  readonly handed: () => number
  readonly close: () => void
}

/** @returns a link, or the outcome for the mail that wanted it. */
export async function openLink(server: SmtpServer, patience: SmtpPatience): Promise<SmtpLink | SendOutcome> {
  const lines = sessionLines()
  const connection = new SMTPConnection({
    ...{ ...server.options, logger: lines.logger, transactionLog: true },
    connectionTimeout: patience.envelope,
    greetingTimeout: patience.envelope,
    socketTimeout: patience.answer + 60_000,
    socketCloseTimeout: 1000,
  })
  const ending = watchEnd(connection)
  const failed = await ending.orFailure(patience.envelope, (done) => connection.connect(done))
  // What follows is nobody's business: the password.
  lines.opened()
  const refused = failed ?? (await login(connection, server, ending, patience))
  if (refused) return (connection.close(), { ...verdictOn(refused, false), record: lines.record(undefined) })
  let handed = 0
  return {
    hand: async ({ from, to }, message, keepsRecord = false) => {
      handed += 1
      if (keepsRecord) lines.listen()
      const sent = pausingStream(message)
      const error = await ending.orFailure(
        patience.envelope,
        (done) => connection.send({ from, to: [to] }, sent.stream, done),
        {
          // Once the last byte is out only patience helps.
          extended: () => (sent.ended() ? patience.answer : undefined),
        },
      )
      const record = keepsRecord ? { record: lines.record(sent.ended() ? message : undefined) } : {}
      if (!error) return { kind: 'accepted', ...record }
      const tidy = error.responseCode !== undefined && error.responseCode !== 421 && (sent.ended() || !sent.begun())
      const reset = tidy ? await ending.orFailure(patience.envelope, (done) => connection.reset(done)) : error
      if (reset) connection.close()
      return { ...verdictOn(error, sent.ended()), ...record }
    },
    isOpen: () => !ending.hasEnded(),
    handed: () => handed,
    close: () => {
      connection.quit()
      setTimeout(() => connection.close(), 1000).unref()
    },
  }
}

async function login(connection: SMTPConnection, server: SmtpServer, ending: Ending, patience: SmtpPatience) {
  const { login: credentials } = server
  if (!credentials) return undefined
  return ending.orFailure(patience.envelope, (done) => connection.login({ credentials }, done))
}

type Done = (error?: NodemailerError | null) => void
type Ending = {
  readonly hasEnded: () => boolean
  /** Waits for one act; an end of the connection or of the patience is its failure. */
  readonly orFailure: (
    milliseconds: number,
    act: (done: Done) => void,
    more?: { readonly extended: () => number | undefined },
  ) => Promise<NodemailerError | undefined>
}

function watchEnd(connection: SMTPConnection): Ending {
  let ended: NodemailerError | undefined
  let tell: Done = () => {}
  const end = (error: NodemailerError) => {
    ended ??= error
    tell(ended)
  }
  connection.on('error', end)
  connection.on('end', () => end(Object.assign(new Error('The connection ended.'), { code: 'ECONNECTION' })))
  const late = () => {
    end(Object.assign(new Error('No answer.'), { code: 'ETIMEDOUT' }))
    connection.close()
  }
  return {
    hasEnded: () => ended !== undefined,
    orFailure: async (milliseconds, act, { extended } = { extended: () => undefined }) => {
      if (ended) return ended
      let timer = setTimeout(() => {
        const longer = extended()
        if (longer === undefined) late()
        else timer = setTimeout(late, longer)
      }, milliseconds)
      const failure = await new Promise<NodemailerError | undefined>((resolve) => {
        // nodemailer tells a failure to the call, an end to the listeners, and sometimes both: the first counts.
        tell = (error) => resolve(error ?? undefined)
        act(tell)
      })
      clearTimeout(timer)
      return failure
    },
  }
}

/** A network's round trip that is longer than this is not waited for. */
const longestPause = 250

/**
 * The bytes of a mail as a stream that ends one round trip after its last byte. A connection that breaks while the mail
 * is on its way is noticed in that pause, before the dot that ends it: without the dot no server takes it (RFC 5321
 * section 4.1.1.4), so it may be sent again without fear of a duplicate.
 */
function pausingStream(bytes: Buffer) {
  const madeAt = performance.now()
  let begun = false
  let ended = false
  const stream = new Readable({
    read() {
      if (begun) return
      begun = true
      // MAIL, RCPT and DATA were three round trips.
      const pause = Math.min(longestPause, (performance.now() - madeAt) / 3)
      this.push(bytes)
      setTimeout(() => {
        if (stream.destroyed) return
        ended = true
        stream.push(null)
      }, pause)
    },
  })
  return { stream, begun: () => begun, ended: () => ended }
}
