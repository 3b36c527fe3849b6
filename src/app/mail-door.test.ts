import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { handMail } from '../../test/kit/mail-client.ts'
import { journalOfMemory } from '../../test/kit/mail.ts'
import { openSecrets, readConfig } from '#platform'
import { openMailDoor } from './mail-door.ts'

const database = await testDatabase()
const journal = journalOfMemory()

async function doorWith(settings: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-mail-'))
  const config = readConfig({ DATA_DIR: folder, MAIL_FROM: 'letters@coalition.example', ...settings }, folder)
  await openSecrets(config.secretsFile)
  const door = await openMailDoor(config, { connection: database.connection, journal }).finally(() =>
    onTestFinished(async () => rm(folder, { recursive: true, force: true })),
  )
  onTestFinished(async () => door?.close())
  return door
}

test('nobody listens for mail unless a port is set', async () => {
  expect(await doorWith({})).toBeUndefined()
})

test('with a port mail to our address comes in, and who writes to it by mistake is told that nobody reads it', async () => {
  const { port = 0 } = (await doorWith({ MAIL_IN_PORT: '0' })) ?? {}
  const raw = 'From: ada@harbor-lights.org\r\nSubject: Hello\r\n\r\nHello.\r\n'
  const { code, said } = await handMail(port, raw)
  expect(code).toBe(550)
  expect(said).toContain('Nobody reads mail to this address')
  expect(await handMail(port, raw, { to: 'eve@elsewhere.example' })).toMatchObject({ code: 550 })
})

test('a door that cannot open stops the start with a sentence', async () => {
  const { port = 0 } = (await doorWith({ MAIL_IN_PORT: '0' })) ?? {}
  await expect(doorWith({ MAIL_IN_PORT: String(port) })).rejects.toMatchObject({ code: 'config-invalid' })
  const missing = { MAIL_IN_CERTIFICATE: 'none.pem', MAIL_IN_KEY: 'none.pem' }
  await expect(doorWith({ MAIL_IN_PORT: '0', ...missing })).rejects.toThrow('MAIL_IN_CERTIFICATE')
})
