import { randomBytes } from 'node:crypto'
import { chown, link, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Fault } from '#kernel'
import { makeSecrets, parseSecrets, secretsOf, writeSecrets, type SecretKeys, type Secrets } from './keys/secrets.ts'
import { syncFolder, writeSynced } from './synced-file.ts'

/**
 * Opens the secrets of this installation. Made on the first start, in a folder (made, too, where it is missing) that
 * only its owner may enter, and readable by its owner only; processes that start at once get the same.
 * @throws Fault `secrets-invalid` when the file is damaged, or others may read or could have changed it. What it says
 * tells what to do and nothing of what stands in the file.
 */
export async function openSecrets(file: string): Promise<Secrets> {
  return secretsOf(await openSecretKeys(file))
}

/** Opens the secrets as they stand in the file, as {@link openSecrets} does: for showing, rotating and keeping them. */
export async function openSecretKeys(file: string): Promise<SecretKeys> {
  return (await readSecretKeys(file)) ?? (await makeFile(file))
}

/** The secrets in a file, or `undefined` when there is no such file; it is not made. */
export async function readSecretKeys(file: string): Promise<SecretKeys | undefined> {
  const text = await readPrivate(file)
  if (text === undefined) return undefined
  const secrets = parseSecrets(text)
  if (!secrets)
    throw invalid(
      `The secrets file ${file} is damaged. Bring it back from your backup of the keys. Do not remove it: without its keys, personal data in the database can never be read again.`,
    )
  return secrets
}

/**
 * Puts other secrets in the place of those in the file: whole or not at all, whenever the machine stops.
 * @param before what was read; when the file holds something else by now, nothing is written.
 * @returns whether it was written.
 */
export async function replaceSecrets(file: string, before: SecretKeys, after: SecretKeys): Promise<boolean> {
  const present = await readSecretKeys(file)
  if (!present || writeSecrets(present) !== writeSecrets(before)) return false
  const { uid, gid } = await stat(file)
  const fresh = await writeBeside(file, after)
  if (process.getuid?.() === 0) await chown(fresh, uid, gid)
  await rename(fresh, file)
  await syncFolder(dirname(file))
  return true
}

/** Writes secrets to a file that must not be there yet. @returns whether it was not. */
export async function placeSecrets(file: string, secrets: SecretKeys): Promise<boolean> {
  // Private is only the folder of the file itself: the database's account may have to pass through those above it.
  await mkdir(dirname(dirname(file)), { recursive: true, mode: 0o755 })
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const fresh = await writeBeside(file, secrets)
  try {
    await lendToFolderOwner(fresh)
    // A link, not a rename: of two processes that start at once, the slower must not replace the keys of the faster.
    await link(fresh, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    await rm(fresh, { force: true })
    await syncFolder(dirname(file))
  }
}

async function makeFile(file: string): Promise<SecretKeys> {
  try {
    await placeSecrets(file, await makeSecrets(new Date()))
  } catch (error) {
    throw unusable(file, error)
  }
  const secrets = await readSecretKeys(file)
  if (!secrets) throw unusable(file, undefined)
  return secrets
}

async function readPrivate(file: string): Promise<string | undefined> {
  try {
    const handle = await open(file, 'r')
    try {
      const { mode, uid } = await handle.stat()
      refuseExposed(file, mode, uid)
      return await handle.readFile('utf8')
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error instanceof Fault ? error : unusable(file, error)
  }
}

function refuseExposed(file: string, mode: number, uid: number): void {
  const own = process.getuid?.()
  if ((mode & 0o077) !== 0)
    throw invalid(
      `The secrets file ${file} can be read or changed by other accounts of this machine. Close it (chmod 600), and think about whether its keys have to be replaced (docs/operating/keys.md).`,
    )
  if (own !== undefined && own !== 0 && uid !== own && uid !== 0)
    throw invalid(`The secrets file ${file} belongs to another account (number ${uid}). Run this as that account.`)
}

/** A name beside a file that nobody else takes, with the secrets in it. */
async function writeBeside(file: string, secrets: SecretKeys): Promise<string> {
  const fresh = `${file}.${randomBytes(6).toString('hex')}`
  await writeSynced(fresh, writeSecrets(secrets))
  return fresh
}

/** A command given by root before the first start must not lock out the account that the server runs as. */
async function lendToFolderOwner(fresh: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = await stat(dirname(fresh))
  await chown(fresh, uid, gid)
}

function unusable(file: string, error: unknown): Fault {
  const code = codeOf(error)
  return invalid(
    `The secrets file ${file} cannot be read or written${code === undefined ? '' : ` (${code})`}. Give the account of this server its folder, or name another file with SECRETS_FILE.`,
  )
}

function invalid(sentence: string): Fault {
  return new Fault('secrets-invalid', sentence)
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
