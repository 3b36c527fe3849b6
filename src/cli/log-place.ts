import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Fault } from '#kernel'
import { ENTRY_BYTES_MAX, openingsPath, tilePath, TILE_WIDTH, type PublishedLog, type TileName } from '#proof'
import { fetchFile } from './fetch-file.ts'

/** A log to be read, wherever a person said it is. */
export type LogPlace = {
  /** Reads a file below the log's address or in its folder; `undefined` when there is none. */
  readonly read: (path: string, mostBytes: number) => Promise<Uint8Array | undefined>
  /** Reads the canonical text of a version; left out where texts are not beside the log. */
  readonly readText?: (hash: string) => Promise<Uint8Array | undefined>
  /** For a log on a server, which may grow meanwhile: waits for its next checkpoint. */
  readonly wait?: () => Promise<void>
}

/** What to read beside entries and numbers. */
export type LogParts = { readonly names: boolean; readonly texts: boolean }

const SECONDS = 60
const SMALL = 1_000_000
const COUNTS = 20_000_000
/** What a full bundle of the longest entries takes. */
const BUNDLE = TILE_WIDTH * (ENTRY_BYTES_MAX + 2)

function serverPlace(typed: string): LogPlace {
  const base = new URL(typed)
  base.hash = ''
  base.search = ''
  // Whoever copies the address of a campaign's page means its log.
  base.pathname = base.pathname.replace(/^\/c\/([^/]+)(?:\/.*)?$/, '/log/$1').replace(/(?:\/checkpoint)?\/*$/, '/')
  const read: LogPlace['read'] = (path, bytes) => fetchFile(new URL(path, base), { bytes, seconds: SECONDS })
  return {
    read,
    // A server of ours has the texts of all campaigns in one place; a web server that carries an export, beside the log.
    readText: async (hash) => (await read(`/text/${hash}.txt`, SMALL)) ?? (await read(`texts/${hash}.txt`, SMALL)),
    wait: () => pause(1000),
  }
}

/** Reads a file of a folder, never more of it than allowed. */
async function readBounded(path: string, mostBytes: number): Promise<Uint8Array | undefined> {
  const file = await open(path).catch(() => undefined)
  if (!file) return undefined
  try {
    const found = await file.stat()
    if (!found.isFile()) return undefined
    if (found.size > mostBytes) throw new Fault('log-unreachable', `${path} is larger than ${mostBytes} bytes.`)
    return await file.readFile()
  } finally {
    await file.close()
  }
}

async function folderPlace(folder: string): Promise<LogPlace> {
  const isFolder = async (path: string): Promise<boolean> =>
    await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    )
  if (!(await isFolder(folder))) throw new Fault('log-unreachable', `There is no folder ${folder}.`)
  const read: LogPlace['read'] = (path, mostBytes) => readBounded(join(folder, path), mostBytes)
  const hasTexts = await isFolder(join(folder, 'texts'))
  return { read, ...(hasTexts ? { readText: (hash) => read(`texts/${hash}.txt`, SMALL) } : {}) }
}

/** The log at an address (http, https) or in a folder with the same paths. Talks to no other server. */
export async function openLogPlace(typed: string): Promise<LogPlace> {
  return /^https?:\/\//.test(typed) ? serverPlace(typed) : await folderPlace(typed)
}

/** A small text file of a log, for example its checkpoint. */
export async function readLogText({ read }: LogPlace, path: string, mostBytes = SMALL): Promise<string | undefined> {
  const bytes = await read(path, mostBytes)
  return bytes && new TextDecoder().decode(bytes)
}

/** The bytes of a tile or bundle. */
export async function readLogTile({ read }: LogPlace, name: TileName): Promise<Uint8Array | undefined> {
  return await read(tilePath(name), BUNDLE)
}

/** The log as `auditLog` reads it. */
export function publishedLog(place: LogPlace, { names, texts }: LogParts): PublishedLog {
  const { readText, wait } = place
  // A folder that holds texts is checked whole; a server is asked for them when that was wished.
  const checksTexts = readText !== undefined && (texts || wait === undefined)
  return {
    readCheckpoint: () => readLogText(place, 'checkpoint'),
    readCounts: () => readLogText(place, 'counts.json', COUNTS),
    readTile: (name) => readLogTile(place, name),
    ...(names ? { readOpenings: (bundle) => readLogText(place, openingsPath(bundle), COUNTS) } : {}),
    ...(checksTexts ? { readText } : {}),
  }
}
