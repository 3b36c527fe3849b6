import { promisify } from 'node:util'
import { constants, crc32, deflateRaw, gunzip } from 'node:zlib'

const deflate = promisify(deflateRaw)
const inflate = promisify(gunzip)

// RFC 1952 section 2.3: no name, no time, system unknown.
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
/** Of a flush, with which all data ends on a byte, and the empty last block after it (RFC 1951 sections 3.2.4 and 3.2.6). */
const FLUSHED = Buffer.from([0x00, 0x00, 0xff, 0xff])
const LAST_BLOCK = Buffer.from([0x03, 0x00])
const TRAILER_BYTES = 8

/** Gzip whose data ends on a byte and before the last block, so that {@link joinGzips} can go on there with another one's. */
export async function joinableGzip(bytes: Uint8Array): Promise<Buffer> {
  const data = await deflate(bytes, { finishFlush: constants.Z_SYNC_FLUSH })
  return Buffer.concat([HEADER, data, LAST_BLOCK, trailer(crc32(bytes), bytes.length)])
}

/**
 * One gzip of what several hold, one after another, without packing anything again: a run of bundles costs a copy. Several
 * gzips in one file would be valid too, but Chromium reads the first and drops the rest. What other hands have packed is
 * packed again.
 */
export async function joinGzips(gzips: readonly Buffer[]): Promise<Buffer> {
  const parts = await Promise.all(gzips.map(async (one) => (isJoinable(one) ? one : joinableGzip(await inflate(one)))))
  let [sum, length] = [0, 0]
  for (const part of parts) {
    const more = part.readUInt32LE(part.length - 4)
    sum = (times(sum, powerOfX(8 * more)) ^ part.readUInt32LE(part.length - TRAILER_BYTES)) >>> 0
    length += more
  }
  const data = parts.map((part) => part.subarray(HEADER.length, part.length - TRAILER_BYTES - LAST_BLOCK.length))
  return Buffer.concat([HEADER, ...data, LAST_BLOCK, trailer(sum, length)])
}

function isJoinable(gzip: Buffer): boolean {
  const end = gzip.length - TRAILER_BYTES
  const tail = gzip.subarray(end - FLUSHED.length - LAST_BLOCK.length, end)
  return gzip.subarray(0, HEADER.length).equals(HEADER) && tail.equals(Buffer.concat([FLUSHED, LAST_BLOCK]))
}

function trailer(sum: number, length: number): Buffer {
  const bytes = Buffer.alloc(TRAILER_BYTES)
  bytes.writeUInt32LE(sum, 0)
  bytes.writeUInt32LE(length % 2 ** 32, 4)
  return bytes
}

// The checksum of two texts, one after the other, is that of the first times x to the power of the bits of the second,
// plus that of the second: polynomials over bits, highest power in the lowest bit, modulo CRC-32's own.
const [ONE, X, MODULUS] = [0x80000000, 0x40000000, 0xedb88320] as const

function times(a: number, b: number): number {
  let [product, shifted] = [0, b]
  for (let bit = 31; bit >= 0; bit -= 1) {
    if ((a >>> bit) & 1) product ^= shifted
    shifted = (shifted >>> 1) ^ (shifted & 1 ? MODULUS : 0)
  }
  return product >>> 0
}

function powerOfX(exponent: number): number {
  let [power, square] = [ONE as number, X as number]
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = times(power, square)
    square = times(square, square)
  }
  return power
}
