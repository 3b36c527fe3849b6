import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventsOf, setRule } from '#accounts'
import { runCommand } from '#cli'
import { publishedCounts } from '#ledger'
import { confirmKeys, openSecrets } from '#platform'
import { reviewSignatures, supportersAfter } from '#signatures'
import { firstOperator, joined } from '../../test/kit/accounts.ts'
import { attacks } from '../../test/kit/bots.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { meansOn } from '../../test/kit/command.ts'
import { confirmVisits } from '../../test/kit/confirm-visits.ts'
import { people } from '../../test/kit/crowds.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { diceOf } from '../../test/kit/dice.ts'
import { movableMeans, signer, signingPlace } from '../../test/kit/signatures.ts'

const database = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'undersigned-review-'))
afterAll(() => rmSync(folder, { recursive: true }))
const secretsFile = join(folder, 'secrets', 'secrets.json')
const secrets = await openSecrets(secretsFile)
const { vault } = secrets
const means = movableMeans()
const place = await signingPlace(database, means)
const campaign = place.campaign.id
const real = people(diceOf(5), { count: 60, from: 0, milliseconds: 3_600_000 })
const bots =
  attacks['a script on one host with a catch-all domain']?.(diceOf(6), { count: 40, from: 0, milliseconds: 600_000 }) ??
  []
const realNames = real.map(({ traits }) => signer(traits.name)).sort()

beforeAll(async () => {
  await database.transaction((tx) => confirmKeys(tx, secrets, means.now()))
  await confirmVisits(database, place, [...real, ...bots], {
    vault,
    means,
    also: { comment: 'Mend\u0020them \u{1F6E0}' },
  })
})

async function run(args: readonly string[], answers: readonly string[] = []) {
  const { means: given, said, printed } = meansOn(database, answers)
  const environment = { ...given.environment, SECRETS_FILE: secretsFile }
  const code = await runCommand(args, { ...given, environment })
  return { code, said: said.join('\n'), printed: printed.join('') }
}
const counted = async () =>
  (await database.read((tx) => publishedCounts(tx, campaign))).get('letter:mend-the-stairs')?.standing
const supporters = () => database.read((tx) => supportersAfter(tx, campaign, place.letter, -1, 1000))
const all = real.length + bots.length

test('review lists what was found with names, frees it when a person agrees, and holds it again', async () => {
  expect(await run(['review', 'stairs'])).toMatchObject({ code: 0, printed: 'Nothing was found or done yet.\n' })
  await database.transaction((tx) => reviewSignatures(tx, campaign, vault, means))
  expect(await counted()).toBe(real.length)
  const listed = await run(['review', 'stairs'])
  expect(listed.printed).toMatch(/^ {3}1 {2}2029-03-01T12:00Z {2}40 held\n {6}review: form, mail/)
  expect(bots.some(({ traits }) => listed.printed.includes(signer(traits.name)))).toBe(true)
  expect(await run(['review', 'stairs', '--free', '1'])).toMatchObject({ code: 2 })
  expect((await run(['review', 'stairs', '--free', '1'], ['n'])).said).toContain('Nothing was changed.')
  expect(await counted()).toBe(real.length)
  expect((await run(['review', 'stairs', '--free', '1'], ['y'])).said).toContain('Done: 40 changed.')
  expect(await counted()).toBe(all)
  expect((await run(['review', 'stairs', '--hold', '2', '--yes'])).code).toBe(0)
  expect(await counted()).toBe(real.length)
  expect((await run(['review', 'stairs', '--free', '2', '--yes'])).said).toContain('cannot be freed')
  expect((await run(['review', 'stairs', '--free', '9'])).code).toBe(2)
  expect((await run(['review', 'stairs', '--free', 'x'])).code).toBe(2)
  expect((await run(['review', 'nowhere'])).code).toBe(2)
  expect(await checkEverything(database, vault)).toEqual([])
})

test('invalidate counts first, shows at most 20 names, asks, needs a reason, and is undone', async () => {
  const where = ['invalidate', 'stairs/mend-the-stairs', '--where', 'domain=catch-all.example']
  expect((await run(where)).said).toContain('--reason')
  const dry = await run([...where, '--count'])
  expect(dry.said).toContain('40 signatures fit, 40 of them held already.')
  expect(dry.said.split('\n')).toHaveLength(21)
  expect((await run([...where, '--reason', 'a machine'], ['n'])).said).toContain('Nothing was changed.')
  expect((await run([...where, '--reason', 'a machine'])).code).toBe(2)
  const done = await run([...where, '--reason', 'a machine'], ['y'])
  expect(done.said).toContain('Done: 40 changed. This is review 4.')
  expect((await run([...where, '--count'])).said).toBe('0 signatures fit.')
  expect((await run(['invalidate', 'stairs', '--undo', '1', '--yes'])).said).toContain('invalidated nothing')
  expect((await run(['invalidate', 'stairs', '--undo', '4', '--yes'])).said).toContain('Done: 40 changed.')
  expect(await counted()).toBe(real.length)
  expect((await run(['invalidate', 'stairs/mend-the-stairs', '--where', 'x=1', '--count'])).code).toBe(2)
  expect((await run(['invalidate', 'stairs/nothing', '--where', 'leaves=1', '--count'])).code).toBe(2)
  expect(await checkEverything(database, vault)).toEqual([])
})

test('a reason that the log would not take is refused before anything is begun; one typed in two parts is put together', async () => {
  const strike = ['invalidate', 'stairs/mend-the-stairs', '--where', 'domain=catch-all.example', '--yes', '--reason']
  const before = await run(['review', 'stairs'])
  expect(await run([...strike, 'x'.repeat(301)])).toMatchObject({
    code: 2,
    said: expect.stringContaining('at most 300'),
  })
  expect(await run([...strike, 'a \u001B[31mmachine'])).toMatchObject({
    code: 2,
    said: expect.stringContaining('hidden'),
  })
  expect((await run(['review', 'stairs', '--free', '1', '--reason', '\u202Ea', '--yes'])).code).toBe(2)
  expect(await run(['review', 'stairs'])).toEqual(before)
  expect(await run([...strike, ' a\n\u0063afe\u0301 '])).toMatchObject({ code: 0 })
  const [, number = ''] = /^ *(\d+) {2}.*\n {6}a café$/m.exec((await run(['review', 'stairs'])).printed) ?? []
  expect((await run(['invalidate', 'stairs', '--undo', number, '--yes'])).code).toBe(0)
  expect(await checkEverything(database, vault)).toEqual([])
})

test('the condition that is kept repeats the act, and no address or name stands in it', async () => {
  const name = bots[0]?.traits.name ?? ''
  const where = `network-of=203.0.113.4 and shape-of="${name}"`
  await run(['invalidate', 'stairs/mend-the-stairs', '--where', where, '--reason', 'a machine', '--yes'])
  const listed = (await run(['review', 'stairs'])).printed
  expect(listed).not.toContain('203.0.113')
  const [, kept = ''] = /^ {6}(network=[0-9a-f]{16} and shape=[0-9a-f]{16})$/m.exec(listed) ?? []
  const again = await run(['invalidate', 'stairs/mend-the-stairs', '--where', kept, '--count'])
  expect(again.said).toBe('0 signatures fit.')
})

test('no comment is published before a person shows it; a refused one never is', async () => {
  const texts = async () => (await supporters()).map(({ comment }) => comment)
  expect(new Set(await texts())).toEqual(new Set([undefined]))
  const listed = await run(['comments', 'stairs'])
  expect(listed.printed).toContain('Mend them')
  expect(listed.said).toMatch(/^More: undersigned comments stairs --after \d+$/)
  const leaves = [...listed.printed.matchAll(/^ *(\d+) {2}/gm)].map(([, leaf]) => leaf)
  expect(leaves).toHaveLength(50)
  expect(await run(['comments', 'stairs', '--show', `${leaves[0]},${leaves[1]}`])).toMatchObject({
    code: 0,
    said: '2 shown.',
  })
  expect((await run(['comments', 'stairs', '--refuse', leaves[1] ?? ''])).said).toBe('1 refused.')
  expect((await texts()).filter((text) => text !== undefined)).toEqual(['Mend them \u{1F6E0}'])
  expect((await run(['comments', 'stairs', '--show', '999999'])).code).toBe(2)
  expect((await supporters()).map((one) => one.name).sort()).toEqual(realNames)
})

test('where the campaign wants two people to strike signatures, the command line is one of them and does not do it alone', async () => {
  const ask = (kind: string) =>
    database
      .read((tx) => eventsOf(tx, { campaign, limit: 100 }))
      .then((events) => events.filter(({ act }) => act === kind))
  const done = await ask('invalidate')
  expect(done[0]).toMatchObject({ organizer: undefined, after: { does: 'inv' } })
  expect((await ask('review-signatures')).some(({ after }) => after?.['comment'] === 'shown')).toBe(true)
  await firstOperator(database, means, 'Ola Operator', vault)
  for (const of of ['ada', 'bea']) await joined(database, of, means, { campaign, role: 'reviewer' }, vault)
  const two = { by: 'server', campaign, act: 'invalidate', needsTwo: true } as const
  expect(await database.transaction((tx) => setRule(tx, two, means))).toEqual({ kind: 'set' })
  const strike = ['invalidate', 'stairs/mend-the-stairs', '--where', 'leaves=0..5', '--reason', 'a machine', '--yes']
  const before = await counted()
  expect(await run(strike)).toMatchObject({ code: 2, said: expect.stringContaining('wants two people') })
  expect([await counted(), (await ask('invalidate')).length]).toEqual([before, done.length])
  expect(await run(['rules', 'stairs', '--one', 'invalidate'])).toMatchObject({ code: 0 })
  expect((await run(strike)).code).toBe(0)
  expect(await counted()).toBeLessThan(before ?? 0)
  expect(await checkEverything(database, vault)).toEqual([])
})
