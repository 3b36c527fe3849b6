import type { CampaignId } from '#kernel'
import { leafAt, logOf } from '#ledger'
import type { Tx, Vault } from '#platform'
import { commit, parseLeaf, type Leaf } from '#proof'
import { factsOf, openPersonal } from './sealed.ts'
import type { SignatureStatus } from './signature.ts'
import { endedRuns } from './store-plan.ts'
import { allSignatures, type SignatureRow } from './store-signature.ts'
import { unpackVersions } from './versions.ts'

/** What the log says of one signature's leaf. */
type LeafState = {
  readonly leaf: Leaf
  replaced: boolean
  withdrawn: boolean
  held: boolean
  struck: boolean
  erased: boolean
}

/**
 * Compares every signature of a campaign with the log: each stands at a leaf of its own that names the same versions and
 * says the same of its state, each leaf that stands has its signature, and (with a vault) what is sealed opens the
 * leaf's commitment. No review that has ended would still go on. To be called on one snapshot.
 * @returns a sentence for each thing that is not as it should be; none when all is well.
 */
export async function checkSignatures(tx: Tx, campaign: CampaignId, vault?: Vault): Promise<readonly string[]> {
  const log = await logOf(tx, campaign)
  const rows = await allSignatures(tx, campaign)
  if (!log) return rows.length === 0 ? [] : ['There are signatures and no log.']
  const states = await leafStates(tx, campaign, log.size)
  const problems = rows.flatMap((row) => problemsOf(row, states.get(row.index), vault))
  const known = new Set(rows.map(({ index }) => index))
  for (const [index, { leaf, replaced, withdrawn }] of states)
    // Who withdrew and signs again has one row, which stands at the later leaf.
    if (leaf.t === 'sig' && !replaced && !withdrawn && !known.has(index)) problems.push(`Leaf ${index} is nobody's.`)
  const ended = await endedRuns(tx, campaign)
  return [...problems, ...ended.map((number) => `Review ${number} has ended and would still go on.`)]
}

async function leafStates(tx: Tx, campaign: CampaignId, size: number): Promise<ReadonlyMap<number, LeafState>> {
  const states = new Map<number, LeafState>()
  for (let index = 0; index < size; index += 1) {
    const bytes = await leafAt(tx, campaign, index)
    const leaf = bytes && parseLeaf(bytes)
    if (!leaf) continue
    states.set(index, { leaf, replaced: false, withdrawn: false, held: false, struck: false, erased: false })
    tellOf(leaf, states)
  }
  return states
}

/** Notes on earlier leaves what a leaf says of them. */
function tellOf(leaf: Leaf, states: ReadonlyMap<number, LeafState>): void {
  const tell = (indexes: readonly number[], change: Partial<LeafState>) => {
    for (const index of indexes) Object.assign(states.get(index) ?? {}, change)
  }
  if (leaf.t === 'sig' && leaf.r !== undefined) tell([leaf.r], { replaced: true })
  if (leaf.t === 'wd') tell([leaf.i], { withdrawn: true })
  if (leaf.t === 'er') tell([leaf.i], { erased: true })
  if (leaf.t === 'hold' || leaf.t === 'free') tell(leaf.i, { held: leaf.t === 'hold' })
  if (leaf.t === 'inv' || leaf.t === 'uninv') tell(leaf.i, { struck: leaf.t === 'inv' })
}

function problemsOf(row: SignatureRow, state: LeafState | undefined, vault: Vault | undefined): readonly string[] {
  const { index, status } = row
  if (state?.leaf.t !== 'sig') return [`The signature at leaf ${index} has no sig leaf there.`]
  const problems: string[] = []
  if (state.leaf.e.join() !== unpackVersions(row.versions).join()) problems.push(`Leaf ${index} names other versions.`)
  if (state.replaced) problems.push(`Leaf ${index} was replaced, and its signature still stands at it.`)
  if (!statusesOf(state).includes(status))
    problems.push(`The signature at leaf ${index} is ${status}; the log says otherwise.`)
  if (vault && row.sealed && row.seed && commitmentOf(row, row.sealed, row.seed, vault) !== state.leaf.c)
    problems.push(`What is sealed of leaf ${index} is not what the leaf commits to.`)
  return problems
}

/** The states that fit what the log says; erasing leaves the leaf as it stood, and may have withdrawn it. */
function statusesOf({ withdrawn, held, struck, erased }: LeafState): readonly SignatureStatus[] {
  if (erased) return ['erased']
  if (withdrawn) return ['withdrawn', 'erased']
  if (struck) return ['invalidated']
  return held ? ['withheld'] : ['confirmed']
}

function commitmentOf({ campaign, id }: SignatureRow, sealed: Buffer, seed: Buffer, vault: Vault): string {
  const { shown, hidden } = factsOf(openPersonal(vault, campaign, id, sealed))
  return commit(seed, shown, hidden)
}
