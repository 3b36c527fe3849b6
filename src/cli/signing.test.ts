import { expect, test } from 'vitest'
import { logOf, publishedCounts } from '#ledger'
import { signingOf } from '#signatures'
import { runCommand } from '#cli'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { meansOn } from '../../test/kit/command.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { plantTree } from '../../test/kit/tree.ts'
import { noteAddress } from './address.ts'

const database = await testDatabase()

const letter = `January 15, 2029

Verrolane, Inc.

Dear Verrolane,

We write to ask that you stop selling scores about tenants.

Signed,

Harbor Tenants Union
`

/** Runs a command where PUBLIC_URL and the data folder are as given. */
async function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { means, said } = meansOn(database, ['y'])
  const code = await runCommand(args, { ...means, environment: { ...means.environment, ...environment } })
  return { code, said: said.join('\n') }
}

const settings = ['--controller', 'The Stair Keepers', '--contact', 'data@stairs.example']

test('opens signing under the public address once and for ever, with a leaf for every fixed text', async () => {
  const folder = plantTree({ 'letter.txt': letter })
  await run(['import', `${folder}/letter.txt`, '--yes', '--publish', '--title', 'Stairs'])
  const at = { PUBLIC_URL: 'https://letters.example.org', DATA_DIR: folder }
  expect(await run(['signing', 'stairs'], at)).toMatchObject({ code: 2, said: expect.stringContaining('--controller') })
  const opened = await run(['signing', 'stairs', ...settings, '--place', '--days-kept', '60'], at)
  expect(opened).toMatchObject({ code: 0, said: expect.stringContaining('letters.example.org/log/stairs') })
  const campaign = (await database.read((tx) => tx.selectFrom('signatures_settings').selectAll().execute()))[0]
  const id = campaign?.campaign_id as Parameters<typeof signingOf>[1]
  expect(await database.read((tx) => logOf(tx, id))).toEqual({ origin: 'letters.example.org/log/stairs', size: 1 })
  expect(await database.read((tx) => publishedCounts(tx, id))).toEqual(new Map())
  const moved = { PUBLIC_URL: 'https://elsewhere.example.org', DATA_DIR: folder }
  expect((await run(['signing', 'stairs', '--no-place', '--hear-from', 'Us'], moved)).said).toContain(
    'letters.example.org/log/stairs',
  )
  expect(await database.read((tx) => signingOf(tx, id))).toMatchObject({
    controller: 'The Stair Keepers',
    daysKept: 60,
    asksPlace: false,
    hearFrom: 'Us',
  })
  expect(await database.read((tx) => tx.selectFrom('signatures_consent').selectAll().execute())).toHaveLength(1)
  await run(['signing', 'stairs', '--controller', 'Others'], moved)
  expect(await database.read((tx) => tx.selectFrom('signatures_consent').selectAll().execute())).toHaveLength(2)
  expect(await checkEverything(database)).toEqual([])
})

test('without PUBLIC_URL it takes the address at which the server was started, and without both it asks', async () => {
  const folder = plantTree({ 'letter.txt': letter })
  await run(['import', `${folder}/letter.txt`, '--yes', '--publish', '--title', 'Local'])
  const at = { DATA_DIR: folder }
  expect(await run(['signing', 'local', ...settings], at)).toMatchObject({
    code: 2,
    said: expect.stringContaining('PUBLIC_URL'),
  })
  await noteAddress(folder, { url: 'http://127.0.0.1:8080', isPublic: false })
  expect((await run(['signing', 'local', ...settings], at)).said).toContain('127.0.0.1:8080/log/local')
})

test.each([
  [['signing'], /one CAMPAIGN/],
  [['signing', 'nowhere', ...settings], /no campaign nowhere/],
  [['signing', 'stairs', '--days-kept', '0'], /1 to 3650/],
  [['signing', 'stairs', '--place', '--no-place'], /contradict/],
  [['signing', 'stairs', '--color', 'red'], /color/],
])('%j is answered with what is wrong', async (args, sentence) => {
  const { code, said } = await run(args, { PUBLIC_URL: 'https://letters.example.org' })
  expect(code).toBe(2)
  expect(said).toMatch(sentence)
})
