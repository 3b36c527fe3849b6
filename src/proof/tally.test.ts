import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeLeaf, startTally, type Leaf, type TallyResult } from '#proof'

const DAY = '2026-11-23'
const hash = (n: number): string => n.toString(16).padStart(64, '0')
const version = (n: number, letter = 'first'): Leaf => ({
  t: 'version',
  d: DAY,
  e: `edition-${n}`,
  h: hash(n),
  l: letter,
  n: 1,
  r: 'Example Works',
  v: 1,
})
const sig = (versions: readonly number[], replaces?: number): Leaf => ({
  t: 'sig',
  c: 'A'.repeat(43),
  d: DAY,
  e: versions.toSorted((a, b) => a - b).map(hash),
  ...(replaces === undefined ? {} : { r: replaces }),
  v: 1,
})
const org = (versions: readonly number[], replaces?: number): Leaf => {
  const leaf = sig(versions, replaces)
  return leaf.t === 'sig' ? { ...leaf, t: 'org', o: 'Society of Examples' } : leaf
}
const review = (t: 'hold' | 'free' | 'inv' | 'uninv', ...i: readonly number[]): Leaf => ({ t, d: DAY, i, w: 'x', v: 1 })
const withdrawal = (i: number): Leaf => ({ t: 'wd', d: DAY, i, v: 1 })
const erasure = (i: number): Leaf => ({ t: 'er', d: DAY, i, v: 1 })

function tallyOf(leaves: readonly Leaf[]): TallyResult {
  const tally = startTally()
  leaves.forEach((leaf, i) => tally.takeEntry(i, encodeLeaf(leaf)))
  return tally.result()
}
const standing = (leaves: readonly Leaf[]): number => tallyOf(leaves).versions[0]?.standing ?? -1
const kinds = (leaves: readonly Leaf[]): readonly string[] => tallyOf(leaves).problems.map(({ kind }) => kind)

test('persons and organizations stand for the versions they name, once for a letter of which they name several', () => {
  const result = tallyOf([version(1), version(2), version(3, 'second'), sig([1, 2]), org([2, 3]), sig([3])])
  expect(result.versions.map((count) => count.standing)).toEqual([1, 2, 2])
  expect(result.letters).toMatchObject([
    { letter: 'first', standing: 2 },
    { letter: 'second', standing: 2 },
  ])
  expect(result.all.standing).toBe(3)
  expect(result.problemCount).toBe(0)
})

test('a withdrawn signature does not count, an erased one does', () => {
  expect(standing([version(1), sig([1]), sig([1]), withdrawal(1)])).toBe(1)
  expect(standing([version(1), sig([1]), sig([1]), erasure(1)])).toBe(2)
  expect(tallyOf([version(1), sig([1]), withdrawal(1)]).letters[0]?.withdrawn).toBe(1)
})

test('the last of hold and free, and of inv and uninv, decides', () => {
  const signed = [version(1), sig([1]), sig([1])]
  expect(standing([...signed, review('hold', 1, 2)])).toBe(0)
  expect(standing([...signed, review('hold', 1, 2), review('free', 2)])).toBe(1)
  expect(standing([...signed, review('hold', 1), review('free', 1), review('hold', 1)])).toBe(1)
  expect(standing([...signed, review('inv', 1), review('uninv', 1)])).toBe(2)
  expect(standing([...signed, review('inv', 1), review('free', 1)])).toBe(1)
  expect(tallyOf([...signed, review('inv', 1), review('hold', 2)]).all).toEqual({
    standing: 0,
    withdrawn: 0,
    held: 1,
    invalidated: 1,
  })
})

test('a replaced signature is counted once, by the leaf that replaces it', () => {
  const result = tallyOf([version(1), version(2), sig([1]), sig([1, 2], 2)])
  expect(result.versions.map((count) => count.standing)).toEqual([1, 1])
  expect(result.all.standing).toBe(1)
})

test('a leaf cannot be replaced twice, by another kind, or before it is there', () => {
  for (const leaves of [
    [version(1), sig([1]), sig([1], 1), sig([1], 1)],
    [version(1), sig([1]), org([1], 1)],
    [version(1), sig([1]), sig([1], 2)],
    [version(1), sig([1]), sig([1], 0)],
    [version(1), sig([1]), sig([1], 9_007_199_254_740_991)],
  ]) {
    expect(kinds(leaves)).toEqual(['bad-reference'])
    expect(standing(leaves)).toBe(1)
  }
})

test('what refers to a leaf that is later, missing, replaced or no signature is reported and changes nothing', () => {
  for (const leaf of [withdrawal(0), withdrawal(2), withdrawal(7), review('hold', 0), review('inv', 3), erasure(0)]) {
    expect(kinds([version(1), sig([1]), leaf])).toEqual(['bad-reference'])
    expect(standing([version(1), sig([1]), leaf])).toBe(1)
  }
  expect(kinds([version(1), sig([1]), sig([1], 1), withdrawal(1)])).toEqual(['bad-reference'])
})

test('a version that is not declared yet is reported and counts nothing; declared later it counts from then on', () => {
  const leaves = [sig([1]), version(1), sig([1])]
  expect(kinds(leaves)).toEqual(['unknown-version'])
  expect(standing(leaves)).toBe(1)
})

test('a text that is declared twice is reported and stays with its first letter', () => {
  const result = tallyOf([version(1), version(1, 'second'), sig([1])])
  expect(result.problems).toEqual([{ index: 1, kind: 'version-twice', about: hash(1) }])
  expect(result.letters).toMatchObject([{ letter: 'first', standing: 1 }])
})

test('an unreadable leaf is reported and the rest is counted', () => {
  const tally = startTally()
  tally.takeEntry(0, encodeLeaf(version(1)))
  tally.takeEntry(1, new TextEncoder().encode('{"t":"sig"}'))
  tally.takeEntry(2, encodeLeaf(sig([1])))
  expect(tally.result()).toMatchObject({ size: 3, all: { standing: 1 }, problems: [{ index: 1, kind: 'unreadable' }] })
})

test('leaves are taken in order, each once', () => {
  const tally = startTally()
  expect(() => tally.takeEntry(1, encodeLeaf(version(1)))).toThrow('was due')
})

/** The counting rule as slowly as the document words it, with an object for every leaf. */
function slowly(leaves: readonly Leaf[]): readonly number[] {
  const asks = (leaf?: Leaf): boolean => leaf?.t === 'sig' || leaf?.t === 'org'
  const fits = (i: number, leaf: Leaf): boolean => {
    if (!('r' in leaf) || typeof leaf.r !== 'number') return true
    const target = leaves[leaf.r]
    const rivals = leaves.slice(0, i).some((other, j) => 'r' in other && other.r === leaf.r && fits(j, other))
    return leaf.r < i && target?.t === leaf.t && fits(leaf.r, target) && !rivals
  }
  const names = (leaf: Leaf, i: number, j: number): boolean =>
    'i' in leaf && j > i && (Array.isArray(leaf.i) ? leaf.i.includes(i) : leaf.i === i)
  const stands = (leaf: Leaf, i: number): boolean => {
    const after = leaves.filter((other, j) => names(other, i, j))
    const replacedAt = leaves.findIndex((other, j) => 'r' in other && other.r === i && j > i && fits(j, other))
    const left = leaves.some((other, j) => other.t === 'wd' && names(other, i, j) && (replacedAt < 0 || j < replacedAt))
    const held = after.findLast(({ t }) => t === 'hold' || t === 'free')?.t === 'hold'
    const invalid = after.findLast(({ t }) => t === 'inv' || t === 'uninv')?.t === 'inv'
    return asks(leaf) && fits(i, leaf) && replacedAt < 0 && !left && !held && !invalid
  }
  const standingLeaves = leaves.filter(stands)
  const declared = leaves.flatMap((leaf) => (leaf.t === 'version' ? [leaf.h] : []))
  return declared.map((h) => standingLeaves.filter((leaf) => 'e' in leaf && leaf.e.includes(h)).length)
}

test('the quick count is the one that the rule words, whatever stands in the log', () => {
  const ballot = fc.subarray([1, 2, 3], { minLength: 1 })
  const at = fc.nat({ max: 30 })
  const indexes = fc.uniqueArray(at, { minLength: 1, maxLength: 6 }).map((list) => list.toSorted((a, b) => a - b))
  const leaf = fc.oneof(
    { weight: 4, arbitrary: ballot.map((versions) => sig(versions)) },
    { weight: 2, arbitrary: fc.tuple(ballot, at).map(([versions, r]) => sig(versions, r)) },
    fc.tuple(ballot, fc.option(at)).map(([versions, r]) => org(versions, r ?? undefined)),
    at.map(withdrawal),
    at.map(erasure),
    fc.tuple(fc.constantFrom('hold', 'free', 'inv', 'uninv'), indexes).map(([t, list]) => review(t, ...list)),
  )
  fc.assert(
    fc.property(fc.array(leaf, { maxLength: 30 }), (later) => {
      const leaves = [version(1), version(2), version(3, 'second'), ...later]
      const [slow, quick] = [slowly(leaves), tallyOf(leaves)]
      expect(quick.versions.map((count) => count.standing)).toEqual(slow)
    }),
    { numRuns: 1000 },
  )
})
