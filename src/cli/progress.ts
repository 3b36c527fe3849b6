import type { OnProgress } from '#platform'

const millisecondsBetween = 2000

/** Says how far a long work is, at most every two seconds: a short one says nothing. */
export function progressLines(say: (line: string) => void, now: () => Date): OnProgress {
  let next = now().getTime() + millisecondsBetween
  let done = 0
  let last = { table: '', bytes: 0 }
  return ({ table, bytes }) => {
    if (table !== last.table) done += last.bytes
    last = { table, bytes }
    const at = now().getTime()
    if (at < next) return
    next = at + millisecondsBetween
    say(`… ${megabytes(done + bytes)} (${table})`)
  }
}

/** A size as a person reads it. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}
