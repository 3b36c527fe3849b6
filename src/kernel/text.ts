// Most of what people type is plain: then nothing of what follows would change it, at a tenth of the time.
const plain = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/

/** Unicode NFC with every run of white space as one space, and none at the ends: one line of text as we keep it. */
export function oneLine(text: string): string {
  if (plain.test(text)) return text
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/**
 * The text without case, accents and typographic variants, for finding and comparing, never for printing.
 * Curly quotes and every kind of dash become the plain ones.
 */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[\u2018\u2019\u201A\u201B\u02BC]/gu, "'")
    .replace(/[\u201C\u201D\u201E\u201F]/gu, '"')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
}

/**
 * A short name for URLs: letters and digits of any script, lower-cased, joined by hyphens, at most `longest` characters.
 * @returns the empty string when the text holds no letter or digit.
 */
export function slugOf(text: string, longest = 60): string {
  const words =
    fold(text)
      .normalize('NFC')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  let slug = ''
  for (const word of words) {
    const next = slug === '' ? word : `${slug}-${word}`
    if (next.length > longest) break
    slug = next
  }
  // Never half of a surrogate pair: it could be kept nowhere.
  return slug === '' ? (words[0] ?? '').slice(0, longest).replace(/[\uD800-\uDBFF]$/, '') : slug
}

/** A slug not yet in `taken`: the slug itself, else with `-2`, `-3`, … */
export function freshSlug(wished: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wished)) return wished
  for (let n = 2; ; n += 1) if (!taken.has(`${wished}-${n}`)) return `${wished}-${n}`
}
