import { recordEvent } from '#accounts'
import type { CampaignId, LetterId, Means } from '#kernel'
import type { Tx } from '#platform'
import { lockSignOns, type By } from './begin.ts'
import type { NameDoubt } from './gathered.ts'
import { lookAlikeGroups } from './lint-look-alikes.ts'
import { strictKey } from './name.ts'
import { skeletonRegister } from './skeleton.ts'
import { boardFacts, insertSettledDoubt, type BoardFacts, type BoardName } from './store-board.ts'
import { gatheredLines, type GatheredLine } from './store-lines.ts'

/**
 * The gathered names of a letter's list that look like another name of the list or of the campaign: one that can be
 * taken for it in print, or one that a person may have meant. Spelling alone makes no doubt, and neither does a script.
 */
export async function nameDoubts(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<readonly NameDoubt[]> {
  const lines = await gatheredLines(tx, campaign, { letter })
  return lines.length === 0 ? [] : doubtsIn(lines, await boardFacts(tx, campaign, { letter, isSealed: false }))
}

/** The same for lines that are at hand; all are of one letter. */
export function doubtsIn(
  lines: readonly GatheredLine[],
  { names, settled }: Pick<BoardFacts, 'names' | 'settled'>,
): readonly NameDoubt[] {
  const open = lines.filter(
    ({ line, withdrawnAt, verdict }) => !withdrawnAt && verdict !== 'declined' && line.kind === 'organization',
  )
  if (open.length === 0) return []
  const all = [...new Set([...names.map(({ name }) => name), ...open.map(({ line }) => line.name)])]
  const register = skeletonRegister(all)
  const groups = groupsByName(all)
  const done = new Set(settled.map(({ one, other }) => pairOf(one, other).join('\n')))
  return open.flatMap((one): readonly NameDoubt[] => {
    const { name } = one.line
    const own = ownNames(one, names)
    const isOther = (other: string) => !own.has(other) && !done.has(pairOf(name, other).join('\n'))
    const twins = [...new Set([...rivalsOf(one, open, names), ...register.twinsOf(name).filter(isOther)])]
    const alike = (groups.get(strictKey(name)) ?? []).filter(
      (other) => other !== name && strictKey(other) !== strictKey(name) && !twins.includes(other) && isOther(other),
    )
    const others = [
      ...twins.map((other) => ({ name: other, how: 'twin' as const })),
      ...alike.map((other) => ({ name: other, how: 'look-alike' as const })),
    ]
    return others.length === 0 ? [] : [{ signOn: one.id, name, since: one.signedAt ?? one.confirmedAt, others }]
  })
}

/** What the organization of a line is called in the campaign: in any spelling it is not another. */
const ownNames = ({ organization, line }: GatheredLine, names: readonly BoardName[]): ReadonlySet<string> =>
  new Set([line.name, ...names.filter((one) => one.organization === organization).map(({ name }) => name)])

/** Names of other organizations that are spelled like this one. */
function rivalsOf(
  { organization, line }: GatheredLine,
  lines: readonly GatheredLine[],
  names: readonly BoardName[],
): readonly string[] {
  const key = strictKey(line.name)
  const all = [...names, ...lines.map((one) => ({ organization: one.organization, name: one.line.name }))]
  return [
    ...new Set(
      all.filter((one) => one.organization !== organization && strictKey(one.name) === key).map(({ name }) => name),
    ),
  ]
}

function groupsByName(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const distinct = [...new Map(names.map((name) => [strictKey(name), name])).values()]
  return new Map(lookAlikeGroups(distinct).flatMap((group) => group.map((name) => [strictKey(name), group] as const)))
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
