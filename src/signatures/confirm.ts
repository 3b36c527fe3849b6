import { newId, type LetterId, type Means, type SignatureId } from '#kernel'
import { appendAll, lockLogs } from '#ledger'
import type { SignableLetter } from '#letters'
import { leaveMails, type Tx, type Vault } from '#platform'
import { judgeCodes, type CodeHolder } from './confirm-code.ts'
import { readFacts, type FactsReader } from './facts.ts'
import { pooled } from './pool.ts'
import { markKeyOf, openWishes, settle, type Settlement } from './settle.ts'
import { insertAlso, keepAlsoTries, lockAlso, type AlsoRow } from './store-also.ts'
import {
  deletePending,
  keepTries,
  lockPending,
  lockSiblings,
  type IdKey,
  type MarkKey,
  type PendingRow,
} from './store-pending.ts'
import {
  moveToSignatures,
  signaturesById,
  signaturesByMark,
  updateSignatures,
  type SignatureRow,
} from './store-signature.ts'
import { mergeVersions, unpackVersions } from './versions.ts'
import type { ConfirmOutcome, ConfirmWish } from './wish.ts'

type Judged = {
  /** Wishes to be made signatures, each once, and those of them whose code was typed. */
  readonly accepted: readonly PendingRow[]
  readonly byCode: ReadonlySet<SignatureId>
  /** The signature that an id leads to whose wish is gone. */
  readonly leads: ReadonlyMap<SignatureId, SignatureId>
  /** Outcomes that are certain already. */
  readonly answers: readonly (ConfirmOutcome | undefined)[]
  readonly letters: ReadonlyMap<LetterId, SignableLetter>
}

/**
 * Makes signatures of wishes whose mailbox answered: row, leaf, numbers and receipt mail in one transaction, in one
 * statement a table. The same link or code again comes to the same. Locks wishes (by id), then logs (by campaign), then
 * looks who has signed: under a log's lock nobody else can.
 */
export async function confirmBatch(
  tx: Tx,
  wishes: readonly ConfirmWish[],
  vault: Vault,
  means: Means & { readonly readFacts?: FactsReader },
): Promise<readonly ConfirmOutcome[]> {
  const at = means.now()
  const judged = await judge(tx, wishes, vault, { at, read: means.readFacts ?? readFacts })
  const { accepted } = judged
  const chance = pooled(means, 48 * accepted.length)
  const opened = openWishes(accepted, vault, () => chance.random(32))
  const nextIndex = await lockLogs(tx, [...new Set(accepted.map(({ campaign }) => campaign))])
  const known = await signaturesByMark(tx, accepted)
  const settled = settle(accepted, known, { letters: judged.letters, nextIndex, vault, at, opened })
  await write(tx, settled, judged, chance)
  const replayed = await signaturesById(tx, replaysOf(wishes, judged))
  const rows = new Map([...settled.byPending, ...replayed.map((row) => [row.id, row] as const)])
  return wishes.map(
    (wish, i) =>
      judged.answers[i] ??
      outcomeOf(rows.get(wish.pending) ?? rows.get(judged.leads.get(wish.pending) ?? wish.pending), wish),
  )
}

function outcomeOf(row: SignatureRow | undefined, { campaign }: ConfirmWish): ConfirmOutcome {
  if (!row || row.campaign !== campaign || row.status === 'erased') return { kind: 'gone' }
  return { kind: 'confirmed', signature: row.id, index: row.index, campaign, letter: row.letter }
}

/** Finds what each wish is about, and which may go on. */
async function judge(
  tx: Tx,
  wishes: readonly ConfirmWish[],
  vault: Vault,
  { at, read }: { readonly at: Date; readonly read: FactsReader },
): Promise<Judged> {
  const keys = [...new Map(wishes.map(({ campaign, pending }) => [pending, { campaign, id: pending }])).values()]
  const pendings = new Map((await lockPending(tx, keys)).map((row) => [row.id, row]))
  const also = new Map(
    (
      await lockAlso(
        tx,
        keys.filter(({ id }) => !pendings.has(id)),
      )
    ).map((row) => [row.id, row]),
  )
  const right = await typedRight(tx, wishes, pendings, also, vault, at)
  const about = { campaigns: idsOf(pendings, 'campaign'), letters: idsOf(pendings, 'letter') }
  const { letters } = await read(tx, about, at)
  const answers = wishes.map((wish, i): ConfirmOutcome | undefined => {
    // The same answer whether the code is wrong or its wish is gone: who typed it may not be who reads the mail, and
    // must not learn what became of the address.
    if (wish.by === 'code' && !right.has(i)) return { kind: 'wrong-code' }
    const pending = pendings.get(wish.pending)
    const letter = pending && letters.get(pending.letter)
    return pending && !(letter?.isOpen && letter.isDeclared) ? { kind: 'closed' } : undefined
  })
  const going = new Set(wishes.flatMap(({ pending }, i) => (answers[i] ? [] : [pending])))
  return {
    accepted: [...going].flatMap((id) => pendings.get(id) ?? []),
    byCode: new Set(wishes.flatMap(({ by, pending }, i) => (by === 'code' && right.has(i) ? [pending] : []))),
    leads: new Map([...also].map(([id, { signature }]) => [id, signature])),
    answers,
    letters,
  }
}

function idsOf<Key extends 'campaign' | 'letter'>(
  pendings: ReadonlyMap<SignatureId, PendingRow>,
  key: Key,
): readonly PendingRow[Key][] {
  return [...new Set([...pendings.values()].map((row) => row[key]))]
}

async function typedRight(
  tx: Tx,
  wishes: readonly ConfirmWish[],
  pendings: ReadonlyMap<SignatureId, PendingRow>,
  also: ReadonlyMap<SignatureId, AlsoRow>,
  vault: Vault,
  at: Date,
): Promise<ReadonlySet<number>> {
  const { right, tries } = judgeCodes(wishes, new Map<SignatureId, CodeHolder>([...also, ...pendings]), vault, at)
  await keepTries(
    tx,
    tries.filter(({ id }) => pendings.has(id)),
  )
  await keepAlsoTries(
    tx,
    tries.filter(({ id }) => !pendings.has(id)),
  )
  return right
}

/** Where wishes lead that were settled before. */
function replaysOf(wishes: readonly ConfirmWish[], { accepted, answers, leads }: Judged): readonly IdKey[] {
  const now = new Set(accepted.map(({ id }) => id))
  return wishes.flatMap(({ campaign, pending }, i) =>
    answers[i] || now.has(pending) ? [] : [{ campaign, id: leads.get(pending) ?? pending }],
  )
}

async function write(tx: Tx, settled: Settlement, judged: Judged, means: Means): Promise<void> {
  const at = means.now()
  const rows = [...settled.inserted, ...settled.updated]
  const receipts = { ids: settled.inserted.map(() => newId<string>(means)), dueAt: at }
  await moveToSignatures(tx, judged.accepted, settled.inserted, receipts)
  await updateSignatures(tx, settled.updated)
  await appendAll(tx, settled.additions)
  const pointless = await pointlessSiblings(tx, rows, judged)
  await deletePending(
    tx,
    pointless.map(({ pending }) => pending),
  )
  const leads = [
    ...judged.accepted.map((pending) => ({ pending, row: settled.byPending.get(pending.id) })),
    ...pointless,
  ]
  await insertAlso(
    tx,
    leads.flatMap(({ pending: { campaign, id, codeSentAt }, row }) => {
      const byCode = judged.byCode.has(id)
      return row && (byCode || row.id !== id)
        ? [{ campaign, id, signature: row.id, codeSentAt: byCode ? codeSentAt : null }]
        : []
    }),
    at,
  )
  await leaveMails(
    tx,
    settled.updated.map(({ campaign, id }) => ({
      id: newId(means),
      kind: 'signatures.receipt',
      ids: { campaign, signature: id },
      dueAt: at,
    })),
  )
}

/**
 * Further wishes of those who have now signed, which would add nothing: they go, and their links lead to the signature.
 * A wish for another edition stays until its own mail is answered.
 */
async function pointlessSiblings(
  tx: Tx,
  rows: readonly SignatureRow[],
  { accepted, letters }: Judged,
): Promise<readonly { readonly pending: PendingRow; readonly row: SignatureRow }[]> {
  const hasSiblings = new Set(accepted.filter((row) => row.hasSiblings).map(markKeyOf))
  const keys = rows.flatMap(({ campaign, letter, mark }): readonly MarkKey[] =>
    mark && hasSiblings.has(markKeyOf({ campaign, letter, mark })) ? [{ campaign, letter, mark }] : [],
  )
  const siblings = await lockSiblings(tx, keys)
  return siblings.flatMap((pending) => {
    const row = rows.find(({ letter, mark }) => letter === pending.letter && mark?.equals(pending.mark))
    const letter = letters.get(pending.letter)
    if (!row || !letter) return []
    const signed = unpackVersions(row.versions)
    const merged = mergeVersions(signed, unpackVersions(pending.versions), letter)
    return merged.join() === signed.join() ? [{ pending, row }] : []
  })
}
