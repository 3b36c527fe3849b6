import { printedLine } from '../../src/organizations/line-standing.ts'
import { startTally } from '../../src/proof/index.ts'
import { contextOf, note, type ModelLine, type World } from './sign-on-world.ts'

/** What must hold of a line, asked of the witness. */
export function lookAt(world: World, n: number, line: ModelLine): void {
  const printed = printedLine(line, contextOf(world))
  const under = new Set(printed?.editions)
  const { closedAt } = world.letter
  const isLate = line.withdrawnAt !== undefined && closedAt !== undefined && line.withdrawnAt > closedAt
  for (const { id, versions } of world.letter.editions) {
    const hash = versions.at(-1)?.hash
    const name = printed?.name ?? line.line.name
    const mayPrint =
      line.verdict === 'accepted' && (!line.withdrawnAt || isLate) && saidYes(world, n, line, `${id} ${hash}`)
    const isAgreed = !world.needsTwo || world.agreed.has(`${line.id} ${name} ${hash}`)
    if (under.has(id)) {
      note(world, 'printed')
      if (!mayPrint) world.problems.push(`${line.line.name} is printed without evidence, acceptance or its yes`)
      if (!isAgreed) world.problems.push(`${name} is printed and two people did not agree on it`)
      if (isLate && !printed?.withdrawnAt) world.problems.push('who withdrew after delivery is not marked')
    } else if (mayPrint && !world.needsTwo) world.problems.push(`${line.line.name} may be printed and is not`)
  }
}

/** A yes, or a fair carry, by a representative for whom there is evidence, come in time. */
function saidYes(world: World, n: number, line: ModelLine, words: string): boolean {
  const { closedAt } = world.letter
  const witness = world.witnesses[n]
  for (let term = 1; term <= line.term; term += 1) {
    const said = witness?.yes.has(`${words} ${term}`) || witness?.carried.has(`${words} ${term}`)
    const known = line.evidence.some((one) => one.term === term && one.counts && (!closedAt || one.since <= closedAt))
    if (said && (known || line.line.kind === 'person')) return true
  }
  return false
}

/** The numbers that were kept are those that a stranger counts. */
export function recount(world: World): void {
  const tally = startTally()
  for (const [index, leaf] of world.leaves.entries()) tally.take(index, leaf)
  const { versions, letters, problems } = tally.result()
  if (problems.length > 0) world.problems.push(`the log has ${problems.length} problems: ${problems[0]?.kind}`)
  const counted = [
    ...versions.map(({ hash, standing }) => [`version:${hash}`, standing] as const),
    ...letters.map(({ letter, standing }) => [`letter:${letter}`, standing] as const),
  ]
  for (const [subject, standing] of counted)
    for (const of of [subject, `org-${subject}`])
      if ((world.counts.get(of) ?? 0) !== standing) world.problems.push(`${of} is not what its leaves make`)
}
