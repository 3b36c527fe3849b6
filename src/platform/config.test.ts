import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readConfig, settings } from './config.ts'

test('without any setting the server is private, on port 8080, with its data beside it', () => {
  expect(readConfig({}, '/srv/house')).toEqual({
    databaseUrl: undefined,
    publicUrl: undefined,
    port: 8080,
    host: '127.0.0.1',
    dataDir: '/srv/house/data',
    trustedProxies: { entries: [], trusts: expect.any(Function) },
    secretsFile: '/srv/house/data/secrets/secrets.json',
    smtpUrl: undefined,
    mailFrom: undefined,
    mailPerSecond: 120,
    mailInPort: undefined,
    mailInHost: '127.0.0.1',
    mailInName: undefined,
    mailInReplies: undefined,
    mailInMegabytes: 10,
    mailInCertificate: undefined,
    mailInKey: undefined,
    witnesses: undefined,
  })
})

test('a setting that is set but empty counts as not set', () => {
  const empty = Object.fromEntries(settings.map(({ name }) => [name, ' ']))
  expect(JSON.stringify(readConfig(empty, '/srv'))).toBe(JSON.stringify(readConfig({}, '/srv')))
})

test('every setting is read', () => {
  const environment = {
    DATABASE_URL: 'postgres://ann:secret@db.example:5432/letters',
    PUBLIC_URL: 'https://Letters.example.org',
    PORT: '0',
    HOST: '::1',
    DATA_DIR: '/srv/data here',
    TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::1',
    SECRETS_FILE: '/etc/undersigned/secrets.json',
    SMTP_URL: 'smtps://ann:secret@mail.example:465',
    MAIL_FROM: 'letters@example.org',
    MAIL_PER_SECOND: '200',
    MAIL_IN_PORT: '2525',
    MAIL_IN_HOST: '0.0.0.0',
    MAIL_IN_NAME: 'mx.example.org',
    MAIL_IN_REPLIES: 'answers.example.org',
    MAIL_IN_MEGABYTES: '5',
    MAIL_IN_CERTIFICATE: '/etc/mx/fullchain.pem',
    MAIL_IN_KEY: 'privkey.pem',
    WITNESSES: 'witnesses.txt',
  }
  expect(readConfig(environment, '/')).toEqual({
    databaseUrl: 'postgres://ann:secret@db.example:5432/letters',
    publicUrl: 'https://letters.example.org',
    port: 0,
    host: '::1',
    dataDir: '/srv/data here',
    trustedProxies: { entries: ['10.0.0.0/8', '2001:db8::1'], trusts: expect.any(Function) },
    secretsFile: '/etc/undersigned/secrets.json',
    smtpUrl: 'smtps://ann:secret@mail.example:465',
    mailFrom: 'letters@example.org',
    mailPerSecond: 200,
    mailInPort: 2525,
    mailInHost: '0.0.0.0',
    mailInName: 'mx.example.org',
    mailInReplies: 'answers.example.org',
    mailInMegabytes: 5,
    mailInCertificate: '/etc/mx/fullchain.pem',
    mailInKey: '/privkey.pem',
    witnesses: '/witnesses.txt',
  })
})

test('the secrets are beside the data wherever the data is, unless a file is named', () => {
  expect(readConfig({ DATA_DIR: '/var/lib/letters' }, '/srv').secretsFile).toBe('/var/lib/letters/secrets/secrets.json')
  expect(readConfig({ DATA_DIR: '/var/lib/letters', SECRETS_FILE: 'keys.json' }, '/srv').secretsFile).toBe(
    '/srv/keys.json',
  )
})

test('mails need somebody they come from', () => {
  expect(() => readConfig({ SMTP_URL: 'smtp://mail.example:25' }, '/')).toThrow('MAIL_FROM must be set')
})

test('answers come in where other mail does, unless another domain is named; where none comes in, none do', () => {
  const mail = { MAIL_FROM: 'letters@example.org' }
  expect(readConfig(mail, '/').mailInReplies).toBeUndefined()
  expect(readConfig({ ...mail, MAIL_IN_PORT: '25' }, '/').mailInReplies).toBe('example.org')
  expect(readConfig({ ...mail, MAIL_IN_REPLIES: 'in.example.org' }, '/').mailInReplies).toBe('in.example.org')
})

test('mail that comes in needs an address, and a certificate its key', () => {
  expect(() => readConfig({ MAIL_IN_PORT: '25' }, '/')).toThrow('MAIL_FROM must be set when MAIL_IN_PORT is')
  const mail = { MAIL_FROM: 'letters@example.org', MAIL_IN_PORT: '25' }
  expect(() => readConfig({ ...mail, MAIL_IN_CERTIFICATE: 'a.pem' }, '/')).toThrow('MAIL_IN_KEY must be set, too')
  expect(() => readConfig({ ...mail, MAIL_IN_KEY: 'a.pem' }, '/')).toThrow('MAIL_IN_CERTIFICATE must be set, too')
})

const wrong = {
  DATABASE_URL: 'mysql://ann:hunter2@db/x',
  PUBLIC_URL: 'https://letters.example.org/hunter2',
  PORT: '65536',
  HOST: 'hunter2 hunter2',
  TRUSTED_PROXIES: 'hunter2/99',
  SECRETS_FILE: 'hunter2\0',
  SMTP_URL: 'https://ann:hunter2@mail.example',
  MAIL_FROM: 'hunter2',
  MAIL_PER_SECOND: '0',
  MAIL_IN_PORT: '65536',
  MAIL_IN_HOST: 'hunter2 hunter2',
  MAIL_IN_NAME: 'hunter2 hunter2',
  MAIL_IN_MEGABYTES: '11',
  MAIL_IN_KEY: 'hunter2\0',
}

test('everything that is wrong is named at once, and no value is repeated', () => {
  expect(() => readConfig(wrong, '/')).toThrow(expect.objectContaining({ code: 'config-invalid' }))
  try {
    readConfig(wrong, '/')
  } catch (error) {
    for (const name of Object.keys(wrong)) expect(String(error)).toContain(name)
    expect(String(error)).not.toMatch(/hunter2|65536/)
  }
})

test.each([
  ['PUBLIC_URL', 'https://letters.example.org/'],
  ['PUBLIC_URL', 'ftp://letters.example.org'],
  ['PUBLIC_URL', 'https://ann@letters.example.org'],
  ['PUBLIC_URL', 'letters.example.org'],
  ['PORT', '-1'],
  ['PORT', '8e3'],
  ['SMTP_URL', 'discard:all'],
  ['SMTP_URL', 'mail.example:25'],
  ['SMTP_URL', 'smtp:'],
  ['SMTP_URL', 'smtp://mail.example/folder'],
  ['MAIL_FROM', 'Letters <letters@example.org>'],
  ['MAIL_FROM', 'a@b@c'],
  ['MAIL_FROM', 'letters@example.org\nBcc: all@example.org'],
  ['MAIL_PER_SECOND', '0'],
  ['MAIL_PER_SECOND', '100001'],
  ['TRUSTED_PROXIES', '10.0.0.0/33'],
  ['TRUSTED_PROXIES', 'proxy.example.org'],
])('%s refuses %s', (name, value) => {
  expect(() => readConfig({ [name]: value }, '/')).toThrow(name)
})

test('no text in any setting is answered with anything but a configuration or a config-invalid fault', () => {
  const names = fc.constantFrom(...settings.map(({ name }) => name))
  fc.assert(
    fc.property(fc.dictionary(names, fc.string({ unit: 'binary' })), (environment) => {
      try {
        expect(Object.isFrozen(readConfig(environment, '/'))).toBe(true)
      } catch (error) {
        expect(error).toMatchObject({ code: 'config-invalid' })
      }
    }),
  )
})

test('the table in docs/operating/settings.md has every setting, in the same words', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/operating/settings.md'), 'utf8')
  const rows = page.split('\n').filter((line) => line.startsWith('| `'))
  expect(rows).toEqual(settings.map(({ name, usual, meaning }) => `| \`${name}\` | ${usual} | ${meaning} |`))
})
