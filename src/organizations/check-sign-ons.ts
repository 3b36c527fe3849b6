import { rulesOf } from '#accounts'
import type { CampaignId } from '#kernel'
import { leafAt, logOf, publishedCounts } from '#ledger'
import { gatheringLetters, type GatheringLetter } from '#letters'
import type { Tx, Vault } from '#platform'
import { commit, parseLeaf, type Leaf } from '#proof'
import { printedLine } from './line-standing.ts'
import { bonds, openRepresentative } from './sealed-people.ts'
import { signOnSubjects } from './sign-on-subjects.ts'
import type { GatheredLine } from './gathered-line.ts'
import { gatheredLines } from './store-lines.ts'
import { leavesOf, sealedRows, type CheckedLeaf } from './store-leaves.ts'

/** What the log says of one organization's leaf. */
type LeafState = { readonly leaf: Leaf; isReplaced: boolean; isWithdrawn: boolean; isErased: boolean }

/**
 * Compares the gathered sign-ons of a campaign with its log, and the lists with what was said yes to: each leaf that
 * stands is a line's and says its name and versions, each number of organizations alone is the number of such leaves,
 * and no list prints a name without evidence, without acceptance, or under words it did not say yes to. To be called on
 * one snapshot.
 * @param vault also opens what is sealed and compares it with what the leaves commit to.
 * @returns a sentence for each thing that is not as it should be; none when all is well.
 */
export async function checkSignOns(tx: Tx, campaign: CampaignId, vault?: Vault): Promise<readonly string[]> {
  const lines = await gatheredLines(tx, campaign, {})
  const leaves = await leavesOf(tx, campaign)
  const letters = await gatheringLetters(tx, campaign)
  const needsTwo = (await rulesOf(tx, campaign)).has('finalize-list')
  return [
    ...(await checkLeaves(tx, { campaign, leaves, lines, letters })),
    ...lines.flatMap((line) => problemsOfPrint(line, letters, needsTwo)),
    ...(vault ? await checkSeals(tx, campaign, vault, leaves) : []),
  ]
}

/** What a campaign keeps of its sign-ons. */
type Kept = {
  readonly campaign: CampaignId
  readonly leaves: readonly CheckedLeaf[]
  readonly lines: readonly GatheredLine[]
  readonly letters: readonly GatheringLetter[]
}

async function checkLeaves(tx: Tx, kept: Kept): Promise<readonly string[]> {
  const { campaign, leaves } = kept
  const states = await leafStates(tx, campaign)
  const problems = leaves.flatMap((one) => problemsOfLeaf(one, states.get(one.index)))
  const known = new Set(leaves.map(({ index }) => index))
  for (const [index, { leaf, isReplaced, isWithdrawn }] of states)
    if (leaf.t === 'org' && !isReplaced && !isWithdrawn && !known.has(index))
      problems.push(`Leaf ${index} is no organization's.`)
  return [...problems, ...(await checkNumbers(tx, kept))]
}

async function leafStates(tx: Tx, campaign: CampaignId): Promise<ReadonlyMap<number, LeafState>> {
  const size = (await logOf(tx, campaign))?.size ?? 0
  const states = new Map<number, LeafState>()
  for (let index = 0; index < size; index += 1) {
    const bytes = await leafAt(tx, campaign, index)
    const leaf = bytes && parseLeaf(bytes)
    if (!leaf) continue
    if (leaf.t === 'org') states.set(index, { leaf, isReplaced: false, isWithdrawn: false, isErased: false })
    const told = leaf.t === 'org' ? leaf.r : leaf.t === 'wd' || leaf.t === 'er' ? leaf.i : undefined
    const earlier = told === undefined ? undefined : states.get(told)
    if (!earlier) continue
    if (leaf.t === 'org') earlier.isReplaced = true
    if (leaf.t === 'wd') earlier.isWithdrawn = true
    if (leaf.t === 'er') earlier.isErased = true
  }
  return states
}

function problemsOfLeaf(kept: CheckedLeaf, state: LeafState | undefined): readonly string[] {
  const { index } = kept
  if (state?.leaf.t !== 'org') return [`The sign-on at leaf ${index} has no org leaf there.`]
  const problems: string[] = []
  if (state.leaf.o !== kept.name) problems.push(`Leaf ${index} names another organization.`)
  if (state.leaf.e.join() !== kept.versions.join()) problems.push(`Leaf ${index} names other versions.`)
  if (state.isReplaced) problems.push(`Leaf ${index} was replaced, and its sign-on still stands at it.`)
  if (state.isWithdrawn !== kept.isWithdrawn)
    problems.push(`Of leaf ${index} the log says otherwise: withdrawn or not.`)
  if (state.isErased && !kept.isErased) problems.push(`Leaf ${index} is erased in the log alone.`)
  return problems
}

/** The numbers of organizations alone, which a recount does not know. */
async function checkNumbers(tx: Tx, { campaign, leaves, lines, letters }: Kept): Promise<readonly string[]> {
  const letterOf = new Map(lines.map(({ id, letter }) => [id, letters.find((one) => one.id === letter)]))
  const expected = new Map<string, number>()
  for (const { signOn, versions, isWithdrawn } of leaves) {
    const letter = letterOf.get(signOn)
    if (isWithdrawn || !letter) continue
    for (const subject of signOnSubjects(letter, versions)) expected.set(subject, (expected.get(subject) ?? 0) + 1)
  }
  const counts = await publishedCounts(tx, campaign)
  const subjects = new Set([...counts.keys(), ...expected.keys()].filter((subject) => subject.startsWith('org-')))
  return [...subjects].flatMap((subject) => {
    const [is, should] = [counts.get(subject)?.standing ?? 0, expected.get(subject) ?? 0]
    return is === should ? [] : [`${subject} is ${is}, and ${should} leaves of organizations stand.`]
  })
}

/** What must hold of every printed name, asked of the facts themselves and not of the function that decides. */
function problemsOfPrint(
  line: GatheredLine,
  letters: readonly GatheringLetter[],
  needsTwo: boolean,
): readonly string[] {
  const letter = letters.find(({ id }) => id === line.letter)
  const printed = letter && printedLine(line, { letter, needsTwo })
  if (!printed) return []
  const problems: string[] = []
  const said = new Set(line.consents.map(({ edition, hash }) => `${edition} ${hash}`))
  for (const edition of printed.editions) {
    const present = letter.editions.find(({ id }) => id === edition)?.versions.at(-1)?.hash ?? ''
    if (!said.has(`${edition} ${present}`))
      problems.push(`Sign-on ${line.id} is printed under words it did not say yes to.`)
  }
  if (line.verdict !== 'accepted') problems.push(`Sign-on ${line.id} is printed and nobody accepted it.`)
  if (line.line.kind === 'organization' && !line.evidence.some(({ counts }) => counts))
    problems.push(`Sign-on ${line.id} is printed without evidence.`)
  if (needsTwo && line.holds && line.final?.line.name !== printed.name)
    problems.push(`Sign-on ${line.id} is printed otherwise than two people agreed.`)
  return problems
}

async function checkSeals(
  tx: Tx,
  campaign: CampaignId,
  vault: Vault,
  leaves: readonly CheckedLeaf[],
): Promise<readonly string[]> {
  const log = await logOf(tx, campaign)
  const people = new Map<string, string>()
  const problems: string[] = []
  for (const { signOn, term, sealed } of await sealedRows(tx, campaign)) {
    try {
      const bound = bonds.representative(campaign, signOn, term)
      people.set(`${signOn} ${term}`, openRepresentative(vault, bound, sealed).email)
    } catch (error) {
      problems.push(`Sign-on ${signOn}: ${error instanceof Error ? error.message : 'does not open'}.`)
    }
  }
  for (const { index, name, seed, signOn, term } of log ? leaves : []) {
    const email = people.get(`${signOn} ${term}`)
    const bytes = seed && email !== undefined ? await leafAt(tx, campaign, index) : undefined
    const leaf = bytes && parseLeaf(bytes)
    if (leaf?.t === 'org' && seed && email !== undefined && commit(seed, { name }, { email }) !== leaf.c)
      problems.push(`What is sealed of leaf ${index} is not what the leaf commits to.`)
  }
  return problems
}
