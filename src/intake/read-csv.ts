import { parse } from 'csv-parse/sync'
import { cellText, mostColumns, type Table } from './table.ts'

/** What may stand between the cells of a row. */
export type Delimiter = ',' | ';' | '\t' | '|'

const delimiters: readonly Delimiter[] = ['\t', ';', ',', '|']

/** How many lines are looked at to tell how a text is cut into cells. */
const sampled = 400

/**
 * Reads a table of separated values (RFC 4180 and what people make of it): any of four delimiters, with or without
 * quotation marks, byte order mark, head or an Excel line `sep=;`. A text without columns is a table of one. Never throws.
 */
export function readCsv(text: string): Table {
  const told = /^\uFEFF?sep=([,;|\t])\r?\n/iu.exec(text)
  const body = text.slice(told?.[0].length ?? 0)
  const delimiter = delimiters.find((one) => one === told?.[1]) ?? delimiterOf(body)
  const records = recordsOf(body, delimiter)
  return {
    group: null,
    head: undefined,
    rows: records.map((cells, at) => ({ number: at + 1, cells: cells.slice(0, mostColumns).map(cellText) })),
  }
}

/** The delimiter that cuts most rows of a text into the same number of cells; `undefined` when none does. */
export function delimiterOf(text: string): Delimiter | undefined {
  // What stands within quotation marks divides nothing, whatever it holds.
  const sample = firstLines(text)
    .replace(/(?<=^\uFEFF?|[,;|\t\r\n])"(?:[^"]|"")*"(?=[,;|\t\r\n]|$)/gu, 'x')
    .split(/\r\n|[\n\r]/u)
  const [best] = delimiters
    .map((delimiter) => ({ delimiter, ...evenness(sample.map((line) => line.split(delimiter))) }))
    .filter(({ share, width }) => width > 1 && share >= 0.6)
    .toSorted((a, b) => b.share * Math.min(b.width, 4) - a.share * Math.min(a.width, 4))
  return best?.delimiter
}

function firstLines(text: string): string {
  let end = 0
  for (let line = 0; line < sampled && end >= 0; line += 1) {
    const next = text.indexOf('\n', end)
    if (next < 0) return text
    end = next + 1
  }
  return text.slice(0, end)
}

/** The commonest width among rows of more than one cell, and its share of all filled rows. */
function evenness(records: readonly (readonly string[])[]): { readonly share: number; readonly width: number } {
  const filled = records.filter((cells) => cells.some((cell) => cell.trim() !== ''))
  const counts = new Map<number, number>()
  for (const { length } of filled) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [width, count] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0]
  return { share: filled.length === 0 ? 0 : count / filled.length, width }
}

/** Rows of cells; without a delimiter every line is one cell. */
function recordsOf(text: string, delimiter: Delimiter | undefined): readonly (readonly string[])[] {
  const plain = (): readonly (readonly string[])[] =>
    text.split(/\r\n|[\n\r]/u).map((line) => (delimiter === undefined ? [unquoted(line)] : line.split(delimiter)))
  if (delimiter === undefined) return plain()
  try {
    return parse(text, {
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
    })
  } catch {
    // A quotation mark that is never closed: then the marks mean nothing, and every line is a row.
    return plain()
  }
}

const unquoted = (line: string): string => line.replace(/^\uFEFF?"(.*)"$/u, '$1').replaceAll('""', '"')
