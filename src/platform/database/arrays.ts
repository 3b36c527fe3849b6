/**
 * Columns of values as one parameter each, in the binary form in which PostgreSQL itself sends arrays (`array_send`:
 * dimensions, null flag, element type, size, lower bound, then each element's length and bytes). For statements that
 * write many rows at once: as text, each value would be escaped here and read character by character there, which costs
 * more than writing the row. Say what they are in the statement, as `${uuidArray(ids)}::uuid[]`.
 */
type Element<Value> = {
  /** The type's number in `pg_type`; those of built-in types never change. */
  readonly oid: number
  readonly sizeOf: (value: Value) => number
  readonly write: (value: Value, into: Buffer, at: number, size: number) => void
}

const headBytes = 20
const lengthBytes = 4

function arrayOf<Value>({ oid, sizeOf, write }: Element<Value>): (values: readonly (Value | null)[]) => Buffer {
  return (values) => {
    const sizes = values.map((value) => (value === null ? -1 : sizeOf(value)))
    const whole = sizes.reduce((sum, size) => sum + lengthBytes + Math.max(size, 0), headBytes)
    const into = Buffer.allocUnsafe(whole)
    into.writeInt32BE(1, 0)
    into.writeInt32BE(sizes.includes(-1) ? 1 : 0, 4)
    into.writeInt32BE(oid, 8)
    into.writeInt32BE(values.length, 12)
    into.writeInt32BE(1, 16)
    let at = headBytes
    values.forEach((value, index) => {
      const size = sizes[index] ?? -1
      at = into.writeInt32BE(size, at)
      if (value === null) return
      write(value, into, at, size)
      at += size
    })
    return into
  }
}

const utf8: Omit<Element<string>, 'oid'> = {
  sizeOf: (value) => Buffer.byteLength(value),
  write: (value, into, at) => void into.write(value, at),
}

/** `uuid[]`; each as 36 characters. */
export const uuidArray = arrayOf<string>({
  oid: 2950,
  sizeOf: () => 16,
  write: (value, into, at) => void into.write(value.replaceAll('-', ''), at, 'hex'),
})

/** `bytea[]`. */
export const bytesArray = arrayOf<Uint8Array>({
  oid: 17,
  sizeOf: (value) => value.length,
  write: (value, into, at) => into.set(value, at),
})

/** `text[]`; in UTF-8, so nothing in them may hold a NUL. */
export const textArray = arrayOf<string>({ oid: 25, ...utf8 })

/** `boolean[]`. */
export const booleanArray = arrayOf<boolean>({
  oid: 16,
  sizeOf: () => 1,
  write: (value, into, at) => void into.writeUInt8(value ? 1 : 0, at),
})

/** `smallint[]`. */
export const smallintArray = arrayOf<number>({
  oid: 21,
  sizeOf: () => 2,
  write: (value, into, at) => void into.writeInt16BE(value, at),
})

/** `integer[]`. */
export const integerArray = arrayOf<number>({
  oid: 23,
  sizeOf: () => 4,
  write: (value, into, at) => void into.writeInt32BE(value, at),
})

/** `bigint[]`; of numbers that JavaScript holds exactly. */
export const bigintArray = arrayOf<number>({ oid: 20, sizeOf: () => 8, write: writeLong })

/** `timestamptz[]`, to the millisecond. */
export const timeArray = arrayOf<Date>({
  oid: 1184,
  sizeOf: () => 8,
  write: (value, into, at) => writeLong((value.getTime() - epoch) * 1000, into, at),
})

// PostgreSQL counts microseconds from here.
const epoch = Date.UTC(2000, 0, 1)

function writeLong(value: number, into: Buffer, at: number): void {
  const high = Math.floor(value / 0x1_0000_0000)
  into.writeInt32BE(high, at)
  into.writeUInt32BE(value - high * 0x1_0000_0000, at + 4)
}
