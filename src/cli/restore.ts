import {
  checkBackup,
  fileOfHouse,
  fingerprintsOf,
  missingKeys,
  openDatabase,
  placeSecrets,
  readConfig,
  readKeysBackup,
  readMigrations,
  readSecretKeys,
  restoreBackup,
  systemMeans,
  type Lock,
  type SecretKeys,
} from '#platform'
import type { Command, CommandMeans, ExitCode } from './command.ts'
import { readArguments } from './arguments.ts'
import { lockToOpen } from './lock.ts'
import { progressLines } from './progress.ts'

type Wish = {
  readonly file: string
  readonly lock: Lock
  /** The keys that come with it, if any do. */
  readonly keys: SecretKeys | undefined
  readonly withoutKeys: boolean
}

export const restore: Command = {
  help: `Usage: undersigned restore FILE [--check] [--key FILE | --passphrase-file FILE]
                           [--keys FILE [--keys-passphrase-file FILE] | --without-keys]

Brings a backup back into an empty database: a new DATA_DIR, or an empty database that DATABASE_URL names. First the
whole file is read and checked. Either all of it is brought back or, if this is stopped on the way, nothing.

  --check                      only read the file through, and tell what is in it; nothing is written
  --key FILE                   the backup key file that it was locked with
  --passphrase-file FILE       a file with its passphrase; without either it is asked for
  --keys FILE                  bring back the keys, too, that "undersigned backup --keys FILE" wrote
  --keys-passphrase-file FILE  a file with the passphrase of the keys
  --without-keys               restore though the right keys are not here; until they are, no server starts on it

What was erased after the backup was made has to be erased again: docs/operating/backup.md says how.

Ends with 0, 1 when the file or the database cannot be used, or 2 when it was not asked for rightly.
`,
  run: async (args, means) => {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    const read = readArguments(args, {
      key: text,
      'passphrase-file': text,
      keys: text,
      'keys-passphrase-file': text,
      check: flag,
      'without-keys': flag,
    })
    const say = means.terminal.say
    if (read.kind === 'wrong') return (say(read.sentence), 2)
    const [file, ...more] = read.words
    if (file === undefined || more.length > 0) return (say('"restore" needs the file of a backup.'), 2)
    const lock = await lockToOpen(
      { keyFile: read.texts.get('key'), passphraseFile: read.texts.get('passphrase-file'), what: 'the backup' },
      means.terminal,
    )
    const keysFile = read.texts.get('keys')
    const keysLock =
      keysFile === undefined
        ? undefined
        : await lockToOpen({ passphraseFile: read.texts.get('keys-passphrase-file'), what: 'the keys' }, means.terminal)
    if (!lock || (keysFile !== undefined && !keysLock))
      return (say('Nobody is here to type a passphrase: use --key or --passphrase-file (--keys-passphrase-file).'), 2)
    const keys = keysFile !== undefined && keysLock ? await readKeysBackup(keysFile, keysLock) : undefined
    const wish = { file, lock, keys, withoutKeys: read.flags.has('without-keys') }
    return read.flags.has('check') ? check(wish, means) : bringBack(wish, means)
  },
}

async function check({ file, lock }: Wish, { terminal }: CommandMeans): Promise<ExitCode> {
  const { facts } = await checkBackup(file, lock)
  terminal.say(
    `${file} is whole: ${facts.tables} tables, ${facts.rows.toLocaleString('en')} rows, made at ${facts.madeAt.toISOString()}.`,
  )
  return 0
}

async function bringBack(wish: Wish, means: CommandMeans): Promise<ExitCode> {
  const { say } = means.terminal
  const config = readConfig(means.environment, means.workingFolder)
  const backup = await checkBackup(wish.file, wish.lock)
  const { facts } = backup
  const present = await readSecretKeys(config.secretsFile)
  const refusal = keysRefusal(facts.keys, present, wish)
  if (refusal !== undefined) return (say(refusal), 1)
  const database = await openDatabase(config, { role: 'server', note: say })
  try {
    // Before the rows: a restore that is stopped in between can be done again as it was.
    if (wish.keys && !present) await placeSecrets(config.secretsFile, wish.keys)
    await restoreBackup(database.connection, backup, {
      migrations: readMigrations(fileOfHouse('migrations')),
      onProgress: progressLines(say, systemMeans().now),
    })
  } finally {
    await database.close()
  }
  say(
    `Restored ${facts.rows.toLocaleString('en')} rows as they were at ${facts.madeAt.toISOString()}. Before you start the server, read docs/operating/backup.md: what was erased since then has to be erased again.`,
  )
  return 0
}

/** Why the keys that are here, or come along, are not right for what is restored; `undefined` when they are. */
function keysRefusal(
  needed: readonly string[],
  present: SecretKeys | undefined,
  { keys, withoutKeys }: Wish,
): string | undefined {
  if (keys && present && missingKeys(fingerprintsOf(keys), fingerprintsOf(present)).length > 0)
    return 'There are other keys here already (SECRETS_FILE). Move them away first, or restore into another DATA_DIR.'
  const after = keys ?? present
  const missing = missingKeys(needed, after ? fingerprintsOf(after) : [])
  if (missing.length === 0 || withoutKeys) return undefined
  return `The keys that this backup needs are not here (${missing.join(', ')}): bring them with --keys FILE, or put their file where SECRETS_FILE says. Without them nothing personal in it can be read.`
}
