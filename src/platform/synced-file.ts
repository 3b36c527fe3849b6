import { open } from 'node:fs/promises'

/** Writes a file that must not be there yet, readable by this account only; it is on the disk when this returns. */
export async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Brings the names in a folder to the disk: a file that was made or renamed may else be gone after a crash. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
