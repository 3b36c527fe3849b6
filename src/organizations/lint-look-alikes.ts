import { halvesOf, likenessOf, shapeOf, type IsCommon, type Likeness, type NameShape } from './likeness.ts'

/** Buckets beyond this size are compared with neighbors only, so that a long list stays a matter of seconds. */
const largestBucket = 60

/** Everything under which a name is looked up: names that share none of these are never compared. */
const signposts = (shape: NameShape, isCommon: IsCommon): readonly string[] => [
  ...[shape.initials, ...shape.acronyms]
    .filter((letters) => letters.length >= 3)
    .map((letters) => `initials ${letters}`),
  ...shape.runs.map((run) => `run ${run}`),
  ...shape.words.filter((word) => !isCommon(word)).map((word) => `word ${word}`),
  ...halvesOf(shape.key).map((half) => `half ${half}`),
]

function bucketsOf(shapes: readonly NameShape[], isCommon: IsCommon): readonly (readonly number[])[] {
  const buckets = new Map<string, number[]>()
  for (const [index, shape] of shapes.entries()) {
    for (const post of new Set(signposts(shape, isCommon))) {
      const bucket = buckets.get(post)
      if (bucket) bucket.push(index)
      else buckets.set(post, [index])
    }
  }
  return [...buckets.values()].filter((bucket) => bucket.length > 1)
}

/** A word is common in a list of n names if more than half the root of n (at least four) have it. */
function commonWords(shapes: readonly NameShape[]): IsCommon {
  const seen = new Map<string, number>()
  for (const shape of shapes) for (const word of new Set(shape.words)) seen.set(word, (seen.get(word) ?? 0) + 1)
  const limit = Math.max(4, Math.sqrt(shapes.length) / 2)
  return (word) => (seen.get(word) ?? 0) > limit
}

type Link = { readonly one: number; readonly other: number; readonly likeness: Likeness }

function linksBetween(shapes: readonly NameShape[]): readonly Link[] {
  const isCommon = commonWords(shapes)
  return bucketsOf(shapes, isCommon).flatMap((bucket) =>
    bucket.flatMap((one, at) =>
      bucket.slice(at + 1, at + 1 + largestBucket).flatMap((other) => {
        const [left, right] = [shapes[one], shapes[other]]
        const likeness = left && right && likenessOf(left, right, isCommon)
        return likeness === undefined ? [] : [{ one, other, likeness }]
      }),
    ),
  )
}

/** For each of `size` things the first of those it is linked to, directly or through others. */
function firstOfGroup(size: number, links: readonly Link[]): readonly number[] {
  const parent = Array.from({ length: size }, (_, index) => index)
  const rootOf = (index: number): number => {
    let root = index
    for (let up = parent[root]; up !== undefined && up !== root; up = parent[root]) root = up
    parent[index] = root
    return root
  }
  for (const { one, other } of links) {
    const [a, b] = [rootOf(one), rootOf(other)]
    parent[Math.max(a, b)] = Math.min(a, b)
  }
  return parent.map((_, index) => rootOf(index))
}

/** Loose likeness may chain this many names; beyond, only close likeness holds a group together. */
const longestChain = 12

/**
 * The names of a list that could be taken for each other, as groups in the order of the list.
 * @param names distinct names (no two with the same strict key)
 * @param shaped what of each is compared, for a caller who compares the same name with others again
 */
export function lookAlikeGroups(
  names: readonly string[],
  shaped: (name: string) => NameShape = shapeOf,
): readonly (readonly string[])[] {
  const shapes = names.map((name) => shaped(name))
  const links = linksBetween(shapes)
  const any = firstOfGroup(names.length, links)
  const close = firstOfGroup(
    names.length,
    links.filter((link) => link.likeness === 'close'),
  )
  const chains = Map.groupBy(names.keys(), (index) => any[index])
  const groups = [...chains.values()].flatMap((chain) =>
    chain.length <= longestChain ? [chain] : [...Map.groupBy(chain, (index) => close[index]).values()],
  )
  return groups
    .filter((group) => group.length > 1)
    .toSorted((one, other) => (one[0] ?? 0) - (other[0] ?? 0))
    .map((group) => group.map((index) => names[index] ?? ''))
}
