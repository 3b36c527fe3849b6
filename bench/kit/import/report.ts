/** The figures of a run as a table a person can read; names no signatory. */
import type { Score, Share } from './score.ts'

export type Row = {
  readonly label: string
  readonly score: Score
  readonly naive: number | undefined
  readonly seconds: number
  readonly megabytes: number
  readonly format: string
}

const heads = [
  'F1',
  'precision',
  'recall',
  'naive',
  'listed',
  'found',
  'title',
  'date',
  'to',
  'to+',
  'to*',
  'apart',
  'kind',
  's',
  'MB',
]
const widths = [6, 9, 6, 6, 6, 6, 5, 4, 5, 3, 5, 5, 8, 6, 5]

/**
 * The whole table; `to+` are addressees nobody noted, `to*` those the text only implies, `apart` titles and addressees
 * that the file does not print in the words of the truth.
 */
export function tableOf(rows: readonly Row[]): string {
  const wide = Math.max(...rows.map(({ label }) => label.length), 4)
  const line = (label: string, cells: readonly string[], rest: string): string =>
    `${label.padEnd(wide)}  ${cells.map((cell, at) => cell.padStart(widths[at] ?? 6)).join(' ')}  ${rest}`
  return [
    line('file', heads, 'warnings, format'),
    ...rows.map((row) => line(row.label, cellsOf(row), `${row.score.warnings}, ${row.format}`)),
  ].join('\n')
}

function cellsOf({ score, naive, seconds, megabytes }: Row): readonly string[] {
  const figure = (value: number | undefined): string => (value === undefined ? '-' : value.toFixed(3))
  const cost = [seconds.toFixed(2), megabytes.toFixed(0)]
  const isCompared = score.listed > 0
  return [
    ...[score.f1, score.precision, score.recall, naive].map((one) => figure(isCompared ? one : undefined)),
    isCompared ? String(score.listed) : '-',
    String(score.found),
    tick(score.title),
    tick(score.date),
    part(score.addressees),
    score.extra === undefined ? '-' : String(score.extra),
    part(score.implicit),
    part(score.apart),
    part(score.kinds),
    ...cost,
  ]
}

const tick = (value: boolean | undefined): string => (value === undefined ? '-' : value ? 'yes' : 'NO')

/** `right/of`, or a dash where there is nothing to compare. */
export const part = (share: Share | undefined): string =>
  share === undefined || share.of === 0 ? '-' : `${share.right}/${share.of}`

/** Adds shares up; `undefined` ones count nothing. */
export function sumOf(shares: readonly (Share | undefined)[]): Share {
  return shares.reduce<Share>((sum, one) => ({ right: sum.right + (one?.right ?? 0), of: sum.of + (one?.of ?? 0) }), {
    right: 0,
    of: 0,
  })
}
