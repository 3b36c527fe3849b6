import { Fault, type CampaignId, type LetterId, type SignatureId, type VersionHash } from '#kernel'
import type { Addition, CountDelta } from '#ledger'
import type { SignableLetter } from '#letters'
import type { Vault } from '#platform'
import { commit, encodeLeaf } from '#proof'
import { factsOf, nothingShown, openPersonal, sealPersonal, shownOf, type Personal } from './sealed.ts'
import { standing, subjectsOf } from './subjects.ts'
import type { MarkKey, PendingRow } from './store-pending.ts'
import type { SignatureRow } from './store-signature.ts'
import { mergeVersions, packVersions, unpackVersions } from './versions.ts'

/** What settling works with; the logs are locked and `nextIndex` is where each will grow. */
export type SettleMeans = {
  readonly letters: ReadonlyMap<LetterId, SignableLetter>
  readonly nextIndex: ReadonlyMap<CampaignId, number>
  readonly vault: Vault
  readonly at: Date
  /** What each wish opened to: made before the logs are locked, since it takes the most time. */
  readonly opened: ReadonlyMap<SignatureId, OpenedWish>
}

/** What a wish opened to, and the commitment to it with its fresh secret. */
export type OpenedWish = { readonly personal: Personal; readonly secret: Buffer; readonly commitment: string }

/** Opens wishes and commits to what is in them. @param seed gives 32 fresh random bytes each time. */
export function openWishes(
  pendings: readonly PendingRow[],
  vault: Vault,
  seed: () => Uint8Array,
): ReadonlyMap<SignatureId, OpenedWish> {
  return new Map(
    pendings.map(({ campaign, id, sealed }) => {
      const personal = openPersonal(vault, campaign, id, sealed)
      const { shown, hidden } = factsOf(personal)
      const secret = Buffer.from(seed())
      return [id, { personal, secret, commitment: commit(secret, shown, hidden) }]
    }),
  )
}

/** What confirmed wishes come to, before any of it is written. */
export type Settlement = {
  readonly inserted: readonly SignatureRow[]
  readonly updated: readonly SignatureRow[]
  readonly additions: ReadonlyMap<CampaignId, Addition>
  /** The signature that each wish came to; several may come to the same. */
  readonly byPending: ReadonlyMap<SignatureId, SignatureRow>
}

/** Names an address and letter in maps. */
export const markKeyOf = ({ campaign, letter, mark }: MarkKey): string =>
  `${campaign} ${letter} ${mark.toString('latin1')}`

/**
 * Makes signatures of wishes whose mailbox has answered, in order. A new address signs: one leaf. One that has signed
 * and now read other versions signs those too: a leaf that replaces its first. One that withdrew signs anew. Otherwise
 * nothing changes; what a review holds or struck out stays so, whatever is signed again.
 */
export function settle(
  pendings: readonly PendingRow[],
  known: readonly SignatureRow[],
  means: SettleMeans,
): Settlement {
  const before = new Set(known.map(({ id }) => id))
  const byMark = new Map(
    known.flatMap((row) => (row.mark ? [[markKeyOf({ ...row, mark: row.mark }), row] as const] : [])),
  )
  const byPending = new Map<SignatureId, string>()
  const touched = new Set<string>()
  const logs = new Map<CampaignId, { readonly entries: Uint8Array[]; readonly deltas: CountDelta[] }>()
  for (const pending of pendings) {
    const key = markKeyOf(pending)
    const step = signOnce(pending, byMark.get(key), logs.get(pending.campaign)?.entries.length ?? 0, means)
    byPending.set(pending.id, key)
    byMark.set(key, step.row)
    if (!step.entry) continue
    touched.add(key)
    const log = logs.get(pending.campaign) ?? { entries: [], deltas: [] }
    log.entries.push(step.entry)
    log.deltas.push(...step.deltas)
    logs.set(pending.campaign, log)
  }
  const rows = [...touched].flatMap((key) => byMark.get(key) ?? [])
  return {
    inserted: rows.filter(({ id }) => !before.has(id)),
    updated: rows.filter(({ id }) => before.has(id)),
    additions: logs,
    byPending: new Map([...byPending].flatMap(([id, key]) => [[id, byMark.get(key)] as const]).filter(isFound)),
  }
}

const isFound = (
  pair: readonly [SignatureId, SignatureRow | undefined],
): pair is readonly [SignatureId, SignatureRow] => pair[1] !== undefined

type Step = {
  readonly row: SignatureRow
  readonly entry?: Uint8Array
  readonly deltas: readonly CountDelta[]
}

function signOnce(pending: PendingRow, known: SignatureRow | undefined, ahead: number, means: SettleMeans): Step {
  const letter = means.letters.get(pending.letter)
  const next = means.nextIndex.get(pending.campaign)
  if (!letter || next === undefined) throw new Fault('internal', 'a wish is settled without its letter or log')
  if (known && known.status !== 'confirmed' && known.status !== 'withdrawn') return { row: known, deltas: [] }
  const wished = unpackVersions(pending.versions)
  if (!known || known.status === 'withdrawn') {
    const signed = signatureOf(pending, known?.id ?? pending.id, wished, next + ahead, means)
    return { ...signed, deltas: standing(subjectsOf(letter, wished), 1) }
  }
  const before = unpackVersions(known.versions)
  const after = mergeVersions(before, wished, letter)
  if (after.join() === before.join()) return { row: known, deltas: [] }
  return {
    ...signatureOf(pending, known.id, after, next + ahead, means, known.index),
    deltas: [...standing(subjectsOf(letter, before), -1), ...standing(subjectsOf(letter, after), 1)],
  }
}

function signatureOf(
  pending: PendingRow,
  id: SignatureId,
  versions: readonly VersionHash[],
  index: number,
  { vault, at, opened }: SettleMeans,
  replaces?: number,
): { readonly row: SignatureRow; readonly entry: Uint8Array } {
  const { campaign, letter, mark, consent, showsName, hears, wishedAt, signals } = pending
  const found = opened.get(pending.id)
  if (!found) throw new Fault('internal', 'a wish is settled that was not opened')
  const { personal, secret, commitment } = found
  const commentState = personal.comment === undefined ? 'none' : 'waiting'
  const row: SignatureRow = {
    campaign,
    id,
    letter,
    index,
    mark,
    versions: packVersions(versions),
    status: 'confirmed',
    commentState,
    showsName,
    sealed: id === pending.id ? pending.sealed : sealPersonal(vault, campaign, id, personal),
    seed: secret,
    consent,
    hears,
    wishedAt,
    confirmedAt: at,
    endedAt: null,
    signals,
    ...(showsName ? shownOf(personal, commentState) : nothingShown),
  }
  const entry = encodeLeaf({
    t: 'sig',
    c: commitment,
    d: at.toISOString().slice(0, 10),
    e: versions,
    ...(replaces === undefined ? {} : { r: replaces }),
    v: 1,
  })
  return { row, entry }
}
