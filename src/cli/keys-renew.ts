import { rm } from 'node:fs/promises'
import {
  confirmKeys,
  fingerprintOf,
  forgetKey,
  knowsKey,
  placeSecrets,
  readConfig,
  readSecretKeys,
  replaceSecrets,
  retireKey,
  rotateIdentity,
  secretsOf,
  type SecretKeys,
} from '#platform'
import { renewAccountKeys } from '#accounts'
import { renewDeliverySeals } from '#delivery'
import { renewResponseSeals } from '#responses'
import { renewEvidenceSeals, renewSignOnSeals } from '#organizations'
import { renewKeys } from '#signatures'
import type { CommandMeans, ExitCode } from './command.ts'
import { openHouse, type House } from './database.ts'

/**
 * Seals everything in the database anew, then takes the older of two keys to seal with away. The rows first: stopped
 * in between, both keys are still there.
 */
export async function retireSeal(means: CommandMeans): Promise<ExitCode> {
  return withServerAway(means, async (house, before) => {
    const rotation = retireKey(before, 'seal')
    const [old] = before.seal
    if (rotation.kind !== 'changed' || !old) return 'There is only one of these keys: rotate first.'
    const done = await renew(house, means, before, rotation.secrets, fingerprintOf('seal', old))
    return (await replaceSecrets(house.config.secretsFile, before, rotation.secrets)) ? done : undefined
  })
}

/**
 * Marks every address in the database under another identity key. The new key is written beside the file before the
 * rows are, and put in its place after: stopped anywhere, the same command goes on from there.
 */
export async function renewIdentity(means: CommandMeans): Promise<ExitCode> {
  return withServerAway(means, async (house, before) => {
    const { secretsFile } = house.config
    const next = `${secretsFile}.next`
    await placeSecrets(next, rotateIdentity(before, house.now()))
    const kept = await readSecretKeys(next)
    if (!kept) return undefined
    // Of what waits beside the file only the identity counts: other keys may have been rotated since.
    const after = { ...before, identity: kept.identity }
    const isDone = await house.database.read((tx) => knowsKey(tx, fingerprintOf('identity', after.identity)))
    const done = isDone ? 0 : await renew(house, means, before, after, fingerprintOf('identity', before.identity))
    if (!(await replaceSecrets(secretsFile, before, after))) return undefined
    await rm(next)
    return done
  })
}

/** @returns the exit code for what `step` came to: how many rows are renewed, a refusal, or that another was at it. */
async function withServerAway(
  means: CommandMeans,
  step: (house: House, before: SecretKeys) => Promise<number | string | undefined>,
): Promise<ExitCode> {
  const { say } = means.terminal
  const { secretsFile } = readConfig(means.environment, means.workingFolder)
  const before = await readSecretKeys(secretsFile)
  if (!before) return (say(`There are no keys yet in ${secretsFile}: the first start makes them.`), 2)
  // As the server: with the built-in database, none can be at work at the same time.
  const house = await openHouse(means, 'server')
  try {
    const came = await step(house, before)
    if (typeof came === 'string') return (say(came), 2)
    if (came === undefined)
      return (
        say('Somebody else changed the keys at the same time. Look at them (undersigned keys show), and try again.'), 1
      )
    say(
      `Done: ${came.toLocaleString('en')} signatures, wishes and organizers are under the new key. Start the server again, and make a new backup of the keys now (undersigned backup --keys FILE).`,
    )
    return 0
  } finally {
    await house.database.close()
  }
}

async function renew(
  { database, now }: House,
  { terminal }: CommandMeans,
  before: SecretKeys,
  after: SecretKeys,
  old: string,
): Promise<number> {
  const present = secretsOf(before)
  return database.transaction(async (tx) => {
    // These must be the keys of this database, or nothing of what follows would open.
    await confirmKeys(tx, present, now())
    const change = { before: present.vault, after: secretsOf(after).vault }
    const organizers = await renewAccountKeys(tx, change)
    const done = organizers + (await renewKeys(tx, change, progressOf(terminal.say)))
    await renewEvidenceSeals(tx, change)
    await renewSignOnSeals(tx, change)
    await renewDeliverySeals(tx, change)
    await renewResponseSeals(tx, change)
    await forgetKey(tx, old)
    await confirmKeys(tx, secretsOf(after), now())
    return done
  })
}

function progressOf(say: (line: string) => void): (done: number) => void {
  let next = 100_000
  return (done) => {
    if (done < next) return
    next = done + 100_000
    say(`… ${done.toLocaleString('en')}`)
  }
}
