import { strictKey } from '#organizations'
import type { PrintedLists } from './read-lists.ts'

/** How the letterheads of some editions spell one name. */
export type LetterheadSpelling = {
  /** Where all of them agree on a spelling other than the signature block's. */
  readonly letterheadName: string | undefined
  /** Every spelling unlike the signature block's, so that none is lost. */
  readonly aliases: readonly string[]
}

/** Finds how letterheads spell the names of the signature blocks; names are matched by their strict key. */
export function letterheadSpellings(
  lists: readonly PrintedLists[],
): (name: string, editions: readonly number[]) => LetterheadSpelling {
  const byKey = lists.map(({ letterhead }) => new Map(letterhead.map((name) => [strictKey(name), name])))
  return (name, editions) => {
    const key = strictKey(name)
    const spelled = editions.flatMap((edition) => byKey[edition]?.get(key) ?? [])
    const unlike = [...new Set(spelled)].filter((one) => one !== name)
    const agreed = unlike.length === 1 && spelled.every((one) => one === unlike[0])
    return { letterheadName: agreed ? unlike[0] : undefined, aliases: unlike }
  }
}
