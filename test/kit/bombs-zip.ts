import { crc32, deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { workbookParts } from './hostile-seeds.ts'
import { zerosDeflated } from './zeros.ts'

/** A file that is small or plain to look at and asks for far more than that when it is read. Made when it is needed. */
export type Bomb = { readonly name: string; readonly make: () => Uint8Array }

type Entry = { readonly name: string; readonly packed: Uint8Array; readonly size: number; readonly at?: number }

const types = strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
const gigabytes10 = 10_000_000_000

function entryOf(name: string, content: Uint8Array): Entry {
  return { name, packed: deflateRawSync(content), size: content.length }
}

/** Writes a zip file that says of its entries what it is told to (APPNOTE 6.3.10); sizes over 32 bits in the extra field. */
function zipSaying(entries: readonly Entry[], said: { readonly count?: number } = {}): Uint8Array {
  const [locals, central]: [Buffer[], Buffer[]] = [[], []]
  let length = 0
  for (const { name, packed, size, at } of entries) {
    const start = at ?? length
    if (at === undefined) {
      const local = Buffer.alloc(30)
      local.writeUInt32LE(0x04034b50, 0)
      local.writeUInt16LE(8, 8)
      local.writeUInt16LE(Buffer.byteLength(name), 26)
      locals.push(local, Buffer.from(name), Buffer.from(packed))
      length += 30 + Buffer.byteLength(name) + packed.length
    }
    central.push(...directoryEntry({ name, packed, size, at: start }))
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE((said.count ?? entries.length) % 0x10000, 8)
  end.writeUInt16LE((said.count ?? entries.length) % 0x10000, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(length, 16)
  return Uint8Array.from(Buffer.concat([...locals, directory, end]))
}

function directoryEntry({ name, packed, size, at }: Required<Entry>): readonly Buffer[] {
  const [entry, isLong] = [Buffer.alloc(46), size > 0xfffffffe]
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(isLong ? 0xffffffff : size, 24)
  entry.writeUInt16LE(Buffer.byteLength(name), 28)
  entry.writeUInt16LE(isLong ? 12 : 0, 30)
  entry.writeUInt32LE(at, 42)
  const long = Buffer.alloc(isLong ? 12 : 0)
  if (isLong) {
    long.writeUInt16LE(1, 0)
    long.writeUInt16LE(8, 2)
    long.writeBigUInt64LE(BigInt(size), 4)
  }
  return [entry, Buffer.from(name), long]
}

const many = (count: number): readonly Entry[] =>
  Array.from({ length: count }, (_, at) => ({ name: `word/${at}.xml`, packed: new Uint8Array([3, 0]), size: 0 }))

const withTypes = (...entries: readonly Entry[]): readonly Entry[] => [
  entryOf('[Content_Types].xml', types),
  ...entries,
]

/** A document in a document in a document. */
function nested(depth: number): Uint8Array {
  let inner: Uint8Array = strToU8('Alder Fund '.repeat(1000))
  for (let left = depth; left > 0; left -= 1)
    inner = zipSync({ '[Content_Types].xml': types, 'word/document.xml': inner }, { level: 1 })
  return inner
}

/** A file whose one entry is the file itself. */
function quine(): Uint8Array {
  const name = 'word/document.xml'
  const whole = Buffer.from(zipSync({ '[Content_Types].xml': types, [name]: new Uint8Array(200) }, { level: 0 }))
  const second = whole.indexOf('PK\u0001\u0002', whole.indexOf('PK\u0001\u0002') + 4)
  whole.writeUInt32LE(whole.length - 60, second + 20)
  whole.writeUInt32LE(whole.length - 60, second + 24)
  whole.writeUInt32LE(crc32(whole), second + 16)
  whole.writeUInt32LE(0, second + 42)
  return Uint8Array.from(whole)
}

/** Zip files that unfold, lie, overlap or hold themselves. */
export const zipBombs: readonly Bomb[] = [
  {
    name: 'zip: 10 GB of zeros, declared',
    make: () =>
      zipSaying(withTypes({ name: 'word/document.xml', packed: zerosDeflated(gigabytes10), size: gigabytes10 })),
  },
  {
    name: 'zip: 10 GB of zeros, declared as 1000 bytes',
    make: () => zipSaying(withTypes({ name: 'word/document.xml', packed: zerosDeflated(gigabytes10), size: 1000 })),
  },
  {
    name: 'zip: 10 GB of zeros, declared as 90 MB beside what cannot be packed',
    make: () => zipSaying(withTypes({ name: 'xl/workbook.xml', packed: zerosDeflated(gigabytes10), size: 90_000_000 })),
  },
  { name: 'zip: documents in documents', make: () => nested(50) },
  {
    name: 'zip: entries that share their bytes',
    make: () => {
      const first = entryOf('word/document.xml', new Uint8Array(1_000_000))
      return zipSaying([
        first,
        ...Array.from({ length: 3000 }, (_, at) => ({ ...first, name: `word/${at}.xml`, at: 0 })),
        entryOf('[Content_Types].xml', types),
      ])
    },
  },
  { name: 'zip: 100,000 entries', make: () => zipSaying(withTypes(...many(100_000))) },
  { name: 'zip: 3,999 entries of nothing', make: () => zipSaying(withTypes(...many(3998))) },
  { name: 'zip: entries that are not there', make: () => zipSaying(withTypes(...many(3)), { count: 4000 }) },
  { name: 'zip: holds itself', make: quine },
  {
    name: 'zip: a comment full of ends',
    make: () =>
      Uint8Array.from(
        Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from('PK\u0005\u0006\0\0'.repeat(100_000))]),
      ),
  },
  {
    name: 'zip: names that lead elsewhere',
    make: () =>
      zipSync({
        ...workbookParts('<row/>'),
        '../../../../etc/passwd.xml': types,
        '__proto__/x.xml': types,
        '/x.xml': types,
      }),
  },
]
