import { utf8 } from './bytes.ts'
import type { Opening } from './commitment-rule.ts'
import { parseLeaf } from './leaf.ts'

/**
 * What a signer's receipt carries besides the proof (docs/formats/receipt.md). Nobody signed it: the leaf is believed
 * because the proof is of its bytes, the opening because it opens the leaf's commitment, the policy by who hands it over.
 */
export type ReceiptExtra = {
  /** The leaf's exact bytes. */
  readonly leaf: Uint8Array
  readonly opening?: Opening
  /** The log's policy as it was published when the receipt was written. */
  readonly policy?: string
}

/** The bytes for a receipt's `extra`: JSON, keys in order. */
export function writeReceiptExtra({ leaf, opening, policy }: ReceiptExtra): Uint8Array {
  const { s, n, p, o, q } = opening ?? {}
  return utf8(
    JSON.stringify({
      leaf: new TextDecoder().decode(leaf),
      ...(opening === undefined ? {} : { opening: { n, o, p, q, s } }),
      ...(policy === undefined ? {} : { policy }),
    }),
  )
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function openingIn(value: unknown): Opening | undefined {
  if (!isRecord(value)) return undefined
  const { s, n, p, o, q } = value as Record<string, unknown>
  if (typeof s !== 'string' || typeof n !== 'string' || typeof q !== 'string') return undefined
  return { s, n, q, ...(typeof p === 'string' ? { p } : {}), ...(typeof o === 'string' ? { o } : {}) }
}

/** Reads a receipt's `extra`. @returns `undefined` when it is not ours or holds no leaf; verifies nothing, never throws. */
export function parseReceiptExtra(bytes: Uint8Array): ReceiptExtra | undefined {
  try {
    const read: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (!isRecord(read) || typeof read['leaf'] !== 'string') return undefined
    const leaf = utf8(read['leaf'])
    if (parseLeaf(leaf) === undefined) return undefined
    const opening = openingIn(read['opening'])
    const policy = read['policy']
    return { leaf, ...(opening ? { opening } : {}), ...(typeof policy === 'string' ? { policy } : {}) }
  } catch {
    return undefined
  }
}
