import { verifierKeyOf, verifierOfKey, writeCounts, writePolicy, type Policy } from '#proof'
import type { LogKeys } from './seal.ts'
import type { Head } from './store-tree.ts'

/** What is published of a log beside its tiles, so that strangers know whose signature to ask for. */
export type LogFacts = {
  /** The verifier keys (C2SP signed-note vkey) of all our keys, the first one's first. */
  readonly verifierKeys: readonly string[]
  /** A C2SP tlog-policy: our keys, the witnesses, and how many of them must have seen a checkpoint. */
  readonly policy: string
  /**
   * The policy that a receipt carries, so that it can be verified with nothing else at hand: our keys and the same
   * witnesses, but no quorum. A signer has the receipt before the witnesses have answered; who wants their word brings
   * a policy of their own.
   */
  readonly receiptPolicy: string
}

/**
 * What is published of the log of an origin: `url` is where its files are, if that is known, and `witnesses` the
 * operator's own policy file, of which the witnesses and the quorum are taken.
 */
export function logFacts(origin: string, url: string | undefined, keys: LogKeys, witnesses?: Policy): LogFacts {
  const own = keys.seeds.map((seed) => ({ name: origin, seed }))
  const none = { witnesses: [], groups: [], quorum: 'none' }
  const logs = own.map((key) => ({ verifier: verifierOfKey(key, 'ed25519'), ...(url === undefined ? {} : { url }) }))
  return {
    verifierKeys: own.map((key) => verifierKeyOf(key, 'ed25519')),
    policy: writePolicy({ ...none, ...witnesses, logs }),
    receiptPolicy: writePolicy({
      ...none,
      ...witnesses,
      quorum: 'none',
      logs: logs.map(({ verifier }) => ({ verifier })),
    }),
  }
}

/** The numbers of a checkpoint as they are published (`counts.json`): leaves that stand, of exactly those it covers. */
export function countsFile({ size, counts }: Head): string {
  const of = (kind: string) =>
    Object.fromEntries(
      [...counts].flatMap(([subject, { standing }]): readonly [string, number][] =>
        subject.startsWith(kind) ? [[subject.slice(kind.length), standing]] : [],
      ),
    )
  return writeCounts({ size, letters: of('letter:'), versions: of('version:') })
}
