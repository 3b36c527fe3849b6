import { getSurt } from 'warcio'
import type { Means } from '#kernel'
import { digestOf, writeWarc, type Archived, type IndexLine } from './warc.ts'
import { readDirectory, writeZip, type ZipPlace } from './zip.ts'

/** Where things are in our archives. */
export const paths = {
  warc: 'archive/data.warc.gz',
  index: 'indexes/index.cdxj',
  pages: 'pages/pages.jsonl',
  manifest: 'datapackage.json',
  digest: 'datapackage-digest.json',
} as const

/** What an archive is of. */
export type Packing = {
  readonly all: readonly Archived[]
  /** The address of the page at the end of its redirects. */
  readonly page: string
  readonly title: string
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/**
 * Packs what was fetched or brought as WACZ 1.1.1: the archive first, so that everything that says where to look stands
 * together at the end.
 */
export async function packWacz({ all, page, title }: Packing, means: Means): Promise<Uint8Array> {
  const warc = await writeWarc(all, means)
  const main = warc.index.findLast(({ url }) => url === page)
  const pages = [
    { format: 'json-pages-1.0', id: 'pages', title: 'All Pages' },
    { url: page, ts: (main?.at ?? means.now()).toISOString(), title },
  ]
  const files = [
    { path: paths.warc, bytes: warc.bytes },
    { path: paths.index, bytes: utf8(writeIndex(warc.index)) },
    { path: paths.pages, bytes: utf8(pages.map((one) => `${JSON.stringify(one)}\n`).join('')) },
  ]
  const manifest = utf8(
    JSON.stringify({
      profile: 'data-package',
      wacz_version: '1.1.1',
      title,
      created: means.now().toISOString(),
      software: 'Undersigned',
      mainPageUrl: page,
      resources: files.map(({ path, bytes }) => ({
        name: path.slice(path.indexOf('/') + 1),
        path,
        hash: digestOf(bytes),
        bytes: bytes.length,
      })),
    }),
  )
  return writeZip([
    ...files,
    { path: paths.manifest, bytes: manifest },
    { path: paths.digest, bytes: utf8(manifestDigest(manifest)) },
  ])
}

/** The file that fixes the manifest, and by it everything else. */
export function manifestDigest(manifest: Uint8Array): string {
  return JSON.stringify({ path: paths.manifest, hash: digestOf(manifest) })
}

const stampOf = (at: Date): string => at.toISOString().replaceAll(/\D/g, '')

/** The index as CDXJ: a line for each answer or file, by its address turned around and its moment. */
export function writeIndex(index: readonly IndexLine[]): string {
  return index
    .map((line) => {
      const { url, mime, status, digest, recordDigest, offset, length, at } = line
      const fields = { url, mime, status, digest, length, offset, filename: 'data.warc.gz', recordDigest }
      return `${getSurt(url)} ${stampOf(at)} ${JSON.stringify(fields)}\n`
    })
    .toSorted()
    .join('')
}

/** Reads an index that we wrote, in the order of the archive; `undefined` when it is none. */
export function readIndex(text: string): readonly IndexLine[] | undefined {
  try {
    const lines = text.split('\n').slice(0, -1).map(readLine)
    return lines.toSorted((one, other) => one.offset - other.offset)
  } catch {
    return undefined
  }
}

function readLine(line: string): IndexLine {
  const [, stamp = '', json = ''] = /^\S+ (\d{17}) (\{.*\})$/.exec(line) ?? []
  const at = new Date(stamp.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/, '$1-$2-$3T$4:$5:$6.$7Z'))
  // Only its shape is taken on trust; whatever it leads to is compared with its digests.
  const { url, mime, status, digest, recordDigest, offset, length } = JSON.parse(json) as IndexLine
  if (typeof url !== 'string' || typeof mime !== 'string' || ![status, offset, length].every(Number.isSafeInteger))
    throw new RangeError('no line of an index')
  return { url, mime, status, digest, recordDigest, offset, length, at }
}

/** An archive of which only the end was read. */
export type OpenWacz = {
  readonly index: readonly IndexLine[]
  /** Where the archive's records begin in the file. */
  readonly warc: ZipPlace
  /** The number of the page's record in the index. */
  readonly main: number
}

/** How much of an archive's end is read at once; with hundreds of images the index is longer, and is read again. */
const usualTail = 64 * 1024

/**
 * Opens an archive by its end.
 * @param read gives a part of the file.
 * @returns `undefined` for what {@link packWacz} did not make.
 */
export async function openWacz(
  size: number,
  read: (part: { readonly from: number; readonly size: number }) => Promise<Uint8Array | undefined>,
): Promise<OpenWacz | undefined> {
  for (const length of [usualTail, 1024 * 1024]) {
    const from = Math.max(0, size - length)
    const tail = await read({ from, size: size - from })
    const places = tail && readDirectory(tail, size)
    const place = (path: string) => places?.find((one) => one.path === path)
    const [warc, index, pages] = [place(paths.warc), place(paths.index), place(paths.pages)]
    if (!tail || !warc || !index || !pages) continue
    if (index.from < from) continue
    const textAt = ({ from: at, size: long }: ZipPlace) =>
      new TextDecoder().decode(tail.subarray(at - from, at - from + long))
    return opened(readIndex(textAt(index)), textAt(pages), warc)
  }
  return undefined
}

function opened(index: readonly IndexLine[] | undefined, pages: string, warc: ZipPlace): OpenWacz | undefined {
  const page = pageOf(pages)
  const main = index?.findLastIndex(({ url }) => url === page) ?? -1
  return index && main >= 0 ? { index, warc, main } : undefined
}

/** The address of the page that an archive is of. */
export function pageOf(pages: string): string | undefined {
  try {
    const { url } = JSON.parse(pages.split('\n')[1] ?? '') as { readonly url: unknown }
    return typeof url === 'string' ? url : undefined
  } catch {
    return undefined
  }
}
