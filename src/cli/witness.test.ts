import { existsSync, readdirSync, statSync, writeFileSync, chmodSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runCommand } from '#cli'
import {
  cosignaturesIn,
  emptyEdge,
  growEdge,
  growTiles,
  leafHash,
  parseVerifierKey,
  proveGrowth,
  rootOf,
  signNote,
  tilePath,
  verifierKeyOf,
  writeAddCheckpoint,
  writeCheckpoint,
  type NoteKey,
  type NoteVerifier,
} from '#proof'
import { plantTree } from '../../test/kit/tree.ts'
import { seenTrees } from './seen-trees.ts'
import { witnessHandler } from './witness-handler.ts'
import { witnessKey } from './witness-key.ts'

const log: NoteKey = { name: 'letters.example.org/log/stairs', seed: new Uint8Array(32).fill(1) }
const key: NoteKey = { name: 'witness.example.org', seed: new Uint8Array(32).fill(2) }

const verifierOf = (of: NoteKey, kind: 'ed25519' | 'cosignature'): readonly NoteVerifier[] =>
  [parseVerifierKey(verifierKeyOf(of, kind))].flatMap((one) => one ?? [])

/** A tree of so many leaves; those of another branch differ from leaf `fork` on. */
const hashesOf = (size: number, branch = 'a', fork = 0) =>
  Array.from({ length: size }, (_, i) => leafHash(Buffer.from(`${i < fork ? 'a' : branch} ${i}`)))

async function request(old: number, size: number, branch = 'a', fork = 0, signer = log): Promise<string> {
  const hashes = hashesOf(size, branch, fork)
  const tiles = new Map(
    (await growTiles(0, hashes, () => Promise.reject(new Error('there is none')))).map((tile) => [
      tilePath(tile),
      tile.bytes,
    ]),
  )
  const root = rootOf(growEdge(emptyEdge, hashes))
  const checkpoint = signNote(writeCheckpoint({ origin: signer.name, size, root }), [signer])
  const readTile = async (name: Parameters<typeof tilePath>[0]) => tiles.get(tilePath(name)) ?? new Uint8Array()
  return writeAddCheckpoint({ old, proof: await proveGrowth(Math.min(old, size), size, readTile), checkpoint })
}

function witnessIn(folder: string): (body: string | Uint8Array, path?: string) => Promise<Response> {
  const now = () => new Date('2026-01-01T00:00:00Z')
  const handler = witnessHandler({ logs: verifierOf(log, 'ed25519'), key, seen: seenTrees(folder), now })
  return async (body, path = '/add-checkpoint') =>
    handler(new Request(`http://witness.example.org${path}`, { method: 'POST', body: Buffer.from(body) }))
}

test('a tree that only grew is cosigned, and the witness remembers it', async () => {
  const folder = plantTree({})
  const ask = witnessIn(folder)
  for (const [old, size] of [
    [0, 3],
    [3, 3],
    [3, 300],
    [300, 1000],
  ] as const) {
    const body = await request(old, size)
    const answer = await ask(body)
    expect(answer.status).toBe(200)
    const checkpoint = body.slice(body.indexOf('\n\n') + 2)
    expect(cosignaturesIn(await answer.text(), checkpoint, verifierOf(key, 'cosignature'))).toHaveLength(1)
  }
  const restarted = await witnessIn(folder)(await request(3, 1000))
  expect([restarted.status, restarted.headers.get('content-type'), await restarted.text()]).toEqual([
    409,
    'text/x.tlog.size',
    '1000\n',
  ])
})

test('what is no request, of no known log, not signed by it, or no growth, gets the status the standard says', async () => {
  const ask = witnessIn(plantTree({}))
  const stranger = { ...log, seed: new Uint8Array(32).fill(9) }
  const other = { ...log, name: 'elsewhere.example.org/log' }
  expect((await ask(await request(0, 10))).status).toBe(200)
  expect((await ask('nonsense')).status).toBe(400)
  expect((await ask(new Uint8Array([0xff]))).status).toBe(400)
  expect((await ask('x'.repeat(70_000))).status).toBe(400)
  expect((await ask(await request(12, 11))).status).toBe(400)
  expect((await ask(await request(10, 12, 'a', 0, stranger))).status).toBe(403)
  expect((await ask(await request(0, 12, 'a', 0, other))).status).toBe(404)
  expect((await ask(await request(9, 12))).status).toBe(409)
  expect((await ask(await request(10, 10, 'b'))).status).toBe(409)
  expect((await ask(await request(10, 12, 'b'))).status).toBe(422)
  expect((await ask(await request(10, 12, 'b', 10))).status).toBe(200)
  expect((await ask('', '/elsewhere')).status).toBe(404)
})

test('of requests that grow one tree in different ways at once, exactly one is cosigned, whichever process they reach', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 2, max: 6 }), async (before, rivals) => {
      const folder = plantTree({})
      expect((await witnessIn(folder)(await request(0, before))).status).toBe(200)
      const bodies = await Promise.all(
        Array.from({ length: rivals }, (_, n) => request(before, before + 1 + (n % 2), `branch ${n}`, before)),
      )
      const statuses = await Promise.all(bodies.map(async (body) => (await witnessIn(folder)(body)).status))
      expect(statuses.toSorted()).toEqual([200, ...Array<number>(rivals - 1).fill(409)])
    }),
    { numRuns: 15 },
  )
})

test('one that read long ago writes nothing, however many turns have come and gone', async () => {
  const seen = seenTrees(plantTree({}))
  const tree = (size: number) => ({ size, root: new Uint8Array(32).fill(size) })
  for (let turn = 0; turn < 6; turn += 1) expect(await seen.replace('log', turn, tree(turn + 1))).toBe(true)
  for (let turn = 0; turn < 6; turn += 1) expect(await seen.replace('log', turn, tree(99))).toBe(false)
  expect((await seen.read('log')).tree).toEqual(tree(6))
})

test('a memory that is damaged or cannot be kept stops the cosigning, never the memory', async () => {
  const folder = plantTree({})
  expect((await witnessIn(folder)(await request(0, 5))).status).toBe(200)
  const [origin = ''] = readdirSync(folder)
  writeFileSync(join(folder, origin, '1'), '{}')
  await expect(witnessIn(folder)(await request(5, 6))).rejects.toMatchObject({ code: 'file-unreadable' })
  const file = join(plantTree({ 'a-file': '' }), 'a-file')
  await expect(witnessIn(join(file, 'x'))(await request(0, 5))).rejects.toThrow()
})

test('the key is made once, for this account only, and belongs to one name', async () => {
  const folder = join(plantTree({}), 'state')
  const [one, other] = await Promise.all([witnessKey(folder, 'w.example.org'), witnessKey(folder, 'w.example.org')])
  expect(one).toEqual(other)
  expect(statSync(join(folder, 'key.json')).mode & 0o777).toBe(0o600)
  expect(await witnessKey(folder, undefined)).toEqual(one)
  await expect(witnessKey(folder, 'x.example.org')).rejects.toMatchObject({ code: 'secrets-invalid' })
  chmodSync(join(folder, 'key.json'), 0o644)
  await expect(witnessKey(folder, undefined)).rejects.toMatchObject({ code: 'secrets-invalid' })
  const fresh = join(plantTree({}), 'state')
  await expect(witnessKey(fresh, undefined)).rejects.toMatchObject({ code: 'secrets-invalid' })
  await expect(witnessKey(fresh, 'two words')).rejects.toMatchObject({ code: 'config-invalid' })
  expect(existsSync(join(fresh, 'key.json'))).toBe(false)
})

test('the command says what it lacks', async () => {
  const said: string[] = []
  const run = (...args: readonly string[]) =>
    runCommand(['witness', ...args], {
      terminal: {
        out: () => {},
        say: (line) => void said.push(line),
        ask: async () => undefined,
        askHidden: async () => undefined,
      },
      program: 'undersigned',
      environment: {},
      workingFolder: plantTree({ policy: 'quorum none\n' }),
      serve: () => Promise.reject(new Error('no server here')),
      signInPage: async (site, link) => `${site}/organize/link/${link}`,
    })
  expect(await run('--state', 'state')).toBe(2)
  expect(await run('--logs', 'policy', '--state', 'state')).toBe(2)
  expect(await run('--logs', 'nothing', '--state', 'state')).toBe(2)
  expect(said).toEqual([
    '"witness" needs --logs FILE and --state FOLDER.',
    expect.stringContaining('at least one "log" line'),
    expect.stringContaining('cannot be read'),
  ])
})
