import type { BackupHead } from './frames.ts'

/** What a backup holds. */
export type BackupFacts = {
  readonly madeAt: Date
  readonly tables: number
  readonly rows: number
  /** Fingerprints of the keys without which what is sealed in it cannot be read. */
  readonly keys: readonly string[]
}

/** Told how far a long work is: in which table, and how many bytes of it are done. */
export type OnProgress = (progress: { readonly table: string; readonly bytes: number }) => void

/** The facts of a head, and what was counted behind it. */
export function factsOf(head: BackupHead, rows: number): BackupFacts {
  return { madeAt: new Date(head.madeAt), tables: head.tables.length, rows, keys: head.keys }
}
