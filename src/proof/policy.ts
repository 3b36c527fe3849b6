import type { Hasher } from './hasher.ts'
import { parseCount, sameBytes } from './bytes.ts'
import { parseVerifierKey, writeVerifierKey, type NoteVerifier } from './verifier-key.ts'

/** A log whose checkpoints are accepted; the name of its key is its origin. */
export type PolicyLog = { readonly verifier: NoteVerifier; readonly url?: string }
/** A witness, by the name it has in this policy. */
export type PolicyWitness = { readonly name: string; readonly verifier: NoteVerifier; readonly url?: string }
/** A group of witnesses and earlier groups; it has seen a checkpoint when at least so many members have. */
export type PolicyGroup = { readonly name: string; readonly atLeast: number; readonly members: readonly string[] }

/** Whose signatures a checkpoint needs (C2SP tlog-policy). */
export type Policy = {
  readonly logs: readonly PolicyLog[]
  readonly witnesses: readonly PolicyWitness[]
  readonly groups: readonly PolicyGroup[]
  /** The witness or group that must have seen a checkpoint; `none` when no witness is needed. */
  readonly quorum: string
}

/** A policy while its lines are read. */
type Draft = { logs: PolicyLog[]; witnesses: PolicyWitness[]; groups: PolicyGroup[]; quorum: string | undefined }
type ReadLine = (draft: Draft, words: readonly string[], hasher: Hasher) => boolean

const sameKey = (one: { readonly verifier: NoteVerifier }, other: { readonly verifier: NoteVerifier }): boolean =>
  sameBytes(one.verifier.publicKey, other.verifier.publicKey)

const isDeclared = (draft: Draft, name: string): boolean =>
  [...draft.witnesses, ...draft.groups].some((each) => each.name === name)
const isFree = (draft: Draft, name: string): boolean => name !== 'none' && !isDeclared(draft, name)

const readLog: ReadLine = (draft, [vkey = '', url, ...rest], hasher) => {
  const verifier = parseVerifierKey(vkey, hasher)
  if (verifier?.kind !== 'ed25519' || rest.length > 0) return false
  const log = url === undefined ? { verifier } : { verifier, url }
  return !draft.logs.some((each) => sameKey(each, log)) && draft.logs.push(log) > 0
}

const readWitness: ReadLine = (draft, [name = '', vkey = '', url, ...rest], hasher) => {
  const verifier = parseVerifierKey(vkey, hasher)
  if (verifier?.kind !== 'cosignature' || rest.length > 0 || !isFree(draft, name)) return false
  const witness = url === undefined ? { name, verifier } : { name, verifier, url }
  return !draft.witnesses.some((each) => sameKey(each, witness)) && draft.witnesses.push(witness) > 0
}

function leastOf(threshold: string, members: number): number {
  if (threshold === 'all') return members
  if (threshold === 'any') return 1
  return parseCount(threshold) ?? 0
}

const readGroup: ReadLine = (draft, [name = '', threshold = '', ...members]) => {
  const atLeast = leastOf(threshold, members.length)
  if (!isFree(draft, name) || atLeast < 1 || atLeast > members.length) return false
  // A member of two groups would let one witness count twice.
  const taken = [...draft.groups.flatMap((group) => group.members), ...members]
  if (new Set(taken).size !== taken.length || !members.every((member) => isDeclared(draft, member))) return false
  return draft.groups.push({ name, atLeast, members }) > 0
}

const readQuorum: ReadLine = (draft, [name = '', ...rest]) => {
  if (draft.quorum !== undefined || rest.length > 0 || !(name === 'none' || isDeclared(draft, name))) return false
  draft.quorum = name
  return true
}

const LINES: ReadonlyMap<string, ReadLine> = new Map([
  ['log', readLog],
  ['witness', readWitness],
  ['group', readGroup],
  ['quorum', readQuorum],
])

/**
 * Reads a policy: `log <vkey> [url]`, `witness <name> <vkey> [url]`, `group <name> <number|any|all> <member>…` and exactly
 * one `quorum <name|none>`; `#` begins a comment line, words are separated by spaces and tabs.
 * @returns `undefined` for a key of an unknown kind, a key or name given twice, a name used before it is declared, a
 * member of two groups, a control character or a last line without its line feed; never throws.
 */
export function parsePolicy(text: string, hasher: Hasher): Policy | undefined {
  if (!text.endsWith('\n') || /[\0-\x08\v-\x1f\x7f]/.test(text)) return undefined
  const draft: Draft = { logs: [], witnesses: [], groups: [], quorum: undefined }
  for (const line of text.split('\n')) {
    const [keyword = '', ...words] = line.split(/[ \t]+/).filter((word) => word !== '')
    if (keyword === '' || keyword.startsWith('#')) continue
    if (LINES.get(keyword)?.(draft, words, hasher) !== true) return undefined
  }
  const { logs, witnesses, groups, quorum } = draft
  return quorum === undefined ? undefined : { logs, witnesses, groups, quorum }
}

/** The text form of a policy; reading it back gives the same policy. */
export function writePolicy({ logs, witnesses, groups, quorum }: Policy): string {
  const lines = [
    ...logs.map(({ verifier, url }) => ['log', writeVerifierKey(verifier), url ?? '']),
    ...witnesses.map(({ name, verifier, url }) => ['witness', name, writeVerifierKey(verifier), url ?? '']),
    ...groups.map(({ name, atLeast, members }) => ['group', name, String(atLeast), ...members]),
    ['quorum', quorum],
  ]
  return lines.map((words) => `${words.join(' ').trimEnd()}\n`).join('')
}

/** Whether the witnesses of these names (as the policy names them) are enough. Pure: whose cosignature verified is for the caller to find. */
export function quorumHolds({ groups, quorum }: Policy, witnesses: ReadonlySet<string>): boolean {
  const seen = new Set(witnesses)
  // A group has only members declared before it, so one pass settles all.
  for (const { name, atLeast, members } of groups)
    if (members.filter((member) => seen.has(member)).length >= atLeast) seen.add(name)
  return quorum === 'none' || seen.has(quorum)
}
