import { makeBackupKey, readConfig } from '#platform'
import type { Command } from './command.ts'
import { readArguments } from './arguments.ts'
import { exchangeIdentity, retire, rotate, rotatedUse } from './keys-rotate.ts'
import { showKeys } from './keys-show.ts'

export const keys: Command = {
  help: `Usage: undersigned keys show [ORIGIN]
       undersigned keys rotate log|seal|link|mail
       undersigned keys retire log|seal|link|mail [--yes]
       undersigned keys rotate identity [--yes]
       undersigned keys backup-key FILE

Shows the keys of this installation (SECRETS_FILE), or exchanges them. Never prints a key that is to stay secret.
docs/operating/keys.md says of each what it is for, what losing or leaking it costs, and how it is exchanged.

  show        which keys there are, since when, and what others may know of them: the DNS record of the mail key,
              the public halves of the log keys; with the ORIGIN of a log, as others have to be told them
  rotate      makes a new key beside the old one. Both are good until the old one is retired.
  retire      takes the old key away, for good; for "seal", everything that people typed is sealed anew first
  rotate identity
              marks every address under another key, at once. For this and "retire seal" the server is stopped first.
  backup-key  makes a key for "undersigned backup --key"

A running server knows of it when it is started again.

Ends with 0, 1 when it failed, or 2 when it was not asked for rightly.
`,
  run: async (args, means) => {
    const read = readArguments(args, { yes: { type: 'boolean' } })
    const say = means.terminal.say
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [what, word, ...more] = read.words
    if (more.length > 0) return (say('These are too many words for "keys".'), 2)
    if (what === 'show') return showKeys(readConfig(means.environment, means.workingFolder), word, means.terminal)
    if (what === 'backup-key' && word !== undefined) {
      await makeBackupKey(word)
      say(`Wrote ${word}. Whoever has it can read the backups it locks: keep a copy away from this machine.`)
      return 0
    }
    if (what === 'rotate' && word === 'identity') return exchangeIdentity(read.flags.has('yes'), means)
    const use = word === undefined ? undefined : rotatedUse(word)
    if (what === 'rotate' && use) return rotate(use, means)
    if (what === 'retire' && use) return retire(use, read.flags.has('yes'), means)
    return (
      say('"keys" needs one of: show, rotate log|seal|link|mail|identity, retire log|seal|link|mail, backup-key FILE.'),
      2
    )
  },
}
