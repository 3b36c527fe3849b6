import { hasRole, isPersonShaped } from './roles.ts'
import type { SourceLine } from './source-text.ts'

/** An entry of a list has no more lines than this. */
const longestEntry = 7

/**
 * Finds the lines of a list that do not name a signatory but say more of the one above: set in another face than
 * names, or standing with a name in a block of its own. `parts`: lines that stand together.
 */
export function detailLines(parts: readonly (readonly SourceLine[])[]): ReadonlySet<SourceLine> {
  const lead = leadFace(parts)
  const details = new Set<SourceLine>()
  for (const lines of parts) {
    const [first, second] = lines
    if (first === undefined || second === undefined || second.hints?.face === undefined) continue
    if (lead !== undefined && lines.some((line) => faceOf(line) !== lead)) {
      for (const [at, line] of lines.entries()) if (at > 0 && faceOf(line) !== lead) details.add(line)
    } else if (isOneEntry(lines)) for (const line of lines.slice(1)) details.add(line)
  }
  return details
}

const faceOf = (line: SourceLine): string => line.hints?.face ?? ''

/**
 * The face that names are set in, where what stands below them is set in another: names come first, and again and again
 * another face follows directly.
 */
function leadFace(parts: readonly (readonly SourceLine[])[]): string | undefined {
  const firsts = new Map<string, number>()
  const changes = new Map<string, number>()
  let lines = 0
  for (const part of parts) {
    lines += part.length
    const face = faceOf(part[0] ?? { text: '' })
    firsts.set(face, (firsts.get(face) ?? 0) + 1)
    for (const [at, line] of part.entries())
      if (at > 0 && faceOf(line) !== faceOf(part[at - 1] ?? line)) {
        const change = `${faceOf(part[at - 1] ?? line)}\n${faceOf(line)}`
        changes.set(change, (changes.get(change) ?? 0) + 1)
      }
  }
  const [lead] = [...firsts].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0])
  if (lead === '') return undefined
  const down = [...changes].reduce((sum, [change, count]) => (change.startsWith(`${lead}\n`) ? sum + count : sum), 0)
  // Names in bold with more words behind them: whatever is not bold goes with the name above.
  const bold = parts.flat().filter(({ hints }) => hints?.emphasis === 'start').length
  return (down >= 2 && down >= lines * 0.08) || (down > 0 && bold >= lines * 0.5) ? lead : undefined
}

/** Whether a block is one person with a post and a body below, as signature blocks are printed. */
function isOneEntry(lines: readonly SourceLine[]): boolean {
  const [first, ...below] = lines.map((line) => line.text)
  if (first === undefined || lines.length > longestEntry) return false
  const name = first.replace(/,.*$/u, '')
  if (!isPersonShaped(name) || hasRole(name)) return false
  // A line below that is a post, or is no name of a person where the first one is.
  return (
    below.some((text) => isPost(text)) &&
    !below.some((text) => isPersonShaped(text) && !isPost(text) && below.length > 2 && hasManyPersons(below))
  )
}

const isPost = (text: string): boolean =>
  hasRole(text) ||
  /\b(?:professor|lecturer|engineer|researcher|scientist|fellow|lawyer|author|journalist|consultant|associate|analyst|writer|developer|coordinator|owner|student)\b/iu.test(
    text,
  )

const hasManyPersons = (texts: readonly string[]): boolean =>
  texts.filter((text) => isPersonShaped(text) && !isPost(text)).length > texts.length / 2
