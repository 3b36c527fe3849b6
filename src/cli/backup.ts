import { stat } from 'node:fs/promises'
import {
  openDatabase,
  readConfig,
  readSecretKeys,
  systemMeans,
  writeBackup,
  writeKeysBackup,
  type Lock,
} from '#platform'
import type { Command, CommandMeans, ExitCode } from './command.ts'
import { readArguments } from './arguments.ts'
import { lockToSeal } from './lock.ts'
import { megabytes, progressLines } from './progress.ts'

export const backup: Command = {
  help: `Usage: undersigned backup FILE [--key FILE | --passphrase-file FILE]
       undersigned backup --keys FILE [--keys-passphrase-file FILE]

Writes everything in the database, as it is at this moment, into FILE, which must not be there yet: encrypted, all of
it or nothing. The server goes on meanwhile.

  --key FILE                   lock it with a key that "undersigned keys backup-key FILE" made,
                               for backups that nobody is there to type a passphrase for
  --passphrase-file FILE       lock it with the passphrase in FILE; without either it is asked for
  --keys FILE                  write the keys of this installation into FILE, under a passphrase of their own.
                               They are not in the backup: what is personal in it cannot be read without them.
                               Both can be done at once; keep the two files in different places.
  --keys-passphrase-file FILE  the passphrase for the keys

"undersigned restore FILE --check" tells whether a backup is whole. docs/operating/backup.md says how often, and how
long backups may be kept.

Ends with 0, 1 when it failed, or 2 when it was not asked for rightly.
`,
  run: async (args, means) => {
    const text = { type: 'string' } as const
    const read = readArguments(args, {
      key: text,
      'passphrase-file': text,
      keys: text,
      'keys-passphrase-file': text,
    })
    const say = means.terminal.say
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [file, ...more] = read.words
    const keys = read.texts.get('keys')
    if (more.length > 0 || (file === undefined && keys === undefined))
      return (say('"backup" needs the name of a new file.'), 2)
    const lock =
      file === undefined
        ? undefined
        : await lockToSeal(
            { keyFile: read.texts.get('key'), passphraseFile: read.texts.get('passphrase-file'), what: 'the backup' },
            means.terminal,
          )
    const keysLock =
      keys === undefined
        ? undefined
        : await lockToSeal({ passphraseFile: read.texts.get('keys-passphrase-file'), what: 'the keys' }, means.terminal)
    if ((file !== undefined && !lock) || (keys !== undefined && !keysLock))
      return (say('Nobody is here to type a passphrase: use --key or --passphrase-file (--keys-passphrase-file).'), 2)
    if (sameWords(lock, keysLock))
      return (say('The keys need a passphrase of their own: with both files, one passphrase would tell all.'), 2)
    if (keys !== undefined && keysLock) {
      const code = await keepKeys(keys, keysLock, means)
      if (code !== 0) return code
    }
    return file !== undefined && lock ? keepDatabase(file, lock, means) : 0
  },
}

async function keepDatabase(file: string, lock: Lock, means: CommandMeans): Promise<ExitCode> {
  const { say } = means.terminal
  const { now } = systemMeans()
  // Not migrated: a backup that is made before an update shall be of what was there before it.
  const database = await openDatabase(readConfig(means.environment, means.workingFolder), { role: 'guest', note: say })
  try {
    const facts = await writeBackup(database.connection, file, { lock, now, onProgress: progressLines(say, now) })
    const { size } = await stat(file)
    say(`Wrote ${file}: ${facts.tables} tables, ${facts.rows.toLocaleString('en')} rows, ${megabytes(size)}.`)
    return 0
  } finally {
    await database.close()
  }
}

async function keepKeys(file: string, lock: Lock, means: CommandMeans): Promise<ExitCode> {
  const { secretsFile } = readConfig(means.environment, means.workingFolder)
  const secrets = await readSecretKeys(secretsFile)
  if (!secrets) return (means.terminal.say(`There are no keys yet in ${secretsFile}: the first start makes them.`), 2)
  await writeKeysBackup(file, secrets, lock)
  means.terminal.say(`Wrote the keys into ${file}. Keep it apart from the backups.`)
  return 0
}

function sameWords(one: Lock | undefined, other: Lock | undefined): boolean {
  return one?.kind === 'passphrase' && other?.kind === 'passphrase' && one.passphrase === other.passphrase
}
