import { createWriteStream, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { Client } from 'pg'
import type { CampaignId, SignatureId } from '#kernel'
import { openDatabase, openSecrets, type Database, type Vault } from '#platform'
import { linkOf } from '#signatures'
import { freshDataDir, runCommandWith, startHouseWith, type House } from '../../test/kit/house.ts'
import { letterText } from './letter-text.ts'
import { hiddenFields } from './signing.ts'

/** A server of its own with letters that can be signed, and the bench's own way into its database. */
export type SigningHouse = {
  readonly house: House
  readonly database: Database
  readonly vault: Vault
  /** Where the forms of the letters are posted, one per campaign. */
  readonly forms: readonly string[]
  readonly hidden: string
  /** Asks the database one question that gives one number. */
  readonly number: (sql: string) => Promise<number>
  /** Writes the confirmation path of every wish that waits, in the order of their ids. @returns how many. */
  readonly writeLinks: (file: string) => Promise<number>
  readonly folder: string
  readonly close: () => Promise<void>
}

/** The settings of every bench that signs: the generator is the trusted proxy; mails wait, none is sent at full pace. */
const usual = { TRUSTED_PROXIES: '127.0.0.1' }

/** Starts it with as many campaigns as wished, each with one letter of one edition and a list of organizations. */
export async function signingHouse(
  port: number,
  campaigns = 1,
  settings: Readonly<Record<string, string>> = {},
  organizations = 90,
): Promise<SigningHouse> {
  const data = freshDataDir()
  const house = await startHouseWith(data.path, port, { ...usual, ...settings })
  const file = join(data.path, 'letter.txt')
  writeFileSync(file, letterText(organizations))
  const slugs = Array.from({ length: campaigns }, (_, n) => `letter-${n + 1}`)
  for (const slug of slugs) {
    await runCommandWith(data.path, port, settings, 'import', file, '--yes', '--publish', '--title', slug)
    await runCommandWith(
      data.path,
      port,
      settings,
      'signing',
      slug,
      '--controller',
      'Example',
      '--contact',
      'privacy@mail.example',
    )
  }
  const forms = slugs.map((slug) => `/c/${slug}/january-2029/verrolane/sign`)
  const database = await openDatabase({ databaseUrl: settings['DATABASE_URL'], dataDir: data.path }, { role: 'guest' })
  const { vault } = await openSecrets(join(data.path, 'secrets/secrets.json'))
  const asking = new Client(database.connection)
  await asking.connect()
  return {
    house,
    database,
    vault,
    forms,
    hidden: await hiddenFields(`${house.url}${forms[0]}`),
    folder: data.path,
    number: async (sql) => Number(Object.values((await asking.query(sql)).rows[0] ?? {})[0] ?? Number.NaN),
    writeLinks: async (target) => {
      const out = createWriteStream(target)
      const { rows } = await asking.query<{ campaign_id: CampaignId; pending_id: SignatureId }>(
        'select campaign_id, pending_id from signatures_pending order by pending_id',
      )
      for (const row of rows)
        if (!out.write(`/confirm/${linkOf(vault, 'confirm', row.campaign_id, row.pending_id)}\n`))
          await once(out, 'drain')
      out.end()
      await once(out, 'finish')
      return rows.length
    },
    close: async () => {
      await asking.end()
      await database.close()
      await house.close()
      data.drop()
    },
  }
}
