import { Fault } from '#kernel'
import {
  auditLog,
  openCheckpoint,
  openingsPath,
  parseCheckpoint,
  parseNote,
  startHashCore,
  tilePath,
  type Audit,
} from '#proof'
import { logTiles, versionsIn } from './log-tiles.ts'
import { openLogPlace, publishedLog, readLogText, readLogTile, type LogPlace } from './log-place.ts'
import { readTrust } from './trust.ts'
import { writeLog, type LogExport } from './write-log.ts'

const tries = 5
const largest = { openings: 20_000_000, counts: 20_000_000 }

/** Checkpoint and numbers that belong together: on a server where people sign, one may come a second before the other. */
async function headOf(place: LogPlace): Promise<{ readonly checkpoint: string; readonly counts: string } | undefined> {
  for (let left = tries; left > 0; left -= 1) {
    const checkpoint = await readLogText(place, 'checkpoint')
    const counts = await readLogText(place, 'counts.json', largest.counts)
    if (checkpoint === undefined || counts === undefined) return undefined
    if ((await readLogText(place, 'checkpoint')) === checkpoint) return { checkpoint, counts }
    await place.wait?.()
  }
  throw new Fault('log-unreachable', 'The log grows faster than it can be copied: try again when fewer people sign.')
}

/** How many leaves a log has now, by its checkpoint; 0 where it has none. */
export async function leavesAt(address: string): Promise<number> {
  const checkpoint = await readLogText(await openLogPlace(address), 'checkpoint')
  return parseCheckpoint(parseNote(checkpoint ?? '')?.text ?? '')?.size ?? 0
}

/**
 * Copies a log that is served at an address into a folder, with the names that are shown and the texts, and recounts the
 * copy. @returns `undefined` where nothing is sealed yet.
 */
export async function copyLog(address: string, folder: string): Promise<Audit | undefined> {
  const place = await openLogPlace(address)
  const head = await headOf(place)
  const policy = await readLogText(place, 'policy')
  const opened = parseCheckpoint(parseNote(head?.checkpoint ?? '')?.text ?? '')
  if (!head || policy === undefined || !opened) return undefined
  const { origin, size } = opened
  const log: LogExport = { origin, size, policy, checkpoint: head.checkpoint, files: filesOf(place, size, head.counts) }
  const outcome = await writeLog(folder, log)
  if (outcome.kind === 'occupied') throw new Fault('folder-invalid', outcome.sentence)
  const copy = await openLogPlace(folder)
  const trust = await readTrust(undefined, () => readLogText(copy, 'policy'))
  if (trust.kind === 'none') throw new Fault('log-unreachable', trust.sentence)
  return await auditLog({
    log: publishedLog(copy, { names: true, texts: true }),
    core: startHashCore(),
    open: (note) => openCheckpoint(note, trust.policy),
  })
}

async function* filesOf(place: LogPlace, size: number, counts: string): LogExport['files'] {
  yield ['counts.json', counts]
  for (const name of logTiles(size)) {
    const bytes = await readLogTile(place, name)
    if (!bytes) throw new Fault('log-unreachable', 'A tile of the log is missing: nobody could recount the copy.')
    yield [tilePath(name), bytes]
    if (name.level >= 0) continue
    for (const hash of versionsIn(bytes)) {
      const text = await place.readText?.(hash)
      if (text) yield [`texts/${hash}.txt`, text]
    }
    const openings = await place.read(openingsPath(name.index), largest.openings)
    if (openings) yield [openingsPath(name.index), openings]
  }
}
