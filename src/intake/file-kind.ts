import { wordsFor } from '#kernel'
import { largestFile, readBytes } from './read-bytes.ts'
import { textFormatOf, type TextFormat } from './text-format.ts'
import { readZipDirectory, type ZipDirectory } from './zip-directory.ts'

/** What a file is by what it holds: a text of some format, a format of bytes, or a file that is refused with a sentence. */
export type FileKind =
  | { readonly kind: 'text'; readonly format: TextFormat; readonly text: string }
  | { readonly kind: 'pdf' }
  | { readonly kind: 'packed'; readonly format: 'docx' | 'xlsx'; readonly directory: ZipDirectory }
  | { readonly kind: 'unreadable'; readonly sentence: string }

const latin = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')

/**
 * Finds the kind of a file by its bytes alone; names lie. Only the directory of a zip file is read, no entry of it.
 * Never throws, whatever the bytes.
 */
export function kindOf(bytes: Uint8Array): FileKind {
  const say = wordsFor('en').intake.unreadable
  if (bytes.length > largestFile) return unreadable(say.tooLarge(largestFile / 1_000_000))
  const head = latin(bytes.subarray(0, 1024))
  // Readers of PDF allow some bytes before the mark (ISO 32000-1, annex H.3.4.1).
  if (/(?:^|[\r\n\0\u00BF])%PDF-[12]\.\d/u.test(head)) return { kind: 'pdf' }
  if (/^PK(?:\u0003\u0004|\u0005\u0006)/u.test(head)) return kindOfZip(bytes)
  if (head.startsWith('\u00D0\u00CF\u0011\u00E0')) return unreadable(oldOffice(bytes))
  const other = otherFormats.find(({ starts }) => starts.test(head))
  return other ? unreadable(say[other.is]) : kindOfText(bytes)
}

const unreadable = (sentence: string) => ({ kind: 'unreadable', sentence }) as const

const otherFormats = [
  { is: 'rtf', starts: /^\{\\rtf/u },
  {
    is: 'image',
    starts: /^(?:\u0089PNG|\u00FF\u00D8\u00FF|GIF8[79]a|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(?:hei|mif|avi))/su,
  },
  { is: 'archive', starts: /^(?:\u001F\u008B|7z\u00BC\u00AF|Rar!\u001A|\u00FD7zXZ\0|BZh\d1AY|.{257}ustar)/su },
  { is: 'postScript', starts: /^(?:\u0004)?%!PS/u },
] as const

/** Old Office keeps its streams in one container; so does a new document that is locked (MS-OFFCRYPTO section 2.3). */
function oldOffice(bytes: Uint8Array): string {
  const say = wordsFor('en').intake.unreadable
  const holds = (stream: string): boolean => Buffer.from(bytes).includes(Buffer.from(stream, 'utf16le'))
  return holds('EncryptedPackage') ? say.locked : holds('Workbook') ? say.oldExcel : say.oldWord
}

function kindOfZip(bytes: Uint8Array): FileKind {
  const say = wordsFor('en').intake.unreadable
  const directory = readZipDirectory(bytes)
  if (directory.kind !== 'directory') return unreadable(say[directory.kind])
  const has = (start: string): boolean => directory.entries.some(({ name }) => name.startsWith(start))
  if (has('xl/workbook.bin')) return unreadable(say.binaryExcel)
  if (has('[Content_Types].xml') && has('word/')) return { kind: 'packed', format: 'docx', directory }
  if (has('[Content_Types].xml') && has('xl/')) return { kind: 'packed', format: 'xlsx', directory }
  if (has('ppt/')) return unreadable(say.slides)
  if (has('META-INF/manifest.xml') && has('content.xml')) return unreadable(say.openDocument)
  if (has('Index/') || has('Index.zip')) return unreadable(say.pages)
  return unreadable(say.archive)
}

function kindOfText(bytes: Uint8Array): FileKind {
  const read = readBytes(bytes)
  if (read.kind === 'unreadable') return read
  const text = read.encoding === 'windows-1252' ? (inDeclaredEncoding(bytes) ?? read.text) : read.text
  const start = text.slice(0, 4096).trimStart()
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/iu.test(start))
    return unreadable(wordsFor('en').intake.unreadable.image)
  const format = textFormatOf(text)
  if (format !== 'text' || !/^<\?xml\s/u.test(start)) return { kind: 'text', format, text }
  return unreadable(wordsFor('en').intake.unreadable.xml)
}

/** What a web page says of its own encoding counts where the bytes are no Unicode (HTML standard, 13.2.3.2). */
function inDeclaredEncoding(bytes: Uint8Array): string | undefined {
  const head = latin(bytes.subarray(0, 2048))
  const label = /<(?:meta|\?xml)[^>]{0,200}(?:charset|encoding)\s*=\s*["']?([\w.:-]{2,30})/iu.exec(head)?.[1]
  if (label === undefined || /^utf-?8$/iu.test(label)) return undefined
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return undefined
  }
}

/** Whether a file is read by our own code alone, in proportion to its length: plain text, and what is refused at once. */
export function needsNoLibrary(bytes: Uint8Array): boolean {
  const kind = kindOf(bytes)
  return kind.kind === 'unreadable' || (kind.kind === 'text' && kind.format === 'text')
}
