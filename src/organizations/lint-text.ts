import type { SpellingKind } from './key.ts'
import type { LintFindings } from './lint.ts'

type Section = { readonly heading: string; readonly lines: readonly string[] }

const inWords: Readonly<Record<SpellingKind, string>> = {
  case: 'capital letters',
  accent: 'accents',
  dash: 'a dash',
  spacing: 'spaces',
  punctuation: 'punctuation',
  the: 'a leading “The”',
  and: '“&” or “and”',
  acronym: 'a bracketed acronym',
  'legal form': 'a legal form such as Inc.',
}

const quoted = (name: string): string => `“${name}”`

/** `a`, `a and b`, `a, b and c`; a long list is cut with the number that is left out. */
function several(parts: readonly string[], most = 8): string {
  if (parts.length > most) return `${parts.slice(0, most - 1).join(', ')} and ${parts.length - most + 1} more`
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}

/** The lists by name, or "every list": with three letters the same six names would drown what matters. */
function inLists(where: readonly string[], { lists }: LintFindings): string {
  if (where.length > 1 && where.length === lists.length) return 'in every list'
  return `in ${where.join('; ')}`
}

const spelled = (findings: LintFindings): Section => ({
  heading: 'Spelled unlike',
  lines: findings.spelledUnlike.map(
    ({ usual, unlike, differences }) =>
      `${quoted(unlike.name)} ${inLists(unlike.where, findings)}.\n` +
      `Elsewhere: ${quoted(usual.name)}. The difference: ${several(differences.map((kind) => inWords[kind]))}.`,
  ),
})

function place(after: string | undefined, before: string | undefined): string {
  const ends = [after && `after ${quoted(after)}`, before && `before ${quoted(before)}`].filter(
    (end) => end !== undefined,
  )
  return `By the alphabet it comes ${ends.join(' and ')}.`
}

const order = (findings: LintFindings): Section => ({
  heading: 'Out of order',
  lines: [
    ...findings.orderSlips.map(
      (slip) =>
        `${quoted(slip.name)} ${inLists(slip.where, findings)}.\n${place(slip.belongsAfter, slip.belongsBefore)}`,
    ),
    ...findings.notAlphabetical.map(
      (where) => `${where}: the names follow no alphabet, so their order is taken as meant.`,
    ),
  ],
})

const missing = (findings: LintFindings): Section => ({
  heading: 'In one list and not in the other',
  lines: findings.missing.map(({ name, presentIn, missingFrom, perhaps }) => {
    const hint = perhaps === undefined ? '' : ` Perhaps it stands there as ${quoted(perhaps)}.`
    return `${quoted(name)} stands in ${presentIn.join('; ')}, but not in ${missingFrom.join('; ')}.${hint}`
  }),
})

const twice = ({ listedTwice }: LintFindings): Section => ({
  heading: 'Listed more than once',
  lines: listedTwice.map(({ spellings, where }) => `${several(spellings.map(quoted))} in ${where}.`),
})

const numbers = (findings: LintFindings): Section => ({
  heading: 'Numbers that do not add up',
  lines: findings.numbers.map(
    ({ where, stated, found }) => `${where}: the letter says ${stated}, the list has ${found}.`,
  ),
})

const joints = (findings: LintFindings): Section => ({
  heading: 'Dashes and spaces that do not agree within a list',
  lines: findings.joints.map(
    (slip) =>
      `${quoted(slip.oneJoins)} but ${quoted(slip.otherJoins)}, ${inLists(slip.where, findings)}:\n` +
      `${quoted(slip.one)}\n${quoted(slip.other)}`,
  ),
})

const lookAlikes = (findings: LintFindings): Section => ({
  heading: 'Alike, but not the same: do not merge',
  lines: findings.lookAlikes.map((names) => names.map(quoted).join('\n')),
})

// A name may hold anything: control and direction marks would let it rewrite the reader's screen.
const harmless = (line: string): string =>
  line.replace(/[^\P{Cc}\n]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD')

/** The findings for the terminal, in an organizer's words: a section per kind with its number; one line if all is well. */
export function lintText(findings: LintFindings): string {
  const sections = [spelled, order, missing, twice, numbers, joints, lookAlikes]
    .map((section) => section(findings))
    .filter(({ lines }) => lines.length > 0)
  if (sections.length === 0) return 'Nothing to settle: the lists agree.\n'
  return sections
    .map(
      ({ heading, lines }) =>
        `${heading} (${lines.length})\n${lines.map((line) => `  - ${harmless(line).replaceAll('\n', '\n    ')}\n`).join('')}`,
    )
    .join('\n')
}
