import { cappedProcess, type AllowedHost } from '#platform'
import type { CaptureResult } from './capture.ts'
import type { CaptureTask } from './capture-process.ts'
import type { SiteLook } from './capture-site.ts'

/** Fetches pages in a process of its own: 512 MB, 15 seconds and 10 MB a page, no files, public addresses only. */
export type Capturer = {
  /** The page with its redirects, style sheets and images, packed. */
  readonly capture: (url: string) => Promise<CaptureResult>
  /** The page alone, to compare it with a capture. */
  readonly look: (url: string) => Promise<SiteLook>
  /** Ends what is in hand. Safe to call twice. */
  readonly close: () => Promise<void>
  /** The process while there is one, for whoever measures it. */
  readonly pid: () => number | undefined
}

// What is ended from outside has had its own limit of 15 seconds, and time to read and pack.
const limits = { megabytes: 512, seconds: 20, secondsIdle: 30, megabytesKept: 128 } as const

/**
 * Opens a capturer; its process starts with the first page, and leaves when there is none for half a minute.
 * @param allowed one host and port that tests reach besides; the house never says one.
 */
export function openCapturer(allowed?: AllowedHost): Capturer {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const desk = cappedProcess(new URL(`./capture-process.${ending}`, import.meta.url), limits, {
    network: 'visits',
    ...(allowed && { allowed }),
  })
  const ask = async <Answer>(
    task: CaptureTask,
  ): Promise<Answer | { kind: 'failed'; trouble: 'too-slow' | 'too-long' | 'broken' }> => {
    const answer = await desk.ask(task)
    if (answer.kind === 'done') return answer.done as Answer
    const { why } = answer
    return { kind: 'failed', trouble: why === 'too-slow' ? why : why === 'too-big' ? 'too-long' : 'broken' }
  }
  return {
    capture: (url) => ask<CaptureResult>({ kind: 'capture', url }),
    look: (url) => ask<SiteLook>({ kind: 'look', url }),
    close: desk.close,
    pid: desk.pid,
  }
}
