/** One cell as RFC 4180 writes it: quoted if it holds a quote, a comma, a line end, or space at an end. */
const cellOf = (text: string): string =>
  /[",\r\n]|^\s|\s$|^\uFEFF/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** Cells as one line of CSV (RFC 4180), ended by a line feed so that the file reads well under version control. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\n`
}

/**
 * A cell of a file that people open in a spreadsheet: a text that would run as a formula is led by an apostrophe.
 * Not for the campaign folder, which must come back as it went out.
 */
export function safeCell(text: string): string {
  return /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u.test(text) ? `'${text}` : text
}
