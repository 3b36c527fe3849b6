import { plainText, type Block } from '#kernel'
import { alignUnits } from './align.ts'
import { sentencesOf } from './sentences.ts'
import { wordsOf } from './similarity.ts'

/** The blocks of several editions that stand in one place of the letter; `undefined` where an edition has none there. */
export type BlockRow = readonly (number | undefined)[]

/** How many words two blocks share in sentences that belong together. */
type Weight = (editionA: number, blockA: number, editionB: number, blockB: number) => number

function weightOf(editions: readonly (readonly Block[])[]): Weight {
  const units = editions.flatMap((blocks, edition) =>
    blocks.flatMap((block, i) =>
      sentencesOf(plainText(block.inlines)).map(({ text }) => ({
        edition,
        block: i,
        words: wordsOf(text),
      })),
    ),
  )
  const weights = new Map<string, number>()
  const clusters = alignUnits(units.map(({ edition, words, block }) => ({ edition, words, place: block })))
  for (const cluster of clusters)
    for (const i of cluster)
      for (const j of cluster) {
        const [a, b] = [units[i], units[j]]
        if (!a || !b || a.edition === b.edition) continue
        const key = `${a.edition} ${a.block} ${b.edition} ${b.block}`
        weights.set(key, (weights.get(key) ?? 0) + Math.min(a.words.length, b.words.length))
      }
  return (editionA, blockA, editionB, blockB) => {
    const [a, b] = [editions[editionA]?.[blockA], editions[editionB]?.[blockB]]
    if (!a || !b || a.kind !== b.kind) return 0
    return weights.get(`${editionA} ${blockA} ${editionB} ${blockB}`) ?? 0
  }
}

/** The rows with one more edition's blocks set against them: the heaviest alignment that keeps both orders. */
function withEdition(rows: readonly BlockRow[], edition: number, blocks: number, weight: Weight): readonly BlockRow[] {
  const width = blocks + 1
  const best = new Float64Array((rows.length + 1) * width)
  const rowWeight = (row: BlockRow, block: number): number =>
    row.reduce<number>((sum, other, at) => (other === undefined ? sum : sum + weight(at, other, edition, block)), 0)
  const fits = rows.map((row) => Float64Array.from({ length: blocks }, (_, block) => rowWeight(row, block)))
  for (let i = rows.length - 1; i >= 0; i -= 1)
    for (let j = blocks - 1; j >= 0; j -= 1) {
      const fit = fits[i]?.[j] ?? 0
      const paired = fit > 0 ? fit + (best[(i + 1) * width + j + 1] ?? 0) : 0
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0)
    }
  const merged: BlockRow[] = []
  let [i, j] = [0, 0]
  while (i < rows.length || j < blocks) {
    const here = best[i * width + j] ?? 0
    const row = rows[i]
    const fit = fits[i]?.[j] ?? 0
    if (row && j < blocks && fit > 0 && here === fit + (best[(i + 1) * width + j + 1] ?? 0)) {
      merged.push([...row, j])
      ;[i, j] = [i + 1, j + 1]
    } else if (row && (j === blocks || here === best[(i + 1) * width + j])) {
      merged.push([...row, undefined])
      i += 1
    } else {
      merged.push([...Array.from({ length: edition }, () => undefined), j])
      j += 1
    }
  }
  return merged
}

/** Sets the blocks of several editions side by side so that every edition keeps its order; only blocks of one kind share a row. */
export function alignBlocks(editions: readonly (readonly Block[])[]): readonly BlockRow[] {
  const weight = weightOf(editions)
  return editions.reduce<readonly BlockRow[]>(
    (rows, blocks, edition) => withEdition(rows, edition, blocks.length, weight),
    [],
  )
}
