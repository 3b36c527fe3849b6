import { blocksOf } from './blocks.ts'
import { monthNames } from './find-date.ts'
import { listReader, listsOf } from './letter-lists.ts'
import { lettersOf } from './letter-parts.ts'
import { linesOfText, type SourceText } from './source-text.ts'
import { markedList } from './marked-cards.ts'
import { spellingOf } from './spelling.ts'

/** The printed lists of one letter, each name as that list spells it; empty where the letter has no such list. */
export type PrintedLists = {
  readonly letterhead: readonly string[]
  readonly signatures: readonly string[]
}

/** Reads only the lists of a file of letters, each on its own, so that they can be held against each other. */
export function readLists(text: string): readonly PrintedLists[] {
  return listsIn(linesOfText(text))
}

/** The same for a source of any format. */
export function listsIn(source: SourceText): readonly PrintedLists[] {
  const marked = markedList(source)
  if (marked !== undefined) return [{ letterhead: [], signatures: marked.signatories.map(({ name }) => name) }]
  const lists = listsOf(lettersOf(blocksOf(source, monthNames())))
  const { namesIn } = listReader(lists, spellingOf(source))
  return lists.map((mine) => {
    const [letterhead = [], signatures = []] = [mine.letterhead, mine.signatures].map((list) =>
      list.lines.length === 0 ? [] : namesIn(list, mine).map(({ name }) => name),
    )
    return { letterhead, signatures }
  })
}
