import { recordEvent } from '#accounts'
import type { CampaignId, LetterId, Means, OrganizationId } from '#kernel'
import type { Tx } from '#platform'
import { lockSignOns, type By } from './begin.ts'
import type { NameDoubt } from './gathered-board.ts'
import { shapeOf } from './likeness.ts'
import { lookAlikeGroups } from './lint-look-alikes.ts'
import { acronymOf, strictKey } from './name.ts'
import { skeletonRegister } from './skeleton.ts'
import { insertSettledDoubt, type BoardFacts } from './store-board.ts'
import type { GatheredLine } from './gathered-line.ts'

/**
 * The gathered names of a letter's list that look like another name of the list or of the campaign: one that can be
 * taken for it in print, or one that a person may have meant. Spelling alone makes no doubt, and neither does a script.
 * Asked of lines that nobody has decided about: whoever accepts a line has seen them.
 */
export function doubtsIn(
  lines: readonly GatheredLine[],
  { names, settled }: Pick<BoardFacts, 'names' | 'settled'>,
): readonly NameDoubt[] {
  const organizations = lines.filter(
    ({ line, withdrawnAt, verdict }) => !withdrawnAt && verdict !== 'declined' && line.kind === 'organization',
  )
  const undecided = organizations.filter(({ verdict }) => verdict === undefined)
  if (undecided.length === 0) return []
  const own = new Map(names.map(({ organization, name }) => [organization, name]))
  const spelled = organizations.map(({ organization, line }) => ({ organization, name: line.name }))
  // Most lines are spelled as their organization is.
  const others = spelled.filter(({ organization, name }) => !organization || own.get(organization) !== name)
  const index = nameIndex([...names, ...others])
  const done = new Set(settled.map(({ one, other }) => pairOf(one, other).join('\n')))
  return undecided.flatMap((one): readonly NameDoubt[] => {
    const { name } = one.line
    const isOpen = (other: string) => !done.has(pairOf(name, other).join('\n'))
    const twins = [...new Set([...index.rivalsOf(one), ...index.twinsOf(one).filter(isOpen)])]
    const alike = index.alikeTo(one).filter((other) => !twins.includes(other) && isOpen(other))
    const found = [
      ...twins.map((other) => ({ name: other, how: 'twin' as const })),
      ...alike.map((other) => ({ name: other, how: 'look-alike' as const })),
    ]
    return found.length === 0 ? [] : [{ signOn: one.id, name, since: one.signedAt ?? one.confirmedAt, others: found }]
  })
}

type NamedOrganization = { readonly organization: OrganizationId | undefined; readonly name: string }

/** Names, so that those worth comparing with one are found without comparing all. */
function nameIndex(all: readonly NamedOrganization[]) {
  // Of a name that is compared with several others, what is compared is made once.
  const keyOf = once(strictKey)
  const wordsIn = once((name) => wordsOf(name, keyOf(name)))
  const shapeIn = once(shapeOf)
  const byKey = Map.groupBy(all, ({ name }) => keyOf(name))
  const byWord = new Map<string, NamedOrganization[]>()
  for (const one of all) {
    for (const word of wordsIn(one.name)) {
      const its = byWord.get(word)
      if (its) its.push(one)
      else byWord.set(word, [one])
    }
  }
  const register = skeletonRegister(all.map(({ name }) => name))
  /** What another organization is called; in any spelling its own name is not another's. */
  const others = ({ organization, line }: GatheredLine, from: readonly NamedOrganization[]): readonly string[] => {
    const own = new Set(all.filter((one) => one.organization === organization).map(({ name }) => name))
    const rest = from.filter((one) => one.organization !== organization && !own.has(one.name))
    return [...new Set(rest.map(({ name }) => name))].filter((name) => name !== line.name)
  }
  return {
    /** Of other organizations, names that are spelled like this one. */
    rivalsOf: (one: GatheredLine): readonly string[] => [
      ...new Set(
        (byKey.get(keyOf(one.line.name)) ?? [])
          .filter(({ organization }) => organization !== one.organization)
          .map(({ name }) => name),
      ),
    ],
    /** Names of other organizations that can be taken for it in print. */
    twinsOf: (one: GatheredLine): readonly string[] => {
      const found = new Set(register.twinsOf(one.line.name))
      return found.size === 0
        ? []
        : others(
            one,
            all.filter(({ name }) => found.has(name)),
          )
    },
    /** Names that share a word with it, or a beginning, and look like it to the linter. */
    alikeTo: (one: GatheredLine): readonly string[] => {
      const { name } = one.line
      // A word that many names have tells nothing.
      const near = wordsIn(name).flatMap((word) => {
        const its = byWord.get(word) ?? []
        return its.length > 4 + Math.sqrt(all.length) ? [] : its
      })
      const distinct = new Map(others(one, near).map((other) => [keyOf(other), other]))
      distinct.delete(keyOf(name))
      const group = lookAlikeGroups([name, ...distinct.values()], shapeIn).find((names) => names.includes(name)) ?? []
      return group.filter((other) => other !== name)
    },
  }
}

/** The same as `make`, asked at most once of each name. */
function once<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>()
  return (name) => {
    const before = made.get(name)
    if (before !== undefined) return before
    const fresh = make(name)
    made.set(name, fresh)
    return fresh
  }
}

/** Words, initials and the beginning of a name: names that have none of these in common are not compared. */
function wordsOf(name: string, key: string): readonly string[] {
  const words = (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length >= 3)
  return [...new Set([...words, acronymOf(name).toLowerCase(), `^${key.slice(0, 6)}`])]
}

const pairOf = (one: string, other: string): readonly [string, string] => (one < other ? [one, other] : [other, one])

/** Writes down that two names of a list that look alike are two. */
export async function settleDoubt(
  tx: Tx,
  {
    campaign,
    letter,
    by,
    name,
    other,
  }: {
    readonly campaign: CampaignId
    readonly letter: LetterId
    readonly by: By
    readonly name: string
    readonly other: string
  },
  means: Means,
): Promise<void> {
  if (name === other) return
  await lockSignOns(tx, campaign)
  const place = { campaign, letter, by: by === 'server' ? undefined : by, at: means.now() }
  await insertSettledDoubt(tx, place, pairOf(name, other))
  await recordEvent(tx, { by, act: 'settle-doubt', campaign, subject: [letter] }, means)
}
