import { cappedProcess, confinementHere } from '#platform'
import type { ListStep, PrintedNames } from '#typeset'

// 100,000 names take 20 s of a quiet machine; it gives way to visitors, and may take longer where there are many.
/** What a list's PDF may take. */
export const listPressLimits = { megabytes: 1500, seconds: 180 } as const

/** Why there is no PDF. */
export type ListPressTrouble = 'too-slow' | 'too-big' | 'ended'

/** What came of setting a list. */
export type ListSet =
  | ({ readonly kind: 'set' } & PrintedNames)
  | { readonly kind: 'failed'; readonly why: ListPressTrouble }

/** Sets lists as PDF, one after the other, in a process that gives way to everything else. */
export type ListPress = {
  /** `tell` hears once: when every name has its place, and the pages are about to be set. */
  readonly set: (paper: Uint8Array, tell: (step: ListStep) => void) => Promise<ListSet>
  /** Ends what is in hand; who waits is thrown a Fault. */
  readonly close: () => Promise<void>
}

/** Opens the press; its process starts with the first list, and leaves soon after the last: it may hold a gigabyte. */
export function openListPress(changed: { readonly seconds?: number; readonly megabytes?: number } = {}): ListPress {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const module = new URL(`./list-press-process.${ending}`, import.meta.url)
  const limits = { ...listPressLimits, ...changed, secondsIdle: 2, megabytesKept: 300 }
  const desk = cappedProcess(module, { ...limits, native: true }, { network: 'none', by: confinementHere() })
  return {
    set: async (paper, tell) => {
      const answer = await desk.ask(paper, (news) => tell(news as ListStep))
      return answer.kind === 'done' ? { kind: 'set', ...(answer.done as PrintedNames) } : answer
    },
    close: desk.close,
  }
}
