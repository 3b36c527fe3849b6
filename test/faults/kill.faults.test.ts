import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { CampaignId, SignatureId } from '#kernel'
import { openDatabase, openSecrets, systemMeans, type Database } from '#platform'
import { linkOf, peekPending } from '#signatures'
import { letterText } from '../../bench/kit/letter-text.ts'
import { checkEverything } from '../kit/check-everything.ts'
import { rounds } from '../kit/faults.ts'
import { freePort, freshDataDir, runCommand, startHouseWith } from '../kit/house.ts'
import { fieldsOf, signersOf } from '../kit/signers.ts'

const times = rounds(3, 50)
const wishesARound = 150
const form = '/c/killed/january-2029/verrolane/sign'

test('a server or a database that is killed in the middle of a rush loses nothing it acknowledged and doubles nothing', async () => {
  const data = freshDataDir()
  const port = await freePort()
  const start = () => startHouseWith(data.path, port, { TRUSTED_PROXIES: '127.0.0.1' })
  let house = await start()
  try {
    writeFileSync(join(data.path, 'letter.txt'), letterText(3))
    await runCommand(
      data.path,
      port,
      'import',
      join(data.path, 'letter.txt'),
      '--yes',
      '--publish',
      '--title',
      'Killed',
    )
    await runCommand(data.path, port, 'signing', 'killed', '--controller', 'Example', '--contact', 'a@mail.example')
    const wished = new Set<string>()
    const confirmed = new Set<string>()
    for (let round = 0; round < times; round += 1) {
      await rush({
        dataDir: data.path,
        url: house.url,
        round,
        wished,
        confirmed,
        kill: killerOf(round, house.pid, data.path),
      })
      await house.close()
      house = await start()
      await lookedAt(data.path, async (database) => {
        expect(await checkEverything(database)).toEqual([])
        const rows = await kept(data.path, database)
        expect([...wished].filter((name) => !rows.has(name))).toEqual([])
        expect([...confirmed].filter((name) => rows.get(name) !== 'signature')).toEqual([])
      })
    }
    expect(confirmed.size).toBeGreaterThan(times * 20)
  } finally {
    await house.close()
    data.drop()
  }
}, 3_600_000)

type Rush = {
  readonly dataDir: string
  readonly url: string
  readonly round: number
  readonly wished: Set<string>
  readonly confirmed: Set<string>
  readonly kill: () => void
}

/** Some wishes, then their confirmations beside new wishes, in the middle of which something is killed. */
async function rush({ dataDir, url, round, wished, confirmed, kill }: Rush): Promise<void> {
  const signers = signersOf(url)
  const hidden = fieldsOf((await signers.get(form))?.text ?? '')
  const wish = async (name: string) => {
    const answer = await signers.post(form, {
      ...hidden,
      name,
      email: `${name}@mail.example`,
      consent: '1',
      show: 'yes',
    })
    if (answer?.status === 303) wished.add(name)
    return answer
  }
  const names = (kind: string) => Array.from({ length: wishesARound }, (_, n) => `r${round}${kind}${n}`)
  await Promise.all(names('a').map(wish))
  const links = await linksOf(dataDir, `r${round}a`)
  const confirming = [...links].map(async ([name, link]) => {
    const answer = await signers.post(`/confirm/${link}`, {})
    if (answer?.status === 303) confirmed.add(name)
  })
  const more = names('b').map(wish)
  // Anywhere between the first answer and the last.
  await wait((round * 37) % 160)
  kill()
  await Promise.all([...confirming, ...more])
  signers.close()
}

function killerOf(round: number, server: number, dataDir: string): () => void {
  const database = Number(
    execFileSync('head', ['-1', join(dataDir, 'postgres', 'postmaster.pid')], { encoding: 'utf8' }),
  )
  const victims = [[server], [database], [server, database]][round % 3] ?? []
  return () => {
    for (const pid of victims) process.kill(pid, 'SIGKILL')
  }
}

async function lookedAt<T>(dataDir: string, look: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ dataDir }, { role: 'guest' })
  try {
    return await look(database)
  } finally {
    await database.close()
  }
}

type Person = { readonly name: string; readonly kind: 'wish' | 'signature'; readonly link: string }

/** Everybody who is kept: as a wish, read as the confirmation page reads it, or as a signature with its shown name. */
async function people(dataDir: string, database: Database): Promise<readonly Person[]> {
  const { vault } = await openSecrets(join(dataDir, 'secrets/secrets.json'))
  return database.read(async (tx) => {
    const wishes = await sql<{ campaign: CampaignId; id: SignatureId }>`
      select campaign_id as campaign, pending_id as id from signatures_pending`.execute(tx)
    const signatures = await sql<{ name: string }>`select shown_name as name from signatures_signature`.execute(tx)
    const found: Person[] = signatures.rows.map(({ name }) => ({ name, kind: 'signature', link: '' }))
    for (const { campaign, id } of wishes.rows) {
      const peek = await peekPending(tx, campaign, id, vault, systemMeans())
      if (peek.kind === 'pending')
        found.push({ name: peek.name, kind: 'wish', link: linkOf(vault, 'confirm', campaign, id) })
    }
    return found
  })
}

/** How everybody is kept, by name. Fails when somebody is there twice. */
async function kept(dataDir: string, database: Database): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const { name, kind } of await people(dataDir, database)) {
    if (found.has(name)) throw new Error(`${name} is kept twice`)
    found.set(name, kind)
  }
  return found
}

async function linksOf(dataDir: string, start: string): Promise<ReadonlyMap<string, string>> {
  const all = await lookedAt(dataDir, (database) => people(dataDir, database))
  return new Map(
    all.filter(({ name, kind }) => kind === 'wish' && name.startsWith(start)).map(({ name, link }) => [name, link]),
  )
}
