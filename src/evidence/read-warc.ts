import { gunzipSync } from 'node:zlib'
import { WARCParser } from 'warcio'
import { readAnswer } from '#platform'
import { digestOf } from './warc.ts'

/** A record as it was archived. */
export type ReadRecord = {
  readonly type: string
  readonly url: string
  readonly at: Date
  /** The answer's status; 200 for a file. */
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  /** Without transfer coding. */
  readonly payload: Uint8Array
  /** Whether block and payload are those that the record's digests were made of. */
  readonly isWhole: boolean
}

/** Reads one record from its gzip member; `undefined` when it is none. */
export async function readRecord(packed: Uint8Array, mostBytes: number): Promise<ReadRecord | undefined> {
  try {
    const plain = gunzipSync(packed, { maxOutputLength: mostBytes })
    const record = await WARCParser.parse([plain], { keepHeadersCase: true, parseHttp: false })
    if (!record) return undefined
    const block = await record.readFully(false)
    const type = record.warcType
    const http = type === 'response' ? readAnswer(block) : undefined
    if (type === 'response' && !http) return undefined
    const payload = http?.payload ?? (type === 'request' ? Buffer.alloc(0) : block)
    const isWhole =
      record.warcBlockDigest === digestOf(block) &&
      (type === 'warcinfo' || record.warcPayloadDigest === digestOf(payload))
    return {
      type,
      url: record.warcTargetURI ?? '',
      at: new Date(record.warcDate ?? Number.NaN),
      status: http?.status ?? 200,
      headers: http?.headers ?? [['Content-Type', record.warcContentType ?? '']],
      payload,
      isWhole,
    }
  } catch {
    return undefined
  }
}
