import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { scriptedServer } from '../../test/kit/mail-server.ts'
import type { CommandMeans } from './command.ts'
import { mailRecord, openSecrets, type MailDns } from '#platform'
import { doctorWith, type RoomOn } from './doctor.ts'

test('an installation where all is right is told so, and no mail is sent', async () => {
  const place = await installation()
  const { code, printed } = await doctorSays(place)
  expect(printed).not.toContain('WRONG')
  expect(code).toBe(0)
  expect(place.server.taken).toEqual([])
})

test('a mail is sent when that is asked for', async () => {
  const place = await installation()
  const { code } = await doctorSays(place, {}, ['--to', 'ada@inbox.example'])
  expect(place.server.taken).toMatchObject([{ to: 'ada@inbox.example', from: 'letters@coalition.example' }])
  expect(code).toBe(0)
})

test.for<readonly [string, Readonly<Record<string, string>>, RegExp]>([
  ['an address that is not encrypted', { PUBLIC_URL: 'http://letters.example' }, /^WRONG {2}PUBLIC_URL/m],
  ['a proxy that is not trusted', { TRUSTED_PROXIES: '' }, /^WRONG {2}TRUSTED_PROXIES/m],
  ['no mail server', { SMTP_URL: '' }, /^WRONG {2}SMTP_URL is not set/m],
  ['a rehearsal', { SMTP_URL: 'discard:' }, /^WRONG {2}SMTP_URL is set for a rehearsal/m],
  [
    'a mail server that is not there',
    { SMTP_URL: 'smtp://127.0.0.1:1' },
    /^WRONG {2}Mail server 127\.0\.0\.1:1: cannot be used/m,
  ],
  ['a sender without records', { MAIL_FROM: 'letters@other.example' }, /^WRONG {2}DKIM: .*\n.*SPF: .*\n.*DMARC/m],
  ['witnesses that cannot be read', { WITNESSES: '/nowhere/witnesses' }, /^WRONG {2}WITNESSES/m],
])('what is wrong is said, and the command fails: %s', async ([, changed, sentence]) => {
  const { code, printed } = await doctorSays(await installation(), changed)
  expect(printed).toMatch(sentence)
  expect(code).toBe(1)
})

test.for<readonly [string, number | undefined, RegExp, number]>([
  ['too little', 1.9e9, /^WRONG {2}The data folder \S+ has 1\.9 GB of room\. Make it 2 GB at least\.$/m, 1],
  ['enough', 2e9, /^ok {5}The data folder \S+ has 2\.0 GB of room\.$/m, 0],
  ['not there yet', undefined, /^look {3}The data folder \S+ is not there yet/m, 0],
])('room on the disk: %s', async ([, free, sentence, expected]) => {
  const { code, printed } = await doctorSays(await installation(), {}, [], async () => free)
  expect(printed).toMatch(sentence)
  expect(code).toBe(expected)
})

test('a secrets file that others can read is wrong, and neither its keys nor a password are ever printed', async () => {
  const place = await installation()
  await chmod(place.secretsFile, 0o644)
  const url = place.server.url.replace('smtp://', 'smtp://ink:secret-word@')
  const { code, printed } = await doctorSays(place, { SMTP_URL: url })
  expect(printed).toMatch(/^WRONG {2}.*secrets/m)
  expect(printed).toMatch(/^WRONG {2}Mail server .* takes no password/m)
  expect(printed).not.toContain('secret-word')
  expect(code).toBe(1)
})

async function installation() {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-doctor-'))
  onTestFinished(async () => rm(folder, { recursive: true, force: true }))
  const secretsFile = join(folder, 'secrets', 'secrets.json')
  const { mailKey } = await openSecrets(secretsFile)
  const server = await scriptedServer()
  const record = [...mailRecord(mailKey, 'coalition.example').matchAll(/"([^"]*)"/g)].map(([, text]) => text).join('')
  const texts: Readonly<Record<string, readonly string[]>> = {
    [`${mailKey.selector}._domainkey.coalition.example`]: [record],
    'coalition.example': ['v=spf1 a:127.0.0.1 -all'],
    '_dmarc.coalition.example': ['v=DMARC1; p=none'],
  }
  const dns: MailDns = { texts: async (name) => texts[name] ?? [], exchanges: async () => ['mx.coalition.example'] }
  return { folder, secretsFile, server, dns }
}

async function doctorSays(
  { folder, secretsFile, server, dns }: Awaited<ReturnType<typeof installation>>,
  changed: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
  // The machine that tests run on may be nearly full.
  roomOn: RoomOn = async () => 80e9,
) {
  const printed: string[] = []
  const means: CommandMeans = {
    terminal: {
      out: (text) => void printed.push(text),
      say: (line) => void printed.push(`${line}\n`),
      ask: async () => undefined,
      askHidden: async () => undefined,
    },
    program: 'undersigned',
    environment: {
      ...{ DATA_DIR: folder, SECRETS_FILE: secretsFile, SMTP_URL: server.url, MAIL_FROM: 'letters@coalition.example' },
      ...{ PUBLIC_URL: 'https://letters.example', TRUSTED_PROXIES: '127.0.0.1' },
      ...changed,
    },
    workingFolder: folder,
    serve: async () => Promise.reject(new Error('no server here')),
    signInPage: async (site, link) => `${site}/organize/link/${link}`,
  }
  const code = await doctorWith(dns, roomOn).run(args, means)
  return { code, printed: printed.join('') }
}
