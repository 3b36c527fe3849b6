import { CsvError, parse } from 'csv-parse/sync'

/** One line of a table that people edit by hand; `number` is where it ends in the file, from 1. */
export type CsvLine = { readonly number: number; readonly cells: readonly string[] }

/** Every line of a CSV text (UTF-8, with or without byte order mark, any line ends), or a sentence where it breaks. */
export function csvLines(text: string): readonly CsvLine[] | string {
  const lines: CsvLine[] = []
  try {
    parse(text, {
      bom: true,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record: readonly string[], { lines: number }) => {
        lines.push({ number, cells: record })
        return null
      },
    })
    return lines
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number(error['lines'])
    return `Line ${Number.isFinite(line) ? line : 1}: a quotation mark is out of place, so the table cannot be read from here on.`
  }
}
