import { fold } from '#kernel'

/** Two names of one list that join the same words unlike: with a dash or without, with spaces around it or without. */
export type JointSlip = {
  readonly kind: 'dash' | 'spacing'
  readonly one: string
  readonly other: string
  /** The words as each of the two names joins them. */
  readonly oneJoins: string
  readonly otherJoins: string
}

type Joint = {
  readonly index: number
  readonly left: string
  readonly dash: string
  readonly right: string
  readonly before: string
}

const dashes = /^\s*[\p{Pd}\u2212]\s*$/u

/** Every place where two words of a name meet at a dash or a space. */
function jointsOf(name: string, index: number): readonly Joint[] {
  const words = [...name.matchAll(/[\p{L}\p{N}\p{M}'’.]+/gu)]
  return words.slice(1).flatMap((right, at) => {
    const left = words[at]
    if (!left) return []
    const dash = name.slice(left.index + left[0].length, right.index)
    if (!/^\s+$/u.test(dash) && !dashes.test(dash)) return []
    const before = words.slice(Math.max(0, at - 1), at + 1).map((word) => fold(word[0]))
    return [{ index, left: left[0], dash: dash.replace(/\s+/gu, ' '), right: right[0], before: before.join(' ') }]
  })
}

const joined = (joint: Joint): string => joint.left + joint.dash + joint.right

function slipBetween(names: readonly string[], one: Joint, other: Joint, kind: JointSlip['kind']): JointSlip {
  return {
    kind,
    one: names[one.index] ?? '',
    other: names[other.index] ?? '',
    oneJoins: joined(one),
    otherJoins: joined(other),
  }
}

/** The same two words joined by a dash in one name and by a space, or an unlike spaced dash, in another. */
function sameWordsUnlike(names: readonly string[], joints: readonly Joint[]): readonly JointSlip[] {
  const byWords = Map.groupBy(joints, (joint) => `${fold(joint.left)} ${fold(joint.right)}`)
  return [...byWords.values()].flatMap((places) => {
    const [first] = places
    const unlike = first && places.find((place) => place.dash !== first.dash && place.index !== first.index)
    if (!first || !unlike) return []
    const both = dashes.test(first.dash) && dashes.test(unlike.dash)
    return [slipBetween(names, first, unlike, both ? 'spacing' : 'dash')]
  })
}

/** After the same two words a dash with spaces on both sides in one name and not in another ("A B - C", "A B- D"). */
function samePrefixUnlike(names: readonly string[], joints: readonly Joint[]): readonly JointSlip[] {
  const spaced = joints.filter((joint) => joint.dash.trim() !== '' && joint.before.includes(' '))
  return [...Map.groupBy(spaced, (joint) => joint.before).values()].flatMap((places) => {
    const [first] = places
    const unlike = first && places.find((place) => place.dash !== first.dash && place.right !== first.right)
    // A dash without spaces makes one word of two: only if it has a space somewhere is it meant to part the name.
    if (!first || !unlike || !/\s/u.test(first.dash + unlike.dash)) return []
    return [slipBetween(names, first, unlike, 'spacing')]
  })
}

/** A dash with a space on one side only, in a list whose other dashes have them on both. */
function lopsided(
  names: readonly string[],
  joints: readonly Joint[],
  known: readonly JointSlip[],
): readonly JointSlip[] {
  const straight = joints.find((joint) => /^ \S+ $/u.test(joint.dash))
  if (!straight) return []
  const told = new Set(known.flatMap((slip) => [slip.one, slip.other]))
  return joints
    .filter((joint) => /^(?: \S+|\S+ )$/u.test(joint.dash) && !told.has(names[joint.index] ?? ''))
    .map((joint) => slipBetween(names, straight, joint, 'spacing'))
}

/** Finds the names of one list whose dashes and spaces do not agree with each other, each disagreement once. */
export function jointSlips(names: readonly string[]): readonly JointSlip[] {
  const joints = names.flatMap(jointsOf)
  const found = [...sameWordsUnlike(names, joints), ...samePrefixUnlike(names, joints)]
  return [...found, ...lopsided(names, joints, found)]
}
