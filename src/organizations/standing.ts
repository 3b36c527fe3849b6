import type { EditionId, VersionHash } from '#kernel'
import type { Consent } from './gathered.ts'
import type { LineFacts } from './line-facts.ts'

/** A line as it was finalized: to the letter, and for these versions only. */
export type FinalLine = { readonly line: LineFacts; readonly versions: readonly VersionHash[] }

/** Everything that decides for which texts a gathered line stands, and under which name. */
export type StandingFacts = {
  readonly line: LineFacts
  readonly consents: readonly Pick<Consent, 'edition' | 'hash' | 'number' | 'term'>[]
  /** The representatives, by their terms, for whom there is evidence that counts. */
  readonly evidenced: ReadonlySet<number>
  readonly verdict: 'accepted' | 'declined' | undefined
  readonly isWithdrawn: boolean
  /** Whether the campaign wants two people for its lists, and how this line was finalized, if it was. */
  readonly needsTwo: boolean
  readonly final: FinalLine | undefined
}

/** For which texts a line stands, and the line to print; no texts, no line. */
export type Standing = { readonly line: LineFacts; readonly versions: readonly VersionHash[] }

const nothing = (line: LineFacts): Standing => ({ line, versions: [] })

/**
 * The one place where it is decided for which words a name stands: of each edition the newest version to which a
 * representative said yes for whom there is evidence, if an organizer accepted the line and it is not withdrawn; where
 * two people are wanted, only versions it was finalized for, under the name it was finalized with. Persons need no
 * evidence of authority: they speak for themselves. Hashes ascend.
 */
export function standingOf(facts: StandingFacts): Standing {
  const { line, verdict, isWithdrawn, needsTwo, final } = facts
  if (isWithdrawn || verdict !== 'accepted') return nothing(line)
  if (!needsTwo) return { line, versions: newestOf(facts, () => true) }
  if (!final) return nothing(line)
  const agreed = new Set(final.versions)
  return { line: final.line, versions: newestOf(facts, (hash) => agreed.has(hash)) }
}

/** What would stand if two people finalized the list now. */
export function finalizable(facts: StandingFacts): Standing {
  return standingOf({ ...facts, needsTwo: false })
}

function newestOf(
  { line, consents, evidenced }: StandingFacts,
  isAgreed: (hash: VersionHash) => boolean,
): readonly VersionHash[] {
  const newest = new Map<EditionId, Pick<Consent, 'hash' | 'number'>>()
  for (const { edition, hash, number, term } of consents) {
    if ((line.kind === 'organization' && !evidenced.has(term)) || !isAgreed(hash)) continue
    if (number > (newest.get(edition)?.number ?? 0)) newest.set(edition, { hash, number })
  }
  return [...new Set([...newest.values()].map(({ hash }) => hash))].toSorted()
}

/** What the log says of a line: nothing yet, or its last leaf. */
export type LastLeaf = {
  readonly name: string
  readonly versions: readonly VersionHash[]
  readonly isWithdrawn: boolean
}

/** What has to be added to the log so that it says what a line stands for. */
export type LeafStep = 'none' | 'sign' | 'replace' | 'withdraw'

/** Compares what a line stands for with the last leaf about it. After a letter closed nothing new is said, but withdrawals are. */
export function leafStep(standing: Standing, last: LastLeaf | undefined, isClosed: boolean): LeafStep {
  const isLive = last !== undefined && !last.isWithdrawn
  if (standing.versions.length === 0) return isLive ? 'withdraw' : 'none'
  if (isClosed) return 'none'
  if (!isLive) return 'sign'
  const isSame = last.name === standing.line.name && last.versions.join() === standing.versions.join()
  return isSame ? 'none' : 'replace'
}

/** An edition with its versions, the oldest first. */
export type OfferedVersions = {
  readonly id: EditionId
  readonly versions: readonly { readonly number: number; readonly hash: VersionHash }[]
}

/** What a representative agrees to who had these texts on the screen. */
export type Reading =
  | { readonly kind: 'read'; readonly consents: readonly Pick<Consent, 'edition' | 'hash' | 'number'>[] }
  | { readonly kind: 'nothing-ticked' }
  /** One of them is not the text of today: nobody signs words that are not on their screen. */
  | { readonly kind: 'text-changed'; readonly current: readonly VersionHash[] }

/** Matches the hashes that were on the screen with the texts of today; every one must be the present one of an edition. */
export function readingOf(read: readonly VersionHash[], editions: readonly OfferedVersions[]): Reading {
  if (read.length === 0) return { kind: 'nothing-ticked' }
  const present = editions.flatMap(({ id, versions }) => {
    const last = versions.at(-1)
    return last ? [{ edition: id, ...last }] : []
  })
  const current = new Set(present.map(({ hash }) => hash))
  if (!read.every((hash) => current.has(hash))) return { kind: 'text-changed', current: [...current] }
  const wanted = new Set(read)
  const consents = present.filter(({ hash }) => wanted.has(hash))
  return { kind: 'read', consents: consents.map(({ edition, hash, number }) => ({ edition, hash, number })) }
}

/** What a change of the text does to a line's consents. */
export type Carrying = {
  /** The new versions to which the name goes along. */
  readonly carried: readonly Pick<Consent, 'edition' | 'hash' | 'number' | 'term'>[]
  /** The editions whose new words await a yes. */
  readonly awaited: readonly EditionId[]
}

/**
 * What fresh versions mean for a line. A correction takes a name along whose representative allowed it and said yes to
 * the version just before; a change never does.
 */
export function carryingOf(
  { consents, carries }: { readonly consents: StandingFacts['consents']; readonly carries: boolean },
  editions: readonly OfferedVersions[],
  fresh: ReadonlySet<VersionHash>,
  change: 'correction' | 'change',
): Carrying {
  const carried: Pick<Consent, 'edition' | 'hash' | 'number' | 'term'>[] = []
  const awaited: EditionId[] = []
  for (const { id, versions } of editions) {
    const [before, last] = [versions.at(-2), versions.at(-1)]
    const its = consents.filter(({ edition }) => edition === id)
    if (!last || its.length === 0 || its.some(({ hash }) => hash === last.hash)) continue
    const newest = its.filter(({ hash }) => hash === before?.hash)
    if (change === 'correction' && carries && fresh.has(last.hash) && newest.length > 0)
      carried.push(...newest.map(({ term }) => ({ edition: id, hash: last.hash, number: last.number, term })))
    else awaited.push(id)
  }
  return { carried, awaited }
}

/** The ticked editions whose present words nobody said yes to. */
export function awaitedOf(
  consents: readonly Pick<Consent, 'edition' | 'hash'>[],
  editions: readonly OfferedVersions[],
): readonly EditionId[] {
  return editions.flatMap(({ id, versions }) => {
    const its = consents.filter(({ edition }) => edition === id)
    const last = versions.at(-1)
    return its.length > 0 && last && !its.some(({ hash }) => hash === last.hash) ? [id] : []
  })
}
