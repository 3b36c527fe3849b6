import { parentPort, Worker } from 'node:worker_threads'
import { Fault } from '#kernel'

type Answer = { readonly done: unknown } | { readonly failed: string }

/** Work that would hold up every visitor, done beside them: a thread that starts when first asked and leaves when idle. */
export type WorkerDesk = {
  /**
   * Hands over one task; tasks are done one after the other. @throws Fault when the work fails or takes too long; the
   * tasks behind it are done all the same.
   */
  readonly ask: (task: unknown) => Promise<unknown>
  readonly close: () => Promise<void>
}

type Waiting = {
  readonly task: unknown
  readonly settle: (done: unknown) => void
  readonly fail: (fault: Fault) => void
}

/**
 * @param module the file that calls {@link answerInWorker}.
 * @param secondsAtMost how long one task may take, waiting for others not counted, before the thread is ended.
 * @param secondsIdle how long the thread waits for another task; its memory is free again after that.
 */
export function workerDesk(
  module: URL,
  limits: { readonly secondsAtMost: number; readonly secondsIdle: number },
): WorkerDesk {
  const queue: Waiting[] = []
  let inHand: (Waiting & { readonly clock: NodeJS.Timeout }) | undefined
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined

  const leave = async () => {
    const leaving = worker
    worker = undefined
    await leaving?.terminate()
  }
  const finish = (end: (one: Waiting) => void) => {
    const ended = inHand
    if (!ended) return
    clearTimeout(ended.clock)
    inHand = undefined
    end(ended)
    next()
  }
  const fail = (reason: string) => finish((one) => one.fail(new Fault('internal', reason)))
  const present = (): Worker => {
    if (worker) return worker
    const fresh = new Worker(module)
    const lost = (reason: string) => {
      // A thread that was ended speaks of its end later; by then another may be at work.
      if (worker !== fresh) return
      worker = undefined
      fail(reason)
    }
    fresh.on('message', (answer: Answer) => {
      if (worker !== fresh) return
      if ('failed' in answer) fail(answer.failed)
      else finish((one) => one.settle(answer.done))
    })
    fresh.on('error', (error) => lost(`the worker failed: ${error instanceof Error ? error.message : 'unknown'}`))
    fresh.on('exit', () => lost('the worker ended before its work'))
    worker = fresh
    return fresh
  }
  const rest = () => {
    idle = setTimeout(() => void leave(), limits.secondsIdle * 1000)
    idle.unref()
    worker?.unref()
  }
  const next = () => {
    clearTimeout(idle)
    if (inHand) return
    const one = queue.shift()
    if (!one) return rest()
    const clock = setTimeout(() => {
      void leave()
      fail(`a task took longer than ${limits.secondsAtMost} s`)
    }, limits.secondsAtMost * 1000)
    inHand = { ...one, clock }
    const thread = present()
    thread.ref()
    thread.postMessage(one.task)
  }
  return {
    ask: (task) =>
      new Promise((settle, failed) => {
        queue.push({ task, settle, fail: failed })
        next()
      }),
    close: async () => {
      for (const one of queue.splice(0)) one.fail(new Fault('internal', 'the server is stopping'))
      fail('the server is stopping')
      clearTimeout(idle)
      await leave()
    },
  }
}

/** The thread's side: answers each task it is handed. */
export function answerInWorker(work: (task: unknown) => unknown): void {
  parentPort?.on('message', (task: unknown) => {
    void answerTo(work, task).then((answer) => parentPort?.postMessage(answer))
  })
}

async function answerTo(work: (task: unknown) => unknown, task: unknown): Promise<Answer> {
  try {
    return { done: await work(task) }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : 'unknown' }
  }
}
