import type { Proposal, ProposedLetter, ProposedSignatory } from './proposal.ts'

/** Letters of a file that are one letter in several editions, and everybody who signed any of them. */
export type GatheredLetter = {
  /** Indexes into the proposal's letters, in file order. */
  readonly editions: readonly number[]
  /** One list for all editions, in printed order, each name with the editions that print it. */
  readonly signatories: readonly { readonly signatory: ProposedSignatory; readonly editions: readonly number[] }[]
}

// Two letters of one coalition share most hands; two letters of one archive share few.
const sharedHandsAtLeast = 0.5

/** Finds which proposed letters are one letter: those that share passages or most of their signatories. */
export function gatherLetters(proposal: Proposal): readonly GatheredLetter[] {
  const { letters } = proposal
  const leader = letters.map((_, index) => index)
  const find = (index: number): number => (leader[index] === index ? index : find(leader[index] ?? index))
  const join = (a: number, b: number) => {
    leader[Math.max(find(a), find(b))] = Math.min(find(a), find(b))
  }
  for (const passage of proposal.passages) {
    if (passage.kind === 'tailored') continue
    const [first, ...rest] = passage.parts
    if (first) for (const part of rest) join(first.letter, part.letter)
  }
  letters.forEach((one, a) =>
    letters.forEach((other, b) => {
      if (b > a && sharedHands(one, other) >= sharedHandsAtLeast) join(a, b)
    }),
  )
  const leaders = [...new Set(leader.map((_, index) => find(index)))]
  return leaders.map((head) => {
    const editions = letters.map((_, index) => index).filter((index) => find(index) === head)
    return { editions, signatories: mergeLists(proposal, editions) }
  })
}

function sharedHands(one: ProposedLetter, other: ProposedLetter): number {
  const fewer = Math.min(one.signatories.length, other.signatories.length)
  if (fewer === 0) return 0
  const names = new Set(one.signatories.map(({ name }) => name))
  return other.signatories.filter(({ name }) => names.has(name)).length / fewer
}

const identity = (one: ProposedSignatory): string => JSON.stringify([one.kind, one.name, one.title, one.affiliation])

/**
 * The lists of several editions as one: a name new in a later edition stands behind its neighbour there, and a
 * name printed twice in one edition is kept twice.
 */
function mergeLists(proposal: Proposal, editions: readonly number[]): GatheredLetter['signatories'] {
  const merged: { signatory: ProposedSignatory; key: string; editions: number[] }[] = []
  for (const edition of editions) {
    const seen = new Map<string, number>()
    const places = new Map<string, number[]>()
    merged.forEach((line, index) => places.set(line.key, [...(places.get(line.key) ?? []), index]))
    const fresh: { after: number; line: (typeof merged)[number] }[] = []
    let last = -1
    for (const signatory of proposal.letters[edition]?.signatories ?? []) {
      const key = identity(signatory)
      const nth = seen.get(key) ?? 0
      seen.set(key, nth + 1)
      const place = places.get(key)?.[nth]
      if (place === undefined) fresh.push({ after: last, line: { signatory, key, editions: [edition] } })
      else {
        merged[place]?.editions.push(edition)
        last = place
      }
    }
    const newcomers = Map.groupBy(fresh, ({ after }) => after)
    const next = [-1, ...merged.keys()].flatMap((place) => [
      ...(place < 0 ? [] : merged.slice(place, place + 1)),
      ...(newcomers.get(place) ?? []).map(({ line }) => line),
    ])
    merged.splice(0, merged.length, ...next)
  }
  return merged.map(({ signatory, editions: printed }) => ({ signatory, editions: printed }))
}
