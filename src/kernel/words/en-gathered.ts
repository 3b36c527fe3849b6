const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** What is said of several files that belong to one letter. */
export const gathered = {
  double: (taken: string, left: string) =>
    `${taken} and ${left} hold the same letter. It was taken once, from ${taken}.`,
  joined: (list: string, letters: readonly string[]) =>
    `The list in ${list} was joined to the letter in ${listed(letters)}.`,
  whose: (list: string) => `Whose list ${list} is cannot be told, so it stands by itself.`,
  editions: (names: readonly string[]) => `${listed(names)} are editions of one letter.`,
  sameList: (one: string, other: string, count: number) =>
    `The lists in ${one} and ${other} are the same: ${count === 1 ? '1 name' : `${count} names`}.`,
  unlikeLists: (one: string, other: string) => `The lists in ${one} and ${other} differ.`,
  onlyIn: (file: string, names: readonly string[], more: number) =>
    `Only in ${file}: ${names.map((name) => `“${name}”`).join(', ')}${more === 0 ? '' : ` and ${more} more`}.`,
  respelled: (one: string, other: string) => `“${one}” is written “${other}” there.`,
  moreRespelled: (count: number) =>
    `${count === 1 ? 'One more name is' : `${count} more names are`} written otherwise.`,
} as const
