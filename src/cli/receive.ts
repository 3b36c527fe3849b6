import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { Fault } from '#kernel'
import { openSecrets, readBounce } from '#platform'
import { stopMails } from '#signatures'
import type { Command, ExitCode } from './command.ts'
import { readArguments } from './arguments.ts'
import { withHouse } from './database.ts'

export const receive: Command = {
  help: `Usage: undersigned receive [FILE]

Takes in one mail, from FILE or from standard input, as mail servers hand it to a program. When it says that a mail of
ours can never arrive, or that its reader complained, the address gets no more mail about that letter.
Any other mail is passed over: that is no error. docs/operating/mail.md says how to have bounces handed to it.

Ends with 0, or 1 when it failed, so that the mail server may try again.
`,
  run: async (args, means) => {
    const read = readArguments(args, {})
    const say = means.terminal.say
    if (read.kind === 'wrong' || read.words.length > 1)
      return (say(read.kind === 'wrong' ? read.sentence : '"receive" takes one file at most.'), 2)
    const message = await messageOf(read.words[0])
    return withHouse<ExitCode>(means, async ({ database, config, now }) => {
      const { vault } = await openSecrets(config.secretsFile)
      const bounce = await readBounce(message, vault)
      if (bounce?.kind !== 'permanent') return (say('Nothing to do: this is no mail of ours that can never arrive.'), 0)
      await database.transaction((tx) => stopMails(tx, [bounce.mail], { now }))
      return (say('This address gets no more mail about that letter.'), 0)
    })
  },
}

async function messageOf(file: string | undefined): Promise<Buffer> {
  if (file === undefined) return buffer(process.stdin)
  return readFile(file).catch((cause: unknown) => {
    throw new Fault('file-unreadable', `The file ${file} cannot be read.`, { cause })
  })
}
