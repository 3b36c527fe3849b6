import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'

const shape = z.object({
  /** The newest checkpoint that was found right, with its signatures. */
  checkpoint: z.string(),
  /** The policy by which the log was first judged; a later one is for a person to accept. */
  policy: z.string(),
  /** When that checkpoint was first seen. */
  since: z.iso.datetime(),
})

/** What a monitor remembers of a log. */
export type MonitorState = Readonly<z.infer<typeof shape>>

/** The state in a file: `none` when there is no such file yet, `broken` when it holds something else. */
export async function readMonitorState(file: string): Promise<MonitorState | 'none' | 'broken'> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? undefined : '',
  )
  if (text === undefined) return 'none'
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    return 'broken'
  }
}

/** Writes the state whole or not at all: a monitor that is stopped must not forget what it has seen. */
export async function writeMonitorState(file: string, state: MonitorState): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(state, undefined, 2)}\n`)
  await rename(`${file}.new`, file)
}

/** Keeps two heads that contradict each other beside the state: together they prove it to anyone. */
export async function writeEvidence(file: string, before: string, now: string): Promise<string> {
  const kept = `${file}.evidence`
  await writeFile(kept, `${before}\n--- and ---\n\n${now}`)
  return kept
}
