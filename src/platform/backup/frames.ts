import { Fault } from '#kernel'
import { z } from 'zod'

const head = z.object({
  format: z.literal('undersigned-backup'),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  /** PostgreSQL's number of the server it was read from. */
  server: z.int(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** Which keys the data was made with, by fingerprint. */
  keys: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).min(1) })),
})
const tableStart = z.object({ table: z.string() })
const tableEnd = z.object({ rows: z.int().min(0) })
const end = z.object({ tables: z.int().min(0) })

/** What a backup says of itself before its rows. */
export type BackupHead = z.infer<typeof head>

/** One piece of a backup. Rows are in the text form of PostgreSQL's COPY, cut anywhere. */
export type Frame =
  | { readonly kind: 'head'; readonly head: BackupHead }
  | { readonly kind: 'table'; readonly table: string }
  | { readonly kind: 'rows'; readonly bytes: Buffer }
  | { readonly kind: 'table-end'; readonly rows: number }
  | { readonly kind: 'end'; readonly tables: number }

// A frame is a letter, the length of the rest in four bytes, and the rest: JSON, or rows.
const frameHeadBytes = 5
const longestFrame = 1_048_576

/** A frame as it stands in the file. */
export function encodeFrame(frame: Frame): Buffer {
  switch (frame.kind) {
    case 'head':
      return framed('H', Buffer.from(JSON.stringify(frame.head)))
    case 'table':
      return framed('T', Buffer.from(JSON.stringify({ table: frame.table })))
    case 'rows':
      return framed('R', frame.bytes)
    case 'table-end':
      return framed('E', Buffer.from(JSON.stringify({ rows: frame.rows })))
    case 'end':
      return framed('Z', Buffer.from(JSON.stringify({ tables: frame.tables })))
    default:
      return frame satisfies never
  }
}

function framed(letter: string, bytes: Buffer): Buffer {
  if (bytes.length > longestFrame) throw new Fault('internal', 'A piece of a backup is too long.')
  const whole = Buffer.allocUnsafe(frameHeadBytes + bytes.length)
  whole.write(letter, 0, 'latin1')
  whole.writeUInt32BE(bytes.length, 1)
  bytes.copy(whole, frameHeadBytes)
  return whole
}

/**
 * Cuts a stream into frames, in their only order: head, then table, rows and table-end for each table, then end.
 * @throws Fault `backup-invalid` at anything else.
 */
export async function* readFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0)
  let last: Frame['kind'] | undefined
  for await (const some of source) {
    rest = rest.length === 0 ? some : Buffer.concat([rest, some])
    for (let size = frameSize(rest); size !== undefined; size = frameSize(rest)) {
      const frame = parseFrame(rest.toString('latin1', 0, 1), rest.subarray(frameHeadBytes, size))
      if (!frame || !mayFollow(last, frame.kind)) throw unknownForm()
      yield frame
      last = frame.kind
      rest = rest.subarray(size)
    }
  }
  if (last !== 'end' || rest.length > 0) throw unknownForm()
}

/** The length of the frame that `bytes` begin with, once all of it is there. */
function frameSize(bytes: Buffer): number | undefined {
  if (bytes.length < frameHeadBytes) return undefined
  const size = frameHeadBytes + bytes.readUInt32BE(1)
  if (size > frameHeadBytes + longestFrame) throw unknownForm()
  return size <= bytes.length ? size : undefined
}

function parseFrame(letter: string, bytes: Buffer): Frame | undefined {
  switch (letter) {
    case 'H': {
      const read = head.safeParse(parseJson(bytes)).data
      return read && { kind: 'head', head: read }
    }
    case 'T': {
      const read = tableStart.safeParse(parseJson(bytes)).data
      return read && { kind: 'table', table: read.table }
    }
    case 'R':
      return { kind: 'rows', bytes }
    case 'E': {
      const read = tableEnd.safeParse(parseJson(bytes)).data
      return read && { kind: 'table-end', rows: read.rows }
    }
    case 'Z': {
      const read = end.safeParse(parseJson(bytes)).data
      return read && { kind: 'end', tables: read.tables }
    }
    default:
      return undefined
  }
}

function mayFollow(last: Frame['kind'] | undefined, next: Frame['kind']): boolean {
  if (last === undefined) return next === 'head'
  if (last === 'head' || last === 'table-end') return next === 'table' || next === 'end'
  return (last === 'table' || last === 'rows') && (next === 'rows' || next === 'table-end')
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

function unknownForm(): Fault {
  return new Fault('backup-invalid', 'This backup has a form that this version does not know. Use a newer version.')
}
