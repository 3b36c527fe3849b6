/** What is said of tables of names that were read: which column was taken for what, and which rows were not. */
export const lists = {
  taken: (columns: readonly { readonly label: string; readonly is: string }[]) =>
    `Columns taken: ${columns.map(({ label, is }) => `“${label}” as ${is}`).join(', ')}.`,
  roles: {
    name: 'the name',
    'given-name': 'the first name',
    'family-name': 'the last name',
    organization: 'the organization',
    representative: 'who signs for it',
    title: 'the title',
    affiliation: 'the affiliation',
    country: 'the country',
    group: 'the group',
    kind: 'organization or person',
    note: 'the note',
  },
  column: (number: number) => `column ${number}`,
  left: (labels: readonly string[]) => `Columns left out: ${labels.map((label) => `“${label}”`).join(', ')}.`,
  private: (labels: readonly string[]) =>
    `Left out because nobody’s list should hold it (mail addresses, telephone numbers and the like): ${labels.map((label) => `“${label}”`).join(', ')}.`,
  organizationsSign: (organization: string, person: string) =>
    `Each row names a person and an organization. “${organization}” was taken as who signs, “${person}” as the person who signs for it.`,
  personsSign: (organization: string, person: string) =>
    `Each row names a person and an organization. “${person}” was taken as who signs, “${organization}” as where they belong.`,
  unsure: 'This is not certain. Please look at it first.',
  refused: {
    'no-name': (rows: string) => `No name stands in ${rows}, so nothing was taken from there.`,
    'not-to-publish': (rows: string) => `Not taken, because the name is not to be published: ${rows}.`,
    'head-again': (rows: string) => `The head of the table stands again in ${rows}; that is no signatory.`,
    sum: (rows: string) => `A sum stands in ${rows}; that is no signatory.`,
  },
  rows: (numbers: readonly number[], more: number) =>
    `${numbers.length + more === 1 ? 'row' : 'rows'} ${numbers.join(', ')}${more === 0 ? '' : ` and ${more} more`}`,
  again: (name: string, rows: readonly number[]) => `“${name}” stands in rows ${rows.join(', ')}; it is listed once.`,
  moreAgain: (count: number) =>
    `${count === 1 ? 'One more name stands' : `${count} more names stand`} in several rows and ${count === 1 ? 'is' : 'are'} listed once.`,
  ragged: (rows: string) =>
    `There are more cells than columns in ${rows}; where one cell ends there was judged by its neighbors.`,
  above: (text: string) => `Not used, above the table: “${text}”`,
  noTable: 'No list of names was found in this file.',
  sheetLeft: (name: string) => `The sheet “${name}” holds no list of names and was left out.`,
} as const
