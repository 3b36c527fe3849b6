import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { hashText, signNote, verifierKeyOf, writeCheckpoint } from '#proof'
import { logFolder, receiptIn, someLog } from '../kit/log-folder.ts'
import { runPlain, serveHere, writeFiles } from '../kit/log-commands.ts'

const made = someLog(300)
const log = await logFolder(made)
const { folder, remove } = await writeFiles(log.files)
const policyFile = join(folder, 'trusted-policy')
await writeFile(policyFile, log.policy)
const shownLeaf = made.openings[0]?.index ?? 0

/** What the server has; tests change it. */
const served = new Map(log.files)
const server = await serveHere((request, response) => {
  const path = decodeURI(request.url ?? '').replace('/log/test/', '')
  if (path.startsWith('/moved/'))
    return response.writeHead(307, { Location: path.replace('/moved/', '/log/test/') }).end()
  if (path.startsWith('/away/')) return response.writeHead(302, { Location: 'http://localhost:1/' }).end()
  if (path.startsWith('/endless/')) return response.writeHead(200).end(Buffer.alloc(2_000_000, 0x61))
  const bytes = served.get(path)
  return bytes ? response.writeHead(200).end(bytes) : response.writeHead(404).end()
})
afterAll(async () => {
  await server.close()
  await remove()
})

test('recount says that a folder agrees, which numbers it has, and whose key signed it', async () => {
  const { code, text } = await runPlain('recount', folder, '--names')
  expect(text).toContain('Everything agrees')
  expect(text).toMatch(/letter first +published \d+, recounted \d+/)
  expect(text).toContain(verifierKeyOf(log.key, 'ed25519'))
  expect(text).toContain('3 texts held against the hash')
  expect(code).toBe(0)
})

test('recount reads a server as it reads a folder, also from the campaign’s own page address', async () => {
  const direct = await runPlain('recount', `${server.url}/log/test`, '--policy', policyFile, '--json')
  expect(JSON.parse(direct.text)).toMatchObject({ agrees: true, size: 300, leavesRead: 300, problems: [] })
  expect((await runPlain('recount', `${server.url}/c/test/recount`, '--names')).code).toBe(0)
  expect((await runPlain('recount', `${server.url}/moved`)).code).toBe(0)
})

test('recount finds the texts that lie beside a log which some web server carries', async () => {
  const { code, text } = await runPlain('recount', `${server.url}/log/test`, '--texts')
  expect(text).toContain('3 texts held against the hash')
  expect(code).toBe(0)
})

test('recount ends with 1 and says what differs', async () => {
  const broken = new Map(log.files)
  const counts = new TextDecoder().decode(log.files.get('counts.json'))
  broken.set('counts.json', new TextEncoder().encode(counts.replace(/"first":(\d+)/, '"first":9$1')))
  const place = await writeFiles(broken)
  const { code, text } = await runPlain('recount', place.folder)
  expect(text).toMatch(/The number of letter first is published as 9\d+; the log has \d+/)
  expect(code).toBe(1)
  expect((await runPlain('recount', place.folder, '--json')).text).toContain('"agrees": false')
  await place.remove()
})

test('recount goes to no other server than the one it was sent to, and takes no endless answer', async () => {
  const away = await runPlain('recount', `${server.url}/away`)
  expect(away.text).toContain('leads to another server')
  expect(away.code).toBe(2)
  const endless = await runPlain('recount', `${server.url}/endless`)
  expect(endless.text).toContain('is larger than')
  expect(endless.code).toBe(2)
})

test('recount of nothing, or by a policy that is none, ends with 2', async () => {
  expect((await runPlain('recount', join(folder, 'none'))).code).toBe(2)
  expect((await runPlain('recount', folder, '--policy', join(folder, 'checkpoint'))).code).toBe(2)
  expect((await runPlain('recount')).code).toBe(2)
})

test('verify says of a receipt, without a network, what it proves and by whose key', async () => {
  const file = join(folder, 'mine.tlog-proof')
  await writeFile(file, await receiptIn(log, made, shownLeaf))
  const { code, text } = await runPlain('verify', file, '--policy', policyFile)
  const leaf = made.leaves[shownLeaf]
  expect(text).toContain(`Leaf ${shownLeaf} stands in the log letters.example.org/log/test, which had 300 leaves`)
  expect(text).toContain('confirmed on 2026-11-23 (UTC)')
  expect(text).toContain(leaf && 'e' in leaf ? (leaf.e[0] ?? '') : '')
  expect(text).toContain(`It was signed as: Signer ${shownLeaf}`)
  expect(text).toContain('The keys are those of your policy file.')
  expect(code).toBe(0)
  expect((await runPlain('verify', file)).text).toContain('the key was taken from the receipt itself')
})

test('verify compares a letter’s text with the one that was signed', async () => {
  const file = join(folder, 'mine.tlog-proof')
  const leaf = made.leaves[shownLeaf]
  const signed = leaf && 'e' in leaf ? leaf.e[0] : ''
  expect(signed).toHaveLength(hashText('').length)
  await writeFile(file, await receiptIn(log, made, shownLeaf))
  const same = await runPlain('verify', file, '--text', join(folder, 'texts', `${signed}.txt`))
  expect(same).toMatchObject({ code: 0, text: expect.stringContaining('is a text that was signed') })
  const other = await runPlain('verify', file, '--text', policyFile)
  expect(other).toMatchObject({ code: 1, text: expect.stringContaining('is NOT a text that was signed') })
})

test('verify refuses a receipt of another key, of another leaf, and one under another name', async () => {
  const receipt = await receiptIn(log, made, shownLeaf)
  const file = join(folder, 'wrong.tlog-proof')
  const stranger = join(folder, 'stranger-policy')
  await writeFile(stranger, `log ${verifierKeyOf({ ...log.key, seed: new Uint8Array(32) }, 'ed25519')}\nquorum none\n`)
  await writeFile(file, receipt)
  expect((await runPlain('verify', file, '--policy', stranger)).code).toBe(1)
  await writeFile(file, receipt.replace(/^index \d+$/m, `index ${shownLeaf + 1}`))
  expect(await runPlain('verify', file)).toMatchObject({ code: 1, text: expect.stringContaining('does not hold') })
  const [, extra = ''] = /^extra (.*)$/m.exec(receipt) ?? []
  const renamed = Buffer.from(extra, 'base64').toString().replace(`Signer ${shownLeaf}`, 'Somebody Else')
  await writeFile(file, receipt.replace(extra, Buffer.from(renamed).toString('base64')))
  expect(await runPlain('verify', file)).toMatchObject({ code: 1, text: expect.stringContaining('is NOT the one') })
  await writeFile(file, 'nonsense')
  expect((await runPlain('verify', file)).code).toBe(2)
})

const state = join(folder, 'monitor.json')
const watch = (...more: readonly string[]) => runPlain('monitor', `${server.url}/log/test`, '--state', state, ...more)
async function serveLog(of: typeof made): Promise<void> {
  served.clear()
  for (const [path, bytes] of (await logFolder(of)).files) served.set(path, bytes)
}

test('monitor is silent while a log grows, and alarms when it goes back or contradicts itself', async () => {
  const grown = someLog(700)
  const cut = { ...grown, leaves: grown.leaves.slice(0, 300) }
  await serveLog(cut)
  expect(await watch()).toEqual({ code: 0, text: '' })
  expect(await watch()).toEqual({ code: 0, text: '' })
  await serveLog(grown)
  expect(await watch()).toEqual({ code: 0, text: '' })
  const kept = await readFile(state, 'utf8')
  await serveLog(cut)
  expect(await watch()).toMatchObject({
    code: 1,
    text: expect.stringContaining('STALE. It shows 300 leaves and showed 700'),
  })
  for (const size of [700, 800, 650]) {
    await serveLog(someLog(size, 2))
    if (size < 700)
      for (const [path, bytes] of (await logFolder(someLog(700, 2))).files)
        if (path.startsWith('tile')) served.set(path, bytes)
    expect(await watch()).toMatchObject({ code: 1, text: expect.stringContaining('FORKED') })
  }
  expect(await readFile(`${state}.evidence`, 'utf8')).toContain('--- and ---')
  expect(await readFile(state, 'utf8')).toBe(kept)
  await serveLog(grown)
  expect((await watch()).code).toBe(0)
})

test('monitor alarms at a head of another key, at one that stands still too long, and says when nobody answers', async () => {
  const text = writeCheckpoint({ origin: log.key.name, size: 9, root: new Uint8Array(32) })
  const before = served.get('checkpoint')
  served.set('checkpoint', new TextEncoder().encode(signNote(text, [{ ...log.key, seed: new Uint8Array(32).fill(9) }])))
  expect(await watch()).toMatchObject({ code: 1, text: expect.stringContaining('not signed as the policy demands') })
  if (before) served.set('checkpoint', before)
  expect(await watch('--within', '0')).toMatchObject({ code: 1, text: expect.stringContaining('has not grown') })
  served.delete('checkpoint')
  expect((await watch()).code).toBe(2)
})
