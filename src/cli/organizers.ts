import { listOrganizers, type Organizer } from '#accounts'
import type { Command, CommandMeans, ExitCode } from './command.ts'
import { readArguments } from './arguments.ts'
import { printable } from './printable.ts'
import { withSealedHouse } from './sealed-house.ts'

export const organizers: Command = {
  help: `Usage: undersigned organizers
       undersigned organizers invite ADDRESS [--name NAME] [--operator] [--may-create]
                                     [--campaign CAMPAIGN --role ROLE] [--mail]
       undersigned organizers role ADDRESS --campaign CAMPAIGN --role ROLE|none
       undersigned organizers sign-out ADDRESS
       undersigned organizers end ADDRESS [--yes]
       undersigned organizers erase ADDRESS [--yes]

Shows the people who have an account on this server, invites them, and ends their accounts. Nobody has a password:
they sign in with a link that they are mailed, or with a passkey.

  invite    prints a link that signs in whoever opens it, once, within seven days (one day for who has an account)
              --operator    they run the server: invite anybody, decide who may start campaigns
              --may-create  they may start campaigns
              --campaign, --role
                            they work on that campaign, as lead, editor, reviewer or viewer
              --mail        mails the link to them instead of printing it
  role      gives somebody who has an account another role in a campaign, or none
  sign-out  ends every session of theirs; they can sign in again
  end       they can no longer sign in, and have no role any more; their name stays in the trail for a year
  erase     ends, and erases address and name at once; the trail says that somebody did what they did
`,
  run: async (args, means) => {
    const [text, flag] = [{ type: 'string' } as const, { type: 'boolean' } as const]
    const read = readArguments(args, {
      ...{ name: text, campaign: text, role: text },
      ...{ operator: flag, 'may-create': flag, mail: flag, yes: flag },
    })
    const say = means.terminal.say
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [what, address, ...more] = read.words
    if (what === undefined) return list(means)
    if (address === undefined || more.length > 0) return (say(`"organizers ${what}" needs one ADDRESS.`), 2)
    if (what === 'invite') return (await import('./organizers-invite.ts')).invite(address, read, means)
    const change = (await import('./organizers-change.ts')).changes.get(what)
    if (change) return change(address, read, means)
    return (say('"organizers" takes one of: invite, role, sign-out, end, erase.'), 2)
  },
}

async function list(means: CommandMeans): Promise<ExitCode> {
  const all = await withSealedHouse(means, ({ database, vault }) => database.read((tx) => listOrganizers(tx, vault)))
  if (all.length === 0) means.terminal.out('Nobody has an account yet: the next start prints a link for the first.\n')
  for (const one of all) means.terminal.out(`${lineOf(one)}\n`)
  return 0
}

function lineOf({
  email = '',
  name = '',
  state,
  isOperator,
  mayCreate,
  joinedAt,
  invitedAt,
  endedAt,
}: Organizer): string {
  const rights = isOperator ? ', operator' : mayCreate ? ', may start campaigns' : ''
  const since = (endedAt ?? joinedAt ?? invitedAt).toISOString().slice(0, 10)
  const who = name === email ? email : `${email}  ${name}`
  return printable(`${who}  (${state} since ${since}${rights})`)
}
