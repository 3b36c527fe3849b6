import { checksOf, parseCheckpoint, parseNote, type Checkpoint, type NoteVerifier } from '#proof'

/** What became of the log's signature below a checkpoint. */
export type SignatureVerdict = 'verified' | 'wrong' | 'not-checkable'

/** A checkpoint and how far its signature could be checked here. */
export type JudgedCheckpoint = { readonly checkpoint: Checkpoint | undefined; readonly verdict: SignatureVerdict }

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))

/** Reads a verifier key as the page prints it: name, key id, and the algorithm's byte before the key. */
function verifierIn(text: string): readonly NoteVerifier[] {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text.trim()) ?? []
  const key = bytesOf(encoded)
  return key[0] === 1 && key.length === 33
    ? [{ name, keyId: Number.parseInt(id, 16), kind: 'ed25519', publicKey: key.subarray(1) }]
    : []
}

async function verifies(check: {
  readonly verifier: NoteVerifier
  readonly message: Uint8Array
  readonly signature: Uint8Array
}): Promise<boolean | undefined> {
  try {
    const raw = new Uint8Array(check.verifier.publicKey)
    const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', key, new Uint8Array(check.signature), new Uint8Array(check.message))
  } catch {
    // No Ed25519 in this browser, or no WebCrypto because the page came without TLS.
    return undefined
  }
}

/** Opens a checkpoint by the keys printed on the page, as far as this browser can. */
export async function judgeCheckpoint(note: string, verifierKeys: readonly string[]): Promise<JudgedCheckpoint> {
  const parsed = parseNote(note)
  const checkpoint = parsed && parseCheckpoint(parsed.text)
  const verifiers = verifierKeys.flatMap(verifierIn).filter(({ name }) => name === checkpoint?.origin)
  const checks = parsed ? checksOf(parsed, verifiers) : []
  if (checkpoint === undefined || checks.length === 0) return { checkpoint: undefined, verdict: 'wrong' }
  const results = await Promise.all(checks.map(verifies))
  if (results.includes(false)) return { checkpoint: undefined, verdict: 'wrong' }
  return { checkpoint, verdict: results.includes(undefined) ? 'not-checkable' : 'verified' }
}
