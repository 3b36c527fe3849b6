import { crc32, inflateRawSync } from 'node:zlib'
import { zipSync } from 'fflate'
import type { ZipDirectory, ZipEntry } from './zip-directory.ts'

/** An office document without what is not read, packed anew; or why it cannot be had. */
export type OfficeOutcome =
  | { readonly kind: 'unpacked'; readonly bytes: Uint8Array }
  | { readonly kind: 'damaged' | 'bomb' }

/** What the parts that are read may hold in all: 100,000 rows of a list are some 30 MB. */
const mostUnpacked = 100_000_000

/** Parts that hold text, or say which parts do. Pictures, fonts, macros and embedded files stay packed. */
const isRead = (name: string): boolean =>
  /\.(?:xml|rels)$/iu.test(name) && !/(?:^|\/)(?:customXml|theme|media|embeddings|fonts)\//iu.test(name)

/**
 * Inflates the parts of an office document that hold text, each to its declared size and not a byte further, and packs
 * them anew without compression: the libraries behind never see another byte of the file. A part with a document type
 * (entities, addresses elsewhere) is refused, as the standard does (ECMA-376, part 2, section 6.2.5).
 */
export function unpackOffice(bytes: Uint8Array, { entries }: ZipDirectory): OfficeOutcome {
  const parts = new Map<string, Uint8Array>()
  let total = 0
  for (const entry of entries) {
    if (entry.name.endsWith('/')) continue
    // Left-out parts stand there empty, for others name them.
    const part = isRead(entry.name) ? inflated(bytes, entry, mostUnpacked - total) : new Uint8Array()
    if (typeof part === 'string') return { kind: part }
    if (hasDocumentType(part)) return { kind: 'bomb' }
    total += part.length
    parts.set(entry.name, part)
  }
  return { kind: 'unpacked', bytes: zipSync(Object.fromEntries(parts), { level: 0 }) }
}

function inflated(bytes: Uint8Array, entry: ZipEntry, left: number): Uint8Array | 'damaged' | 'bomb' {
  if (entry.size > left) return 'bomb'
  const packed = bytes.subarray(entry.from, entry.to)
  try {
    // One byte of room more than declared, for zlib takes no 0; what fills it is found below.
    const part = entry.method === 'stored' ? packed : inflateRawSync(packed, { maxOutputLength: entry.size + 1 })
    return part.length === entry.size && crc32(part) === entry.crc ? part : 'damaged'
  } catch (error) {
    const isLonger = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return isLonger ? 'bomb' : 'damaged'
  }
}

/** In any encoding that leaves Latin letters readable once zeros are gone. */
function hasDocumentType(part: Uint8Array): boolean {
  const buffer = Buffer.from(part.buffer, part.byteOffset, part.length)
  return [`<!DOCTYPE`, `<!ENTITY`].some((mark) =>
    [Buffer.from(mark), Buffer.from(mark, 'utf16le'), Buffer.from(mark, 'utf16le').swap16()].some((sought) =>
      buffer.includes(sought),
    ),
  )
}
