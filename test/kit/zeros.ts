import { constants, deflateRawSync, deflateSync } from 'node:zlib'

const megabyte = 1_000_000

/**
 * Any number of megabytes of zeros as raw deflate (RFC 1951), a thousandth as long: blocks that end on a whole byte can
 * stand one behind the other, so nobody has to deflate them all.
 */
export function zerosDeflated(bytes: number): Uint8Array {
  const block = deflateRawSync(Buffer.alloc(megabyte), { finishFlush: constants.Z_FULL_FLUSH })
  const blocks = Array.from({ length: bytes / megabyte }, () => block)
  return Uint8Array.from(Buffer.concat([...blocks, Buffer.from([3, 0])]))
}

/** The same with the two bytes in front that zlib wants (RFC 1950). */
export function zerosForPdf(bytes: number): Uint8Array {
  return Uint8Array.from(Buffer.concat([Buffer.from([0x78, 0x9c]), zerosDeflated(bytes)]))
}

/** Bytes deflated as a PDF names it. */
export const flate = (bytes: Uint8Array): Uint8Array => Uint8Array.from(deflateSync(bytes))
