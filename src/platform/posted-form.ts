import { oneLine } from '#kernel'
import { longestFile } from './kept-file.ts'
import { bodyAtMost } from './http/serve.ts'

/** A file that somebody sent with a form. Its name and media type are what the sender's browser says; nothing is believed of them. */
export type PostedFile = { readonly name: string; readonly bytes: Uint8Array; readonly mediaType: string }

/** What a form with files posted; fields without a file are not among the files. */
export type PostedForm = {
  readonly fields: URLSearchParams
  readonly files: ReadonlyMap<string, readonly PostedFile[]>
}

/** The most bytes that a form with files may have, fields and all. */
export const filesAtMost = longestFile + bodyAtMost

const mostParts = 200
/** The most files that one form may carry. */
export const mostFiles = 20
const longestName = 120

/**
 * Reads a form that may carry files (`multipart/form-data`, RFC 7578), or one of fields alone, out of its bytes; `undefined`
 * when `type`, its header `Content-Type`, says something else, or when it is garbled. Takes 100 ms of a thread for 20 MB.
 */
export async function parseForm(type: string, bytes: Uint8Array<ArrayBuffer>): Promise<PostedForm | undefined> {
  const kind = type.split(';')[0]?.trim().toLowerCase() ?? ''
  if (kind === '' || kind === 'application/x-www-form-urlencoded')
    return { fields: new URLSearchParams(new TextDecoder().decode(bytes)), files: new Map() }
  if (kind !== 'multipart/form-data') return undefined
  const form = await new Response(bytes, { headers: { 'Content-Type': type } }).formData().catch(() => undefined)
  return form && (await partsOf([...form]))
}

async function partsOf(parts: readonly (readonly [string, string | File])[]): Promise<PostedForm | undefined> {
  if (parts.length > mostParts) return undefined
  const fields = new URLSearchParams()
  const files: (readonly [string, PostedFile])[] = []
  for (const [field, value] of parts) {
    if (typeof value === 'string') fields.append(field, value)
    // A field for files in which nobody chose any is sent as an empty file.
    else if (value.size > 0) files.push([field, await fileFrom(value)])
  }
  if (files.length > mostFiles) return undefined
  const byField = Map.groupBy(files, ([field]) => field)
  return { fields, files: new Map([...byField].map(([field, its]) => [field, its.map(([, file]) => file)])) }
}

async function fileFrom(file: File): Promise<PostedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { name: fileName(file.name), bytes, mediaType: mediaTypeOf(file.type) }
}

/** A name without folders, in one line of characters that show. */
export function fileName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const name = oneLine(last.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ''))
  return name === '' || /^\.+$/.test(name) ? 'file' : [...name].slice(0, longestName).join('')
}

/** `type/subtype` without parameters (RFC 9110 section 8.3.1), or that of bytes of which nothing is known. */
export function mediaTypeOf(given: string): string {
  const type = given.split(';')[0]?.trim().toLowerCase() ?? ''
  return /^[a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,60}$/.test(type) ? type : 'application/octet-stream'
}
