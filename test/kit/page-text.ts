/** What a reader reads of some HTML: its words, with white space as one space. */
export function readText(html: string): string {
  return html
    .replaceAll(/<(?:style|script)[^]*?<\/(?:style|script)>/g, '')
    .replaceAll(/<sup>[^]*?<\/sup>/g, '')
    .replaceAll(/<q>/g, '“')
    .replaceAll(/<\/q>/g, '”')
    .replaceAll(/<\/?(?:p|li|td|th|tr|h\d|section|blockquote|div|dt|dd)\b[^>]*>/g, ' ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** The rows of the table under a heading, as a reader reads them, by their first cell. */
export function rowsUnder(html: string, heading: string): ReadonlyMap<string, readonly string[]> {
  const section = html.split('<section').find((part) => readText(part).includes(heading)) ?? ''
  const [, body = ''] = section.split('<tbody')
  const rows = [...body.matchAll(/<tr[^>]*>([^]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<(?:td|th)[^>]*>([^]*?)<\/(?:td|th)>/g)].map(([, cell = '']) => readText(cell)),
  )
  return new Map(rows.map(([first = '', ...rest]) => [first, rest]))
}

/** What stands under each `h2` of a page, as a reader reads it, by the heading. */
export function sectionsOf(html: string): ReadonlyMap<string, string> {
  const [, ...parts] = html.split(/<h2[^>]*>/)
  return new Map(
    parts.map((part) => {
      const [heading = '', ...rest] = part.split('</h2>')
      return [readText(heading), readText(rest.join(' '))]
    }),
  )
}
