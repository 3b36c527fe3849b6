import { wordsFor } from '#kernel'
import type { CappedDesk, CappedLimits, Confinement } from '#platform'
import type { FileReading } from './read-file.ts'

/** A file to be read. */
export type FileToRead = {
  /** As its owner calls it; serves sentences only. */
  readonly name: string | null
  readonly bytes: Uint8Array
}

/** Reads files of strangers in a process of its own: 512 MB, 10 seconds a file, no files, no network. */
export type Reader = {
  /** What each file comes to, in their order; a file that ends the process is `unreadable`, and the next is read all the same. */
  readonly read: (files: readonly FileToRead[]) => Promise<readonly FileReading[]>
  /** Ends what is in hand; who waits is thrown a Fault. Safe to call twice. */
  readonly close: () => Promise<void>
  /** What keeps the process from the network: where the system forbids a namespace, Node's own doors are shut. */
  readonly confinement: () => Promise<Confinement>
  /** The process while there is one, for whoever measures it. */
  readonly pid: () => number | undefined
}

const productLimits = { megabytes: 512, seconds: 10, secondsIdle: 60, megabytesKept: 256 } as const

/**
 * Opens a reader; its process starts with the first file, and leaves when there is none for a minute.
 * @param changed for tests alone.
 */
export function openReader(changed: { readonly seconds?: number } = {}): Reader {
  const limits = { ...productLimits, ...changed }
  let opening: Promise<Opened> | undefined
  let desk: CappedDesk | undefined
  const opened = async (): Promise<Opened> => {
    const known = await (opening ??= openDesk(limits))
    desk = known.desk
    return known
  }
  const readOne = async (file: FileToRead): Promise<FileReading> => {
    const answer = await (await opened()).desk.ask(file)
    return answer.kind === 'done'
      ? (answer.done as FileReading)
      : { kind: 'unreadable', sentence: whyNot(answer.why, limits) }
  }
  return {
    read: (files) => Promise.all(files.map(readOne)),
    close: async () => await (await opening)?.desk.close(),
    confinement: async () => (await opened()).confinement,
    pid: () => desk?.pid(),
  }
}

type Opened = { readonly desk: CappedDesk; readonly confinement: Confinement }

async function openDesk(limits: CappedLimits): Promise<Opened> {
  // Loaded late: most commands that know this room read no file, and platform is half of a short command's time.
  const { cappedProcess, confinementHere } = await import('#platform')
  const confinement = confinementHere()
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const module = new URL(`./reader-process.${ending}`, import.meta.url)
  return { desk: cappedProcess(module, limits, { network: 'none', by: confinement }), confinement }
}

function whyNot(why: 'too-slow' | 'too-big' | 'ended', limits: CappedLimits): string {
  const say = wordsFor('en').intake.unreadable
  return { 'too-slow': say.tooSlow(limits.seconds), 'too-big': say.tooBig(limits.megabytes), ended: say.ended }[why]
}
