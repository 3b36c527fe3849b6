import type { ProposedParagraph } from './proposal.ts'

/** Targets of reference links (`[1]: https://…`), by their label in lower case. */
export type LinkTargets = ReadonlyMap<string, string>

const longestAnchor = 1_000
const longestTarget = 4_000

/** The target a reference definition line gives, or `undefined` for any other line. */
export function linkDefinition(line: string): readonly [string, string] | undefined {
  const match = /^\[([^\]\n]{1,100})\]:\s+<?([^\s>]{1,4000})>?/u.exec(line)
  return match?.[1] === undefined || match[2] === undefined ? undefined : [match[1].toLowerCase(), match[2]]
}

/**
 * Takes Markdown links out of a paragraph: the plain text, and each anchor with its target. A target that is only
 * `#` or empty is lost: `href` is null. Brackets that are no link stay as they are.
 */
export function takeLinks(marked: string, targets: LinkTargets): ProposedParagraph {
  const links: { readonly text: string; readonly href: string | null }[] = []
  let text = ''
  let at = 0
  for (;;) {
    const open = marked.indexOf('[', at)
    if (open < 0) break
    const link = linkAt(marked, open, targets)
    text += marked.slice(at, open) + (link?.text ?? '[')
    at = link?.end ?? open + 1
    if (link) links.push({ text: link.text, href: link.href })
  }
  return { text: text + marked.slice(at), links }
}

type Link = { readonly text: string; readonly href: string | null; readonly end: number }

function linkAt(marked: string, open: number, targets: LinkTargets): Link | undefined {
  const window = marked.slice(open + 1, open + longestAnchor)
  const close = window.search(/[[\]]/u)
  const opener = marked[open + close + 2]
  if (close < 1 || window[close] === '[' || (opener !== '(' && opener !== '[')) return undefined
  const text = window.slice(0, close)
  const start = open + close + 3
  if (opener === '[') {
    const end = marked.slice(start, start + 100).indexOf(']')
    const label = end < 0 ? '' : marked.slice(start, start + end).toLowerCase()
    const target = targets.get(label === '' ? text.toLowerCase() : label)
    return target === undefined ? undefined : { text, href: hrefOf(target), end: start + end + 1 }
  }
  const end = targetEnd(marked, start)
  return end === undefined ? undefined : { text, href: hrefOf(marked.slice(start, end)), end: end + 1 }
}

/** Where the closing parenthesis of a target stands; targets may hold balanced parentheses. */
function targetEnd(marked: string, start: number): number | undefined {
  let depth = 0
  for (let at = start; at < Math.min(marked.length, start + longestTarget); at += 1) {
    if (marked[at] === '(') depth += 1
    if (marked[at] !== ')') continue
    if (depth === 0) return at
    depth -= 1
  }
  return undefined
}

function hrefOf(target: string): string | null {
  const url = (target.trim().split(/\s/u)[0] ?? '').replace(/^<|>$/gu, '')
  return url === '' || url.startsWith('#') ? null : url
}
