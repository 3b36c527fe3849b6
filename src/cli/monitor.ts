import { Fault } from '#kernel'
import {
  growthHolds,
  openCheckpoint,
  parsePolicy,
  proveGrowth,
  writePolicy,
  type Checkpoint,
  type OpenedCheckpoint,
} from '#proof'
import { readArguments } from './arguments.ts'
import type { Command, CommandMeans, ExitCode } from './command.ts'
import { openLogPlace, readLogText, readLogTile, type LogPlace } from './log-place.ts'
import { readMonitorState, writeEvidence, writeMonitorState, type MonitorState } from './monitor-state.ts'
import { printable } from './printable.ts'
import { readTrust } from './trust.ts'

export const monitor: Command = {
  help: `Usage: undersigned monitor URL --state FILE [--policy FILE] [--within HOURS]

Looks at a log's checkpoint, compares it with the one it saw last, and demands the proof that the log has only grown
since. Meant for cron; says nothing when all is well. FILE keeps what was seen, and the policy of the first look, so
that a change of keys is noticed.

  --policy FILE   judge by these keys and witnesses instead of those of the first look
  --within HOURS  also complain when the log has not grown for so long

Ends with 0 when all is well, 1 when the log is stale, forked or badly signed, 2 when it could not be read.
`,
  run: async (args, means) => {
    const options = { state: { type: 'string' }, policy: { type: 'string' }, within: { type: 'string' } } as const
    const read = readArguments(args, options)
    const { say } = means.terminal
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [where, ...more] = read.words
    const file = read.texts.get('state')
    const within = Number(read.texts.get('within') ?? Number.POSITIVE_INFINITY)
    if (where === undefined || more.length > 0 || file === undefined)
      return (say('"monitor" needs one address and --state FILE.'), 2)
    if (Number.isNaN(within)) return (say('--within needs a number of hours.'), 2)
    try {
      return await look({ where, file, policyFile: read.texts.get('policy'), within }, means)
    } catch (error) {
      if (!(error instanceof Fault && error.code === 'log-unreachable')) throw error
      return (say(error.message), 2)
    }
  },
}

type Wish = {
  readonly where: string
  readonly file: string
  readonly policyFile: string | undefined
  readonly within: number
}

async function look({ where, file, policyFile, within }: Wish, { terminal }: CommandMeans): Promise<ExitCode> {
  const state = await readMonitorState(file)
  if (state === 'broken') return (terminal.say(`${file} is not what a monitor keeps.`), 2)
  const place = await openLogPlace(where)
  const before = state === 'none' ? undefined : state
  const trust = await readTrust(policyFile, async () => before?.policy ?? (await readLogText(place, 'policy')))
  if (trust.kind === 'none') return (terminal.say(trust.sentence), 2)
  const note = await readLogText(place, 'checkpoint')
  if (note === undefined) return (terminal.say(`${where} has no checkpoint.`), 2)
  const head = openCheckpoint(note, trust.policy)
  if (head === undefined)
    return (terminal.say(`${where}: the checkpoint is not signed as the policy demands. Were keys changed?`), 1)
  const seen = before && openBefore(before)
  const now: MonitorState = { checkpoint: note, policy: writePolicy(trust.policy), since: new Date().toISOString() }
  if (before === undefined || seen === undefined) return (await writeMonitorState(file, now), 0)
  const verdict = await compare(seen, head, place)
  switch (verdict) {
    case 'same':
      return judgeAge(before, within, where, terminal.say)
    case 'grown':
      return (await writeMonitorState(file, now), 0)
    case 'older':
      terminal.say(`${where}: STALE. It shows ${head.size} leaves and showed ${seen.size} before.`)
      return 1
    case 'other-origin':
      terminal.say(`${where}: this is the log ${printable(head.origin)}; it was ${printable(seen.origin)}.`)
      return 1
    case 'forked': {
      const kept = await writeEvidence(file, before.checkpoint, note)
      terminal.say(`${where}: FORKED. What it shows contradicts what it showed; both heads, signed, are in ${kept}.`)
      return 1
    }
    default:
      return verdict satisfies never
  }
}

/** What was seen last, by the policy it was judged by then. */
function openBefore({ checkpoint, policy }: MonitorState): OpenedCheckpoint | undefined {
  const then = parsePolicy(policy)
  return then && openCheckpoint(checkpoint, then)
}

function judgeAge({ since }: MonitorState, within: number, where: string, say: (line: string) => void): ExitCode {
  const hours = (Date.now() - new Date(since).getTime()) / 3_600_000
  if (hours <= within) return 0
  say(`${where}: STALE. It has not grown for ${Math.floor(hours)} hours.`)
  return 1
}

type Verdict = 'same' | 'grown' | 'older' | 'forked' | 'other-origin'

/** Judges two heads of a log by the tiles of the larger one. */
async function compare(before: Checkpoint, now: Checkpoint, place: LogPlace): Promise<Verdict> {
  if (before.origin !== now.origin) return 'other-origin'
  const [small, large] = before.size <= now.size ? [before, now] : [now, before]
  const isOlder = now.size < before.size
  // A server that lost leaves may have lost the tiles as well; that it shows less is bad enough.
  const holds = await grows(small, large, place).catch((error: unknown) => {
    if (isOlder && error instanceof Fault) return true
    throw error
  })
  if (!holds) return 'forked'
  if (before.size === now.size) return 'same'
  return isOlder ? 'older' : 'grown'
}

async function grows(small: Checkpoint, large: Checkpoint, place: LogPlace): Promise<boolean> {
  // Every tree begins with the empty one; there is nothing to prove.
  if (small.size === 0 && large.size > 0) return true
  const claim = { before: small.size, after: large.size, rootBefore: small.root, rootAfter: large.root }
  if (small.size === large.size) return growthHolds({ ...claim, proof: [] })
  const proof = await proveGrowth(small.size, large.size, async (name) => {
    const bytes = await readLogTile(place, name)
    if (bytes === undefined)
      throw new Fault('log-unreachable', 'The log does not have the tiles that would prove its growth.')
    return bytes
  })
  return growthHolds({ ...claim, proof })
}
