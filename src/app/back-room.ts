import type { MailPlaces } from '#jobs'
import { Fault } from '#kernel'
import { companion, every, type Companion, type Journal, type OutgoingMail, type Repeating } from '#platform'
import type { SigningDesk } from '#signatures'
import type { BackRoomAnswer, BackRoomNews, BackRoomQuestion, BackRoomSetup } from './back-room-worker.ts'

/** The signing desk and everything that happens by the clock or in its own time, in a thread beside the visitors. */
export type BackRoom = Pick<SigningDesk, 'wish' | 'confirm'> & {
  /** To be called once the server listens, for mails say where. @param links where their links lead. */
  readonly start: (links: MailPlaces) => void
  /** Mails were left elsewhere than at the desk. */
  readonly wake: () => void
  /** How many seconds a mail left now will wait, as known a second ago; `Infinity` where none is ever handed over. */
  readonly delaySeconds: () => number
  /** Ends what is in hand, for some seconds at most. */
  readonly close: () => Promise<void>
}

const newsMilliseconds = 1000
// Who tries it out waits for the mail.
const newsOfMailMilliseconds = 200

/**
 * Takes forms and confirmations, makes and sends mails, seals logs, asks witnesses, reviews signatures and deletes what was
 * kept long enough: more work than the pages are, and none of it may keep a reader waiting. A thread that ends is started
 * anew within a second; whoever waited for it is told that nothing is certain, and the rest waits in the database.
 * @param onKept given each mail that stays here to be tried out.
 */
export function backRoomBeside(
  setup: Omit<BackRoomSetup, 'links'>,
  { journal, onKept }: { readonly journal: Journal; readonly onKept: (mail: OutgoingMail) => void },
): BackRoom {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  // Without a mail server no mail is ever handed over, and the page after the form says so.
  let delaySeconds = setup.mail === undefined ? Number.POSITIVE_INFINITY : 0
  let thread: Companion<BackRoomQuestion, BackRoomAnswer> | undefined
  let news: Repeating | undefined
  const hear = (heard: BackRoomNews) => {
    if (heard.delaySeconds !== undefined) delaySeconds = heard.delaySeconds
    for (const mail of heard.kept) onKept(mail)
  }
  const ask = async <About extends BackRoomAnswer['about']>(
    question: BackRoomQuestion & { readonly about: About },
  ): Promise<Extract<BackRoomAnswer, { readonly about: About }>> => {
    const answer = await thread?.ask(question)
    if (!answer || !isAbout(answer, question.about)) throw new Fault('internal', 'the back room gave no answer')
    return answer
  }
  return {
    start: (links) => {
      const module = new URL(`./back-room-worker.${ending}`, import.meta.url)
      thread = companion<BackRoomQuestion, BackRoomAnswer>(module, { ...setup, links })
      const pause = setup.mail?.kind === 'kept' ? newsOfMailMilliseconds : newsMilliseconds
      // Also what starts a thread again that ended.
      news = every(pause, journal, async () => hear(await ask({ about: 'news' })))
    },
    wish: async (form) => (await ask({ about: 'form', form })).outcome,
    confirm: async (wish) => (await ask({ about: 'confirmation', wish })).outcome,
    wake: () => void ask({ about: 'mails' }).catch(() => {}),
    delaySeconds: () => delaySeconds,
    close: async () => {
      await news?.stop()
      await thread?.close()
    },
  }
}

function isAbout<About extends BackRoomAnswer['about']>(
  answer: BackRoomAnswer,
  about: About,
): answer is Extract<BackRoomAnswer, { readonly about: About }> {
  return answer.about === about
}
