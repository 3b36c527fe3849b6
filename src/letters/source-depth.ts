/** More than any letter has; reading nested marks costs more than the square of their number. */
const MOST_EMPHASIS_MARKS = 2000
const MOST_IMAGES = 200
const DEEPEST = 24

/** How deep `:::only` containers stand in each other, judged by their opening and closing lines. */
function containerDepth(source: string): number {
  let [depth, deepest] = [0, 0]
  for (const [, , opens] of source.matchAll(/^[ \t>]*(:{3,})(only\{|[ \t]*$)/gmu)) {
    depth = opens === 'only{' ? depth + 1 : Math.max(0, depth - 1)
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

/**
 * Whether a source nests marks beyond what people write. Reading such a text as Markdown takes minutes or all of the
 * stack (measured: 20,000 asterisks, 80 seconds), so it is shown as the plain text it is.
 */
export function isTooDeep(source: string): boolean {
  let [marks, images] = [0, 0]
  for (const [mark] of source.matchAll(/\\[^]|[*_]|!\[/gu)) {
    if (mark === '*' || mark === '_') marks += 1
    if (mark === '![') images += 1
  }
  if (marks > MOST_EMPHASIS_MARKS || images > MOST_IMAGES) return true
  if (/^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){24}/mu.test(source)) return true
  return containerDepth(source) > DEEPEST
}
