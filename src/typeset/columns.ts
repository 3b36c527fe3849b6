/** A thing to stand in a column. Heights in points: the most it can take and the likeliest. */
export type Row = {
  readonly most: number
  readonly likely: number
  /** Space above it, unless it stands at the top. */
  readonly above: number
  readonly isHeading: boolean
}

type Measure = (row: Row) => number
const most: Measure = (row) => row.most
const likely: Measure = (row) => row.likely

/** Fills `count` columns from the first row on. @returns the end of each column; a heading never stands last. */
function fill(rows: readonly Row[], measure: Measure, height: number, count: number): readonly number[] {
  const ends: number[] = []
  let next = 0
  while (ends.length < count) {
    const first = next
    let used = 0
    for (let row = rows[next]; row !== undefined; row = rows[next]) {
      const wanted = measure(row) + (next === first ? 0 : row.above)
      // A row taller than the page gets a column to itself rather than none.
      if (next > first && used + wanted > height) break
      used += wanted
      next += 1
    }
    if (next < rows.length) while (next > first + 1 && rows[next - 1]?.isHeading) next -= 1
    ends.push(next)
  }
  return ends
}

/** Whether all rows stand within the height when columns end where they are said to. */
function isWithin(rows: readonly Row[], ends: readonly number[], height: number): boolean {
  return ends.every((end, column) => {
    const part = rows.slice(ends[column - 1] ?? 0, end)
    return part.reduce((sum, row, index) => sum + row.most + (index === 0 ? 0 : row.above), 0) <= height
  })
}

/**
 * The ends of `count` columns that hold all rows and end as nearly together as they can.
 * @returns also the height they then take, by the likeliest heights.
 */
export function balance(
  rows: readonly Row[],
  count: number,
): { readonly ends: readonly number[]; readonly height: number } {
  let low = 0
  let high = rows.reduce((sum, row) => sum + row.likely + row.above, 1)
  while (high - low > 1) {
    const middle = (low + high) / 2
    if (fill(rows, likely, middle, count).at(-1) === rows.length) high = middle
    else low = middle
  }
  return { ends: fill(rows, likely, high, count), height: high }
}

/**
 * Breaks rows into pages of `count` columns, each page's columns ending together.
 * @param heights the first page's height and every other's.
 * @returns for each page the ends of its columns, counted from the page's first row.
 */
export function paginate(
  rows: readonly Row[],
  heights: { readonly first: number; readonly other: number },
  count: number,
): readonly (readonly number[])[] {
  const pages: (readonly number[])[] = []
  // No page holds as many rows; a window keeps the work in proportion to the list.
  const window = 600
  for (let from = 0; from < rows.length;) {
    const height = pages.length === 0 ? heights.first : heights.other
    const full = fill(rows.slice(from, from + window), most, height, count)
    const onPage = rows.slice(from, from + (full.at(-1) ?? 1))
    const { ends } = balance(onPage, count)
    pages.push(isWithin(onPage, ends, height) ? ends : full)
    from += onPage.length
  }
  return pages
}
