import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { HeadersMultiMap, StatusAndHeaders, WARCRecord, WARCSerializer } from 'warcio'
import { newId, type Means } from '#kernel'
import type { Exchange } from '#platform'

/** A file that somebody saved, as it is archived. */
export type SavedFile = {
  readonly url: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly at: Date
}

/** What an archive is made of: exchanges with servers, or a file. */
export type Archived =
  | { readonly kind: 'exchange'; readonly exchange: Exchange }
  | { readonly kind: 'file'; readonly file: SavedFile }

/** One line of an archive's index. */
export type IndexLine = {
  readonly url: string
  readonly at: Date
  readonly mime: string
  readonly status: number
  readonly digest: string
  readonly recordDigest: string
  readonly offset: number
  readonly length: number
}

/** A WARC file, each record packed for itself, with what its index says of it. */
export type Warc = { readonly bytes: Uint8Array; readonly index: readonly IndexLine[] }

/** SHA-256 as WARC and WACZ spell it. */
export const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** Writes an archive in the WARC format, version 1.1 (ISO 28500:2017). */
export async function writeWarc(all: readonly Archived[], means: Means): Promise<Warc> {
  const members = [await member(infoFields(means), infoBlock)]
  let offset = members[0]?.length ?? 0
  const index: IndexLine[] = []
  for (const one of all) {
    const { line, records } = one.kind === 'exchange' ? ofExchange(one.exchange, means) : ofFile(one.file, means)
    for (const [number, { fields, block }] of records.entries()) {
      const packed = await member(fields, block)
      if (number === 0) index.push({ ...line, recordDigest: digestOf(packed), offset, length: packed.length })
      members.push(packed)
      offset += packed.length
    }
  }
  return { bytes: Buffer.concat(members), index }
}

type Fields = readonly (readonly [string, string])[]
type Prepared = { readonly fields: Fields; readonly block: Uint8Array }
type Line = Omit<IndexLine, 'recordDigest' | 'offset' | 'length'>

const recordId = (means: Means): string => `<urn:uuid:${newId(means)}>`
const infoBlock = Buffer.from('software: Undersigned\r\nformat: WARC File Format 1.1\r\n')
const infoFields = (means: Means): Fields => [
  ['WARC-Type', 'warcinfo'],
  ['WARC-Record-ID', recordId(means)],
  ['WARC-Date', means.now().toISOString()],
  ['Content-Type', 'application/warc-fields'],
]

function ofExchange(exchange: Exchange, means: Means): { readonly line: Line; readonly records: readonly Prepared[] } {
  const { url, at, address, status, head, sent, payload, request } = exchange
  const [id, digest] = [recordId(means), digestOf(payload)]
  const both: Fields = [
    ['WARC-Target-URI', url],
    ['WARC-Date', at.toISOString()],
    ['WARC-IP-Address', address],
  ]
  const response: Prepared = {
    fields: [
      ['WARC-Type', 'response'],
      ['WARC-Record-ID', id],
      ...both,
      ['Content-Type', 'application/http; msgtype=response'],
      ['WARC-Payload-Digest', digest],
    ],
    block: Buffer.concat([head, sent]),
  }
  const asked: Prepared = {
    fields: [
      ['WARC-Type', 'request'],
      ['WARC-Record-ID', recordId(means)],
      ['WARC-Concurrent-To', id],
      ...both,
      ['Content-Type', 'application/http; msgtype=request'],
      ['WARC-Payload-Digest', digestOf(Buffer.alloc(0))],
    ],
    block: request,
  }
  const mime = exchange.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  return { line: { url, at, mime: mime.split(';', 1)[0]?.trim() || 'unk', status, digest }, records: [response, asked] }
}

function ofFile(file: SavedFile, means: Means): { readonly line: Line; readonly records: readonly Prepared[] } {
  const { url, at, mediaType, bytes } = file
  const digest = digestOf(bytes)
  const fields: Fields = [
    ['WARC-Type', 'resource'],
    ['WARC-Record-ID', recordId(means)],
    ['WARC-Target-URI', url],
    ['WARC-Date', at.toISOString()],
    ['Content-Type', mediaType],
    ['WARC-Payload-Digest', digest],
  ]
  return {
    line: { url, at, mime: mediaType.split(';', 1)[0] ?? mediaType, status: 200, digest },
    records: [{ fields, block: bytes }],
  }
}

/** One record as a gzip member of its own. Its block is written as it is: warcio would spell header fields anew. */
async function member(fields: Fields, block: Uint8Array): Promise<Uint8Array> {
  const headers = new HeadersMultiMap([...fields, ['WARC-Block-Digest', digestOf(block)]])
  const warcHeaders = new StatusAndHeaders({ statusline: 'WARC/1.1', headers })
  const record = new WARCRecord({ warcHeaders, reader: [block] })
  return gzipSync(await WARCSerializer.serialize(record, { gzip: false }))
}
