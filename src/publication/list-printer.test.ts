import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { keptFolder } from '#platform'
import type { ListPress } from './list-press.ts'
import { openListPrinter, type ListPrinter } from './list-printer.ts'
import type { ListWork } from './list-work.ts'

const root = mkdtempSync(join(tmpdir(), 'undersigned-lists-'))
afterAll(() => rmSync(root, { recursive: true }))

const one = { campaign: 'rent', letter: 'january' }
const other = { campaign: 'rent', letter: 'february' }
const minute = 60_000

/** The world around a printer: what stands on the lists, the clock, and a press that waits to be let go. */
function world() {
  const folder = mkdtempSync(join(root, 'data-'))
  const state = {
    at: Date.parse('2029-01-15T12:00:00Z'),
    mark: 'a',
    names: 3,
    size: 7,
    faults: 0,
    sets: 0,
    isTooLong: false,
  }
  let held: (() => void)[] = []
  let outcome: Awaited<ReturnType<ListPress['set']>> = {
    kind: 'set',
    pages: 2,
    pdf: new TextEncoder().encode('%PDF-1.7 a'),
  }
  const desk: Pick<ListWork, 'toPrint' | 'mark'> = {
    mark: async () => state.mark,
    toPrint: async () =>
      state.isTooLong
        ? { kind: 'too-long', atMost: 1 }
        : {
            kind: 'list',
            paper: new Uint8Array(),
            facts: { at: new Date(state.at).toISOString(), names: state.names, logSize: state.size, mark: state.mark },
          },
  }
  const press: ListPress = {
    set: async (_paper, tell) => {
      state.sets += 1
      tell({ names: state.names, pages: 2 })
      await new Promise<void>((go) => held.push(go))
      return outcome
    },
    close: async () => {},
  }
  const open = (): ListPrinter =>
    openListPrinter({
      ...{ desk, press, folder: keptFolder(folder), now: () => new Date(state.at) },
      onFault: () => (state.faults += 1),
    })
  return {
    ...{ state, open, folder },
    ends: (next: typeof outcome) => (outcome = next),
    /** Lets the press end what it has in hand. */
    go: async () => {
      await expect.poll(() => held.length).toBeGreaterThan(0)
      for (const go of held) go()
      held = []
    },
  }
}

let here = world()
let printer = here.open()
beforeEach(() => {
  here = world()
  printer = here.open()
})
const settled = (place = one) => expect.poll(async () => (await printer.state(place)).now).toBeUndefined()
async function made(place = one): Promise<void> {
  expect(await printer.ask(place)).toBe('asked')
  await here.go()
  await settled(place)
}

test('nothing is there before somebody asks; then it says how far it is, and in the end what can be taken', async () => {
  expect(await printer.state(one)).toEqual({ ready: undefined, now: undefined, failed: undefined, from: undefined })
  expect(await printer.take(one)).toBeUndefined()
  expect(await printer.ask(one)).toBe('asked')
  await expect.poll(async () => (await printer.state(one)).now).toEqual({ kind: 'setting', names: 3, pages: 2 })
  expect(await printer.ask(one)).toBe('at-work')
  await here.go()
  await settled()
  const { ready } = await printer.state(one)
  expect(ready).toMatchObject({ names: 3, pages: 2, bytes: 10, logSize: 7, at: '2029-01-15T12:00:00.000Z' })
  const taken = await printer.take(one)
  expect(await new Response(taken?.stream).text()).toBe('%PDF-1.7 a')
})

test('lists are printed one at a time, and of one letter only now and then', async () => {
  await printer.ask(one)
  await printer.ask(other)
  await expect.poll(async () => (await printer.state(one)).now?.kind).toBe('setting')
  expect((await printer.state(other)).now).toEqual({ kind: 'waiting' })
  expect(here.state.sets).toBe(1)
  here.state.at += 10_000
  await here.go()
  await settled()
  await here.go()
  await settled(other)
  // Ten seconds of work: 400 seconds of rest.
  expect(await printer.ask(one)).toBe('too-soon')
  expect((await printer.state(one)).from?.getTime()).toBe(here.state.at + 400_000)
  here.state.at += 400_000
  here.state.size = 8
  expect(await printer.ask(one)).toBe('asked')
  await here.go()
  await settled()
})

test('what would come out the same is not printed again', async () => {
  await made()
  here.state.at += 10 * minute
  expect(await printer.ask(one)).toBe('asked')
  await settled()
  expect(here.state.sets).toBe(1)
  expect((await printer.state(one)).ready?.at).toBe('2029-01-15T12:00:00.000Z')
})

test('as soon as a name that is in it is taken off the list, the file is gone from the page and from the disk', async () => {
  await made()
  expect(readdirSync(join(here.folder))).toHaveLength(2)
  here.state.mark = 'b'
  here.state.at += minute / 2
  expect(await printer.take(one)).toBeUndefined()
  expect((await printer.state(one)).ready).toBeUndefined()
  expect(readdirSync(join(here.folder))).toEqual([])
})

test('what was printed before the server was started can still be taken, and half of a file cannot', async () => {
  await made()
  printer = here.open()
  expect((await printer.take(one))?.size).toBe(10)
  rmSync(join(here.folder, readdirSync(here.folder).find((name) => name.endsWith('.json')) ?? ''))
  printer = here.open()
  expect(await printer.take(one)).toBeUndefined()
})

test('why a list was not printed is said, and the next one is printed all the same', async () => {
  here.ends({ kind: 'failed', why: 'too-big' })
  await made()
  expect(await printer.state(one)).toMatchObject({ ready: undefined, failed: 'too-big' })
  here.state.isTooLong = true
  here.state.at += 10 * minute
  await printer.ask(one)
  await settled()
  expect((await printer.state(one)).failed).toBe('too-long')
  here.state.isTooLong = false
  here.ends({ kind: 'set', pages: 1, pdf: new Uint8Array(5) })
  await made(other)
  expect((await printer.state(other)).ready?.bytes).toBe(5)
})

test('no more than twenty lists wait', async () => {
  const places = Array.from({ length: 21 }, (_, n) => ({ campaign: 'rent', letter: `letter-${n}` }))
  const answers: string[] = []
  for (const place of places) answers.push(await printer.ask(place))
  expect(answers.filter((answer) => answer === 'asked')).toHaveLength(20)
  expect(answers.at(-1)).toBe('busy')
})
