import { Fault } from '#kernel'
import { auditLog, openCheckpoint, startHashCore, type Audit, type OpenedCheckpoint } from '#proof'
import { readArguments } from './arguments.ts'
import { auditJson, problemSentence, recountLines } from './audit-text.ts'
import type { Command, CommandMeans, ExitCode } from './command.ts'
import { openLogPlace, publishedLog, readLogText, type LogParts } from './log-place.ts'
import { readTrust, trustSentence, witnessSentence, type Trust } from './trust.ts'

export const recount: Command = {
  help: `Usage: undersigned recount URL|FOLDER [--policy FILE] [--names] [--texts] [--json]

Recomputes a campaign's public log from its leaves: the root that its checkpoint signs, and every published number.
URL is the log's address (https://HOST/log/CAMPAIGN) or the campaign's page; FOLDER is a static export of the log. Reads
only there, and changes nothing. Needs no account and no database.

  --policy FILE  judge the checkpoint by these keys and witnesses (C2SP tlog-policy) instead of the log's own words
  --names        also hold every name that is shown against the commitment of its signature
  --texts        also hold the letters' texts against their hashes (a folder that has texts: always)
  --json         print the result for programs

Ends with 0 when everything agrees, 1 when something does not, 2 when it could not be read.
`,
  run: async (args, means) => {
    const options = {
      policy: { type: 'string' },
      names: { type: 'boolean' },
      texts: { type: 'boolean' },
      json: { type: 'boolean' },
    } as const
    const read = readArguments(args, options)
    const { terminal } = means
    if (read.kind === 'wrong') return (terminal.say(read.sentence), 2)
    const [where, ...more] = read.words
    if (where === undefined || more.length > 0) return (terminal.say('"recount" needs one address or folder.'), 2)
    const parts = { names: read.flags.has('names'), texts: read.flags.has('texts') }
    try {
      return await report({ where, file: read.texts.get('policy'), parts, isJson: read.flags.has('json') }, means)
    } catch (error) {
      if (!(error instanceof Fault && error.code === 'log-unreachable')) throw error
      return (terminal.say(error.message), 2)
    }
  },
}

type Wish = {
  readonly where: string
  readonly file: string | undefined
  readonly parts: LogParts
  readonly isJson: boolean
}

async function report({ where, file, parts, isJson }: Wish, { terminal }: CommandMeans): Promise<ExitCode> {
  const place = await openLogPlace(where)
  const trust = await readTrust(file, () => readLogText(place, 'policy'))
  if (trust.kind === 'none') return (terminal.say(trust.sentence), 2)
  const started = performance.now()
  let opened: OpenedCheckpoint | undefined
  const audit = await auditLog({
    log: publishedLog(place, parts),
    core: startHashCore(),
    open: (note) => (opened = openCheckpoint(note, trust.policy)),
    ...(place.wait ? { wait: place.wait } : {}),
  })
  const seconds = (performance.now() - started) / 1000
  if (isJson) terminal.out(auditJson(audit))
  else terminal.out(reportText(audit, trust, { opened, seconds }))
  return audit.problems.length === 0 ? 0 : 1
}

function reportText(
  audit: Audit,
  trust: Trust,
  { opened, seconds }: { readonly opened: OpenedCheckpoint | undefined; readonly seconds: number },
): string {
  const { problems } = audit
  const verdict =
    problems.length === 0
      ? `Everything agrees (${seconds.toFixed(1)} s).`
      : ['This log does not agree:', ...problems.map((problem) => `  ${problemSentence(problem)}`)].join('\n')
  const lines = [
    ...recountLines(audit),
    ...(opened ? [witnessSentence(opened), trustSentence(trust, 'the log itself')] : []),
    verdict,
  ]
  return `${lines.join('\n')}\n`
}
