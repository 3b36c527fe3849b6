import { Fault } from '#kernel'
import { decodeBase64, decodeBase64Of, encodeBase64, parseCount } from './bytes.ts'
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts'
import { HASH_BYTES, type Hash } from './hasher.ts'
import { parseNote } from './note-text.ts'

/** What proves without a network that an entry stands in a log (a `.tlog-proof` file, C2SP tlog-proof v1). */
export type Receipt = {
  readonly index: number
  readonly proof: readonly Hash[]
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string
  /** Anything; **not authenticated** by the receipt. */
  readonly extra?: Uint8Array
}

/** The first line of a receipt. */
const RECEIPT_FORMAT = 'c2sp.org/tlog-proof@v1'
/** A tree of fewer than 2^63 leaves needs no more hashes than this for any proof. */
const PROOF_HASHES_MAX = 63

/** Hashes as lines of base64. */
export function writeHashes(hashes: readonly Hash[]): string {
  return hashes.map((hash) => `${encodeBase64(hash)}\n`).join('')
}

/** Reads lines of base64 back; at most 63. */
export function parseHashes(lines: readonly string[]): readonly Hash[] | undefined {
  if (lines.length > PROOF_HASHES_MAX) return undefined
  const hashes = lines.flatMap((line) => decodeBase64Of(HASH_BYTES, line) ?? [])
  return hashes.length === lines.length ? hashes : undefined
}

/** The checkpoint that a note claims to be, nothing verified. */
export function checkpointIn(note: string): Checkpoint | undefined {
  const text = parseNote(note)?.text
  return text === undefined ? undefined : parseCheckpoint(text)
}

/** What stands before and after the first empty line of a text. */
export function headAndRest(text: string): { readonly lines: readonly string[]; readonly rest: string } | undefined {
  const end = text.indexOf('\n\n')
  return end < 0 ? undefined : { lines: text.slice(0, end).split('\n'), rest: text.slice(end + 2) }
}

/**
 * Writes receipts under one checkpoint, which is read once; hashes that receipts share are spelled once. The writer throws
 * a Fault for a receipt that could not be read back.
 */
export function receiptWriter(checkpoint: string): (receipt: Omit<Receipt, 'checkpoint'>) => string {
  const isReadable = checkpointIn(checkpoint) !== undefined
  const lines = new WeakMap<Hash, string>()
  const lineOf = (hash: Hash): string => {
    const line = lines.get(hash) ?? `${encodeBase64(hash)}\n`
    lines.set(hash, line)
    return line
  }
  return ({ index, proof, extra }) => {
    const isWritable = Number.isSafeInteger(index) && index >= 0 && proof.length <= PROOF_HASHES_MAX
    if (!isReadable || !isWritable || proof.some((hash) => hash.length !== HASH_BYTES))
      throw new Fault('bad-state', 'A receipt was to be written that nobody could read.')
    const extraLine = extra === undefined ? '' : `extra ${encodeBase64(extra)}\n`
    return `${RECEIPT_FORMAT}\n${extraLine}index ${index}\n${proof.map(lineOf).join('')}\n${checkpoint}`
  }
}

/** The text of a receipt. @throws a Fault when it could not be read back. */
export function writeReceipt({ checkpoint, ...receipt }: Receipt): string {
  return receiptWriter(checkpoint)(receipt)
}

/**
 * Reads a receipt, verifying nothing.
 * @returns `undefined` for what is not, byte for byte, as `writeReceipt` writes it; never throws.
 */
export function parseReceipt(text: string): Receipt | undefined {
  const { lines: [format, ...lines] = [], rest: checkpoint = '' } = headAndRest(text) ?? {}
  if (format !== RECEIPT_FORMAT || checkpointIn(checkpoint) === undefined) return undefined
  const extraText = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined
  const extra = decodeBase64(extraText ?? '')
  const [indexLine = '', ...hashLines] = lines
  const index = indexLine.startsWith('index ') ? parseCount(indexLine.slice('index '.length)) : undefined
  const proof = parseHashes(hashLines)
  if (index === undefined || proof === undefined || extra === undefined) return undefined
  return extraText === undefined ? { index, proof, checkpoint } : { index, proof, checkpoint, extra }
}
