import type { Health } from './health.ts'
import type { ComposedMail, MailIds, MailTransport, MailVault, OutgoingMail, SendOutcome } from './mail.ts'
import type { Pace } from './pace.ts'
import { sealToken } from './token.ts'

/** A mail in hand: what the queue knows of it, and what its composer made. */
export type HeldMail = {
  readonly id: string
  readonly kind: string
  readonly ids: MailIds
  readonly dueAt: Date
  readonly nextAt: Date
  readonly tries: number
  readonly doubts: number
  readonly domain: string
  readonly mail: ComposedMail
}

/** Mails that wait for their turn, and those being handed over. */
export type HandOver = {
  readonly add: (mails: readonly HeldMail[]) => void
  readonly waiting: () => readonly HeldMail[]
  /** Takes waiting mails out again. */
  readonly remove: (mails: ReadonlySet<HeldMail>) => void
  /** Resolves when nothing is being handed over any more; nothing new is begun. */
  readonly stop: () => Promise<void>
}

type Options = {
  readonly transport: MailTransport
  readonly pace: Pace
  readonly health: Health
  readonly vault: MailVault
  readonly now: () => Date
  readonly ticks: () => number
  readonly onOutcome: (held: HeldMail, outcome: SendOutcome) => void
}

/** Hands mails over in their order, as fast as all of them and each domain may go. */
export function openHandOver({ transport, pace, health, vault, now, ticks, onOutcome }: Options): HandOver {
  let waiting: readonly HeldMail[] = []
  let open = 0
  let timer: NodeJS.Timeout | undefined
  let planned = false
  let stopped: (() => void) | undefined
  const send = async (held: HeldMail) => {
    const began = ticks()
    open += 1
    pace.began(held.domain, began)
    const outcome = await transport.send(outgoing(held, vault, now()))
    open -= 1
    pace.ended(held.domain, ticks(), ticks() - began, answerOf(outcome))
    onOutcome(held, outcome)
    if (stopped && open === 0) stopped()
    plan()
  }
  /** Milliseconds until anything may go; `Infinity`: when something that is under way has ended. */
  const waitForAny = (at: number): number => {
    const allows = health.allows(at)
    const width = allows === 'all' ? transport.atOnce : allows === 'one' ? 1 : 0
    return open >= width ? Infinity : pace.waitForAny(at)
  }
  const pump = () => {
    planned = false
    clearTimeout(timer)
    if (stopped) return
    let soonest = Infinity
    const stay: HeldMail[] = []
    const shut = new Set<string>()
    for (const [index, mail] of waiting.entries()) {
      const wait = waitForAny(ticks())
      if (wait > 0) {
        soonest = Math.min(soonest, wait)
        stay.push(...waiting.slice(index))
        break
      }
      const own = shut.has(mail.domain) ? Infinity : pace.wait(mail.domain, ticks())
      if (own === 0) void send(mail)
      else {
        shut.add(mail.domain)
        soonest = Math.min(soonest, own)
        stay.push(mail)
      }
    }
    waiting = stay
    if (soonest < Infinity) timer = setTimeout(pump, Math.ceil(soonest))
  }
  /** Once per turn of the event loop, however many hand-overs ended in it. */
  const plan = () => {
    if (!planned) setImmediate(pump)
    planned = true
  }
  return {
    add: (mails) => {
      waiting = [...waiting, ...mails]
      plan()
    },
    waiting: () => waiting,
    remove: (mails) => void (waiting = waiting.filter((mail) => !mails.has(mail))),
    stop: () =>
      new Promise((resolve) => {
        stopped = resolve
        clearTimeout(timer)
        if (open === 0) resolve()
      }),
  }
}

function outgoing({ id, kind, ids, mail }: HeldMail, vault: MailVault, date: Date): OutgoingMail {
  const reference = vault.mark('mail', 'message-id', id).subarray(0, 18).toString('base64url')
  return { ...mail, reference, token: sealToken({ id, kind, ids }, vault), date }
}

function answerOf(outcome: SendOutcome): 'accepted' | 'busy' | 'other' {
  if (outcome.kind === 'accepted') return 'accepted'
  return outcome.kind === 'later' && outcome.whose === 'recipient' ? 'busy' : 'other'
}
