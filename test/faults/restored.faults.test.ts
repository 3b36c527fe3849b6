import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { letterText } from '../../bench/kit/letter-text.ts'
import { rounds } from '../kit/faults.ts'
import { freePort, freshDataDir, runCommandWith, startHouseWith } from '../kit/house.ts'
import { checkpointAt } from '../kit/log-reader.ts'
import { eventually } from '../kit/mail.ts'
import { scriptedServer } from '../kit/mail-server.ts'
import { fieldsOf, signersOf } from '../kit/signers.ts'

const form = '/c/restored/january-2029/verrolane/sign'
const log = (url: string) => `${url}/log/restored/`

test('a backup that is older than what a witness has seen starts no server until the witness is no longer trusted, as the manual says', async () => {
  const [old, fresh, own] = [freshDataDir(), freshDataDir(), freshDataDir()]
  onTestFinished(() => [old, fresh, own].forEach((folder) => folder.drop()))
  const mails = await scriptedServer(() => undefined)
  const port = await freePort()
  const policy = join(own.path, 'witnesses')
  const settings = {
    ...{ SMTP_URL: mails.url, MAIL_FROM: 'letters@mail.example', TRUSTED_PROXIES: '127.0.0.1' },
    ...{ WITNESSES: policy },
  }
  writeFileSync(policy, 'quorum none\n')
  let house = await startHouseWith(old.path, port, settings)
  onTestFinished(async () => house.close())
  const command = (...args: readonly string[]) => runCommandWith(old.path, port, settings, ...args)
  writeFileSync(join(own.path, 'letter.txt'), letterText(3))
  await command('import', join(own.path, 'letter.txt'), '--yes', '--publish', '--title', 'Restored')
  await command('signing', 'restored', '--controller', 'Example', '--contact', 'a@mail.example')

  // The witness learns the log from its published policy, and the operator names the witness, as the manual says.
  const logs = join(own.path, 'logs')
  writeFileSync(logs, await (await fetch(`${log(house.url)}policy`)).text())
  const witness = await startWitness(logs, join(own.path, 'state'))
  const line = `witness net ${witness.key} ${witness.url}\n`
  writeFileSync(policy, `${line}quorum net\n`)
  await house.close()
  house = await startHouseWith(old.path, port, settings)
  await sign(house.url, mails, 'before', 1)
  await cosigned(house.url, 2)

  const [backup, keys, lock] = ['backup', 'keys', 'lock'].map((name) => join(own.path, name))
  writeFileSync(join(own.path, 'words'), 'a passphrase of some words\n')
  await command('keys', 'backup-key', lock ?? '')
  const locks = ['--key', lock ?? '', '--keys', keys ?? '', '--keys-passphrase-file', join(own.path, 'words')]
  await command('backup', backup ?? '', ...locks)
  await sign(house.url, mails, 'after', 1)
  await cosigned(house.url, 3)
  await house.close()

  await runCommandWith(fresh.path, port, settings, 'restore', backup ?? '', ...locks)
  const refused = await runCommandWith(fresh.path, port, settings, 'start').catch(String)
  expect(refused).toMatch(/The database holds an older or another public log than the witness net has seen/)
  expect(refused).toContain('docs/operating/log.md')

  // What is left to a person who has reason to distrust the witness: take its line out.
  writeFileSync(policy, 'quorum none\n')
  house = await startHouseWith(fresh.path, port, settings)
  expect((await checkpointAt(log(house.url))).size).toBe(2)
  if (rounds(0, 1) === 0) return
  await house.close()
  // With the line back, nothing was forgotten: also what has grown otherwise since is refused.
  writeFileSync(policy, `${line}quorum none\n`)
  await expect(runCommandWith(fresh.path, port, settings, 'start')).rejects.toThrow(/older or another public log/)

  // And the installation that was not brought back goes on.
  house = await startHouseWith(old.path, port, settings)
  await sign(house.url, mails, 'later', 1)
  await cosigned(house.url, 4)
}, 600_000)

/** A witness as its operator starts it. */
async function startWitness(logs: string, state: string): Promise<{ readonly key: string; readonly url: string }> {
  const main = join(import.meta.dirname, '../../src/main.ts')
  const args = ['witness', '--logs', logs, '--state', state, '--name', 'witness.example.net', '--port', '0']
  const child = spawn(process.execPath, ['--conditions=source', main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  })
  const lines = (stream: typeof child.stdout) => createInterface({ input: stream })[Symbol.asyncIterator]()
  const key = (await lines(child.stdout).next()).value ?? ''
  const said = (await lines(child.stderr).next()).value ?? ''
  return { key, url: /at (http:\S+)/.exec(said)?.[1] ?? said }
}

/** Signs and confirms. */
async function sign(
  url: string,
  mails: Awaited<ReturnType<typeof scriptedServer>>,
  start: string,
  people: number,
): Promise<void> {
  const signers = signersOf(url)
  const hidden = fieldsOf((await signers.get(form))?.text ?? '')
  for (let n = 0; n < people; n += 1) {
    const email = `${start}${n}@mail.example`
    await signers.post(form, { ...hidden, name: `${start} ${n}`, email, consent: '1' })
    const link = () =>
      mails.taken
        .filter(({ to }) => to === email)
        .map(({ bytes }) => /\/confirm\/[\w.-]+/.exec(bytes.toString('latin1').replaceAll('=\r\n', ''))?.[0])
        .find((one) => one !== undefined)
    await eventually(async () => link() !== undefined)
    expect((await signers.post(link() ?? '', {}))?.status).toBe(303)
  }
  signers.close()
}

/** Waits until a checkpoint of so many leaves stands there with the witness's line. */
async function cosigned(url: string, size: number): Promise<void> {
  await eventually(async () => {
    const note = await (await fetch(`${log(url)}checkpoint`)).text()
    return note.split('\n')[1] === String(size) && note.includes('\n— witness.example.net ')
  })
}
