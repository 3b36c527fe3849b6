import { bodyWords } from './body-words.ts'
import { isPersonShaped } from './roles.ts'
import type { SourceLine } from './source-text.ts'

/** Marks that part names on one line; a comma only where nothing else does. */
const separators = [
  /\s*[;\uFF1B]\s*/u,
  /\s+[|\u00A6]\s+/u,
  /\s*[\u2022\u00B7\u25AA\u25CF\u2027\u30FB]\s*/u,
  /\s+[/\u2013\u2014-]\s+/u,
  /\s*[,\uFF0C\u3001]\s+/u,
]

/** Fewer names than this on one line are rather one name with its post and place. */
const fewest = 5

/** Words of running text: names set in one paragraph hold hardly any. */
const running =
  /\b(?:we|you|your|is|are|was|were|has|have|had|been|will|would|should|must|can|could|it|this|these|that|which|they|their|not|to|in|on|by|as|from|wir|ist|sind|nicht|wird|nous|vous|est|sont|que|son|se|não|são)\b/giu

/**
 * The names of a paragraph that lists them one after the other ("A, B, C and D"), in one block of one to three lines;
 * `undefined` where the block is no such paragraph.
 */
export function namesInLine(lines: readonly SourceLine[]): readonly string[] | undefined {
  if (
    lines.length === 0 ||
    lines.length > 40 ||
    lines.some(({ hints }) => hints?.startsItem === true || hints?.fields !== undefined)
  )
    return undefined
  if (lines.length > 1 && !isParagraph(lines)) return undefined
  const text = lines.map((line) => line.text).join(' ')
  if (text.length < 30 || text.length > 60_000) return undefined
  for (const separator of separators) {
    const parts = partsOf(text, separator)
    const names = atLastAnd(parts)
    if (names.length < fewest || parts.length < lines.length * 2) continue
    return names.every(isShort) && areNames(names) ? names : undefined
  }
  return undefined
}

/** Lines of one wrapped paragraph are about as long as each other; lines that each begin with a person are entries. */
function isParagraph(lines: readonly SourceLine[]): boolean {
  const widest = Math.max(...lines.map(({ text }) => text.length))
  const persons = lines.filter(({ text }) => {
    const first = text.split(/\s*[,;(|]|\s[\u2013\u2014-]\s/u)[0] ?? ''
    return isPersonShaped(first) && bodyWords(first) === 0
  }).length
  return (
    widest >= 40 &&
    lines.slice(0, -1).every(({ text, hints }) => hints?.whole !== true && text.length >= widest * 0.6) &&
    persons < lines.length * 0.6
  )
}

/** Cuts at a separator outside brackets. */
function partsOf(text: string, separator: RegExp): readonly string[] {
  const parts: string[] = []
  for (const piece of text.replace(/[.;,]$/u, '').split(separator)) {
    const last = parts.at(-1)
    if (last !== undefined && isOpen(last)) parts[parts.length - 1] = `${last}, ${piece}`
    else parts.push(piece)
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

const isOpen = (text: string): boolean => (text.match(/[([]/gu)?.length ?? 0) > (text.match(/[)\]]/gu)?.length ?? 0)

/** "… C and D" ends the list; "and D" after a comma does as well. */
function atLastAnd(parts: readonly string[]): readonly string[] {
  const last = parts.at(-1) ?? ''
  const and = /^(?:and|&|und|et|y|e|en)\s+(?=\p{Lu})/u
  if (and.test(last)) return [...parts.slice(0, -1), last.replace(and, '')]
  // Only where no other name of the list holds the word.
  const inside = /\s(?:and|und|et|y)\s(?=\p{Lu})/u
  if (!inside.test(last) || parts.slice(0, -1).some((part) => inside.test(part))) return parts
  return [...parts.slice(0, -1), ...last.split(inside)]
}

const isShort = (name: string): boolean => name.length <= 110

/** Names begin with capitals or digits, hold no verbs, and are not all one word of running text. */
function areNames(names: readonly string[]): boolean {
  const capital = names.filter((name) => /^["'\u201C(]?[\p{Lu}\p{Lo}\d]/u.test(name)).length
  const words = names.join(' ').split(' ').length
  const verbs = names.join(' ').match(running)?.length ?? 0
  return capital >= names.length * 0.9 && verbs <= words * 0.04
}
