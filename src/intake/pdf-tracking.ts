/**
 * Letter-spaced words as words again: some programs move every letter by hand, and what is read is `S I G N E D`. A run of
 * at least four single letters with one space between them is a word; two spaces, where there are any, part words.
 */
export function spacedOut(text: string): string {
  if (!/(?:^|\s)\p{L} \p{L} \p{L} \p{L}(?=\s|$)/u.test(text)) return text
  return text.replace(/(?<=^|\s)\p{L}(?: \p{L}){3,}(?=\s|[,.:;]|$)/gu, (word) => word.replaceAll(' ', ''))
}
