import { brotliDecompressSync, gunzipSync, inflateSync, type ZlibOptions } from 'node:zlib'

/** The longest content that is looked at, in bytes after unpacking: what grows beyond it is a trap. */
export const longestContent = 20 * 1024 * 1024

/**
 * Takes the content codings off a payload (RFC 9110 section 8.4).
 * @returns `broken` also for a coding that we did not ask for; `too-long` for what grows beyond {@link longestContent}.
 */
export function unpacked(payload: Uint8Array, codings: readonly string[]): Uint8Array | 'broken' | 'too-long' {
  const all = codings
    .flatMap((value) => value.toLowerCase().split(','))
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  // Nobody needs two; many are a way to blow something small up again and again.
  if (all.length > 2) return 'broken'
  try {
    return all.reduceRight((bytes, coding) => unpack(bytes, coding), payload)
  } catch (error) {
    return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
      ? 'too-long'
      : 'broken'
  }
}

function unpack(bytes: Uint8Array, coding: string): Uint8Array {
  const limits: ZlibOptions = { maxOutputLength: longestContent }
  if (coding === 'gzip' || coding === 'x-gzip') return gunzipSync(bytes, limits)
  if (coding === 'br') return brotliDecompressSync(bytes, { maxOutputLength: longestContent })
  if (coding === 'deflate') return inflateSync(bytes, limits)
  throw new RangeError(`the coding ${coding} is not known`)
}

/** What an answer says its content is; where it says nothing, as a browser would guess: HTML, when it begins with a tag. */
export function contentTypeOf(stated: string | undefined, content: Uint8Array): string {
  if (stated !== undefined) return stated
  const start = Buffer.from(content.buffer, content.byteOffset, Math.min(content.length, 100)).toString('latin1')
  return /^(?:\xEF\xBB\xBF)?\s*<[!a-z]/i.test(start) ? 'text/html' : ''
}

/** A media type without its parameters, lower-cased. */
export function typeOf(contentType: string): string {
  return contentType.split(';', 1)[0]?.trim().toLowerCase() || 'application/octet-stream'
}

/**
 * The characters of bytes: by their byte order mark, by the media type's charset, by what HTML says of itself in its
 * first kilobyte, else UTF-8, and where they are none, windows-1252.
 */
export function charactersOf(bytes: Uint8Array, contentType: string): string {
  const named = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1] ?? ownCharset(bytes)
  const mark =
    bytes[0] === 0xfe && bytes[1] === 0xff
      ? 'utf-16be'
      : bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : undefined
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const decoder = decoderFor(mark ?? (isMarked ? 'utf-8' : named))
  if (decoder) return decoder.decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function ownCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1024, bytes.length)).toString('latin1')
  return /<meta[^>]{1,200}?charset\s*=\s*["']?([\w.:-]+)/i.exec(start)?.[1]
}

function decoderFor(charset: string | undefined): InstanceType<typeof TextDecoder> | undefined {
  try {
    return charset === undefined ? undefined : new TextDecoder(charset)
  } catch {
    return undefined
  }
}
