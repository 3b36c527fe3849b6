import type { Audit, AuditProblem, ComparedCount, TallyProblem, TallyResult } from '#proof'
import { printable } from './printable.ts'

const many = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : more}`

function leafSentence({ index, kind, about }: TallyProblem): string {
  switch (kind) {
    case 'unreadable':
      return `Leaf ${index} is not a leaf as docs/formats/leaves.md has them.`
    case 'unknown-version':
      return `Leaf ${index} signs the text ${about}, which no earlier leaf declares.`
    case 'version-twice':
      return `Leaf ${index} declares the text ${about} a second time.`
    case 'bad-reference':
      return `Leaf ${index} speaks of leaf ${about}, which is no signature that it could speak of.`
    default:
      return kind satisfies never
  }
}

const subject = ({ kind, name }: ComparedCount): string => `${kind} ${printable(name)}`

/** One thing that an audit found, in a sentence. */
export function problemSentence(problem: AuditProblem): string {
  switch (problem.kind) {
    case 'checkpoint-missing':
      return 'There is no checkpoint here.'
    case 'checkpoint-refused':
      return 'The checkpoint is not signed as the policy demands.'
    case 'counts-missing':
      return 'There are no published numbers here (counts.json).'
    case 'counts-broken':
      return 'The published numbers cannot be read (counts.json).'
    case 'counts-of-another-size':
      return `The published numbers are of ${many(problem.size, 'leaf', 'leaves')}, the checkpoint of ${problem.checkpoint}.`
    case 'count-differs':
      return `The number of ${subject(problem.count)} is published as ${problem.count.published}; the log has ${problem.count.recounted}.`
    case 'bundle-missing':
      return `The leaves from ${problem.bundle * 256} on are missing.`
    case 'bundle-broken':
      return `The leaves from ${problem.bundle * 256} on cannot be read, or are not as many as the checkpoint says.`
    case 'root-differs':
      return 'The leaves do not have the root that the checkpoint names: they are not the ones it was signed for.'
    case 'text-missing':
      return `The text ${problem.hash} is missing.`
    case 'text-differs':
      return `The text in the place of ${problem.hash} is another one.`
    case 'leaf':
      return leafSentence(problem.leaf)
    case 'openings-missing':
      return `The list of names for the leaves from ${problem.bundle * 256} on is missing.`
    case 'openings-broken':
      return `The list of names for the leaves from ${problem.bundle * 256} on cannot be read, or a row of it is missing.`
    case 'name-differs':
      return `The name shown for leaf ${problem.index} is not the one that its signer committed to.`
    case 'name-without-signature':
      return `A name is shown for leaf ${problem.index}, which is no signature.`
    case 'name-not-standing':
      return `A name is shown for leaf ${problem.index}, which is ${problem.fate}.`
    default:
      return problem satisfies never
  }
}

/** Published and recounted numbers side by side, versions named by letter and edition. */
function countLines(compared: readonly ComparedCount[], tally: TallyResult): readonly string[] {
  const names = new Map(
    tally.versions.map(({ hash, letter, edition, number }) => [
      hash,
      `version ${number} of ${letter}/${edition} (${hash.slice(0, 8)}…)`,
    ]),
  )
  const rows = compared.map((count) => ({
    name: printable(count.kind === 'letter' ? `letter ${count.name}` : `  ${names.get(count.name) ?? count.name}`),
    published: count.published.toLocaleString('en-US'),
    recounted: count.recounted.toLocaleString('en-US'),
    isEqual: count.published === count.recounted,
  }))
  const width = Math.max(0, ...rows.map(({ name }) => name.length))
  return rows.map(
    ({ name, published, recounted, isEqual }) =>
      `${name.padEnd(width)}  published ${published}, recounted ${recounted}${isEqual ? '' : '  DIFFERS'}`,
  )
}

/** What was recomputed, in plain sentences. */
export function recountLines({ checkpoint, recount, compared }: Audit): readonly string[] {
  if (!checkpoint || !recount) return []
  const { all } = recount.tally
  return [
    `Log ${printable(checkpoint.origin)}: ${many(checkpoint.size, 'leaf', 'leaves')}; ${many(recount.size, 'leaf', 'leaves')} read.`,
    `Signatures: ${all.standing.toLocaleString('en-US')} stand, ${all.withdrawn} withdrawn, ${all.held} held for review, ${all.invalidated} invalidated.`,
    ...countLines(compared, recount.tally),
    ...(recount.shownNames === undefined
      ? []
      : [`${many(recount.shownNames, 'name is', 'names are')} shown; each was held against its commitment.`]),
    ...(recount.texts > 0 ? [`${many(recount.texts, 'text')} held against the hash in the log.`] : []),
  ]
}

/** The same for programs; stable keys. */
export function auditJson({ checkpoint, recount, compared, problems }: Audit): string {
  const report = {
    agrees: problems.length === 0,
    origin: checkpoint?.origin,
    size: checkpoint?.size,
    root: checkpoint && Buffer.from(checkpoint.root).toString('base64'),
    leavesRead: recount?.size,
    signatures: recount?.tally.all,
    counts: compared,
    shownNames: recount?.shownNames,
    texts: recount?.texts,
    problems: problems.map((problem) => ({ ...problem, sentence: problemSentence(problem) })),
  }
  return `${JSON.stringify(report, undefined, 2)}\n`
}
