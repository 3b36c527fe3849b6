/** Log of how likely a name of so many words is. */
export type NameLengths = (words: number) => number

/** Of a hundred names of organizations, how many have one, two, three … words; longer ones get rarer by a third each. */
const usual = [10, 19, 22, 16, 11, 8, 5, 3.5, 2.2, 1.4] as const

/** How many names of the file outweigh what is usual. */
const steadiness = 15

/**
 * How long names are: where nothing else speaks, a cut that makes names of usual lengths is the likelier one.
 * `counted`: how many names of each number of words the file is believed to have.
 */
export function nameLengths(counted: readonly number[]): NameLengths {
  const all = counted.reduce((sum, count) => sum + count, 0)
  const logs: number[] = []
  for (let words = 1; words <= 40; words += 1) {
    const prior = (usual[words - 1] ?? 1.4 * (2 / 3) ** (words - usual.length)) / 100
    const near = (counted[words - 1] ?? 0) / 4 + (counted[words] ?? 0) / 2 + (counted[words + 1] ?? 0) / 4
    logs.push(Math.log((near + steadiness * prior) / (all + steadiness)))
  }
  return (words) => logs[Math.min(Math.max(words, 1), logs.length) - 1] ?? 0
}
