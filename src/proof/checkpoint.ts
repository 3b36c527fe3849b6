import { Fault } from '#kernel'
import { decodeBase64Of, encodeBase64, parseCount } from './bytes.ts'
import { HASH_BYTES, type Hash } from './hasher.ts'
import { isNoteText } from './note-text.ts'

/** What a checkpoint says: the log of this origin has this many leaves, under this root. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Hash }

/** The text of a checkpoint, to be signed as a note (C2SP tlog-checkpoint). Writes no extension lines. */
export function writeCheckpoint({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${encodeBase64(root)}\n`
  if (parseCheckpoint(text) === undefined)
    throw new Fault('bad-state', 'A checkpoint was to be written with an impossible origin, size or root.')
  return text
}

/**
 * Reads the text of a checkpoint (of a note already opened, without its signatures). Extension lines are tolerated.
 * @returns `undefined` for an empty origin, leading zeros, a size of 2^53 or more, or a root that is not 32 bytes.
 */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  if (!isNoteText(text)) return undefined
  const [origin = '', sizeText = '', rootText = '', ...extensions] = text.slice(0, -1).split('\n')
  const size = parseCount(sizeText)
  const root = decodeBase64Of(HASH_BYTES, rootText)
  if (origin === '' || size === undefined || root === undefined || extensions.includes('')) return undefined
  return { origin, size, root }
}
