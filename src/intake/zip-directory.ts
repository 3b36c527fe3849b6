/** The directory of a zip file, judged before any entry is inflated; or what speaks against inflating any. */
export type ZipDirectory = { readonly kind: 'directory'; readonly entries: readonly ZipEntry[] }
export type ZipOutcome = ZipDirectory | { readonly kind: 'damaged' | 'locked' | 'bomb' }

/** One entry as the directory declares it. Sizes are what the file says of itself: they may lie. */
export type ZipEntry = {
  readonly name: string
  readonly method: 'stored' | 'deflated'
  /** Where its bytes stand in the file. */
  readonly from: number
  readonly to: number
  readonly size: number
  readonly crc: number
}

/** What a zip file may declare: letters and lists with pictures need a tenth of it. */
export const zipLimits = { entries: 4_000, bytes: 200_000_000, ratio: 250, bytesWithoutRatio: 10_000_000 } as const

const endBytes = 22
const longestComment = 65_535
const marks = { end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50, central: 0x02014b50, local: 0x04034b50 }

/**
 * Reads the central directory (PKWARE APPNOTE 6.3.10, sections 4.3.7 to 4.3.16) and refuses what no office program
 * writes: entries that overlap or repeat a name, locked ones, too many, too large, or too dense. Never throws.
 */
export function readZipDirectory(bytes: Uint8Array): ZipOutcome {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const { at, count } = whereDirectoryIs(view)
    if (count > zipLimits.entries) return { kind: 'bomb' }
    const declared: Declared[] = []
    for (let next = at; declared.length < count; next = declared.at(-1)?.next ?? next)
      declared.push(declaredAt(view, bytes, next))
    return judge(view, declared, at)
  } catch (error) {
    // Reading past the end of the file throws, whatever number led there.
    if (error instanceof RangeError) return { kind: 'damaged' }
    throw error
  }
}

type Declared = Omit<ZipEntry, 'method' | 'from' | 'to'> & {
  readonly method: number
  readonly locked: boolean
  readonly packed: number
  readonly local: number
  readonly next: number
}

function whereDirectoryIs(view: DataView): { readonly at: number; readonly count: number } {
  const least = Math.max(0, view.byteLength - endBytes - longestComment)
  for (let end = view.byteLength - endBytes; end >= least; end -= 1) {
    if (view.getUint32(end, true) !== marks.end || end + endBytes + view.getUint16(end + 20, true) > view.byteLength)
      continue
    const [count, at] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)]
    if (count !== 0xffff && at !== 0xffffffff) return { at, count }
    const record = end >= 20 && view.getUint32(end - 20, true) === marks.locator64 ? whole(view, end - 12) : Number.NaN
    expect(view, record, marks.end64)
    return { at: whole(view, record + 48), count: whole(view, record + 32) }
  }
  throw new RangeError('no directory')
}

function declaredAt(view: DataView, bytes: Uint8Array, at: number): Declared {
  expect(view, at, marks.central)
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => view.getUint16(at + place, true))
  const nameEnd = at + 46 + (nameLength ?? 0)
  const extraEnd = nameEnd + (extraLength ?? 0)
  const short = [24, 20, 42].map((place) => view.getUint32(at + place, true))
  const [size, packed, local] = withLongFields(view, short, { from: nameEnd, to: extraEnd })
  return {
    name: new TextDecoder().decode(bytes.subarray(at + 46, nameEnd)),
    locked: (view.getUint16(at + 8, true) & 1) === 1,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    ...{ size: size ?? 0, packed: packed ?? 0, local: local ?? 0 },
    next: extraEnd + (commentLength ?? 0),
  }
}

/** Numbers that do not fit into 32 bits stand in an extra field (section 4.5.3), in this order. */
function withLongFields(
  view: DataView,
  short: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly number[] {
  if (!short.includes(0xffffffff)) return short
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue
    let place = at + 4
    return short.map((value) => (value === 0xffffffff ? whole(view, (place += 8) - 8) : value))
  }
  return short
}

/** A number of 64 bits; beyond what counts exactly, it leads past the end of any file. */
const whole = (view: DataView, at: number): number => Number(view.getBigUint64(at, true))

function expect(view: DataView, at: number, mark: number): void {
  if (view.getUint32(at, true) !== mark) throw new RangeError('not where the file says')
}

function judge(view: DataView, declared: readonly Declared[], directory: number): ZipOutcome {
  if (declared.some(({ locked }) => locked)) return { kind: 'locked' }
  const entries = declared.map((one) => entryOf(view, one))
  const size = entries.reduce((sum, one) => sum + one.size, 0)
  const dense = size > zipLimits.bytesWithoutRatio && size / view.byteLength > zipLimits.ratio
  if (size > zipLimits.bytes || dense) return { kind: 'bomb' }
  const inOrder = entries.toSorted((one, other) => one.start - other.start)
  const overlaps = inOrder.some((one, at) => one.to > (inOrder[at + 1]?.start ?? directory))
  if (overlaps) return { kind: 'bomb' }
  const names = new Set(entries.map(({ name }) => name.toLowerCase()))
  // Two readers that take different entries of one name see different letters.
  if (names.size < entries.length) return { kind: 'damaged' }
  return { kind: 'directory', entries: entries.map(({ start: _start, ...entry }) => entry) }
}

function entryOf(view: DataView, declared: Declared): ZipEntry & { readonly start: number } {
  const { name, size, crc, method, packed, local: start } = declared
  expect(view, start, marks.local)
  const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true)
  const to = from + packed
  if (to > view.byteLength || (method !== 0 && method !== 8)) throw new RangeError('not as office programs pack')
  return { name, size, crc, method: method === 0 ? 'stored' : 'deflated', from, to, start }
}
