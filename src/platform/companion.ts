import { parentPort, Worker, workerData } from 'node:worker_threads'
import { Fault, type FaultCode } from '#kernel'

/** A thread of this process with an event loop of its own: asked many things at once, it answers each when it is done. */
export type Companion<Question, Answer> = {
  /** @throws Fault when the work failed, or when the thread ended before it answered: then nobody knows how far it came. */
  readonly ask: (question: Question) => Promise<Answer>
  /** Lets it end what it has in hand, then ends it. Safe to call twice. */
  readonly close: () => Promise<void>
}

type Asked<Question> = { readonly number: number; readonly question: Question }
type Said<Answer> = { readonly number: number; readonly answer: Answer } | Failed
type Failed = { readonly number: number; readonly failed: CarriedError }

type Waiting<Answer> = { readonly settle: (answer: Answer) => void; readonly fail: (error: Error) => void }

const closing = 'close'

// What a thread leaves behind by loading its code fills the usual 48 MB, and stays.
const resourceLimits = { maxYoungGenerationSizeMb: 8 } as const

/**
 * A thread that starts with the first question; one that ends by itself is started anew with the next.
 * @param module the file that calls {@link answerAsCompanion}.
 * @param setup plain data for it to begin with.
 */
export function companion<Question, Answer>(module: URL, setup: unknown): Companion<Question, Answer> {
  const waiting = new Map<number, Waiting<Answer>>()
  let toSend: Asked<Question>[] = []
  let asked = 0
  let worker: Worker | undefined
  let isClosed = false

  function begin(): Worker {
    const fresh = new Worker(module, { workerData: setup, resourceLimits })
    const lost = (why: string, cause?: unknown) => {
      if (worker === fresh) worker = undefined
      const failed = [...waiting.values()]
      waiting.clear()
      for (const one of failed) one.fail(new Fault('internal', why, { cause }))
    }
    fresh.on('message', (said: readonly Said<Answer>[]) => said.forEach(settle))
    fresh.on('error', (error) => lost('a thread failed', error))
    fresh.on('exit', () => lost('a thread ended before its work'))
    return fresh
  }

  function settle(said: Said<Answer>): void {
    const one = waiting.get(said.number)
    waiting.delete(said.number)
    if ('failed' in said) one?.fail(rebuilt(said.failed))
    else one?.settle(said.answer)
  }

  function send(): void {
    // Closing has sent them already.
    if (toSend.length === 0) return
    const all = toSend
    toSend = []
    worker ??= begin()
    worker.postMessage(all)
  }

  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new Fault('internal', 'the server is stopping'))
        asked += 1
        waiting.set(asked, { settle: resolve, fail: reject })
        toSend.push({ number: asked, question })
        // What requests of one round ask goes over in one message.
        if (toSend.length === 1) setImmediate(send)
      }),
    close: async () => {
      isClosed = true
      send()
      const ended = worker
      if (!ended) return
      const gone = new Promise((resolve) => ended.once('exit', resolve))
      ended.postMessage(closing)
      await gone
    },
  }
}

/** The thread's side. @param open is given the setup, and says how to answer and what to do at the end. */
export async function answerAsCompanion<Setup, Question, Answer>(
  open: (setup: Setup) => Promise<{
    readonly answer: (question: Question) => Promise<Answer>
    readonly close: () => Promise<void>
  }>,
): Promise<void> {
  const port = parentPort
  if (!port) throw new Fault('internal', 'this file is for a thread')
  let toSay: Said<Answer>[] = []
  const say = (said: Said<Answer>) => {
    toSay.push(said)
    if (toSay.length > 1) return
    setImmediate(() => {
      const all = toSay
      toSay = []
      port.postMessage(all)
    })
  }
  const opened = open(workerData as Setup)
  const inHand = new Set<Promise<void>>()
  const answerOne = async ({ number, question }: Asked<Question>): Promise<void> => {
    try {
      say({ number, answer: await (await opened).answer(question) })
    } catch (error) {
      say({ number, failed: carried(error) })
    }
  }
  const end = async (): Promise<void> => {
    await Promise.all(inHand)
    await (await opened).close()
    // After the last answers, which leave in the next round.
    setImmediate(() => port.close())
  }
  port.on('message', (message: readonly Asked<Question>[] | typeof closing) => {
    if (message === closing) {
      void end()
      return
    }
    for (const asked of message) {
      const answering = answerOne(asked)
      inHand.add(answering)
      void answering.then(() => inHand.delete(answering))
    }
  })
  await opened
}

type CarriedError = {
  readonly fault: FaultCode | undefined
  readonly message: string
  readonly stack: string | undefined
  /** Its name and what drivers add to it, as the journal reads them. */
  readonly said: Readonly<Record<string, unknown>>
}

const machineWords = ['name', 'code', 'table', 'column', 'constraint', 'routine']

function carried(error: unknown): CarriedError {
  if (!(error instanceof Error)) return { fault: undefined, message: 'unknown', stack: undefined, said: {} }
  const said = Object.fromEntries(
    machineWords.map((word) => [word, Reflect.get(error, word) as unknown]).filter(([, is]) => typeof is === 'string'),
  )
  return { fault: error instanceof Fault ? error.code : undefined, message: error.message, stack: error.stack, said }
}

function rebuilt({ fault, message, stack, said }: CarriedError): Error {
  const error = fault === undefined ? Object.assign(new Error(message), said) : new Fault(fault, message)
  if (stack !== undefined) error.stack = stack
  return error
}
