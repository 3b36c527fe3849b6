import { readFile } from 'node:fs/promises'
import { Fault } from '#kernel'
import { readBackupKey, type Lock } from '#platform'
import type { Terminal } from './command.ts'

/** Where the lock of a sealed file comes from: a key file, a file with a passphrase, or the person at the terminal. */
export type LockSource = {
  readonly keyFile?: string | undefined
  readonly passphraseFile?: string | undefined
  /** What is locked, as the question has it: "the backup". */
  readonly what: string
}

const shortestPassphrase = 12

/**
 * A lock to seal with: a passphrase is asked for twice, unseen. `undefined` when nobody gave one.
 * @throws Fault `file-unreadable` when a named file cannot be used, or the passphrase is short.
 */
export async function lockToSeal(source: LockSource, terminal: Terminal): Promise<Lock | undefined> {
  const named = await lockOfFiles(source)
  if (named) return refuseShort(named)
  const passphrase = await terminal.askHidden(
    `A passphrase for ${source.what}, at least ${shortestPassphrase} characters: `,
  )
  if (!passphrase) return undefined
  refuseShort({ kind: 'passphrase', passphrase })
  const again = await terminal.askHidden('The same once more: ')
  if (again !== passphrase) throw new Fault('file-unreadable', 'These were two different passphrases.')
  return { kind: 'passphrase', passphrase }
}

/** A lock to open something with, as {@link lockToSeal}. */
export async function lockToOpen(source: LockSource, terminal: Terminal): Promise<Lock | undefined> {
  const named = await lockOfFiles(source)
  if (named) return named
  const passphrase = await terminal.askHidden(`The passphrase of ${source.what}: `)
  return passphrase ? { kind: 'passphrase', passphrase } : undefined
}

async function lockOfFiles({ keyFile, passphraseFile }: LockSource): Promise<Lock | undefined> {
  if (keyFile !== undefined) return readBackupKey(keyFile)
  if (passphraseFile === undefined) return undefined
  const text = await readFile(passphraseFile, 'utf8').catch(() => {
    throw new Fault('file-unreadable', `The passphrase file ${passphraseFile} cannot be read.`)
  })
  return { kind: 'passphrase', passphrase: text.replace(/\r?\n$/, '') }
}

function refuseShort(lock: Lock): Lock {
  if (lock.kind === 'passphrase' && [...lock.passphrase].length < shortestPassphrase)
    throw new Fault('file-unreadable', `A passphrase needs at least ${shortestPassphrase} characters.`)
  return lock
}
