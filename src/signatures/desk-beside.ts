import { Fault } from '#kernel'
import { companion, type Connection } from '#platform'
import type { PostedForm, PostedOutcome, SigningDesk } from './desk.ts'
import type { ConfirmOutcome, ConfirmWish } from './wish.ts'

/** What the desk's thread begins with. */
export type DeskSetup = { readonly connection: Connection; readonly secretsFile: string }

/** What it is asked. */
export type DeskQuestion =
  | { readonly about: 'form'; readonly form: PostedForm }
  | { readonly about: 'confirmation'; readonly wish: ConfirmWish }

/** What it answers. */
export type DeskAnswer =
  | { readonly about: 'form'; readonly outcome: PostedOutcome | 'busy' }
  | { readonly about: 'confirmation'; readonly outcome: ConfirmOutcome | 'busy' }

/** A {@link SigningDesk} that works beside: to be started once visitors can come, and closed when none can. */
export type DeskBeside = Omit<SigningDesk, 'drain'> & {
  readonly start: () => void
  readonly close: () => Promise<void>
}

/**
 * The signing desk in a thread of its own: marks, seals and statements take more time than reading the request, and
 * pages are served meanwhile.
 * @param onCommitted told after every answer by which something was kept: mails were left.
 */
export function signingDeskBeside(setup: DeskSetup, onCommitted: () => void): DeskBeside {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const thread = companion<DeskQuestion, DeskAnswer>(new URL(`./desk-worker.${ending}`, import.meta.url), setup)
  return {
    wish: async (form) => {
      const answer = await thread.ask({ about: 'form', form })
      if (answer.about !== 'form') throw unasked()
      if (answer.outcome !== 'busy') onCommitted()
      return answer.outcome
    },
    confirm: async (wish) => {
      const answer = await thread.ask({ about: 'confirmation', wish })
      if (answer.about !== 'confirmation') throw unasked()
      if (answer.outcome !== 'busy') onCommitted()
      return answer.outcome
    },
    start: thread.start,
    close: thread.close,
  }
}

const unasked = (): Fault => new Fault('internal', 'the desk answered what it was not asked')
