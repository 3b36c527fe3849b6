import type { MailPlaces } from '#jobs'
import { companion, every, type Journal, type OutgoingMail, type Repeating } from '#platform'
import type { BackRoomAnswer, BackRoomQuestion, BackRoomSetup } from './back-room-worker.ts'

/** Everything that happens by the clock or in its own time, in a thread beside the visitors. */
export type BackRoom = {
  /** To be called once the server listens, for mails say where. @param links where their links lead. */
  readonly start: (links: MailPlaces) => void
  /** Mails were left. */
  readonly wake: () => void
  /** How many seconds a mail left now will wait, as known a second ago; `Infinity` where none is ever handed over. */
  readonly delaySeconds: () => number
  /** Ends what is in hand, for some seconds at most. */
  readonly close: () => Promise<void>
}

// The mailer looks by itself four times a second: these only make it sooner.
const wakeMilliseconds = 25
const lookMilliseconds = 1000
// Who tries it out waits for the mail.
const lookForMailMilliseconds = 200

/**
 * Makes and sends mails, seals logs, asks witnesses, reviews signatures and deletes what was kept long enough: together as
 * much work as the visitors are, and none of it may keep one of them waiting. A thread that ends is started anew within a
 * second; what it had in hand waits in the database.
 * @param onKept given each mail that stays here to be tried out.
 */
export function backRoomBeside(
  setup: Omit<BackRoomSetup, 'links'>,
  { journal, onKept }: { readonly journal: Journal; readonly onKept: (mail: OutgoingMail) => void },
): BackRoom {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  // Without a mail server no mail is ever handed over, and the page after the form says so.
  let delaySeconds = setup.mail === undefined ? Number.POSITIVE_INFINITY : 0
  let begun: { readonly wake: () => void; readonly close: () => Promise<void> } | undefined
  const begin = (links: MailPlaces) => {
    const module = new URL(`./back-room-worker.${ending}`, import.meta.url)
    const thread = companion<BackRoomQuestion, BackRoomAnswer>(module, { ...setup, links })
    // Also what starts a thread again that ended.
    const looking = every(
      setup.mail?.kind === 'kept' ? lookForMailMilliseconds : lookMilliseconds,
      journal,
      async () => {
        const seen = await thread.ask('look')
        if (seen.delaySeconds !== undefined) delaySeconds = seen.delaySeconds
        for (const mail of seen.kept) onKept(mail)
      },
    )
    return {
      wake: sometimes(() => void thread.ask('wake').catch(() => {})),
      close: () => closing(looking, thread.close),
    }
  }
  return {
    start: (links) => void (begun ??= begin(links)),
    wake: () => begun?.wake(),
    delaySeconds: () => delaySeconds,
    close: async () => begun?.close(),
  }
}

async function closing(looking: Repeating, close: () => Promise<void>): Promise<void> {
  await looking.stop()
  await close()
}

/** Does it soon, however often it is wished for until then. */
function sometimes(act: () => void): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      act()
    }, wakeMilliseconds).unref()
  }
}
