import type { NamedFile } from '../../test/kit/hostile-seeds.ts'

/** What came of bringing in files one after the other. */
export type PostedFiles = {
  /** Of those that were answered. */
  readonly seconds: readonly number[]
  /** Answers that are neither a review nor a page that says what is wrong. */
  readonly failed: number
}

/**
 * Brings in files as an organizer does, the next when the last is answered, until told to stop; then waits for the last.
 * @param next the files, one after the other, without end.
 */
export function postFiles(
  url: string,
  cookie: string,
  next: () => NamedFile,
): { readonly stop: () => Promise<PostedFiles> } {
  let isStopped = false
  const work = async (): Promise<PostedFiles> => {
    const seconds: number[] = []
    let failed = 0
    while (!isStopped) {
      const { name, bytes } = next()
      const form = new FormData()
      form.append('files', new Blob([Uint8Array.from(bytes)]), name)
      const since = performance.now()
      const headers = { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' }
      const answer = await fetch(url, { method: 'POST', body: form, headers, redirect: 'manual' })
      await answer.text()
      seconds.push((performance.now() - since) / 1000)
      if (answer.status !== 303 && answer.status !== 422) failed += 1
    }
    return { seconds, failed }
  }
  const done = work()
  return {
    stop: async () => {
      isStopped = true
      return await done
    },
  }
}
