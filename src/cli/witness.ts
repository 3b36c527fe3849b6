import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Fault } from '#kernel'
import { pageShelf, serve, systemMeans } from '#platform'
import { parsePolicy, verifierKeyOf, type NoteVerifier } from '#proof'
import { readArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { seenTrees } from './seen-trees.ts'
import { stopAsked } from './stop-asked.ts'
import { witnessHandler } from './witness-handler.ts'
import { witnessKey } from './witness-key.ts'

export const witness: Command = {
  help: `Usage: undersigned witness --logs FILE --state FOLDER [--name NAME] [--host HOST] [--port PORT]

Runs a witness for public logs (C2SP tlog-witness): it cosigns a log's checkpoints as long as the log only ever grew, so
that nobody can show different people different logs. Run it on a machine that the log's operator has no hand in.

  --logs   a tlog-policy file: its "log" lines name the logs that are watched, as their /log/CAMPAIGN/policy has them
  --state  the folder of its key and of what it has seen; keep it, and never bring it back from an older copy
  --name   the witness's name, as witness.example.org; needed at the first start, when its key is made
  --host   the interface to listen on (127.0.0.1 unless said), --port the port (8081 unless said; 0 takes a free one)

Prints the verifier key that logs put into their policies as "witness NAME KEY URL". Serves until Ctrl-C.
`,
  run: async (args, means) => {
    const say = means.terminal.say
    const text = { type: 'string' } as const
    const read = readArguments(args, { logs: text, state: text, name: text, host: text, port: text })
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [logs, state] = [read.texts.get('logs'), read.texts.get('state')]
    const port = read.texts.get('port') ?? '8081'
    if (logs === undefined || state === undefined || read.words.length > 0)
      return (say('"witness" needs --logs FILE and --state FOLDER.'), 2)
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return (say('--port must be a number from 0 to 65535.'), 2)
    const watched = await logsIn(resolve(means.workingFolder, logs))
    const folder = resolve(means.workingFolder, state)
    const key = await witnessKey(folder, read.texts.get('name'))
    await mkdir(join(folder, 'seen'), { recursive: true, mode: 0o700 })
    const handler = witnessHandler({
      logs: watched,
      key,
      seen: seenTrees(join(folder, 'seen')),
      now: systemMeans().now,
    })
    const stop = stopAsked()
    const listening = await serve({
      host: read.texts.get('host') ?? '127.0.0.1',
      port: Number(port),
      shelf: pageShelf(0),
      handlerFor: () => handler,
      onError: (error) => say(error.message),
    })
    means.terminal.out(`${verifierKeyOf(key, 'cosignature')}\n`)
    say(`Watching ${watched.length} log keys at ${listening.url} (stop with Ctrl-C)`)
    await stop
    await listening.close(5000)
    return 0
  },
}

async function logsIn(file: string): Promise<readonly NoteVerifier[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Fault('config-invalid', `${file} cannot be read.`)
  })
  const policy = parsePolicy(text)
  if (!policy || policy.logs.length === 0)
    throw new Fault('config-invalid', `${file} must be a tlog-policy with at least one "log" line.`)
  return policy.logs.map(({ verifier }) => verifier)
}
