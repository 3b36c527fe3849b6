import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runCommand } from '#cli'
import type { CampaignId } from '#kernel'
import { openLog } from '#ledger'
import { publicCampaign } from '#letters'
import { openSecrets, systemMeans } from '#platform'
import {
  decodeBundle,
  emptyEdge,
  encodeLeaf,
  growEdge,
  leafHash,
  openCheckpoint,
  parsePolicy,
  rootOf,
  type OpenedCheckpoint,
} from '#proof'
import { meansOn } from '../../test/kit/command.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { addLeaves, handClock, sealNow } from '../../test/kit/logs.ts'
import { plantTree } from '../../test/kit/tree.ts'
import { exampleProposal, keepCampaign } from '../../test/kit/web.ts'

const database = await testDatabase()
const clock = handClock()
const { slug, id } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
const campaign = id as CampaignId
const origin = `letters.example.org/log/${slug}`
const home = mkdtempSync(join(tmpdir(), 'undersigned-log-'))
afterAll(() => rmSync(home, { recursive: true }))
const secretsFile = join(home, 'secrets', 'secrets.json')
const keys = { seeds: (await openSecrets(secretsFile)).logSeeds }
const open = await database.read((tx) => publicCampaign(tx, slug, new Date()))
const hash = open?.letters[0]?.editions[0]?.version.hash ?? ''

await database.transaction((tx) => openLog(tx, campaign, origin, systemMeans()))
const version = encodeLeaf({ t: 'version', d: '2026-01-01', e: 'en', h: hash, l: 'a-letter', n: 1, r: 'City', v: 1 })
const signatures = (first: number, count: number) =>
  Array.from({ length: count }, (_, n) =>
    encodeLeaf({ t: 'sig', c: Buffer.alloc(32, first + n).toString('base64url'), d: '2026-01-01', e: [hash], v: 1 }),
  )
const counted = (standing: number) =>
  ['letter:a-letter', `version:${hash}`].map((subject) => ({ subject, standing, withdrawn: 0 }))
await addLeaves(database, campaign, [version, ...signatures(0, 299)], counted(299))
await sealNow(database, clock, keys)

async function exportTo(
  folder: string,
  ...options: readonly string[]
): Promise<{ readonly code: number; readonly said: readonly string[] }> {
  const { means, said } = meansOn(database)
  const environment = { ...means.environment, SECRETS_FILE: secretsFile }
  return { code: await runCommand(['log', slug, folder, ...options], { ...means, environment }), said }
}

const freshFolder = () => join(plantTree({ 'other.txt': 'other' }), 'log')
const textIn = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8')

/** Everything a stranger can recompute of the folder: its bundles make the root that its policy's key signed. */
function recounted(folder: string): OpenedCheckpoint {
  const policy = parsePolicy(textIn(folder, 'policy'))
  const head = policy && openCheckpoint(textIn(folder, 'checkpoint'), policy)
  let edge = emptyEdge
  for (let index = 0; head && edge.size < head.size; index += 1) {
    const width = Math.min(256, head.size - edge.size)
    const path = `tile/entries/${String(index).padStart(3, '0')}${width < 256 ? `.p/${width}` : ''}`
    const bundle = new Uint8Array(readFileSync(join(folder, path)))
    const hashes = (decodeBundle(bundle) ?? []).map((entry) => leafHash(entry))
    edge = growEdge(edge, hashes)
  }
  if (!head || !Buffer.from(rootOf(edge)).equals(head.root)) throw new Error('The bundles make another root.')
  return head
}

test('the log is written as the files of its address, and they make the root that was signed', async () => {
  const folder = freshFolder()
  expect(await exportTo(folder)).toEqual({
    code: 0,
    said: [`Wrote 300 leaves of the log of “${slug}” into ${folder}: 9 files.`],
  })
  expect(recounted(folder)).toMatchObject({ origin, size: 300 })
  expect(JSON.parse(textIn(folder, 'counts.json'))).toMatchObject({ size: 300 })
  expect(statSync(join(folder, 'tile/0/000')).size).toBe(8192)
  expect(statSync(join(folder, 'tile/0/001.p/44')).size).toBe(44 * 32)
  expect(statSync(join(folder, 'tile/1/000.p/1')).size).toBe(32)
  expect(readdirSync(join(folder, 'texts'))).toEqual([`${hash}.txt`])
})

test('what was written recounts, and no longer when anybody changed a number', async () => {
  const folder = freshFolder()
  await exportTo(folder)
  const { means } = meansOn(database)
  expect(await runCommand(['recount', folder], means)).toBe(0)
  writeFileSync(join(folder, 'counts.json'), textIn(folder, 'counts.json').replaceAll('299', '300'))
  expect(await runCommand(['recount', folder], means)).toBe(1)
})

test('names are there when they are asked for, and gone when they are not', async () => {
  const folder = freshFolder()
  expect((await exportTo(folder, '--names')).code).toBe(0)
  expect(textIn(folder, 'openings/1')).toBe('{"b":1,"k":0,"o":[]}')
  expect((await exportTo(folder)).code).toBe(0)
  expect(readdirSync(folder)).not.toContain('openings')
})

test('an earlier export is brought up to date; what else stands in the folder stays', async () => {
  const folder = freshFolder()
  await exportTo(folder)
  writeFileSync(join(folder, 'README'), 'mine')
  await addLeaves(database, campaign, signatures(300, 300), counted(300))
  await sealNow(database, clock, keys)
  expect((await exportTo(folder)).code).toBe(0)
  expect(recounted(folder)).toMatchObject({ size: 600 })
  expect(textIn(folder, 'README')).toBe('mine')
})

test('a folder with anything else, or with more of the log than there is, is left as it is', async () => {
  const other = plantTree({ 'letter.txt': 'a letter' })
  expect(await exportTo(other)).toMatchObject({ code: 2, said: [expect.stringContaining('is not empty')] })
  expect(readdirSync(other)).toEqual(['letter.txt'])
  const folder = freshFolder()
  await exportTo(folder)
  const longer = textIn(folder, 'checkpoint').replace(/\n\d+\n/, '\n9999\n')
  writeFileSync(join(folder, 'checkpoint'), longer)
  expect(await exportTo(folder)).toMatchObject({ code: 2, said: [expect.stringContaining('an old backup')] })
  expect(textIn(folder, 'checkpoint')).toBe(longer)
})

test('a link where a folder of the log should be leads nowhere', async () => {
  const folder = freshFolder()
  const outside = plantTree({ 'a.txt': '' })
  mkdirSync(folder)
  await exportTo(folder)
  const second = freshFolder()
  mkdirSync(second)
  writeFileSync(join(second, 'policy'), textIn(folder, 'policy'))
  symlinkSync(outside, join(second, 'tile'))
  expect(await exportTo(second)).toMatchObject({ code: 1, said: [expect.stringContaining('a folder of its own')] })
  expect(readdirSync(outside)).toEqual(['a.txt'])
})

test('no campaign, no log, no folder: a sentence each', async () => {
  const ask = async (...args: readonly string[]) => {
    const { means, said } = meansOn(database)
    return [await runCommand(['log', ...args], means), said.join()]
  }
  expect(await ask('nothing', freshFolder())).toEqual([2, expect.stringContaining('no public campaign “nothing”')])
  expect(await ask(slug)).toEqual([2, '"log" needs a campaign and a folder.'])
})
