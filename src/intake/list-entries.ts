import type { ShapedLine } from './list-shape.ts'
import { hasLegalForm, hasPersonMark, hasRole, isPersonShaped } from './roles.ts'
import { isPost } from './posts.ts'

/**
 * The lines at which entries of several lines begin (a name, below it a post and an organization), where the list is
 * set so; `undefined` where every line may be a name of its own, or a piece of a wrapped one.
 */
export function entryStarts(lines: readonly ShapedLine[]): ReadonlySet<number> | undefined {
  const items = lines.flatMap(({ line }, at) => (line.hints?.startsItem === true ? [at] : []))
  // A dash at the start of a few lines is a part of wrapped names; on many lines it is a bullet.
  if (items.length > lines.length * 0.4 || (items.length > 2 && itemizedBlocks(lines, items))) {
    const whole = lines.flatMap(({ line, startsBlock }, at) => (startsBlock && line.hints?.whole === true ? [at] : []))
    return new Set([...items, ...whole])
  }
  // Where the page is known, faces and space tell names from what stands below them.
  if (lines.some(({ line }) => line.hints?.face !== undefined)) return undefined
  return byBlock(lines) ?? byPeriod(lines) ?? byPerson(lines)
}

/** Items of several lines each: every block begins with one. */
function itemizedBlocks(lines: readonly ShapedLine[], items: readonly number[]): boolean {
  const marked = new Set(items)
  return (
    lines.every(({ startsBlock }, at) => !startsBlock || marked.has(at)) &&
    lines[items[0] ?? 0]?.line.hints?.whole === true
  )
}

const textAt = (lines: readonly ShapedLine[], at: number): string => lines[at]?.line.text ?? ''

/** A person's name, alone or with its post behind a comma. */
function isPersonLine(text: string): boolean {
  const first = text.split(/,\s|\s[\u2013\u2014-]\s|\s\(/u)[0] ?? ''
  return (hasPersonMark(text) || isPersonShaped(first)) && !isPost(first) && !hasLegalForm(first)
}

/** A line that only goes with a name: a post, alone or with its organization. */
const isPostLine = (text: string): boolean => {
  const first = text.split(/,\s|\s[\u2013\u2014-]\s/u)[0] ?? ''
  return (hasRole(first) || isPost(first)) && !hasPersonMark(text)
}

/** One block per entry. */
function byBlock(lines: readonly ShapedLine[]): ReadonlySet<number> | undefined {
  const starts = lines.flatMap(({ startsBlock }, at) => (startsBlock || at === 0 ? [at] : []))
  const entries = starts.map((from, index) => lines.slice(from, starts[index + 1]).map(({ line }) => line.text))
  const several = entries.filter((entry) => entry.length > 1)
  if (several.length < entries.length * 0.6 || entries.some((entry) => entry.length > 7)) return undefined
  const paired = several.filter(([first = '', ...rest]) => {
    if (isPersonLine(first)) return rest.some(isPostLine) || rest.every((line) => !isPersonLine(line))
    return rest.some((line) => isPersonLine(line)) && rest.length <= 4
  })
  return paired.length >= several.length * 0.6 && several.length > 0 ? new Set(starts) : undefined
}

/** Every second, third or fourth line is a name. */
function byPeriod(lines: readonly ShapedLine[]): ReadonlySet<number> | undefined {
  for (const period of [2, 3, 4]) {
    if (lines.length % period !== 0 || lines.length < period * 2) continue
    const names = Array.from({ length: lines.length / period }, (_, at) => at * period)
    const persons = names.filter((at) => isPersonLine(textAt(lines, at))).length
    const posts = names.filter((at) => isPostLine(textAt(lines, at + 1)) || !isPersonLine(textAt(lines, at + 1))).length
    const clear = names.filter((at) => isPostLine(textAt(lines, at + 1))).length
    if (persons >= names.length * 0.85 && posts >= names.length * 0.85 && clear >= names.length * 0.4)
      return new Set(names)
  }
  return undefined
}

/** Where many lines only say a post, an entry begins with the person above it. */
function byPerson(lines: readonly ShapedLine[]): ReadonlySet<number> | undefined {
  const posts = lines.filter(({ line }) => isPostLine(line.text)).length
  const persons = lines.flatMap(({ line, startsBlock }, at) =>
    at === 0 || startsBlock || isPersonLine(line.text) ? [at] : [],
  )
  const followed = persons.filter((at) => isPostLine(textAt(lines, at + 1))).length
  if (posts < Math.max(2, lines.length * 0.2) || followed < persons.length * 0.6) return undefined
  return new Set(persons)
}
