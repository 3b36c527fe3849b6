import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault, type Means } from '#kernel'
import { confinedNode, type Confinement } from './confine.ts'
import type { AllowedHost, Visit, VisitLimits } from './http/visit.ts'

/** What work in a capped process is handed. */
export type CappedMeans = Means & {
  readonly visit: (limits: VisitLimits) => Visit
  /** Says how far the task is, to whoever handed it over; plain data. */
  readonly tell: (news: unknown) => void
}

/** What a capped process may reach: public addresses by what it is handed (`allowed` for tests alone), or nothing at all. */
export type CappedReach =
  | { readonly network: 'visits'; readonly allowed?: AllowedHost }
  | { readonly network: 'none'; readonly by: Confinement }

/** What came of a task: its answer, or why there is none. `ended`: the process died of it. */
export type CappedAnswer =
  | { readonly kind: 'done'; readonly done: unknown }
  | { readonly kind: 'failed'; readonly why: 'too-slow' | 'too-big' | 'ended' }

/** Work on what strangers sent, in a process that may do little and is ended when it takes too much. */
export type CappedDesk = {
  /** Hands over one task; tasks are done one after the other. `onNews` hears how far it is, where the work tells. */
  readonly ask: (task: unknown, onNews?: (news: unknown) => void) => Promise<CappedAnswer>
  /** Ends the process; who waits is thrown a Fault, since nothing came of it. Safe to call twice. */
  readonly close: () => Promise<void>
  /** The process at work, for whoever measures it. */
  readonly pid: () => number | undefined
}

/** What one task may take. */
export type CappedLimits = {
  readonly megabytes: number
  readonly seconds: number
  /** How long the process waits for another task; its memory is free again after that. */
  readonly secondsIdle: number
  /**
   * What a process may have grown to and still be given the next task; one that holds more is replaced by a fresh one first.
   * JavaScript gives back late what many small tasks left behind. Absent: it stays.
   */
  readonly megabytesKept?: number
  /** May load native code that a package brings along; without it no native code but Node's own runs. */
  readonly native?: true
}

/** What a process says: how far it is, that it is done, or that the system gave it no more memory. */
export type CappedSaying =
  | Extract<CappedAnswer, { readonly kind: 'done' }>
  | { readonly kind: 'failed'; readonly why: 'too-big' }
  | { readonly kind: 'news'; readonly news: unknown }

type Waiting = {
  readonly task: unknown
  readonly onNews: (news: unknown) => void
  readonly settle: (answer: CappedAnswer) => void
  readonly refuse: (fault: Fault) => void
}

const lookMilliseconds = 100
const stopping = (): Fault => new Fault('internal', 'the server is stopping')

/**
 * A process that starts with the first task. It has no environment, writes no file, starts no process, and reads none but
 * this program's own (Node's permission model); what it needs of the network it is handed. Its memory is looked at, and
 * capped by the system against a burst between two looks; where both want the processor, it waits.
 * @param module exports `work`, which is handed each task and a {@link CappedMeans}; whoever reaches nothing is handed
 * visits that come to nothing.
 */
export function cappedProcess(
  module: URL,
  limits: CappedLimits,
  reach: CappedReach = { network: 'visits' },
): CappedDesk {
  const queue: Waiting[] = []
  let inHand: Waiting | undefined
  let child: ChildProcess | undefined
  let clocks: NodeJS.Timeout[] = []
  let isClosed = false

  const finish = (answer: CappedAnswer) => {
    for (const clock of clocks) clearInterval(clock)
    clocks = []
    const ended = inHand
    inHand = undefined
    ended?.settle(answer)
    next()
  }
  const stop = () => {
    const leaving = child
    child = undefined
    leaving?.kill('SIGKILL')
    return leaving
  }
  const abort = (why: 'too-slow' | 'too-big') => {
    stop()
    finish({ kind: 'failed', why })
  }
  const present = (): ChildProcess => {
    if (child) return child
    const fresh = start(module, limits, reach)
    fresh.on('message', (said: CappedSaying) => {
      if (child !== fresh) return
      if (said.kind === 'news') inHand?.onNews(said.news)
      else if (said.kind === 'failed') abort(said.why)
      else finish(said)
    })
    const lost = () => {
      if (child !== fresh) return
      child = undefined
      finish({ kind: 'failed', why: 'ended' })
    }
    fresh.on('error', lost)
    fresh.on('exit', lost)
    child = fresh
    return fresh
  }
  const rest = () => {
    child?.unref()
    child?.channel?.unref()
    const idle = setTimeout(stop, limits.secondsIdle * 1000)
    idle.unref()
    clocks.push(idle)
  }
  const next = () => {
    if (inHand) return
    for (const clock of clocks.splice(0)) clearInterval(clock)
    inHand = queue.shift()
    if (!inHand) return rest()
    if (megabytesOf(child?.pid) > (limits.megabytesKept ?? limits.megabytes)) stop()
    const worker = present()
    worker.ref()
    worker.channel?.ref()
    worker.send({ task: inHand.task })
    clocks.push(setTimeout(() => abort('too-slow'), limits.seconds * 1000))
    clocks.push(setInterval(() => megabytesOf(worker.pid) > limits.megabytes && abort('too-big'), lookMilliseconds))
  }
  return {
    ask: (task, onNews = () => {}) =>
      new Promise((settle, refuse) => {
        if (isClosed) return refuse(stopping())
        queue.push({ task, onNews, settle, refuse })
        next()
      }),
    close: async () => {
      isClosed = true
      const leaving = stop()
      for (const clock of clocks.splice(0)) clearInterval(clock)
      for (const one of [...(inHand ? [inHand] : []), ...queue.splice(0)]) one.refuse(stopping())
      inHand = undefined
      if (!leaving || leaving.exitCode !== null || leaving.signalCode !== null) return
      leaving.ref()
      await new Promise((gone) => leaving.once('exit', gone))
    },
    pid: () => child?.pid,
  }
}

function start(module: URL, limits: CappedLimits, reach: CappedReach): ChildProcess {
  const { megabytes } = limits
  const isSource = import.meta.url.endsWith('.ts')
  const main = fileURLToPath(new URL(`./run-capped-process.${isSource ? 'ts' : 'js'}`, import.meta.url))
  const readable = [fileURLToPath(module), ...foldersOfProgram(main)].map((path) => `--allow-fs-read=${path}`)
  const node = confinedNode(megabytes, reach.network === 'none' ? reach.by : 'open')
  const child = fork(main, [module.href, JSON.stringify(reach)], {
    execPath: node.path,
    execArgv: [
      ...node.args,
      ...(isSource ? ['--conditions=source'] : []),
      // Half for what JavaScript makes, the rest for bytes beside it, which the looking clock counts.
      `--max-old-space-size=${Math.floor(megabytes / 2)}`,
      ...(reach.network === 'none' ? ['--disallow-code-generation-from-strings'] : []),
      '--permission',
      ...(limits.native ? ['--allow-addons'] : []),
      ...readable,
    ],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  yieldToVisitors(child)
  return child
}

/** Who waits for a page goes first; whoever brought a file in waits for seconds anyway. */
function yieldToVisitors({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has ended, or the system allows no such thing.
  }
}

/** The program's own files and its packages, and nothing else of where it was installed: keys may lie beside it. */
function foldersOfProgram(main: string): readonly string[] {
  const program = dirname(dirname(main))
  const found = [program]
  for (let folder = dirname(program); ; folder = dirname(folder)) {
    for (const name of ['package.json', 'node_modules']) {
      const path = join(folder, name)
      if (existsSync(path)) found.push(path, realpathSync(path))
    }
    if (folder === dirname(folder)) return [...new Set(found)]
  }
}

/** Where the system tells (Linux); elsewhere only the cap on JavaScript's own memory holds. */
function megabytesOf(pid: number | undefined): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
