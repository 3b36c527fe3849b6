import { once } from 'node:events'
import { createSecureContext } from 'node:tls'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import { Fault, type Means } from '#kernel'
import { visitBudget, type VisitBudget } from './http/visit-budget.ts'
import type { Journal } from './journal.ts'
import { mailRoom, readArriving, type MailRoom } from './mail/arriving.ts'
import { crowd, type Crowd } from './http/crowd.ts'
import { refusals, replyOf, type Refusal } from './mail/listener-replies.ts'
import type { MailEnvelope } from './mail/mail-proofs.ts'

/** A mail as another mail server handed it to us, byte for byte. */
export type IncomingMail = {
  readonly raw: Buffer
  readonly envelope: MailEnvelope
  /** The addresses of ours that it was handed over for, as they were given. */
  readonly to: readonly string[]
}

/** What is answered to a mail. `later`: its server keeps it and hands it in again. `refused`: its writer is told why. */
export type IncomingAnswer =
  | { readonly kind: 'taken' }
  | { readonly kind: 'later'; readonly why: 'dns-silent' | 'trouble' }
  | { readonly kind: 'refused'; readonly why: 'not-for-us' | 'too-many' }

/** A certificate with its chain and its private key, both as PEM. */
export type Certificate = { readonly cert: string; readonly key: string }

/** What bounds a listener. Whoever is turned away is asked to come again, so no bound loses a mail. */
export type ListenerLimits = {
  /** Connections at once, of all and of one network. */
  readonly connections: number
  readonly connectionsOfNetwork: number
  /** Mails of one network in a minute. */
  readonly mailsOfNetwork: number
  /** Bytes of all mails under way. */
  readonly bytesUnderWay: number
  /** Silence after which a connection ends, and its longest life, whatever is said on it. */
  readonly silenceMilliseconds: number
  readonly lifeMilliseconds: number
}

/** How mail is listened for. */
export type ListenerOptions = Pick<Means, 'now'> & {
  readonly host: string
  readonly port: number
  /** The name by which we greet. */
  readonly name: string
  /** The largest mail, in bytes. */
  readonly mostBytes: number
  /** The addresses of ours; mail to all others is refused. */
  readonly inboxes: readonly string[]
  /** Further addresses that are ours, where they cannot be listed. */
  readonly isInbox?: (address: string) => boolean
  /** Without one, connections stay unencrypted. */
  readonly certificate: Certificate | undefined
  readonly limits?: Partial<ListenerLimits>
  readonly journal: Journal
  /** Takes a whole mail in; what it throws is answered with "later". */
  readonly take: (mail: IncomingMail) => Promise<IncomingAnswer>
}

/** Takes mail until closed. */
export type MailListener = {
  readonly port: number
  /** From the next connection on. @throws Fault `config-invalid` for what is no certificate; the old one stays. */
  readonly renewCertificate: (certificate: Certificate) => void
  /** Ends the connections, waits for the mails in hand. */
  readonly close: () => Promise<void>
}

/** The bounds of a listener that is not told others, as docs/operating/mail.md says them. */
export const usualLimits: ListenerLimits = {
  connections: 50,
  connectionsOfNetwork: 10,
  mailsOfNetwork: 60,
  bytesUnderWay: 64_000_000,
  silenceMilliseconds: 60_000,
  lifeMilliseconds: 600_000,
}

/**
 * Listens for mail as an SMTP server (RFC 5321) that relays nothing and knows no passwords: it takes mail to our own
 * addresses, hands each to `take`, and answers only then. So what was answered with 250 is kept, and what is cut off,
 * or comes while we cannot judge it, stays with its sender's server, which tries again for days.
 * @throws Fault `config-invalid` when nobody may listen there.
 */
export async function listenForMail(options: ListenerOptions): Promise<MailListener> {
  const limits = { ...usualLimits, ...options.limits }
  const house: House = {
    ...options,
    limits,
    crowd: crowd(limits.connectionsOfNetwork),
    room: mailRoom(limits.bytesUnderWay),
    budget: visitBudget({ atMost: limits.mailsOfNetwork, seconds: 60, groupsAtMost: 10_000, now: options.now }),
    lives: new Map(),
    inHand: new Set(),
  }
  if (options.certificate) proveUsable(options.certificate)
  const server = new SMTPServer(settingsOf(house))
  boundLives(server, house)
  const port = await opened(server, options)
  return {
    port,
    renewCertificate: (certificate) => {
      // One that is no use would take the place of the old one before that is noticed.
      proveUsable(certificate)
      server.updateSecureContext(certificate)
    },
    close: async () => {
      await new Promise<void>((resolve) => server.close(resolve))
      await Promise.all(house.inHand)
    },
  }
}

type House = Omit<ListenerOptions, 'limits'> & {
  readonly limits: ListenerLimits
  readonly crowd: Crowd
  readonly room: MailRoom
  readonly budget: VisitBudget
  readonly lives: Map<string, NodeJS.Timeout>
  readonly inHand: Set<Promise<void>>
}

function settingsOf(house: House): SMTPServerOptions {
  const { certificate, limits, mostBytes } = house
  const inboxes = new Set(house.inboxes.map((inbox) => inbox.toLowerCase()))
  return {
    logger: false,
    name: house.name,
    ...(certificate ?? { hideSTARTTLS: true }),
    disabledCommands: certificate ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    // Who asks for a name behind an address asks a stranger's server, and every connection would wait for it.
    disableReverseLookup: true,
    size: mostBytes,
    rejectOversized: true,
    maxClients: limits.connections,
    maxRecipients: 10,
    maxCommandLength: 4096,
    socketTimeout: limits.silenceMilliseconds,
    closeTimeout: 2000,
    onConnect: (session, done) =>
      done(house.crowd.enter(session.id, session.remoteAddress) ? null : replyOf(refusals.crowded)),
    onClose: ({ id }) => {
      house.crowd.leave(id)
      clearTimeout(house.lives.get(id))
      house.lives.delete(id)
    },
    onMailFrom: (_address, session, done) =>
      done(house.budget.spend(session.remoteAddress).kind === 'spent' ? null : replyOf(refusals.tooOften)),
    onRcptTo: ({ address }, _session, done) =>
      done(inboxes.has(address.toLowerCase()) || house.isInbox?.(address) ? null : replyOf(refusals.unknown)),
    onData: (stream, session, done) => {
      const taking = answerMail(house, stream, session, done)
      house.inHand.add(taking)
      void taking.finally(() => house.inHand.delete(taking))
    },
  }
}

/** Reads one mail, has it taken and answers; whoever has left meanwhile hears nothing. Never throws. */
async function answerMail(
  house: House,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  answer: (refusal?: Error | null) => void,
): Promise<void> {
  const refusal = await refusalOf(house, stream, session)
  answer(refusal && replyOf(refusal))
}

async function refusalOf(
  { room, mostBytes, journal, take }: House,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<Refusal | undefined> {
  // The session is used again for the next mail, and forgotten when the connection ends.
  const { remoteAddress: ip, hostNameAppearsAs: helo, envelope } = session
  const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
  const arrived = await readArriving(stream, mostBytes, room)
  if (arrived.kind !== 'whole') return refusals[arrived.kind]
  try {
    const to = envelope.rcptTo.map(({ address }) => address)
    const answer = await take({ raw: arrived.raw, envelope: { ip, helo, from }, to })
    return answer.kind === 'taken' ? undefined : refusals[answer.why]
  } catch (error) {
    journal.fault(error)
    return refusals.trouble
  } finally {
    arrived.letGo()
  }
}

/** The silence that ends a connection is broken by any byte; its life is not. */
function boundLives(server: SMTPServer, { limits, lives }: House): void {
  // Those turned away stay for some seconds until they have gone.
  server.server.maxConnections = limits.connections * 4
  server.on('connect', ({ id }) => {
    const end = () => {
      for (const connection of server.connections) if (connection.id === id) connection.send(421, '4.4.2 Too long')
    }
    lives.set(id, setTimeout(end, limits.lifeMilliseconds).unref())
  })
}

function proveUsable(certificate: Certificate): void {
  try {
    createSecureContext(certificate)
  } catch (cause) {
    const sentence = 'The files of MAIL_IN_CERTIFICATE and MAIL_IN_KEY are no certificate and its key in PEM.'
    throw new Fault('config-invalid', sentence, { cause })
  }
}

async function opened(server: SMTPServer, { host, port }: ListenerOptions): Promise<number> {
  const listening = server.listen(port, host)
  // Connections that break tell it here, too: their servers come again.
  server.on('error', () => {})
  try {
    await once(listening, 'listening')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new Fault('config-invalid', `No mail can be taken at MAIL_IN_HOST and MAIL_IN_PORT (${code}).`, { cause })
  }
  const address = listening.address()
  return address !== null && typeof address === 'object' ? address.port : port
}
