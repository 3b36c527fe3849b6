import { parentPort, Worker } from 'node:worker_threads'
import { Fault } from '#kernel'

type Question = { readonly number: number; readonly task: unknown }
type Answer = { readonly number: number } & ({ readonly done: unknown } | { readonly failed: string })

/** Work that would hold up every visitor, done beside them: a thread that starts when first asked and leaves when idle. */
export type WorkerDesk = {
  /** Hands over one task; tasks are done one after the other. @throws Fault when the work fails or takes too long. */
  readonly ask: (task: unknown) => Promise<unknown>
  readonly close: () => Promise<void>
}

type Waiting = {
  readonly settle: (done: unknown) => void
  readonly fail: (fault: Fault) => void
  readonly clock: NodeJS.Timeout
}

/**
 * @param module the file that calls {@link answerInWorker}.
 * @param secondsAtMost how long one task may take before the thread is ended.
 * @param secondsIdle how long the thread waits for another task; its memory is free again after that.
 */
export function workerDesk(
  module: URL,
  limits: { readonly secondsAtMost: number; readonly secondsIdle: number },
): WorkerDesk {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let asked = 0

  const failAll = (reason: string) => {
    for (const { fail, clock } of waiting.values()) {
      clearTimeout(clock)
      fail(new Fault('internal', reason))
    }
    waiting.clear()
  }
  const leave = async () => {
    const leaving = worker
    worker = undefined
    await leaving?.terminate()
  }
  const hear = (answer: Answer) => {
    const one = waiting.get(answer.number)
    if (!one) return
    waiting.delete(answer.number)
    clearTimeout(one.clock)
    if ('failed' in answer) one.fail(new Fault('internal', answer.failed))
    else one.settle(answer.done)
    if (waiting.size > 0) return
    idle = setTimeout(() => void leave(), limits.secondsIdle * 1000)
    idle.unref()
    worker?.unref()
  }
  const present = (): Worker => {
    if (worker) return worker
    const fresh = new Worker(module)
    fresh.on('message', hear)
    fresh.on('error', (error) => failAll(`the worker failed: ${error instanceof Error ? error.message : 'unknown'}`))
    fresh.on('exit', () => {
      if (worker !== fresh) return
      worker = undefined
      failAll('the worker ended before its work')
    })
    worker = fresh
    return fresh
  }
  return {
    ask: (task) =>
      new Promise((settle, fail) => {
        clearTimeout(idle)
        const number = (asked += 1)
        const clock = setTimeout(() => {
          failAll(`a task took longer than ${limits.secondsAtMost} s`)
          void leave()
        }, limits.secondsAtMost * 1000)
        waiting.set(number, { settle, fail, clock })
        const thread = present()
        thread.ref()
        thread.postMessage({ number, task } satisfies Question)
      }),
    close: async () => {
      clearTimeout(idle)
      failAll('the server is stopping')
      await leave()
    },
  }
}

/** The thread's side: answers each task it is handed. */
export function answerInWorker(work: (task: unknown) => unknown): void {
  parentPort?.on('message', ({ number, task }: Question) => {
    try {
      parentPort?.postMessage({ number, done: work(task) } satisfies Answer)
    } catch (error) {
      parentPort?.postMessage({ number, failed: error instanceof Error ? error.message : 'unknown' } satisfies Answer)
    }
  })
}
