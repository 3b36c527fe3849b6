import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { Fault } from '#kernel'
import { openSecrets, systemDnsAsk } from '#platform'
import type { Command, ExitCode } from './command.ts'
import { readArguments } from './arguments.ts'
import { withHouse } from './database.ts'
import { takeInMail, type TakenIn } from './take-in-mail.ts'

export const receive: Command = {
  help: `Usage: undersigned receive [FILE]

Takes in one mail, from FILE or from standard input, as mail servers hand it to a program. When it says that a mail of
ours can never arrive, or that its reader complained, the address gets no more mail about that letter. When it answers
a challenge to an organization, it is judged and kept as evidence that the organization signs. When it answers a letter
that was delivered, it is kept for the campaign's organizers.
Any other mail is passed over: that is no error. docs/operating/mail.md says how to have mails handed to it.

Ends with 0, with 1 when it failed, or with 75 when the DNS did not answer and the mail server should try again.
`,
  run: async (args, means) => {
    const read = readArguments(args, {})
    const say = means.terminal.say
    if (read.kind === 'wrong' || read.words.length > 1)
      return (say(read.kind === 'wrong' ? read.sentence : '"receive" takes one file at most.'), 2)
    const message = await messageOf(read.words[0])
    return withHouse<ExitCode>(means, async (house) => {
      const { vault } = await openSecrets(house.config.secretsFile)
      const inbox = house.config.mailFrom
      const became = await takeInMail(message, { ...house, vault, inbox, ask: systemDnsAsk() })
      say(sentences[became])
      return became === 'later' ? 75 : 0
    })
  },
}

const sentences: Readonly<Record<TakenIn, string>> = {
  bounced: 'This address gets no more mail about that letter.',
  'not-ours': 'Nothing to do: this is no mail of ours that can never arrive, and no answer to a challenge or a letter.',
  later: 'The DNS does not answer just now, so this mail cannot be judged yet. Hand it in again later.',
  'too-many': 'What it answers was answered too often: this answer is not kept.',
  proved: 'This mail proves that the organization signs. It is kept as evidence.',
  review: 'This mail answers a challenge; a person has to look at it. It is kept as evidence.',
  'answer-proved': 'This mail answers a letter and comes from its recipient. It is kept for the organizers.',
  'answer-review': 'This mail answers a letter; a person has to look at who wrote it. It is kept for the organizers.',
  'answer-known': 'This mail is kept already.',
  refused: 'This mail answers a challenge and proves nothing. It is kept, with the reasons.',
}

async function messageOf(file: string | undefined): Promise<Buffer> {
  if (file === undefined) return buffer(process.stdin)
  return readFile(file).catch((cause: unknown) => {
    throw new Fault('file-unreadable', `The file ${file} cannot be read.`, { cause })
  })
}
