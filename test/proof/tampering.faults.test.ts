import { expect, test } from 'vitest'
import {
  decodeBundle,
  encodeBundle,
  encodeLeaf,
  leafHash,
  openingsFile,
  parseCheckpoint,
  parseCounts,
  parseLeaf,
  parseNote,
  parseOpenings,
  signNote,
  writeCheckpoint,
  writeCounts,
  type Leaf,
  type OpeningsFile,
  type PlacedOpening,
} from '#proof'
import { auditFolder } from '../kit/audit-folder.ts'
import { diceOf, type Dice } from '../kit/dice.ts'
import { rounds } from '../kit/faults.ts'
import { logFolder, someLog, type LogFolder } from '../kit/log-folder.ts'

const ROUNDS = rounds(1000, 10_000)

type Files = Map<string, Uint8Array>
type Tampering = (files: Files, dice: Dice, folder: LogFolder) => void

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const textIn = (files: Files, path: string): string => new TextDecoder().decode(files.get(path))
const pathsWith = (files: Files, start: string): readonly string[] =>
  [...files.keys()].filter((path) => path.startsWith(start))

function pickPath(files: Files, dice: Dice, start: string): string {
  const [first = '', ...rest] = pathsWith(files, start)
  return dice.pick([first, ...rest])
}

/** Changes the entries of one bundle. */
function inBundle(change: (entries: Uint8Array[], at: number, dice: Dice) => void): Tampering {
  return (files, dice) => {
    const path = pickPath(files, dice, 'tile/entries/')
    const entries = [...(decodeBundle(files.get(path) ?? new Uint8Array(0)) ?? [])]
    change(entries, dice.between(0, entries.length - 1), dice)
    files.set(path, encodeBundle(entries))
  }
}

/** Changes the openings of one bundle that shows some. */
function inList(change: (list: PlacedOpening[], at: number, dice: Dice) => void): Tampering {
  return (files, dice) => {
    const path = pickPath(files, dice, 'openings/')
    const bundle = Number(path.slice('openings/'.length))
    const list = [...(parseOpenings(textIn(files, path), bundle) ?? [])]
    change(list, dice.between(0, list.length - 1), dice)
    files.set(path, bytesOf(JSON.stringify(openingsFile(bundle, list))))
  }
}

/** Changes the rows of a list as they stand in its file, and nothing else of it. */
function inRows(change: (rows: unknown[], at: number) => void): Tampering {
  return (files, dice) => {
    const path = pickPath(files, dice, 'openings/')
    const file = JSON.parse(textIn(files, path)) as OpeningsFile
    const rows: unknown[] = [...file.o]
    change(rows, dice.between(0, rows.length - 1))
    files.set(path, bytesOf(JSON.stringify({ ...file, o: rows })))
  }
}

const swapNext = <T>(list: T[], at: number): void => {
  const other = (at + 1) % list.length
  const [one, two] = [list[at], list[other]]
  if (one === undefined || two === undefined) return
  list[at] = two
  list[other] = one
}

const changed = <T>(list: T[], at: number, change: (one: T) => T): void => {
  const one = list[at]
  if (one !== undefined) list[at] = change(one)
}

const flip = (bytes: Uint8Array, dice: Dice): Uint8Array => {
  const at = dice.between(0, bytes.length - 1)
  return bytes.with(at, (bytes[at] ?? 0) ^ (1 << dice.between(0, 7)))
}

const flipIn =
  (start: string): Tampering =>
  (files, dice) => {
    const path = pickPath(files, dice, start)
    files.set(path, flip(files.get(path) ?? new Uint8Array(1), dice))
  }

function otherLeaf(entry: Uint8Array): Uint8Array {
  const leaf = parseLeaf(entry)
  if (leaf === undefined) return entry
  const other: Leaf = { ...leaf, ...(leaf.t === 'wsig' ? {} : { d: '2027-01-01' }) } as Leaf
  return encodeLeaf(other)
}

const inCheckpoint =
  (change: (said: { origin: string; size: number; root: Uint8Array }, dice: Dice) => object): Tampering =>
  (files, dice, { key }) => {
    const text = parseNote(textIn(files, 'checkpoint'))?.text ?? ''
    const said = parseCheckpoint(text)
    if (said === undefined) return
    // The server's own key, or a stranger's under its name: neither can make another head pass.
    const seed = dice.chance(0.5) ? key.seed : new Uint8Array(32).fill(dice.between(1, 255))
    const name = dice.chance(0.5) ? key.name : 'letters.example.com/log/other'
    files.set('checkpoint', bytesOf(signNote(writeCheckpoint({ ...said, ...change(said, dice) }), [{ name, seed }])))
  }

const inCounts =
  (change: (counts: Record<string, number>, name: string, dice: Dice) => void): Tampering =>
  (files, dice) => {
    const counts = parseCounts(textIn(files, 'counts.json'))
    if (counts === undefined) return
    const [versions, letters] = [{ ...counts.versions }, { ...counts.letters }]
    const numbers = dice.chance(0.5) ? versions : letters
    const [first = '', ...rest] = Object.keys(numbers)
    change(numbers, dice.pick([first, ...rest]), dice)
    files.set('counts.json', bytesOf(writeCounts({ ...counts, versions, letters })))
  }

const tamperings: Readonly<Record<string, Tampering>> = {
  'a leaf dropped': inBundle((entries, at) => entries.splice(at, 1)),
  'a leaf doubled': inBundle((entries, at) => entries.splice(at, 0, ...entries.slice(at, at + 1))),
  'leaves in another order': inBundle(swapNext),
  'a leaf of another day': inBundle((entries, at) => changed(entries, at, otherLeaf)),
  'a bit of a leaf': inBundle((entries, at, dice) => changed(entries, at, (entry) => flip(entry, dice))),
  'a leaf exchanged for another log’s': inBundle((entries, at, dice) => {
    const entry = encodeLeaf(someLog(20, dice.between(2, 1000)).leaves[dice.between(3, 19)] ?? withdrawal)
    changed(entries, at, (before) =>
      leafHash(before).every((b, i) => b === leafHash(entry)[i]) ? flip(before, dice) : entry,
    )
  }),
  'a bit of a bundle': flipIn('tile/entries/'),
  'a bundle gone': (files, dice) => files.delete(pickPath(files, dice, 'tile/entries/')),
  'a bundle cut off': (files, dice) => {
    const path = pickPath(files, dice, 'tile/entries/')
    const bytes = files.get(path) ?? new Uint8Array(1)
    files.set(path, bytes.subarray(0, dice.between(0, bytes.length - 1)))
  },
  'another number': inCounts((counts, name, dice) => (counts[name] = (counts[name] ?? 0) + dice.between(1, 9))),
  'a number gone': inCounts((counts, name) => delete counts[name]),
  'a number of nothing': inCounts((counts, name) => (counts[`${name}x`] = 1)),
  'numbers of another size': (files, dice) => {
    const counts = parseCounts(textIn(files, 'counts.json'))
    if (counts) files.set('counts.json', bytesOf(writeCounts({ ...counts, size: counts.size - dice.between(1, 5) })))
  },
  'the numbers gone': (files) => files.delete('counts.json'),
  'a name dropped': inRows((rows, at) => rows.splice(at, 1)),
  'names in another order': inRows(swapNext),
  'a name written otherwise': inList((list, at) =>
    changed(list, at, (one) => ({ ...one, opening: { ...one.opening, n: `${one.opening.n}e` } })),
  ),
  'a place added': inList((list, at) =>
    changed(list, at, (one) => ({ ...one, opening: { ...one.opening, p: `${one.opening.p ?? ''}x` } })),
  ),
  'a name under another signature': inList((list, at) => {
    const other = list[(at + 1) % list.length]
    if (other) changed(list, at, (one) => ({ ...one, opening: other.opening }))
  }),
  'a name that nobody signed': inList((list, at, dice) => {
    const taken = new Set(list.map(({ index }) => index))
    const first = Math.floor((list[0]?.index ?? 0) / 256) * 256
    const free = Array.from({ length: 250 }, (_, i) => first + i).filter((index) => !taken.has(index))
    changed(list, at, (one) => ({ ...one, index: free[dice.between(0, free.length - 1)] ?? 0 }))
  }),
  'a bit of a list': flipIn('openings/'),
  'a list gone': (files, dice) => files.delete(pickPath(files, dice, 'openings/')),
  'a bit of a letter': flipIn('texts/'),
  'a letter gone': (files, dice) => files.delete(pickPath(files, dice, 'texts/')),
  'a letter in place of another': (files) => {
    const [one = '', two = ''] = pathsWith(files, 'texts/')
    files.set(one, files.get(two) ?? new Uint8Array(0))
  },
  'a head of another size': inCheckpoint(({ size }, dice) => ({ size: size - dice.between(1, 300) })),
  'a head beyond the log': inCheckpoint(({ size }, dice) => ({ size: size + dice.between(1, 300) })),
  'a head of another root': inCheckpoint(({ root }, dice) => ({ root: flip(root, dice) })),
  'a head of another log': inCheckpoint(({ origin }) => ({ origin: `${origin}x` })),
  'a head signed by a stranger': (files, dice, { key }) => {
    const text = parseNote(textIn(files, 'checkpoint'))?.text ?? ''
    const stranger = { name: key.name, seed: new Uint8Array(32).fill(dice.between(1, 255)) }
    files.set('checkpoint', bytesOf(signNote(text, [stranger])))
  },
  'a bit of the head': (files, dice) => {
    const before = parseNote(textIn(files, 'checkpoint'))
    // Two bits of a signature's base64 say nothing; flip on until the note says something else.
    for (
      let said = before;
      JSON.stringify(said) === JSON.stringify(before);
      said = parseNote(textIn(files, 'checkpoint'))
    )
      flipIn('checkpoint')(files, dice, { files, policy: '', key: { name: '', seed: new Uint8Array(32) } })
  },
}

const withdrawal: Leaf = { t: 'wd', d: '2026-11-23', i: 3, v: 1 }
const folder = await logFolder(someLog(530))

test('a folder that nobody touched is found right, with every name and text', async () => {
  const audit = await auditFolder(folder.files, folder.policy)
  expect(audit.problems).toEqual([])
  expect(audit.recount?.size).toBe(530)
  expect(audit.recount?.shownNames).toBeGreaterThan(100)
  expect(audit.recount?.texts).toBe(3)
  expect(audit.compared.every(({ published, recounted }) => published === recounted)).toBe(true)
})

test(`whatever is changed in a folder is found: ${ROUNDS} random tamperings, each kind many times`, async () => {
  const dice = diceOf(7)
  const missed: string[] = []
  const kinds = Object.entries(tamperings)
  for (let round = 0; round < ROUNDS; round += 1) {
    const [kind, tamper] = kinds[round % kinds.length] ?? ['', () => {}]
    const files = new Map(folder.files)
    tamper(files, dice, folder)
    const audit = await auditFolder(files, folder.policy)
    if (audit.problems.length === 0) missed.push(kind)
  }
  expect(missed).toEqual([])
})
