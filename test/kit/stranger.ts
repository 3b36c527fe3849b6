import { createHash, createHmac, createPublicKey, verify } from 'node:crypto'

// What somebody writes who has docs/formats and nothing else of ours: no line of the program is imported here, and none
// may be. It is short, not fast, and reads a whole log into memory.

/** Reads a file below a log's address; `undefined` when there is none. */
export type ReadFile = (path: string) => Promise<Buffer | undefined>

/** What a stranger found: numbers by letter and text, and everything that is not as the formats say. */
export type StrangersCount = {
  readonly letters: Readonly<Record<string, number>>
  readonly texts: Readonly<Record<string, number>>
  readonly names: number
  /** How many leaves of each type there are. */
  readonly leaves: Readonly<Record<string, number>>
  readonly wrong: readonly string[]
}

type Leaf = { readonly t: string; readonly [key: string]: unknown }
type Signature = { readonly leaf: Leaf; readonly texts: readonly string[]; readonly state: Set<string> }

const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const hmac = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const node = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Uint8Array.of(1), left, right)
const leafHash = (entry: Uint8Array): Buffer => sha256(Uint8Array.of(0), entry)

/** RFC 6962 section 2.1. */
function rootOf(hashes: readonly Buffer[]): Buffer {
  if (hashes.length < 2) return hashes[0] ?? sha256()
  const left = 2 ** Math.floor(Math.log2(hashes.length - 1))
  return node(rootOf(hashes.slice(0, left)), rootOf(hashes.slice(left)))
}

/** RFC 9162 section 2.1.3.2. */
function rootByProof(index: number, size: number, leaf: Buffer, proof: readonly Buffer[]): Buffer | undefined {
  let [at, last, hash] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return undefined
    if (at % 2 === 1 || at === last) {
      hash = node(sibling, hash)
      while (at % 2 === 0 && at > 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else hash = node(hash, sibling)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 ? hash : undefined
}

/** C2SP signed-note and tlog-checkpoint, for one Ed25519 key. */
function openCheckpoint(note: string, verifierKey: string): { readonly size: number; readonly root: Buffer } {
  const [, name = '', , encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(verifierKey) ?? []
  const key = Buffer.from(encoded, 'base64')
  const id = sha256(name, '\n', key).subarray(0, 4)
  const text = note.slice(0, note.indexOf('\n\n') + 1)
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: key.subarray(1).toString('base64url') },
    format: 'jwk',
  })
  const isSigned = note.split('\n').some((line) => {
    const signature = Buffer.from(line.split(' ')[2] ?? '', 'base64')
    const isItsLine = line.startsWith(`— ${name} `) && signature.subarray(0, 4).equals(id)
    return isItsLine && verify(null, Buffer.from(text), publicKey, signature.subarray(4))
  })
  const [origin, size, root = ''] = text.split('\n')
  if (key[0] !== 1 || !isSigned || origin !== name) throw new Error('the checkpoint is not signed with this key')
  return { size: Number(size), root: Buffer.from(root, 'base64') }
}

const grouped = (n: number): string => {
  const groups = [String(n % 1000).padStart(3, '0')]
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`)
  return groups.join('/')
}

async function readEntries(read: ReadFile, size: number): Promise<readonly Buffer[]> {
  const entries: Buffer[] = []
  for (let bundle = 0; bundle * 256 < size; bundle += 1) {
    const width = Math.min(256, size - bundle * 256)
    const bytes = await read(`tile/entries/${grouped(bundle)}${width < 256 ? `.p/${width}` : ''}`)
    for (let at = 0; bytes !== undefined && at + 2 <= bytes.length;) {
      const end = at + 2 + bytes.readUInt16BE(at)
      entries.push(bytes.subarray(at + 2, end))
      at = end
    }
  }
  return entries
}

function parseLeaf(entry: Buffer): Leaf | undefined {
  const leaf = JSON.parse(entry.toString()) as Leaf
  const ordered = Object.fromEntries(Object.entries(leaf).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return leaf['v'] === 1 && JSON.stringify(ordered) === entry.toString() ? leaf : undefined
}

/** The counting rule, docs/formats/leaves.md section 2. */
function countLeaves(entries: readonly Buffer[], wrong: string[]) {
  const letterOf = new Map<string, string>()
  const leaves: Record<string, number> = {}
  const signatures = new Map<number, Signature>()
  for (const [index, entry] of entries.entries()) {
    const leaf = parseLeaf(entry)
    if (leaf) leaves[leaf.t] = (leaves[leaf.t] ?? 0) + 1
    if (!leaf) wrong.push(`leaf ${index} is unreadable`)
    else if (leaf.t === 'version') letterOf.set(String(leaf['h']), letterOf.get(String(leaf['h'])) ?? String(leaf['l']))
    else if (['sig', 'org', 'wsig'].includes(leaf.t)) {
      const texts = (leaf['e'] as string[]).filter((hash) => letterOf.has(hash))
      const before = leaf['r'] === undefined ? undefined : signatures.get(Number(leaf['r']))
      const isMisplaced = leaf['r'] !== undefined && (before?.leaf.t !== leaf.t || before.state.has('replaced'))
      if (!isMisplaced) before?.state.add('replaced')
      signatures.set(index, { leaf, texts, state: new Set(isMisplaced ? ['misplaced'] : []) })
    } else changeStates(leaf, signatures, (what) => wrong.push(`leaf ${index}: ${what}`))
  }
  const standing = new Map([...signatures].filter(([, { state }]) => state.size === 0))
  return { letterOf, standing, leaves }
}

function changeStates(leaf: Leaf, signatures: ReadonlyMap<number, Signature>, complain: (what: string) => void): void {
  const undone: Readonly<Record<string, string>> = { free: 'hold', uninv: 'inv' }
  if (!['wd', 'er', 'hold', 'free', 'inv', 'uninv'].includes(leaf.t)) return
  for (const index of [leaf['i']].flat()) {
    const state = signatures.get(Number(index))?.state
    if (!state || (leaf.t === 'wd' && state.has('replaced'))) complain(`names ${String(index)}`)
    else if (undone[leaf.t] !== undefined) state.delete(undone[leaf.t] ?? '')
    else if (leaf.t !== 'er') state.add(leaf.t)
  }
}

/** The commitment of section 3, from what an openings file or a receipt says. */
function commitmentOf({ n, o, p, q, s }: Readonly<Record<string, string>>): string {
  const bytes = (text = '') => Buffer.from(text, 'base64url')
  const shown = JSON.stringify({ n, ...(o !== undefined && { o }), ...(p !== undefined && { p }) })
  const display = hmac(bytes(s), `undersigned/display/v1\n${shown}`)
  return sha256('undersigned/signer/v1\n', display, bytes(q)).toString('base64url')
}

/** Recounts a log as docs/formats/log.md section 6 says, trusting nothing but a key that the reader brought. */
export async function countAsStranger(read: ReadFile, verifierKey: string): Promise<StrangersCount> {
  const wrong: string[] = []
  const textOf = async (path: string) => (await read(path))?.toString() ?? ''
  const counts = JSON.parse(await textOf('counts.json')) as Readonly<Record<string, Readonly<Record<string, number>>>>
  const { size, root } = openCheckpoint(await textOf('checkpoint'), verifierKey)
  const entries = await readEntries(read, size)
  if (entries.length !== size || !rootOf(entries.map(leafHash)).equals(root)) wrong.push('the root differs')
  const { letterOf, standing, leaves } = countLeaves(entries.slice(0, Number(counts['size'])), wrong)
  const [letters, texts]: readonly [Record<string, number>, Record<string, number>] = [{}, {}]
  for (const signature of standing.values()) {
    for (const hash of signature.texts) texts[hash] = (texts[hash] ?? 0) + 1
    for (const letter of new Set(signature.texts.map((hash) => letterOf.get(hash) ?? '')))
      letters[letter] = (letters[letter] ?? 0) + 1
  }
  const same = (printed: Readonly<Record<string, number>> = {}, found: Readonly<Record<string, number>>) =>
    [...Object.keys(printed), ...Object.keys(found)].every((name) => (printed[name] ?? 0) === (found[name] ?? 0))
  if (!same(counts['letters'], letters) || !same(counts['versions'], texts)) wrong.push('a published number differs')
  let names = 0
  for (let bundle = 0; bundle * 256 < size; bundle += 1) {
    const file = JSON.parse(await textOf(`openings/${bundle}`)) as { k: number; o: Record<string, string>[] }
    if (file.k !== file.o.length) wrong.push('a name is missing')
    for (const opening of file.o)
      if (standing.get(Number(opening['i']))?.leaf['c'] !== commitmentOf(opening)) wrong.push('a name differs')
    names += file.k
  }
  return { letters, texts, names, leaves, wrong }
}

/** Checks a receipt as docs/formats/receipt.md section 2 says. @returns the leaf and the name, or throws. */
export function readReceiptAsStranger(
  receipt: string,
  verifierKey?: string,
): { readonly leaf: Leaf; readonly name: string } {
  const [head = '', ...rest] = receipt.split('\n\n')
  const [, extraLine = '', indexLine = '', ...proof] = head.split('\n')
  const extra = JSON.parse(Buffer.from(extraLine.slice('extra '.length), 'base64').toString()) as {
    readonly leaf: string
    readonly opening: Readonly<Record<string, string>>
    readonly policy: string
  }
  const { size, root } = openCheckpoint(rest.join('\n\n'), verifierKey ?? extra.policy.split(/[ \n]/)[1] ?? '')
  const index = Number(indexLine.slice('index '.length))
  const siblings = proof.map((line) => Buffer.from(line, 'base64'))
  const leaf = JSON.parse(extra.leaf) as Leaf
  if (!rootByProof(index, size, leafHash(Buffer.from(extra.leaf)), siblings)?.equals(root))
    throw new Error('the proof does not lead to the root')
  if (commitmentOf(extra.opening) !== leaf['c']) throw new Error('the name is not the one that was signed with')
  return { leaf, name: extra.opening['n'] ?? '' }
}
