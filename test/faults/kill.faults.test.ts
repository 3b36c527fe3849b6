import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Database } from '#platform'
import { letterText } from '../../bench/kit/letter-text.ts'
import { checkEverything } from '../kit/check-everything.ts'
import { rounds } from '../kit/faults.ts'
import { freePort, freshDataDir, runCommand, startHouseWith, type House } from '../kit/house.ts'
import { lookedAt, people } from '../kit/kept-people.ts'
import { checkpointAt, expectGrownFrom, type Checkpoint } from '../kit/log-reader.ts'
import { fieldsOf, signersOf } from '../kit/signers.ts'

const times = rounds(4, 50)
const wishesARound = rounds(60, 150)
const form = '/c/killed/january-2029/verrolane/sign'

/** What is killed, in turn. A backend that is killed takes the whole database down to its recovery. */
const kinds = ['server', 'database', 'backend', 'both'] as const

test('a server or a database that is killed in the middle of a rush loses nothing it acknowledged and doubles nothing', async () => {
  const data = freshDataDir()
  const port = await freePort()
  const settings = { TRUSTED_PROXIES: '127.0.0.1', SMTP_URL: 'discard:', MAIL_FROM: 'a@mail.example' }
  const start = () => startHouseWith(data.path, port, settings)
  let house = await start()
  const figures: string[] = []
  try {
    writeFileSync(join(data.path, 'letter.txt'), letterText(3))
    const letter = [join(data.path, 'letter.txt'), '--yes', '--publish', '--title', 'Killed']
    await runCommand(data.path, port, 'import', ...letter)
    await runCommand(data.path, port, 'signing', 'killed', '--controller', 'Example', '--contact', 'a@mail.example')
    const known = { wished: new Set<string>(), confirmed: new Set<string>() }
    for (let round = 0; round < times; round += 1) {
      const kind = kinds[round % kinds.length] ?? 'both'
      // The last round looks at everybody again, the others at those of the round.
      const since = new Date(round === times - 1 ? 0 : Date.now())
      const those = (names: Iterable<string>) =>
        [...names].filter((name) => since.getTime() === 0 || new RegExp(`^r${round}[abc]`).test(name))
      const before = await rush({
        ...known,
        dataDir: data.path,
        url: house.url,
        round,
        kill: killer(kind, house, data),
      })
      const killed = performance.now()
      const lives = kind === 'database' || kind === 'backend'
      if (!lives) {
        await house.close()
        house = await start()
      }
      await signsAgain(house.url, `r${round}c`, known.wished)
      const milliseconds = lives ? performance.now() - killed : house.millisecondsToFirstPage
      figures.push(`${kind} ${Math.round(milliseconds)}`)
      await expectGrownFrom(before, `${house.url}/log/killed/`, known.confirmed.size)
      await lookedAt(data.path, async (database) => {
        expect(await checkEverything(database)).toEqual([])
        const rows = await kept(data.path, database, since)
        expect(those(known.wished).filter((name) => !rows.has(name))).toEqual([])
        expect(those(known.confirmed).filter((name) => rows.get(name) !== 'signature')).toEqual([])
      })
    }
    expect(known.confirmed.size).toBeGreaterThan(times * 10)
  } finally {
    await house.close()
    data.drop()
  }
  if (times > kinds.length) console.log(`milliseconds until it was ready again: ${figures.join(', ')}`)
}, 3_600_000)

type Rush = {
  readonly dataDir: string
  readonly url: string
  readonly round: number
  readonly wished: Set<string>
  readonly confirmed: Set<string>
  readonly kill: () => void
}

/**
 * Some wishes, then their confirmations beside new wishes, in the middle of which something is killed.
 * @returns the last checkpoint that a reader saw before.
 */
async function rush({ dataDir, url, round, wished, confirmed, kill }: Rush): Promise<Checkpoint> {
  const begun = new Date()
  const signers = signersOf(url)
  const hidden = fieldsOf((await signers.get(form))?.text ?? '')
  const wish = async (name: string) => {
    const answer = await signers.post(form, filledIn(hidden, name))
    if (answer?.status === 303) wished.add(name)
  }
  const names = (kind: string) => Array.from({ length: wishesARound }, (_, n) => `r${round}${kind}${n}`)
  await Promise.all(names('a').map(wish))
  const links = await linksOf(dataDir, `r${round}a`, begun)
  const confirming = [...links].map(async ([name, link]) => {
    const answer = await signers.post(`/confirm/${link}`, {})
    if (answer?.status === 303) confirmed.add(name)
  })
  const more = names('b').map(wish)
  // Anywhere between the first answer and the last.
  await wait((round * 37) % 160)
  const before = await checkpointAt(`${url}/log/killed/`)
  kill()
  await Promise.all([...confirming, ...more])
  signers.close()
  return before
}

const filledIn = (hidden: Readonly<Record<string, string>>, name: string) => ({
  ...hidden,
  ...{ name, email: `${name}@mail.example`, consent: '1', show: 'yes' },
})

/** Waits until a wish is taken again: by a server that was started anew, or by one that found its database again. */
async function signsAgain(url: string, name: string, wished: Set<string>): Promise<void> {
  const signers = signersOf(url)
  for (;;) {
    const page = await signers.get(form)
    const answer = page?.status === 200 ? await signers.post(form, filledIn(fieldsOf(page.text), name)) : undefined
    if (answer?.status === 303) break
    await wait(50)
  }
  wished.add(name)
  signers.close()
}

function killer(kind: (typeof kinds)[number], { pid }: House, data: { readonly path: string }): () => void {
  const database = Number(readFileSync(join(data.path, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  return () => {
    const backends = execFileSync('pgrep', ['-P', String(database), '-f', 'undersigned'], { encoding: 'utf8' })
    const [backend] = backends.trim().split('\n').map(Number).reverse()
    const victims = { server: [pid], database: [database], backend: [backend ?? database], both: [pid, database] }[kind]
    for (const victim of victims) process.kill(victim, 'SIGKILL')
  }
}

/** How everybody is kept, by name. Fails when somebody is there twice. */
async function kept(dataDir: string, database: Database, since: Date): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const { name, kind } of await people(dataDir, database, since)) {
    if (found.has(name)) throw new Error(`${name} is kept twice`)
    found.set(name, kind)
  }
  return found
}

async function linksOf(dataDir: string, start: string, since: Date): Promise<ReadonlyMap<string, string>> {
  const all = await lookedAt(dataDir, (database) => people(dataDir, database, since))
  return new Map(
    all.filter(({ name, kind }) => kind === 'wish' && name.startsWith(start)).map(({ name, link }) => [name, link]),
  )
}
