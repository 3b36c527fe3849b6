import { z } from 'zod'
import { itemMarker, type SourceCard, type SourceLine, type SourceText } from './source-text.ts'

const text = z.string().max(20_000)
const signatory = z.object({
  kind: z.enum(['organization', 'person']),
  name: text,
  title: text.optional(),
  affiliation: text.optional(),
  representative: text.optional(),
  country: text.optional(),
  note: text.optional(),
})

/** What of a letter inside its own PDF (docs/formats/letter-json.md) its pages are held against. */
const attached = z.object({
  format: z.literal('undersigned-letter/1'),
  closing: text.optional(),
  groups: z.array(
    z.object({ heading: text.optional(), remark: text.optional(), signatories: z.array(signatory).max(200_000) }),
  ),
})

/** The list that lies in a PDF as data. */
export type AttachedLetter = z.infer<typeof attached>

/** Reads the data of a letter that lies in its PDF; `undefined` for anything else. Never throws. */
export function readAttached(bytes: Uint8Array): AttachedLetter | undefined {
  try {
    const read = attached.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}

type Entry = { readonly printed: readonly string[]; readonly line: SourceLine }

/**
 * The source with its printed list taken apart by the data that lies in the file, if the pages print exactly that list after the closing:
 * every name and what stands below it, in order, and nothing else. A file can lie: where they differ in one letter, the data is not
 * heard and the answer is `undefined`. What it is heard on is where a name ends.
 */
export function withAttached(source: SourceText, letter: AttachedLetter): SourceText | undefined {
  const entries = entriesOf(letter)
  if (entries.length === 0) return undefined
  const { lines } = source
  const closing = bare(letter.closing ?? '')
  const starts = lines.flatMap((line, at) =>
    closing !== '' && isText(line) && bare(line.text) === closing ? [at] : [],
  )
  for (const start of starts.toReversed()) {
    const end = endOfList(
      lines,
      start + 1,
      entries.flatMap(({ printed }) => printed),
    )
    if (end === undefined) continue
    const list = entries.flatMap(({ line }) => [...(line.hints?.heading === undefined ? [] : [{ text: '' }]), line])
    const besides = lines.slice(start + 1, end).filter((line) => !isText(line))
    return {
      ...source,
      lines: [
        ...lines.slice(0, start),
        { text: lines[start]?.text ?? '' },
        { text: '' },
        ...list,
        { text: '' },
        ...besides,
        ...lines.slice(end),
      ],
    }
  }
  return undefined
}

const isText = ({ text: words, hints }: SourceLine): boolean =>
  words !== '' && hints?.place !== 'outside' && hints?.place !== 'letterhead'

/** Where the lines from `from` on have printed exactly these pieces; `undefined` when they print anything else. */
function endOfList(lines: readonly SourceLine[], from: number, pieces: readonly string[]): number | undefined {
  const ends: number[] = []
  for (const piece of pieces) ends.push((ends.at(-1) ?? 0) + piece.length)
  const wanted = pieces.join('')
  let [at, piece] = [0, 0]
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index]
    if (line === undefined || !isText(line)) continue
    const whole = bare(line.text)
    const said = wanted.startsWith(whole, at) ? whole : bare(line.text.slice(itemMarker(line.text)))
    if (wanted.startsWith(said, at)) at += said.length
    else if (isSameLetters(said, wanted.slice(at, ends[piece]))) at = ends[piece] ?? at
    // Marks above and below letters may stand on a line of their own.
    else if (!isPartOf(said, pieces[piece - 1] ?? '')) return undefined
    while (at >= (ends[piece] ?? Infinity)) piece += 1
    if (at >= wanted.length) return index + 1
  }
  return undefined
}

const leftward = /[\p{Script=Arabic}\p{Script=Hebrew}]/gu
const sorted = (words: Iterable<string>): string => [...words].sort().join('')

/**
 * Joined letters come out of a PDF in any order, and more than once: of a name that is written from the right its
 * letters are compared, and all else in it to the letter.
 */
function isSameLetters(said: string, wanted: string): boolean {
  if (!leftwardIn(said)) return false
  const others = (words: string): string => sorted(words.replace(leftward, ''))
  const isKnown = [...lettersOf(said)].every((letter) => wanted.includes(letter))
  return isKnown && said.length * 2 > wanted.length && others(said) === others(wanted)
}

const leftwardIn = (words: string): boolean => lettersOf(words) !== ''
const lettersOf = (words: string): string => sorted(new Set(words.match(leftward) ?? []))

const isPartOf = (said: string, piece: string): boolean =>
  leftwardIn(said) && [...said].every((letter) => piece.includes(letter))

/** What is compared: letters as they are written, without white space, invisible characters and what only joins the parts of a line. */
const bare = (words: string): string => words.normalize('NFKC').replace(/[\s,\p{Default_Ignorable_Code_Point}]/gu, '')

function entriesOf({ groups }: AttachedLetter): readonly Entry[] {
  return groups.flatMap(({ heading, remark, signatories }) => {
    if (signatories.length === 0) return []
    const above = [
      ...(heading === undefined
        ? []
        : [{ printed: [bare(heading)], line: { text: heading, hints: { heading: 3, whole: true } } }]),
      ...(remark === undefined ? [] : [{ printed: [bare(remark)], line: { text: remark, hints: { whole: true } } }]),
    ]
    return [...above, ...signatories.map(entryOf)]
  })
}

function entryOf(card: AttachedLetter['groups'][number]['signatories'][number]): Entry {
  const { name, representative, title, affiliation, country, note } = card
  const words = [name, representative, title, affiliation, country, note].filter((part) => part !== undefined)
  const known: SourceCard = Object.fromEntries(Object.entries(card).filter(([, part]) => part !== undefined))
  return {
    printed: [bare(name), bare(words.slice(1).join(''))],
    line: { text: words.join(', '), hints: { startsItem: true, whole: true, card: known } },
  }
}
