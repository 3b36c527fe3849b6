import { expect, test } from 'vitest'
import { firstLink, peekSignIn, takeFirstLink, takeSignIn } from '#accounts'
import { runCommand } from '#cli'
import { startCampaign } from '#letters'
import { openSecrets, systemMeans } from '#platform'
import { address } from '../../test/kit/accounts.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { keysFile } from '../../test/kit/keys-file.ts'
import { meansOn } from '../../test/kit/command.ts'
import { testDatabase } from '../../test/kit/database.ts'

const database = await testDatabase()
const file = keysFile()
const { vault } = await openSecrets(file)
const means = systemMeans()
await database.transaction((tx) =>
  startCampaign(
    tx,
    { slug: 'stairs', title: 'Stairs', summary: '', language: 'en', timeZone: 'UTC', leadOrganization: undefined },
    means,
  ),
)

async function run(words: readonly string[], answers: readonly string[] = []) {
  const { means: given, said, printed } = meansOn(database, answers)
  const environment = { ...given.environment, SECRETS_FILE: file, PUBLIC_URL: 'https://letters.example.org' }
  const code = await runCommand(['organizers', ...words], { ...given, environment })
  return { code, said: said.join('\n'), printed: printed.join('') }
}

const linkIn = (printed: string) => printed.trim().replace('https://letters.example.org/organize/link/', '')
const take = (printed: string) => database.transaction((tx) => takeSignIn(tx, vault, linkIn(printed), means))

test('before anybody came, the list says so', async () => {
  expect(await run([])).toMatchObject({ code: 0, printed: expect.stringContaining('Nobody has an account') })
})

test('an invitation is printed as a link that works once, and gives what was said', async () => {
  const { code, printed } = await run(['invite', 'Ada@coalition.example', '--operator', '--name', 'Ada Vale'])
  expect(code).toBe(0)
  expect(await database.read((tx) => peekSignIn(tx, vault, linkIn(printed), means))).toMatchObject({ name: 'Ada Vale' })
  expect((await take(printed)).kind).toBe('signed-in')
  expect((await take(printed)).kind).toBe('gone')
  const editor = await run(['invite', 'edi@coalition.example', '--campaign', 'stairs', '--role', 'lead'])
  await take(editor.printed)
  const { printed: list } = await run([])
  expect(list).toMatch(/^Ada@coalition\.example {2}Ada Vale {2}\(active since \d{4}-\d\d-\d\d, operator\)$/m)
  expect(list).toMatch(/^edi@coalition\.example {2}\(active since \d{4}-\d\d-\d\d\)$/m)
})

test('without a mail server the link is printed, also when it was to be mailed', async () => {
  const { said, printed } = await run(['invite', 'new@coalition.example', '--mail'])
  expect(said).toContain('SMTP_URL')
  expect((await take(printed)).kind).toBe('signed-in')
})

test('roles are given and taken, and the last lead stays', async () => {
  const role = (...words: readonly string[]) => run(['role', ...words])
  expect((await role('new@coalition.example', '--campaign', 'stairs', '--role', 'viewer')).code).toBe(0)
  expect((await role('new@coalition.example', '--campaign', 'stairs', '--role', 'none')).code).toBe(0)
  expect(await role('edi@coalition.example', '--campaign', 'stairs', '--role', 'none')).toMatchObject({
    code: 2,
    said: expect.stringContaining('make another lead first'),
  })
  expect(await run(['end', 'edi@coalition.example', '--yes'])).toMatchObject({
    code: 2,
    said: expect.stringContaining('Nobody else leads stairs'),
  })
})

test('ending and erasing ask first, and are done then', async () => {
  expect(await run(['end', 'new@coalition.example'])).toMatchObject({ code: 2, said: expect.stringContaining('--yes') })
  expect(await run(['end', 'new@coalition.example'], ['n'])).toMatchObject({ code: 0, said: 'Nothing was changed.' })
  expect((await run(['sign-out', 'new@coalition.example'])).said).toBe('Sessions ended: 1.')
  expect((await run(['end', 'new@coalition.example'], ['y'])).said).toContain('has ended')
  expect((await run([])).printed).toMatch(/new@coalition\.example {2}\(ended since/)
  expect((await run(['erase', 'new@coalition.example', '--yes'])).said).toContain('nothing personal')
  expect((await run([])).printed).not.toContain('new@')
  expect(await checkEverything(database, vault)).toEqual([])
})

test.each([
  [['invite']],
  [['invite', 'nobody']],
  [['invite', 'a@coalition.example', '--campaign', 'stairs']],
  [['invite', 'a@coalition.example', '--campaign', 'stairs', '--role', 'king']],
  [['invite', 'a@coalition.example', '--campaign', 'none', '--role', 'lead']],
  [['role', 'edi@coalition.example', '--role', 'lead']],
  [['end', 'stranger@coalition.example', '--yes']],
  [['dance', 'edi@coalition.example']],
])('what cannot be meant so is refused with a sentence: %j', async (words) => {
  const { code, said } = await run(words)
  expect(code).toBe(2)
  expect(said.length).toBeGreaterThan(10)
})

test('once somebody has come, nobody begins by the first link', async () => {
  expect(await database.transaction((tx) => firstLink(tx, vault, means))).toBeUndefined()
  const operator = { email: address('eve'), name: 'Eve' }
  expect(await database.transaction((tx) => takeFirstLink(tx, vault, { link: 'x', operator }, means))).toEqual({
    kind: 'gone',
  })
})

test('the rules of a campaign are shown, and lifted by whoever sits at the server, in the sight of all', async () => {
  const rules = async (...words: readonly string[]) => {
    const { means: given, said, printed } = meansOn(database)
    const environment = { ...given.environment, SECRETS_FILE: file }
    const code = await runCommand(['rules', 'stairs', ...words], { ...given, environment })
    return { code, said: said.join('\n'), printed: printed.join('') }
  }
  expect((await rules()).printed).toBe('freeze: one person\nfinalize-list: one person\ninvalidate: one person\n')
  expect(await rules('--two', 'freeze')).toMatchObject({ code: 2, said: expect.stringContaining('Fewer than two') })
  for (const of of ['rule-one', 'rule-two']) {
    const to = ['--campaign', 'stairs', '--role', 'lead']
    await take((await run(['invite', `${of}@coalition.example`, ...to])).printed)
  }
  expect(await rules('--two', 'freeze')).toMatchObject({ code: 0 })
  expect((await rules()).printed).toContain('freeze: two people\n')
  expect(await rules('--two', 'write')).toMatchObject({ code: 2 })
  expect(await rules('--one', 'freeze')).toMatchObject({ code: 0, said: expect.stringContaining('trail') })
  expect(await rules('--one', 'freeze')).toMatchObject({ code: 0, said: 'That is so already.' })
  expect(await checkEverything(database, vault)).toEqual([])
})
