import { diffArrays } from 'diff'
import { fold } from '#kernel'

/** A run of words that stands in both texts, only in the new one, or only in the base. */
export type MarkedRun = { readonly kind: 'same' | 'inserted' | 'deleted'; readonly text: string }

/** Quotes alone folded, so that a straight and a curly one are the same word. */
const unquoted = (text: string): string =>
  text.replace(/[\u2018\u2019\u201A\u201B\u02BC]/gu, "'").replace(/[\u201C\u201D\u201E\u201F]/gu, '"')

/** A word or a punctuation mark with the space after it; joined they are the text. */
const tokensOf = (text: string): readonly string[] =>
  unquoted(text).match(/[\p{L}\p{N}\p{M}]+(?:['.,-][\p{L}\p{N}\p{M}]+)*\s*|\S\s*|\s+/gu) ?? []

/** Beyond this many differing words two texts are told as one replacement: nobody reads more, and the search is quadratic. */
const MOST_EDITS = 2000

type Edit = { readonly same: boolean; readonly removed: string; readonly added: string }

const words = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
const ends = (text: string): boolean => /[.!?]["')]*\s*$/u.test(text)

/** Alternating equalities and edits; `removed` is text of the base, `added` of the new text, both in their own characters. */
function editsOf(base: string, text: string): readonly Edit[] {
  const [from, to] = [tokensOf(base), tokensOf(text)]
  let [left, right] = [0, 0]
  const cut = (source: string, start: number, tokens: readonly string[]): string =>
    source.slice(start, start + tokens.reduce((sum, token) => sum + token.length, 0))
  const edits: Edit[] = []
  const push = (edit: Edit): void => {
    const last = edits.at(-1)
    if (last && !last.same && !edit.same)
      edits.splice(-1, 1, { same: false, removed: last.removed + edit.removed, added: last.added + edit.added })
    else edits.push(edit)
  }
  let [i, j] = [0, 0]
  const changes = diffArrays([...from], [...to], {
    comparator: (a, b) => a.trim() === b.trim(),
    maxEditLength: MOST_EDITS,
  })
  if (changes === undefined) return [{ same: false, removed: base, added: text }]
  for (const change of changes) {
    const n = change.value.length
    const removed = change.added ? '' : cut(base, left, from.slice(i, i + n))
    const added = change.removed ? '' : cut(text, right, to.slice(j, j + n))
    if (!change.added) [i, left] = [i + n, left + removed.length]
    if (!change.removed) [j, right] = [j + n, right + added.length]
    push({ same: !change.added && !change.removed, removed, added })
  }
  return edits
}

const removes = (edit: Edit): boolean => edit.removed.trim() !== ''
const adds = (edit: Edit): boolean => edit.added.trim() !== ''
const replaces = (edit: Edit): boolean => removes(edit) && adds(edit)
/** "{+the +}government [-agencies-]": a word put in before and another taken out after are one rewording. */
const reword = (one: Edit, other: Edit): boolean =>
  !replaces(one) && !replaces(other) && adds(one) !== adds(other) && removes(one) !== removes(other)

/** The edits with every short equality swallowed between two neighbors that belong together. */
function joinedWhere(edits: readonly Edit[], together: (one: Edit, other: Edit) => boolean): readonly Edit[] {
  const result: Edit[] = []
  edits.forEach((edit, i) => {
    const [last, next] = [result.at(-1), edits[i + 1]]
    const short = edit.same && words(edit.added) <= 2 && !ends(edit.added)
    const bridges = short && last && !last.same && !ends(last.added) && next && !next.same && together(last, next)
    const goesOn = !edit.same && last && !last.same
    if (last && (bridges || goesOn))
      result.splice(-1, 1, { same: false, removed: last.removed + edit.removed, added: last.added + edit.added })
    else result.push(edit)
  })
  return result
}

/**
 * Swallows equalities of at most two words between two edits, so that a rewritten phrase reads as one. Not across a
 * sentence end, and not between a replacement and a pure insertion or deletion: that would hide the word that matters.
 */
function merged(edits: readonly Edit[]): readonly Edit[] {
  return joinedWhere(joinedWhere(edits, reword), (one, other) => replaces(one) && replaces(other))
}

/**
 * What changed from a base to a text, word by word: Myers' differences on words with quotation marks folded.
 * The `same` and `inserted` runs joined are the text; the `deleted` ones are words of the base.
 */
export function wordMarks(base: string, text: string): readonly MarkedRun[] {
  if (base === text) return text === '' ? [] : [{ kind: 'same', text }]
  const runs = merged(editsOf(base, text)).flatMap((edit): readonly MarkedRun[] =>
    edit.same
      ? [{ kind: 'same', text: edit.added }]
      : [
          { kind: 'deleted', text: edit.removed },
          { kind: 'inserted', text: edit.added },
        ],
  )
  return runs.filter((run) => run.text !== '')
}

/** Whether two texts are the same words in the same order; only the shape of quotation marks and spaces may differ. */
export function sameWords(a: string, b: string): boolean {
  return unquoted(a).replace(/\s+/gu, ' ').trim() === unquoted(b).replace(/\s+/gu, ' ').trim()
}

/** A quotation without its marks, for finding it again. */
export function quotationsIn(text: string): readonly { readonly text: string; readonly key: string }[] {
  return [...text.matchAll(/[\u201C"]([^\u201C\u201D"]+)[\u201D"]/gu)].map((match) => ({
    text: match[0],
    key: fold(match[1] ?? '').replace(/[.,;:!?]+$/u, ''),
  }))
}
