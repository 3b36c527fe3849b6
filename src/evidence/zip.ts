import { crc32 } from 'node:zlib'

/** A file in a ZIP archive, stored as it is. */
export type ZipFile = { readonly path: string; readonly bytes: Uint8Array }

/** Where a file's bytes are in an archive. */
export type ZipPlace = { readonly path: string; readonly from: number; readonly size: number }

const [localMark, centralMark, endMark] = [0x04_03_4b_50, 0x02_01_4b_50, 0x06_05_4b_50]
const [localSize, centralSize] = [30, 46]
/** Bytes of the record that ends an archive. */
const endSize = 22
// 1 January 1980: what an archive is made of is all that it depends on.
const noDate = 0x00_21
// Names are UTF-8.
const flags = 0x08_00

/**
 * A ZIP archive (APPNOTE 6.3) of files that are stored, not packed, so that any part of one is found by its place. The
 * same files make the same bytes.
 */
export function writeZip(files: readonly ZipFile[]): Uint8Array {
  const [parts, directory]: [Uint8Array[], Uint8Array[]] = [[], []]
  let at = 0
  for (const { path, bytes } of files) {
    const name = Buffer.from(path)
    const fields = fieldsOf(bytes, name.length)
    const local = Buffer.alloc(localSize)
    local.writeUInt32LE(localMark, 0)
    fields.copy(local, 4)
    const central = Buffer.alloc(centralSize)
    central.writeUInt32LE(centralMark, 0)
    central.writeUInt16LE(20, 4)
    fields.copy(central, 6)
    central.writeUInt32LE(at, 42)
    directory.push(central, name)
    parts.push(local, name, bytes)
    at += localSize + name.length + bytes.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(endSize)
  end.writeUInt32LE(endMark, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, central, end])
}

/** What both headers of a file have in common, from the version to the length of further fields. */
function fieldsOf(bytes: Uint8Array, nameLength: number): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(flags, 2)
  fields.writeUInt16LE(noDate, 8)
  fields.writeUInt32LE(crc32(bytes), 10)
  fields.writeUInt32LE(bytes.length, 14)
  fields.writeUInt32LE(bytes.length, 18)
  fields.writeUInt16LE(nameLength, 22)
  return fields
}

/**
 * Where the files of an archive are, read from its end.
 * @param tail the archive's last bytes; the whole directory has to be among them.
 * @param size of the archive.
 * @returns `undefined` for what {@link writeZip} would not have written.
 */
export function readDirectory(tail: Uint8Array, size: number): readonly ZipPlace[] | undefined {
  const bytes = Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength)
  const end = bytes.length - endSize
  if (end < 0 || bytes.readUInt32LE(end) !== endMark) return undefined
  const count = bytes.readUInt16LE(end + 10)
  let at = end - bytes.readUInt32LE(end + 12)
  if (at < 0 || bytes.readUInt32LE(end + 16) !== size - bytes.length + at) return undefined
  const places: ZipPlace[] = []
  for (let index = 0; index < count; index += 1) {
    if (at + centralSize > end || bytes.readUInt32LE(at) !== centralMark) return undefined
    const nameLength = bytes.readUInt16LE(at + 28)
    const path = bytes.toString('utf8', at + centralSize, at + centralSize + nameLength)
    const from = bytes.readUInt32LE(at + 42) + localSize + nameLength
    const length = bytes.readUInt32LE(at + 20)
    if (from + length > size) return undefined
    places.push({ path, from, size: length })
    at += centralSize + nameLength
  }
  return at === end ? places : undefined
}

/** The files of a whole archive; `undefined` unless it is, to the byte, what {@link writeZip} makes of them. */
export function readZip(archive: Uint8Array): readonly ZipFile[] | undefined {
  const files = readDirectory(archive, archive.length)?.map(({ path, from, size }) => ({
    path,
    bytes: archive.subarray(from, from + size),
  }))
  return files && Buffer.compare(writeZip(files), archive) === 0 ? files : undefined
}
