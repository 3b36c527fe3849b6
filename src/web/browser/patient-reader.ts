/** Reads a file of the log. @returns `undefined` for one that is not there; throws when it cannot be read. */
export type ReadFile = (path: string) => Promise<Response | undefined>

/** A server rations files in windows of seconds; one that puts off the same file so often is not going to give it. */
const MOST_WAITS = 30
const [SHORTEST, USUAL, LONGEST] = [1, 10, 60] as const

/** Seconds that the answer asks to wait (RFC 9110 section 10.2.3), when that is what it says. */
function secondsAsked({ status, headers }: Response): number | undefined {
  if (status !== 429 && status !== 503) return undefined
  const asked = Number(headers.get('Retry-After') ?? Number.NaN)
  return Number.isNaN(asked) ? USUAL : Math.min(Math.max(asked, SHORTEST), LONGEST)
}

/**
 * A reader that waits as long as the server asks and then goes on, for a large log has more files than one reader may
 * take at once. `onWait` is told the seconds when a wait begins, and nothing when the last one is over.
 */
export function patientReader(means: {
  readonly pause: (milliseconds: number) => Promise<void>
  readonly onWait: (seconds: number | undefined) => void
}): ReadFile {
  let waiting = 0

  async function wait(seconds: number): Promise<void> {
    waiting += 1
    // Several files are on their way at once and are put off together: that is one wait to whoever looks on.
    if (waiting === 1) means.onWait(seconds)
    await means.pause(seconds * 1000)
    waiting -= 1
    if (waiting === 0) means.onWait(undefined)
  }

  return async (path) => {
    for (let waits = 0; ; waits += 1) {
      // Not from the browser's store, nor into it: a recount reads what is there now, once.
      const response = await fetch(path, { credentials: 'omit', redirect: 'error', cache: 'no-store' })
      if (response.ok) return response
      if (response.status === 404) return undefined
      const seconds = secondsAsked(response)
      if (seconds === undefined || waits === MOST_WAITS) throw new Error(String(response.status))
      await wait(seconds)
    }
  }
}
