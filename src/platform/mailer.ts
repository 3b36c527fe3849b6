import type { Database, Tx } from './database/database.ts'
import type { Journal } from './journal.ts'
import { mailTaker, type Composers, type ReadyMail } from './mail-compose.ts'
import { dueMails, recallMails, type PutBack, type Resting } from './mail-queue.ts'
import {
  openSettling,
  type MailNews,
  type RefusedMail,
  type Settled,
  type Settlers,
  type Settling,
} from './mail-settle.ts'
import { openBookings } from './mail/bookings.ts'
import { fateOf, usualBackoff, type Backoff } from './mail/fate.ts'
import { openHandOver, type HandOver, type HeldMail } from './mail/hand-over.ts'
import { openHealth, type Health } from './mail/health.ts'
import { domainOf, type MailTransport, type MailVault, type SendOutcome } from './mail/mail.ts'
import { openPace } from './mail/pace.ts'

/** What a mailer works with. */
export type MailerOptions = {
  readonly database: Database
  readonly transport: MailTransport
  readonly composers: Composers
  readonly vault: MailVault
  readonly journal: Journal
  /** Mails a second that this process hands over at most. */
  readonly perSecond: number
  readonly now: () => Date
  /** Told in the transaction in which the rows of these mails go. */
  readonly onRefused?: (tx: Tx, mails: readonly RefusedMail[]) => Promise<void>
  /** Who is told what became of mails, by their kind. */
  readonly settlers?: Settlers
  readonly backoff?: Backoff
  /** Kinds of mail that wait a little before they are made. */
  readonly resting?: Resting
  /** How long a process that was killed keeps its mails from the others; 60 unless told. */
  readonly leaseSeconds?: number
}

/** A working mailer. */
export type Mailer = {
  /** Something was just committed: look now rather than at the next poll (at most 250 ms away). */
  readonly wake: () => void
  /** Takes no more, waits for the mails in hand (at most 10 s), puts the rest back and ends the transport. */
  readonly stop: () => Promise<void>
  /** How many seconds a mail left now will wait, as measured at most a second ago; 0 when nothing waits. */
  readonly delaySeconds: () => number
}

const pollMilliseconds = 250
// In a rush a mail is left every millisecond: what was left meanwhile is taken together, as a take costs the same for
// one and for many. Nobody sees a tenth of a second; a mail that comes alone goes at once.
const apartMilliseconds = 100
const troubleMilliseconds = 1000
const measureMilliseconds = 1000
const stopMilliseconds = 10_000
// Servers put the clock right by small steps all the time; nobody minds to wait so long.
const smallStepMilliseconds = 1000
/** Mails in memory: two seconds' worth, and never more than some 20 MB. */
const inHand = { fewest: 4, seconds: 2, most: 2000 }

/** Sends mails until stopped. Any number of processes share one queue; one that is killed leaves its mails to the others. */
export function startMailer(options: MailerOptions): Mailer {
  const work = new MailWork(options)
  let rouse = () => {}
  let roused = false
  let stopping: Promise<void> | undefined
  const wake = () => {
    roused = true
    rouse()
  }
  const rest = async (milliseconds: number) => {
    if (!roused)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        rouse = () => (clearTimeout(timer), resolve())
      })
    roused = false
  }
  work.whenFree = wake
  const run = async () => {
    while (!stopping) {
      const begun = performance.now()
      const next = await work.turn().catch((thrown: unknown) => (options.journal.fault(thrown), 'trouble' as const))
      if (next === 'more') continue
      await rest(next === 'trouble' ? troubleMilliseconds : pollMilliseconds)
      if (next !== 'full') await until(begun + apartMilliseconds)
    }
  }
  const ran = run()
  const stop = async () => {
    wake()
    await ran
    await work.end()
  }
  return { wake, stop: () => (stopping ??= stop()), delaySeconds: () => work.delaySeconds }
}

/** Guards what is in hand: from the take until the queue has been told, every mail stands in `#held` exactly once. */
class MailWork {
  delaySeconds = 0
  whenFree: () => void = () => {}
  readonly #options: MailerOptions
  readonly #capacity: number
  readonly #leaseMilliseconds: number
  readonly #health: Health
  readonly #backoff: Backoff
  readonly #handOver: HandOver
  readonly #settling: Settling
  readonly #surplus
  readonly #take
  readonly #held = new Set<string>()
  #keptAt = performance.now()
  #measuredAt = -Infinity
  // Who starts may start after the clock was set back.
  #latest = Number.POSITIVE_INFINITY

  constructor(options: MailerOptions) {
    this.#options = options
    const { database, composers, transport, perSecond, journal, vault, now } = options
    this.#capacity = Math.min(inHand.most, Math.max(inHand.fewest, Math.ceil(perSecond * inHand.seconds)))
    this.#leaseMilliseconds = (options.leaseSeconds ?? 60) * 1000
    this.#backoff = options.backoff ?? usualBackoff
    this.#health = openHealth(this.#backoff.pauseSeconds)
    const pace = openPace(perSecond, transport.atOnce)
    this.#surplus = openBookings(pace)
    this.#take = mailTaker(database, composers, journal.fault)
    this.#settling = openSettling({
      database,
      settlers: options.settlers ?? {},
      onRefused: options.onRefused ?? (async () => {}),
      onTrouble: journal.fault,
      afterwards: (ids) => this.#release(ids),
    })
    const ticks = () => performance.now()
    const onOutcome = (held: HeldMail, outcome: SendOutcome) => this.#settling.settle(this.#judge(held, outcome))
    this.#handOver = openHandOver({ transport, pace, health: this.#health, vault, now, ticks, onOutcome })
  }

  /** Takes what may be taken now. @returns `more` is likely to be due at once; `full`: some in hand must go out first. */
  async turn(): Promise<'more' | 'full' | 'rest'> {
    await this.#keepLeases()
    const allowed = this.#health.allows(performance.now())
    const at = this.#options.now()
    await this.#recall(at)
    if (allowed !== 'all') this.#putBack(this.#handOver.waiting().map((held) => [held, held.nextAt]))
    const limit = this.#limit(allowed)
    const taken = limit === 0 ? 0 : await this.#takeNow(at, limit, allowed === 'one')
    this.#putBack(this.#surplus(this.#handOver.waiting(), at, performance.now()))
    if (limit > 0 && taken < limit) this.delaySeconds = 0
    else await this.#measure(at)
    if (limit === 0 && allowed === 'all') return 'full'
    return limit > 1 && taken === limit ? 'more' : 'rest'
  }

  /** After the clock was set back: what was due already must not wait for the same hour twice. */
  async #recall(at: Date): Promise<void> {
    const wasSetBack = at.getTime() < this.#latest - smallStepMilliseconds
    // Twice what a mail waits at most after trouble, and far more than a lease.
    const longestWait = new Date(at.getTime() + 2000 * this.#backoff.longestSeconds + 2 * this.#leaseMilliseconds)
    if (wasSetBack) await this.#options.database.transaction((tx) => recallMails(tx, at, longestWait))
    this.#latest = wasSetBack ? at.getTime() : Math.max(this.#latest, at.getTime())
  }

  #limit(allowed: 'all' | 'one' | 'none'): number {
    const free = this.#capacity - this.#held.size
    if (allowed !== 'all') return allowed === 'one' && this.#held.size === 0 ? 1 : 0
    // A small take costs as much as a large one: rather wait until a quarter is free.
    return free < this.#capacity / 4 ? 0 : free
  }

  /** Waits for what is being handed over, puts the rest back and tells the queue everything. */
  async end(): Promise<void> {
    await withinTime(this.#handOver.stop(), stopMilliseconds)
    this.#putBack(this.#handOver.waiting().map((held) => [held, held.nextAt]))
    await withinTime(this.#settling.finished(), stopMilliseconds)
    await this.#options.transport.close()
  }

  async #takeNow(at: Date, limit: number, doubtfulLast: boolean): Promise<number> {
    const { resting } = this.#options
    const { taken, ready } = await this.#take({ at, leaseUntil: this.#leaseEnd(at), limit, doubtfulLast, resting })
    for (const { due } of ready) this.#held.add(due.id)
    this.#handOver.add(ready.map(heldOf))
    return taken
  }

  #judge(held: HeldMail, outcome: SendOutcome): Settled {
    const { id, kind, ids } = held
    const ticks = performance.now()
    const at = this.#options.now()
    const news = newsOf(held, { at, record: outcome.record })
    const later = inAnHour(held, at, 'untold')
    if (outcome.kind === 'accepted')
      return (this.#health.accepted(ticks), { id, kind: 'done', news: { ...news, became: 'accepted' }, back: later })
    const believed = outcome.kind === 'refused' && this.#health.refused(ticks)
    if (outcome.kind === 'later' && outcome.whose === 'server') this.#health.troubled(ticks)
    const tried = { ...held, at }
    const fate = fateOf(outcome, tried, believed, this.#backoff)
    switch (fate.kind) {
      case 'again':
        return {
          ...{ id, kind: 'back', back: { ...fate, id, composed: true, trouble: fate.code } },
          news: { ...news, became: isInDoubt(outcome) ? 'in-doubt' : 'waits', code: fate.code, nextAt: fate.nextAt },
        }
      case 'refused':
        return {
          id,
          kind: 'refused',
          news: { ...news, became: 'refused', code: fate.code },
          refused: { kind, ids, code: fate.code },
          back: inAnHour(held, at, fate.code),
        }
      case 'taken-as-accepted':
        this.#options.journal.note({
          level: 'warning',
          code: 'mail-in-doubt',
          text: `A mail was sent twice and the mail server broke off before its answer both times (${fate.code}). It is taken as sent.`,
        })
        return { id, kind: 'done', news: { ...news, became: 'given-up-in-doubt', code: fate.code }, back: later }
      default:
        return fate satisfies never
    }
  }

  #putBack(mails: readonly (readonly [HeldMail, Date])[]): void {
    if (mails.length === 0) return
    this.#handOver.remove(new Set(mails.map(([held]) => held)))
    const at = this.#options.now()
    for (const [held, nextAt] of mails) {
      const { id, tries, doubts } = held
      const back: PutBack = { id, nextAt, composed: true, tries, doubts, trouble: null }
      this.#settling.settle({ id, kind: 'back', back, news: { ...newsOf(held, { at }), became: 'untried', nextAt } })
    }
  }

  #release(ids: readonly string[]): void {
    const wasFull = this.#held.size > this.#capacity * 0.75
    for (const id of ids) this.#held.delete(id)
    if (wasFull && this.#held.size <= this.#capacity * 0.75) this.whenFree()
  }

  #leaseEnd(at: Date): Date {
    return new Date(at.getTime() + this.#leaseMilliseconds)
  }

  async #keepLeases(): Promise<void> {
    if (performance.now() - this.#keptAt < this.#leaseMilliseconds / 4) return
    this.#keptAt = performance.now()
    await this.#settling.keep(
      () => [...this.#held],
      () => this.#leaseEnd(this.#options.now()),
    )
  }

  async #measure(at: Date): Promise<void> {
    if (performance.now() - this.#measuredAt < measureMilliseconds) return
    this.#measuredAt = performance.now()
    const { count, since } = await this.#options.database.read((tx) => dueMails(tx, at))
    const waited = since === null ? 0 : (at.getTime() - since.getTime()) / 1000
    const outage = (performance.now() - (this.#health.troubledSince() ?? performance.now())) / 1000
    this.delaySeconds = Math.max(waited, outage, (count + this.#handOver.waiting().length) / this.#options.perSecond)
  }
}

function heldOf({ due, mail }: ReadyMail): HeldMail {
  return { ...due, mail, domain: domainOf(mail.to) }
}

function newsOf(
  { id, kind, ids }: HeldMail,
  { at, record }: Pick<MailNews, 'at'> & { readonly record?: MailNews['record'] },
): Omit<MailNews, 'became'> {
  return { id, kind, ids, at, record, code: undefined, nextAt: undefined }
}

const isInDoubt = (outcome: SendOutcome): boolean => outcome.kind === 'later' && outcome.inDoubt

function inAnHour({ id, tries, doubts }: HeldMail, at: Date, trouble: string): PutBack {
  return { id, nextAt: new Date(at.getTime() + 3_600_000), composed: true, tries: tries + 1, doubts, trouble }
}

async function until(ticks: number): Promise<void> {
  const wait = ticks - performance.now()
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
}

async function withinTime(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))
  await Promise.race([work, late])
  clearTimeout(timer)
}
