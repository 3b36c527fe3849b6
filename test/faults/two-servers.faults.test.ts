import { setTimeout as wait } from 'node:timers/promises'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { leafAt, logOf, publishedCounts } from '#ledger'
import { openSecrets, systemMeans } from '#platform'
import { parseLeaf } from '#proof'
import { keepRetention, reviewSignatures, signingCampaigns } from '#signatures'
import { letterText } from '../../bench/kit/letter-text.ts'
import { checkEverything } from '../kit/check-everything.ts'
import { meansOn } from '../kit/command.ts'
import { testDatabase } from '../kit/database.ts'
import { rounds } from '../kit/faults.ts'
import { freePort, freshDataDir, runCommandWith, startHouseWith, type House } from '../kit/house.ts'
import { checkpointAt, expectGrownFrom } from '../kit/log-reader.ts'
import { eventually } from '../kit/mail.ts'
import { scriptedServer } from '../kit/mail-server.ts'
import { fieldsOf, signersOf } from '../kit/signers.ts'

const people = rounds(60, 2000)
const form = '/c/shared/january-2029/verrolane/sign'
const database = await testDatabase()

test('two servers on one database send every mail once, seal one log, count everybody once, and review and clear up beside each other', async () => {
  const folders = [freshDataDir(), freshDataDir()] as const
  const mails = await scriptedServer(() => undefined)
  const settings = {
    ...{ DATABASE_URL: meansOn(database).means.environment['DATABASE_URL'] ?? '' },
    ...{ SECRETS_FILE: join(folders[0].path, 'secrets', 'secrets.json'), TRUSTED_PROXIES: '127.0.0.1' },
    ...{ SMTP_URL: mails.url, MAIL_FROM: 'letters@mail.example', MAIL_PER_SECOND: '1000' },
  }
  const houses: House[] = []
  try {
    const ports = [await freePort(), await freePort()] as const
    const [first, second] = [
      await startHouseWith(folders[0].path, ports[0], settings),
      await startHouseWith(folders[1].path, ports[1], settings),
    ]
    houses.push(first, second)
    const command = (...args: readonly string[]) => runCommandWith(folders[0].path, ports[0], settings, ...args)
    writeFileSync(join(folders[0].path, 'letter.txt'), letterText(3))
    await command('import', join(folders[0].path, 'letter.txt'), '--yes', '--publish', '--title', 'Shared')
    await command('signing', 'shared', '--controller', 'Example', '--contact', 'a@mail.example')
    const signers = houses.map(({ url }) => signersOf(url, 16))
    const both = signers.slice(0, 2)
    const hidden = fieldsOf((await signers[0]?.get(form))?.text ?? '')
    const names = Array.from({ length: people }, (_, n) => `person${n}`)
    // The same form to both, as a browser does that was told nothing by the first.
    const wishes = names.flatMap((name) =>
      both.map((signer) =>
        signer.post(form, { ...hidden, name, email: `${name}@mail.example`, consent: '1', show: 'yes' }),
      ),
    )
    for (const answer of await Promise.all(wishes)) expect(answer?.status).toBe(303)
    await eventually(async () => mails.taken.length >= people)
    const links = mails.taken.flatMap(({ bytes }) => /\/confirm\/[\w.=-]+/.exec(plain(bytes))?.[0] ?? [])
    expect(new Set(links).size).toBe(people)

    let working = true
    const beside = (async () => {
      while (working) await sideBySide(settings.SECRETS_FILE)
    })()
    const confirmed = await Promise.all(links.map((link) => Promise.all(both.map((signer) => signer.post(link, {})))))
    const before = await checkpointAt(`${first.url}/log/shared/`)
    for (const answers of confirmed) {
      expect(answers.map((answer) => answer?.status)).toEqual([303, 303])
      expect(new Set(answers.map((answer) => answer?.location)).size).toBe(1)
    }
    await eventually(async () => mails.taken.length >= 2 * people)
    for (const { url } of houses) await expectGrownFrom(before, `${url}/log/shared/`, people + 1)
    working = false
    await beside
    // Long enough for a mail that one of them should not have sent.
    await wait(500)
    const copies = Map.groupBy(mails.taken, ({ to }) => to)
    expect([copies.size, new Set(Array.from(copies.values(), (of) => of.length))]).toEqual([people, new Set([2])])
    // They all look alike and come from one network: whatever looks at them first holds them, and nobody holds them again.
    await sideBySide(settings.SECRETS_FILE)
    const { standing, held } = await counted()
    expect([standing + held.length, new Set(held).size]).toEqual([people, held.length])
    expect(held.length).toBeGreaterThan(0)
    const { vault } = await openSecrets(settings.SECRETS_FILE)
    expect(await checkEverything(database, vault)).toEqual([])
    for (const signer of signers) signer.close()
  } finally {
    for (const house of houses) await house.close()
    for (const folder of folders) folder.drop()
  }
}, 3_600_000)

/** How many stand by the published number, and whom the leaves of the log hold, one leaf after the other. */
async function counted(): Promise<{ readonly standing: number; readonly held: readonly number[] }> {
  return database.read(async (tx) => {
    const held: number[] = []
    let standing = 0
    for (const campaign of await signingCampaigns(tx)) {
      standing += (await publishedCounts(tx, campaign)).get('letter:january-2029')?.standing ?? 0
      for (let index = 0; index < ((await logOf(tx, campaign))?.size ?? 0); index += 1) {
        const entry = await leafAt(tx, campaign, index)
        const leaf = entry && parseLeaf(entry)
        if (leaf?.t === 'hold') held.push(...leaf.i)
      }
    }
    return { standing, held }
  })
}

/** What every server does by the clock, by three more at once. */
async function sideBySide(secretsFile: string): Promise<void> {
  const { vault } = await openSecrets(secretsFile)
  const campaigns = await database.read((tx) => signingCampaigns(tx))
  await Promise.all(
    [1, 2, 3].map(async () => {
      for (const campaign of campaigns)
        await database.transaction((tx) => reviewSignatures(tx, campaign, vault, systemMeans()))
      await database.transaction((tx) => keepRetention(tx, systemMeans()))
    }),
  )
  await wait(20)
}

/** The text of a mail without the soft ends of its lines. */
const plain = (bytes: Buffer): string => bytes.toString('latin1').replaceAll('=\r\n', '').replaceAll('=3D', '=')
