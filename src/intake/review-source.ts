import type { ReadFiles } from './read-files.ts'
import type { ReviewName } from './review.ts'

/** Lines of the source beside a name. */
export type SourceAround = {
  readonly file: number
  /** In order; `isIts`: the name stands in it. */
  readonly lines: readonly { readonly text: string; readonly page: number | null; readonly isIts: boolean }[]
}

/** A name is looked for in so many lines at most. */
const mostLines = 4

/**
 * Finds names in the source: where the reader says, else where the words stand. Made once for many names, in printed
 * order, since each is looked for after the one before.
 */
export function sourceFinder({ files, fileOf, listFileOf = fileOf }: ReadFiles) {
  const next = new Map<number, number>()
  const folded = new Map<number, readonly string[]>()
  const plainLines = (file: number): readonly string[] => {
    const known = folded.get(file) ?? (files[file]?.lines ?? []).map(({ text }) => plain(text))
    folded.set(file, known)
    return known
  }
  const find = ({ signatory, editions }: ReviewName): { file: number; from: number; to: number } | undefined => {
    const file = listFileOf[editions[0] ?? 0] ?? 0
    if (signatory.lines) return { file, from: signatory.lines[0], to: signatory.lines[1] }
    const plains = plainLines(file)
    const from = placeOf(signatory.name, plains, next.get(file) ?? 0) ?? placeOf(signatory.name, plains, 0)
    if (!from) return undefined
    next.set(file, from[0])
    return { file, from: from[0], to: from[1] }
  }
  return {
    /** The lines of a name, with `around` more before and after. */
    around: (name: ReviewName, around: number): SourceAround | undefined => {
      const found = find(name)
      if (!found) return undefined
      const { file, from, to } = found
      const begin = Math.max(0, from - around)
      const lines = (files[file]?.lines ?? []).slice(begin, to + around)
      return { file, lines: lines.map((line, at) => ({ ...line, isIts: begin + at >= from && begin + at < to })) }
    },
  }
}

/** Where the words of a name stand: in one line, or begun at the end of one and going on in the next ones. */
function placeOf(name: string, lines: readonly string[], after: number): readonly [number, number] | undefined {
  const wanted = plain(name)
  const head = wanted.split(' ')[0] ?? ''
  for (let from = after; from < lines.length; from += 1) {
    const first = lines[from] ?? ''
    if (!first.includes(head)) continue
    let joined = first
    for (let to = from + 1; to <= Math.min(from + mostLines, lines.length); to += 1) {
      if (joined.includes(wanted)) return [from, to]
      joined = `${joined} ${lines[to] ?? ''}`.trim()
    }
  }
  return undefined
}

const plain = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()

/** Ways to take a name apart where the source breaks the line within it: each a pair that makes up the whole. */
export function splitsOf(
  { signatory }: ReviewName,
  source: SourceAround | undefined,
): readonly (readonly [string, string])[] {
  const its = source?.lines.filter(({ isIts }) => isIts) ?? []
  const whole = signatory.name
  const pairs = its.slice(0, -1).flatMap((_, at): readonly (readonly [string, string])[] => {
    const rest = its
      .slice(at + 1)
      .map(({ text }) => text.trim())
      .join(' ')
    const cut = plain(whole).endsWith(plain(rest)) ? whole.length - rest.length : -1
    const pair = [whole.slice(0, Math.max(cut, 0)).trim(), whole.slice(Math.max(cut, 0)).trim()] as const
    return cut > 0 && pair[0] !== '' && pair[1] !== '' ? [pair] : []
  })
  return pairs
}
