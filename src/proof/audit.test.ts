import { expect, test } from 'vitest'
import {
  auditLog,
  openCheckpoint,
  openingsFile,
  openingsPath,
  parsePolicy,
  recountLog,
  startHashCore,
  tilePath,
  type Audit,
} from '#proof'
import { logFolder, someLog } from '../../test/kit/log-folder.ts'

const made = someLog(300)
const early = await logFolder({ ...made, leaves: made.leaves.slice(0, 200), openings: [] })
const late = await logFolder(made)
const textIn = async (files: ReadonlyMap<string, Uint8Array>, path: string): Promise<string | undefined> => {
  const bytes = files.get(path)
  return bytes && new TextDecoder().decode(bytes)
}

/** Audits a server whose numbers are those of `counts` and whose checkpoint comes late; counts how often it waited. */
async function auditGrowing(sealsAfter: number): Promise<{ readonly audit: Audit; readonly waits: number }> {
  let waits = 0
  const policy = parsePolicy(late.policy)
  const audit = await auditLog({
    core: startHashCore(),
    open: (note) => policy && openCheckpoint(note, policy),
    log: {
      readCheckpoint: () => textIn((waits < sealsAfter ? early : late).files, 'checkpoint'),
      readCounts: () => textIn(late.files, 'counts.json'),
      readTile: async (name) => (waits < sealsAfter ? early : late).files.get(tilePath(name)),
      readOpenings: (bundle) => textIn(late.files, openingsPath(bundle)),
    },
    wait: async () => void (waits += 1),
  })
  return { audit, waits }
}

test('numbers that are a moment ahead of the seal are waited for', async () => {
  const { audit, waits } = await auditGrowing(2)
  expect(audit.problems).toEqual([])
  expect(waits).toBe(2)
})

test('numbers that never come to stand under a checkpoint are a finding', async () => {
  const { audit } = await auditGrowing(1000)
  expect(audit.problems.map(({ kind }) => kind)).toContain('counts-of-another-size')
})

test('numbers are counted at the size that they are of, when the log grew meanwhile', async () => {
  const policy = parsePolicy(late.policy)
  const audit = await auditLog({
    core: startHashCore(),
    open: (note) => policy && openCheckpoint(note, policy),
    log: {
      readCheckpoint: () => textIn(late.files, 'checkpoint'),
      readCounts: () => textIn(early.files, 'counts.json'),
      readTile: async (name) => late.files.get(tilePath(name)),
    },
    wait: async () => {},
  })
  expect(audit.problems).toEqual([])
  expect(audit.recount).toMatchObject({ size: 300, tally: { size: 200 } })
})

test('a name that is newer than the checkpoint is passed over while a log grows, and a finding when it lies still', async () => {
  const policy = parsePolicy(early.policy)
  const checkpoint = policy && openCheckpoint((await textIn(early.files, 'checkpoint')) ?? '', policy)
  if (!checkpoint) throw new Error('no checkpoint')
  const newest = made.openings.filter(({ index }) => index >= 200 && index < 256)
  const found = async (growing: boolean): Promise<readonly string[]> => {
    const recount = await recountLog({
      checkpoint,
      core: startHashCore(),
      growing,
      files: {
        readTile: async (name) => early.files.get(tilePath(name)),
        readOpenings: async (bundle) => JSON.stringify(openingsFile(bundle, newest)),
      },
    })
    return recount.problems.map(({ kind }) => kind)
  }
  expect(newest.length).toBeGreaterThan(0)
  expect(await found(true)).toEqual([])
  expect(new Set(await found(false))).toEqual(new Set(['name-without-signature']))
})
