import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { meansOn } from '../../test/kit/command.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { openSecrets } from '#platform'
import { receive } from './receive.ts'

const database = await testDatabase()

test('a mail that is no bounce is passed over, and a file that is not there is a fault', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-receive-'))
  onTestFinished(async () => rm(folder, { recursive: true, force: true }))
  const { means, said } = meansOn(database)
  const secretsFile = join(folder, 'secrets', 'secrets.json')
  await openSecrets(secretsFile)
  const placed = { ...means, environment: { ...means.environment, DATA_DIR: folder, SECRETS_FILE: secretsFile } }
  await writeFile(join(folder, 'mail'), 'Subject: Hello\r\n\r\nHow are you?\r\n')
  expect(await receive.run([join(folder, 'mail')], placed)).toBe(0)
  expect(said).toEqual([
    'Nothing to do: this is no mail of ours that can never arrive, and no answer to a challenge or a letter.',
  ])
  await expect(receive.run([join(folder, 'none')], placed)).rejects.toMatchObject({ code: 'file-unreadable' })
  expect(await receive.run(['a', 'b'], placed)).toBe(2)
})
