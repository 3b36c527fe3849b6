import { hashText } from '#proof'
import { Fault } from '#kernel'
import type { KeptFolder } from '#platform'
import type { ListStep } from '#typeset'
import type { ListDesk } from './list-desk.ts'
import { listPressLimits, type ListPress, type ListPressTrouble } from './list-press.ts'
import { printedAtMost, type PrintedFacts } from './list-sheet.ts'
import type { ListPlace } from './list-work.ts'

/** A list's PDF that can be taken. */
export type PrintedList = PrintedFacts & {
  readonly pages: number
  readonly bytes: number
  /** How long it took, in milliseconds: by it the next has to wait. */
  readonly took: number
}

/** What is being done about a PDF that was asked for. */
export type PrintNow =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'reading' }
  /** All names are read, and get their places on pages. */
  | { readonly kind: 'placing'; readonly names: number }
  | ({ readonly kind: 'setting' } & ListStep)

/** How a list's PDF stands. */
export type PrintState = {
  /** What can be taken; every name in it is still shown as it is printed there. */
  readonly ready: PrintedList | undefined
  readonly now: PrintNow | undefined
  /** Why the last one that was asked for did not come. */
  readonly failed: PrintTrouble | undefined
  /** From when on a new one may be asked for; absent: now. */
  readonly from: Date | undefined
}

/** Why a PDF did not come. */
export type PrintTrouble = ListPressTrouble | 'too-long' | 'fault'

/** In whole numbers, for whoever says why. */
export const printLimits = { ...listPressLimits, names: printedAtMost } as const

/** What came of asking. `busy`: too many others are waiting. */
export type PrintAsked = 'asked' | 'at-work' | 'too-soon' | 'busy'

/** Prints whole lists when somebody asks: one at a time, and of each letter only now and then. */
export type ListPrinter = {
  readonly state: (place: ListPlace) => Promise<PrintState>
  readonly ask: (place: ListPlace) => Promise<PrintAsked>
  /** The PDF as it comes from the disk. */
  readonly take: (
    place: ListPlace,
  ) => Promise<{ readonly printed: PrintedList; readonly size: number; readonly stream: ReadableStream } | undefined>
  readonly close: () => Promise<void>
}

// So much waiting for each time of work: of one letter's list no more than a fortieth of a processor is ever used up.
const restsFor = 40
const restAtLeast = 60_000
const waitingAtMost = 20
const looksEvery = 30_000
// What is known of letters is forgotten when there are many: what matters stands in the folder.
const knownAtMost = 1000

type Known = {
  now: PrintNow | undefined
  failed: PrintTrouble | undefined
  /** When the last one ended, in milliseconds, and how long it took. */
  last: { readonly at: number; readonly took: number } | undefined
  looked: { readonly at: number; readonly ready: PrintedList | undefined } | undefined
}

type PrinterMeans = {
  readonly desk: Pick<ListDesk, 'toPrint' | 'mark'>
  readonly press: ListPress
  readonly folder: KeptFolder
  readonly now: () => Date
  /** Told of what went wrong and is nobody's doing. */
  readonly onFault: (fault: unknown) => void
}

/** Opens it. What it printed before the server was started can still be taken. */
export function openListPrinter({ desk, press, folder, now, onFault }: PrinterMeans): ListPrinter {
  const all = new Map<string, Known>()
  let line: Promise<void> = Promise.resolve()
  let waiting = 0
  let isClosed = false
  const clock = (): number => now().getTime()
  const nameOf = ({ campaign, letter }: ListPlace): string => `list-${hashText(`${campaign}/${letter}`).slice(0, 32)}`

  const knownOf = (place: ListPlace): Known => {
    const name = nameOf(place)
    const there = all.get(name)
    if (there) return there
    if (all.size >= knownAtMost) for (const [key, one] of all) if (!one.now) all.delete(key)
    const fresh: Known = { now: undefined, failed: undefined, last: undefined, looked: undefined }
    all.set(name, fresh)
    return fresh
  }
  const drop = async (place: ListPlace): Promise<void> => {
    await folder.drop(`${nameOf(place)}.json`)
    await folder.drop(`${nameOf(place)}.pdf`)
  }
  /** What is in the folder, as long as all that it prints is still shown; what is not is deleted. */
  const readyOf = async (place: ListPlace): Promise<PrintedList | undefined> => {
    const known = knownOf(place)
    const looked = known.looked
    if (looked && clock() >= looked.at && clock() < looked.at + looksEvery) return looked.ready
    const kept = await factsIn(folder, nameOf(place))
    const mark = kept && (await desk.mark(place, kept.logSize))
    const ready = kept && mark === kept.mark ? kept : undefined
    if (kept && !ready) await drop(place)
    known.looked = { at: clock(), ready }
    return ready
  }
  const mayFrom = (known: Known, ready: PrintedList | undefined): Date | undefined => {
    const last = known.last ?? (ready && { at: Date.parse(ready.at), took: ready.took })
    const from = last && last.at + Math.max(restAtLeast, last.took * restsFor)
    return from !== undefined && from > clock() ? new Date(from) : undefined
  }
  const print = async (place: ListPlace, known: Known): Promise<void> => {
    const begun = clock()
    known.now = { kind: 'reading' }
    const failed = await printOnce(place, {
      ...{ desk, press, folder, name: nameOf(place), begun, clock },
      onStep: (step) => (known.now = step),
    }).catch((fault: unknown) => {
      if (!isClosed) onFault(fault)
      return 'fault' as const
    })
    known.failed = failed
    known.looked = undefined
    known.last = { at: clock(), took: clock() - begun }
    known.now = undefined
  }
  const inTurn = async (before: Promise<void>, place: ListPlace, known: Known): Promise<void> => {
    await before
    if (!isClosed) await print(place, known)
    waiting -= 1
  }
  return {
    state: async (place) => {
      const known = knownOf(place)
      const ready = await readyOf(place)
      return { ready, now: known.now, failed: known.failed, from: mayFrom(known, ready) }
    },
    ask: async (place) => {
      const known = knownOf(place)
      const ready = await readyOf(place)
      if (known.now) return 'at-work'
      if (mayFrom(known, ready)) return 'too-soon'
      if (waiting >= waitingAtMost || isClosed) return 'busy'
      waiting += 1
      known.now = { kind: 'waiting' }
      known.failed = undefined
      line = inTurn(line, place, known)
      return 'asked'
    },
    take: async (place) => {
      const printed = await readyOf(place)
      const file = printed && (await folder.read(`${nameOf(place)}.pdf`))
      return printed && file && { printed, ...file }
    },
    close: async () => {
      isClosed = true
      await press.close()
      await line
    },
  }
}

type Once = Pick<PrinterMeans, 'desk' | 'press' | 'folder'> & {
  readonly name: string
  readonly begun: number
  readonly clock: () => number
  readonly onStep: (step: PrintNow) => void
}

/** @returns why it did not come to a file. */
async function printOnce(
  place: ListPlace,
  { desk, press, folder, name, begun, clock, onStep }: Once,
): Promise<PrintTrouble | undefined> {
  const read = await desk.toPrint(place)
  if (read?.kind === 'too-long') return 'too-long'
  if (!read) throw new Fault('internal', 'the letter is no longer public')
  const before = await factsIn(folder, name)
  // Nothing came or went since: the file is what would be printed again.
  if (before && before.mark === read.facts.mark && before.logSize === read.facts.logSize) return undefined
  onStep({ kind: 'placing', names: read.facts.names })
  const set = await press.set(read.paper, (step) => onStep({ kind: 'setting', ...step }))
  if (set.kind === 'failed') return set.why
  const { pdf, pages } = set
  const facts: PrintedList = { ...read.facts, pages, bytes: pdf.byteLength, took: clock() - begun }
  // The facts last: without them the file is not there, and with them it is whole.
  await folder.drop(`${name}.json`)
  await folder.put(`${name}.pdf`, pdf)
  await folder.put(`${name}.json`, new TextEncoder().encode(JSON.stringify(facts)))
  return undefined
}

async function factsIn(folder: KeptFolder, name: string): Promise<PrintedList | undefined> {
  const file = await folder.read(`${name}.json`)
  if (!file) return undefined
  try {
    return JSON.parse(await new Response(file.stream).text()) as PrintedList
  } catch {
    // Written by another version of this program, or cut short: made again when somebody asks.
    return undefined
  }
}
