import type { VersionHash } from '#kernel'
import type { SignableLetter, SignableVersion } from '#letters'
import type { NamedLetter, NamedVersion } from './settings.ts'

/** Version hashes as the tables keep them: ascending, 32 bytes each. */
export function packVersions(hashes: readonly VersionHash[]): Buffer {
  const [first] = hashes
  if (hashes.length === 1 && first !== undefined) return Buffer.from(first, 'hex')
  return Buffer.from([...new Set(hashes)].sort().join(''), 'hex')
}

/** The hashes back, ascending. */
export function unpackVersions(packed: Buffer): readonly VersionHash[] {
  const hashes: VersionHash[] = []
  for (let at = 0; at < packed.length; at += 32) hashes.push(packed.toString('hex', at, at + 32) as VersionHash)
  return hashes
}

/**
 * What somebody has signed who signs again: of every edition the newest version that they read in either. Ascending.
 * What is no version of the letter stays as it is.
 */
export function mergeVersions(
  signed: readonly VersionHash[],
  wished: readonly VersionHash[],
  letter: Pick<SignableLetter, 'versions'>,
): readonly VersionHash[] {
  const all = new Set([...signed, ...wished])
  const newest = new Map<string, SignableVersion>()
  for (const version of letter.versions) {
    const before = newest.get(version.edition)
    if (all.has(version.hash) && (!before || before.number < version.number)) newest.set(version.edition, version)
  }
  const known = new Set(letter.versions.map(({ hash }) => hash))
  const kept = [...newest.values()].map(({ hash }) => hash)
  return [...new Set([...kept, ...[...all].filter((hash) => !known.has(hash))])].sort()
}

/** The versions that are signed now, one an edition. */
export function currentVersions(letter: SignableLetter): readonly NamedVersion[] {
  return letter.versions.filter(({ isCurrent }) => isCurrent).map(named)
}

/** Versions by their hashes, in the order of the letter's editions. */
export function namedVersions(letter: SignableLetter, hashes: readonly VersionHash[]): readonly NamedVersion[] {
  const wanted = new Set(hashes)
  return letter.versions.filter(({ hash }) => wanted.has(hash)).map(named)
}

const named = ({ edition, recipient, number, hash }: SignableVersion): NamedVersion => ({
  edition,
  recipient,
  number,
  hash,
})

/** The letter as pages and mails name it. */
export function namedLetter({ campaign, campaignSlug, slug, title }: SignableLetter): NamedLetter {
  return { campaign, campaignSlug, slug, title }
}
