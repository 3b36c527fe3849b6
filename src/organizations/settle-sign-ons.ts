import { rulesOf } from '#accounts'
import type { CampaignId, LetterId, SignOnId } from '#kernel'
import { append, hasLog, lockLogs, type CountDelta } from '#ledger'
import { campaignPulses, logOpenVersions, type GatheringLetter } from '#letters'
import { tryEach, type Database, type Tx, type Vault } from '#platform'
import { commit, encodeLeaf } from '#proof'
import { lockedContext, lockSignOns, type SealedMeans } from './begin.ts'
import { isLogged, lineStanding, type ListContext } from './line-standing.ts'
import { bonds, openRepresentative } from './sealed-people.ts'
import { leafStep, type LeafStep, type Standing } from './standing.ts'
import { findFinal, putFinal, releaseFinal } from './store-final.ts'
import { putLeaves, putSettled, sealedOfPresent, withdrawLeaves, type LeafRow } from './store-leaves.ts'
import type { GatheredLine } from './gathered-line.ts'
import { gatheredLines, gatheringPlaces } from './store-lines.ts'
import { signOnSubjects } from './sign-on-subjects.ts'

type Step = { readonly line: GatheredLine; readonly standing: Standing; readonly step: Exclude<LeafStep, 'none'> }

/**
 * Brings the log in line with what the sign-ons of a letter stand for: an `org` leaf for a line that newly stands, one
 * that replaces it where its versions or its name changed, `wd` where it stands no more. Nothing while strangers may
 * not read the letter, or where the campaign has no log. To be called at the end of whatever may change a standing; the
 * same again adds nothing.
 * @returns how many leaves were added.
 */
export async function settleSignOns(
  tx: Tx,
  campaign: CampaignId,
  letter: LetterId,
  means: SealedMeans,
): Promise<number> {
  const context = await lockedContext(tx, campaign, letter)
  return context ? settleLines(tx, context, {}, means) : 0
}

/** The same for one line, where only that can have changed; the context is locked. */
export async function settleLine(tx: Tx, context: ListContext, signOn: SignOnId, means: SealedMeans): Promise<number> {
  return settleLines(tx, context, { signOn }, means)
}

async function settleLines(
  tx: Tx,
  context: ListContext,
  only: { readonly signOn?: SignOnId },
  means: SealedMeans,
): Promise<number> {
  const { letter } = context
  const { campaign } = letter
  const at = means.now()
  await followRule(tx, context, at)
  if (!isLogged(context, at) || !(await hasLog(tx, campaign))) return 0
  await logOpenVersions(tx, campaign, at)
  const lines = await gatheredLines(tx, campaign, { letter: letter.id, ...only })
  const steps = lines.flatMap((line) => stepOf(line, context))
  if (steps.length === 0) return 0
  const next = (await lockLogs(tx, [campaign])).get(campaign) ?? 0
  const made = await leavesFor(tx, campaign, steps, { ...means, at, next })
  await append(
    tx,
    campaign,
    made.map(({ entry }) => entry),
    steps.flatMap((step) => deltasOf(letter, step)),
  )
  await putLeaves(
    tx,
    campaign,
    made.flatMap(({ leaf }) => leaf ?? []),
  )
  await withdrawLeaves(
    tx,
    campaign,
    steps.flatMap(({ line, step }) => (step === 'withdraw' ? [line.id] : [])),
    at,
  )
  return made.length
}

/** Persons stand in no log: nothing shows that a leaf about one could be checked. */
function stepOf(line: GatheredLine, context: ListContext): readonly Step[] {
  if (line.line.kind === 'person') return []
  const standing = lineStanding(line, context)
  const last = line.leaf && { ...line.leaf, isWithdrawn: line.leaf.withdrawnAt !== undefined }
  const step = leafStep(standing, last, context.letter.closedAt !== undefined)
  return step === 'none' ? [] : [{ line, standing, step }]
}

/** Where the rule of two has begun, what stands stays as it is, to the letter; where it ended, the list binds no longer. */
async function followRule(tx: Tx, { letter, needsTwo }: ListContext, at: Date): Promise<void> {
  const { campaign } = letter
  const final = await findFinal(tx, campaign, letter.id)
  if (needsTwo === (final?.holds ?? false)) return
  if (!needsTwo) return releaseFinal(tx, campaign, letter.id)
  const lines = (await gatheredLines(tx, campaign, { letter: letter.id })).flatMap(({ id, line, leaf }) =>
    leaf && leaf.withdrawnAt === undefined
      ? [{ signOn: id, line: { ...line, name: leaf.name }, versions: leaf.versions }]
      : [],
  )
  if (lines.length === 0 && final === undefined) return
  await putFinal(tx, campaign, { letter: letter.id, hash: Buffer.alloc(32), at, by: undefined, holds: true, lines })
}

type Made = { readonly entry: Uint8Array; readonly leaf: LeafRow | undefined }

async function leavesFor(
  tx: Tx,
  campaign: CampaignId,
  steps: readonly Step[],
  { vault, random, at, next }: SealedMeans & { readonly at: Date; readonly next: number },
): Promise<readonly Made[]> {
  const d = at.toISOString().slice(0, 10)
  const people = await sealedOfPresent(
    tx,
    campaign,
    steps.map(({ line }) => line.id),
  )
  return steps.map(({ line, standing, step }, i): Made => {
    if (step === 'withdraw')
      return { entry: encodeLeaf({ t: 'wd', d, i: line.leaf?.index ?? 0, v: 1 }), leaf: undefined }
    const seed = Buffer.from(random(32))
    const { name } = standing.line
    const c = commit(seed, { name }, { email: addressOf(vault, campaign, line, people.get(line.id)) })
    const replaces = step === 'replace' && line.leaf ? { r: line.leaf.index } : {}
    const entry = encodeLeaf({ t: 'org', c, d, e: standing.versions, o: name, ...replaces, v: 1 })
    const { id: signOn, term } = line
    return { entry, leaf: { signOn, index: next + i, name, versions: standing.versions, seed, term, at } }
  })
}

/** The representative's address; of one who was forgotten nothing is left to commit to. */
function addressOf(
  vault: Vault,
  campaign: CampaignId,
  { id }: GatheredLine,
  person: { readonly term: number; readonly sealed: Buffer } | undefined,
): string {
  return person ? openRepresentative(vault, bonds.representative(campaign, id, person.term), person.sealed).email : ''
}

function deltasOf(letter: GatheringLetter, { line, standing, step }: Step): readonly CountDelta[] {
  const before = line.leaf && step !== 'sign' ? signOnSubjects(letter, line.leaf.versions) : []
  const after = step === 'withdraw' ? [] : signOnSubjects(letter, standing.versions)
  const withdrawn = step === 'withdraw' ? 1 : 0
  return [
    ...before.map((subject) => ({ subject, standing: -1, withdrawn })),
    ...after.map((subject) => ({ subject, standing: 1, withdrawn: 0 })),
  ]
}

/**
 * Settles every letter whose facts changed since it was settled last: embargoes end by the clock, and rules are set
 * elsewhere. A letter that fails keeps no other waiting; what it threw is thrown in the end.
 */
export async function settleDueSignOns(database: Database, means: SealedMeans): Promise<void> {
  const due = await database.read(async (tx) => {
    const places = await gatheringPlaces(tx)
    const pulses = new Map(
      places.length === 0 ? [] : (await campaignPulses(tx, means.now())).map(({ id, facts }) => [id, facts]),
    )
    const found: { readonly campaign: CampaignId; readonly letter: LetterId; readonly facts: string }[] = []
    for (const { campaign, letter, facts } of places) {
      const now = `${pulses.get(campaign) ?? ''} ${(await rulesOf(tx, campaign)).has('finalize-list')}`
      if (now !== facts) found.push({ campaign, letter, facts: now })
    }
    return found
  })
  await tryEach(due, ({ campaign, letter, facts }) =>
    database.transaction(async (tx) => {
      await lockSignOns(tx, campaign)
      await settleSignOns(tx, campaign, letter, means)
      await putSettled(tx, campaign, letter, facts)
    }),
  )
}
