import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findLetter, setState } from '#letters'
import { openDatabase, openSecrets, systemMeans, type Database } from '#platform'
import { auditFolder } from '../kit/audit-folder.ts'
import { checkEverything } from '../kit/check-everything.ts'
import { everythingIn } from '../kit/everything.ts'
import { guardedFolder } from '../kit/guarded-folder.ts'
import { freePort, runCommand, startHouse, type House } from '../kit/house.ts'
import { logFolder, someLog } from '../kit/log-folder.ts'
import { signersAt, type SignersAt } from '../kit/signer.ts'
import { countAsStranger, readReceiptAsStranger, type ReadFile } from '../kit/stranger.ts'
import { until } from '../kit/walk.ts'

// The README promises these in the same words; the docs gate holds the two together.

const data = guardedFolder()
let port: number
let house: House
let people: SignersAt

beforeAll(async () => {
  port = await freePort()
  house = await startHouse(data.path, port, '--dev')
  people = signersAt(house.url)
}, 120_000)
afterAll(async () => {
  await house?.close()
  await data.remove()
})

const campaign = 'no-secret-scores-for-tenants'
const letter = `/c/${campaign}/march-2026`
const edition = `${letter}/verrolane`

async function inDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ dataDir: data.path }, { role: 'guest' })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

async function nothingIsWrong(): Promise<void> {
  const { vault } = await openSecrets(join(data.path, 'secrets/secrets.json'))
  expect(await inDatabase((database) => checkEverything(database, vault))).toEqual([])
}

async function setLetter(state: 'closed' | 'published'): Promise<void> {
  await inDatabase((database) =>
    database.transaction(async (tx) => {
      const found = await findLetter(tx, campaign, 'march-2026')
      if (found) await setState(tx, found.campaign, found.letter.id, { state }, systemMeans())
    }),
  )
}

/** A file of the log as anybody gets it. */
const readLog: ReadFile = async (path) => {
  const answer = await fetch(`${house.url}/log/${campaign}/${path}`)
  return answer.ok ? Buffer.from(await answer.arrayBuffer()) : undefined
}

/** The log's key, as somebody took it from a printed letter. */
const keyOfLog = async (): Promise<string> => {
  const [key = ''] = /(?<=^log )\S+/m.exec((await readLog('policy'))?.toString() ?? '') ?? []
  expect(key).toContain(`/log/${campaign}+`)
  return key
}

async function numberOnPage(): Promise<number> {
  const lead = /<p class="lead">([^<]*)</.exec(await people.page(letter))?.[1] ?? ''
  return Number(/joined by (\d+) (?:person|people)/.exec(lead)?.[1] ?? 0)
}

const receiptOf = async (mine: string): Promise<string> => {
  let text = ''
  await until('a receipt', async () => {
    text = await (await fetch(`${house.url}${mine}/receipt`)).text()
    return text.startsWith('c2sp.org/tlog-proof@v1')
  })
  return text
}

test('The count on a page equals a recount of the public log, and the recount needs neither our code nor our server’s goodwill.', async () => {
  // The stranger's own program knows the rule: it finds in a log with every kind of leaf what ours finds.
  const made = await logFolder(someLog(600))
  const from =
    (files: ReadonlyMap<string, Uint8Array>): ReadFile =>
    async (path) => {
      const bytes = files.get(path)
      return bytes && Buffer.from(bytes)
    }
  const ours = await auditFolder(made.files, made.policy)
  const madeKey = /(?<=^log )\S+/m.exec(made.policy)?.[0] ?? ''
  const theirs = await countAsStranger(from(made.files), madeKey)
  const recounted = ours.compared.filter(({ kind }) => kind === 'letter').map((one) => [one.name, one.recounted])
  expect(theirs).toMatchObject({ wrong: [], letters: Object.fromEntries(recounted) })
  expect(theirs.names).toBe(ours.recount?.shownNames)

  const key = await keyOfLog()
  const agreed = async (wanted: number) => {
    await until(`${wanted} on the page`, async () => (await numberOnPage()) === wanted)
    await until(
      `${wanted} in the log`,
      async () => ((await countAsStranger(readLog, key)).letters['march-2026'] ?? 0) === wanted,
    )
    expect((await countAsStranger(readLog, key)).wrong).toEqual([])
  }
  await agreed(0)
  const signed: string[] = []
  for (const name of ['Ada', 'Bea', 'Cleo', 'Dora'])
    signed.push(await people.sign(edition, { name: `${name} Example`, email: `${name}@mail.example`, show: 'yes' }))
  await agreed(4)
  await people.post(`${signed[0]}/withdraw`)
  await people.post(`${signed[1]}/erase`)
  await people.post(`${signed[2]}/shown`, { show: 'no' })
  await agreed(2)

  // What was copied can be recounted when the server is silent, and a server that lies is found out.
  const copy = new Map<string, Buffer>()
  const { names } = await countAsStranger(async (path) => {
    const bytes = await readLog(path)
    if (bytes) copy.set(path, bytes)
    return bytes
  }, key)
  expect(names).toBe(1)
  expect((await countAsStranger(from(copy), key)).wrong).toEqual([])
  const entries = [...copy.keys()].find((path) => path.startsWith('tile/entries/')) ?? ''
  const lies: readonly (readonly [string, (text: string) => string])[] = [
    ['counts.json', (text) => text.replace('"march-2026":2', '"march-2026":3')],
    [entries, (text) => text.replace('"t":"wd"', '"t":"er"')],
    ['openings/0', (text) => text.replace('Dora Example', 'Nora Example')],
  ]
  for (const [path, lie] of lies) {
    const told = lie(copy.get(path)?.toString('latin1') ?? '')
    expect([path, told === copy.get(path)?.toString('latin1')]).toEqual([path, false])
    const { wrong } = await countAsStranger(from(new Map([...copy, [path, Buffer.from(told, 'latin1')]])), key)
    expect([path, wrong.length > 0]).toEqual([path, true])
  }
  const resigned = (copy.get('checkpoint')?.toString() ?? '').replace(/\n\d+\n/, '\n4\n')
  await expect(countAsStranger(from(new Map([...copy, ['checkpoint', Buffer.from(resigned)]])), key)).rejects.toThrow(
    'not signed',
  )
  await nothingIsWrong()
}, 180_000)

test('Erasing a person removes what is personal and breaks no one else’s proof.', async () => {
  const personal = {
    name: 'Quenby Zyxwell',
    email: 'quenby.zyxwell@mail.example',
    place: 'Xanthippe Falls',
    comment: 'Because of Ruthbergia.',
  }
  const words = ['Quenby', 'Zyxwell', 'Xanthippe', 'Ruthbergia']
  const late = { name: 'Ottoline Vexford', email: 'ottoline@mail.example' }
  const other = await people.sign(edition, { name: 'Ida Example', email: 'ida@mail.example', show: 'yes' })
  const early = await receiptOf(other)
  const erased = await people.sign(edition, { ...personal, show: 'yes', hear: 'yes' })
  const closing = await people.sign(edition, { ...late, show: 'yes' })
  // Something of it waits, too: another wish and its mail.
  await people.wish(`${letter}/oskerra`, { ...personal, name: 'Quenby A. Zyxwell' })
  const foundOf = async (wanted: readonly string[]): Promise<readonly string[]> => {
    const kept = await inDatabase(everythingIn)
    const forms = wanted.flatMap((word) => [
      word,
      word.toLowerCase(),
      Buffer.from(word).toString('hex'),
      Buffer.from(word.toLowerCase()).toString('hex'),
    ])
    return [...kept].flatMap(([table, rows]) =>
      forms.filter((form) => rows.includes(form)).map((form) => `${table}: ${form}`),
    )
  }
  // A shown name stands in the list as it is: what looks for it must be able to find it.
  expect(await foundOf(['Zyxwell'])).not.toEqual([])
  const inLog = async () => (await readLog('openings/0'))?.toString() ?? ''
  expect(await inLog()).toContain(personal.name)
  const index = Number(/index (\d+)/.exec(await receiptOf(erased))?.[1])
  const rowOf = (at: number) =>
    inDatabase((database) =>
      database.read((tx) =>
        tx.selectFrom('signatures_signature').selectAll().where('leaf_index', '=', at).executeTakeFirst(),
      ),
    )
  const before = await rowOf(index)
  const key = await keyOfLog()
  const sealed = async () => await countAsStranger(readLog, key)
  const withdrawn = ((await sealed()).leaves['wd'] ?? 0) + 1
  await people.post(`${erased}/erase`)
  await until('the leaf that withdraws', async () => (await sealed()).leaves['wd'] === withdrawn)

  expect((await fetch(house.url + erased)).status).toBe(410)
  expect(await foundOf(words)).toEqual([])
  // What opened the leaf, what marked the address and every link to it are gone with it.
  const hex = (bytes: Buffer | null | undefined): string => bytes?.toString('hex') ?? 'absent'
  const traces = [hex(before?.seed), hex(before?.sealed), hex(before?.address_mark), before?.signature_id ?? 'absent']
  // A mail that waited, known by the number of the signature alone, finds nothing to say and goes within a moment.
  await until('every trace is gone', async () => (await foundOf(traces)).length === 0)
  await until('the name is shown no more', async () => !(await inLog()).includes('Zyxwell'))
  for (const path of [`${letter}/supporters`, `${letter}/supporters?find=Zyxwell`])
    expect([
      path,
      (await people.page(path)).replace(/find=Zyxwell|“Zyxwell”|value="Zyxwell"/g, '').includes('Zyxwell'),
    ]).toEqual([path, false])

  // After the letter closed, the signature still counts, and nobody can say whose it was.
  await setLetter('closed')
  const countedInLog = async () => (await sealed()).letters['march-2026']
  // A page follows the log by moments: what is compared is what both say once they agree.
  const agree = () => until('page and log agree', async () => (await numberOnPage()) === (await countedInLog()))
  await agree()
  const counted = await numberOnPage()
  await people.post(`${closing}/erase`)
  await until('the leaf that says so', async () => (await sealed()).leaves['er'] === 1)
  await agree()
  expect(await foundOf(['Ottoline', 'Vexford'])).toEqual([])
  const { wrong, letters, leaves } = await sealed()
  expect([wrong, letters['march-2026'], leaves['wd'], await numberOnPage()]).toEqual([[], counted, withdrawn, counted])

  // Another's receipt from before holds as it did, and so does one made now.
  for (const receipt of [early, await receiptOf(other)]) {
    expect(readReceiptAsStranger(receipt, key).name).toBe('Ida Example')
    const file = join(data.path, 'ida.tlog-proof')
    writeFileSync(file, receipt)
    expect(await runCommand(data.path, port, 'verify', file)).toContain('This receipt holds.')
  }
  await nothingIsWrong()
  await setLetter('published')
}, 180_000)

test('An acknowledged signature survives kill -9 and power loss.', async () => {
  // Power: an answer is given after the commit, and a commit is on the disk, its pages whole or written again.
  const settings = await inDatabase((database) =>
    database.read(async (tx) => {
      const asked = sql<{ name: string; setting: string }>`select name, setting from pg_settings
        where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums') order by name`
      return (await asked.execute(tx)).rows.map(({ name, setting }) => `${name} ${setting}`)
    }),
  )
  expect(settings).toEqual(['data_checksums on', 'fsync on', 'full_page_writes on', 'synchronous_commit on'])
  const postmaster = () => Number(readFileSync(join(data.path, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  const victims: readonly (() => readonly number[])[] = [
    () => [house.pid],
    () => [postmaster()],
    () => [house.pid, postmaster()],
  ]
  for (const [round, pids] of victims.entries()) {
    const emails = Array.from({ length: 24 }, (_, n) => `round${round}-${n}@mail.example`)
    const named = (email: string) => ({ name: `Round ${email.replaceAll(/\W/g, ' ')}`, email })
    await Promise.all(emails.map((email) => people.wish(edition, named(email))))
    const links = await Promise.all(emails.map((email) => people.linkTo(email, 'confirm')))
    const acknowledged: string[] = []
    const asked: string[] = []
    const posts = links.map(async (link, n) => {
      const answer = await people.post(link).catch(() => undefined)
      if (answer?.status === 303) acknowledged.push(answer.headers.get('location') ?? '')
      const more = `more${round}-${n}@mail.example`
      const sent = await people.wish(edition, named(more)).catch(() => undefined)
      if (sent !== undefined) asked.push(sent)
    })
    await until('some are acknowledged', async () => acknowledged.length >= 8)
    for (const pid of pids()) process.kill(pid, 'SIGKILL')
    await Promise.all(posts)
    await house.close()
    house = await startHouse(data.path, port, '--dev')
    for (const mine of acknowledged) expect(await people.page(mine)).toContain('Your signature is confirmed')
    await nothingIsWrong()
    const rows = await inDatabase((database) =>
      database.read((tx) => tx.selectFrom('signatures_pending').select('pending_id').execute()),
    )
    expect(rows.length).toBeGreaterThanOrEqual(asked.length)
  }
}, 300_000)
