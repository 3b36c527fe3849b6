import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { acceptProposal, readLetters, readLists } from '#intake'
import { findLetter, freezeLetter, setState } from '#letters'
import { systemMeans, type Database, type Tx } from '#platform'
import { hashText } from '#proof'
import { exportFolder } from '#publication'
import { launchBrowser } from '../kit/browser.ts'
import { testDatabase } from '../kit/database.ts'
import { everythingIn } from '../kit/everything.ts'
import { exampleFolder, exampleText, exampleTruth } from '../kit/example.ts'
import { guardedFolder } from '../kit/guarded-folder.ts'
import { freePort, startHouse } from '../kit/house.ts'
import { signersAt } from '../kit/signer.ts'
import { exampleProposal, keepCampaign, webOn } from '../kit/web.ts'

// The README promises these in the same words; the docs gate holds the two together.

const database = await testDatabase()
const web = webOn(database)

test('A frozen text never changes, in the database too. Its hash names it, and it stays readable at an address with that hash.', async () => {
  const { slug } = await keepCampaign(database, exampleProposal(), { title: 'Frozen', publish: true })
  const page = await web.page(`/c/${slug}/march-2026/verrolane`)
  const hash = /\/text\/([0-9a-f]{64})"/.exec(page)?.[1] ?? ''
  expect(hashText(await web.page(`/text/${hash}.txt`))).toBe(hash)
  const attempts = [
    (tx: Tx): Promise<unknown> => tx.updateTable('letters_version').set({ canonical_text: 'other' }).execute(),
    (tx: Tx): Promise<unknown> => tx.deleteFrom('letters_version').execute(),
  ]
  for (const attempt of attempts)
    await expect(database.transaction((tx) => attempt(tx))).rejects.toThrow('a frozen version never changes')
  // Another wording gets another hash; the first stays where it was.
  await database.transaction(async (tx) => {
    const found = await findLetter(tx, slug, 'march-2026')
    if (!found) throw new Error('no letter')
    const source = found.letter.source.replace('We look forward', 'We still look forward')
    await tx.updateTable('letters_letter').set({ source }).where('letter_id', '=', found.letter.id).execute()
    await freezeLetter(tx, found.campaign.id, found.letter.id, systemMeans())
  })
  web.shelf.forget(new Set(['*', slug]))
  const changed = await web.page(`/c/${slug}/march-2026/verrolane`)
  expect(changed).toContain('We still look forward')
  expect(changed).not.toContain(hash)
  expect(hashText(await web.page(`/text/${hash}.txt`))).toBe(hash)
})

test('A GET never changes anything.', async () => {
  const { slug } = await keepCampaign(database, exampleProposal(), { title: 'Read only', publish: true })
  const before = await everythingIn(database)
  const seen = new Set(['/'])
  for (const path of seen) {
    const answer = await web.ask(path)
    for (const [, next = ''] of (await answer.text()).matchAll(/href="(\/[^"]*)"/g))
      seen.add(next.replaceAll('&amp;', '&'))
    for (const query of ['?find=a', '?confirm=1', '?state=draft']) await (await web.ask(`${path}${query}`)).text()
  }
  expect([...seen].filter((path) => path.startsWith(`/c/${slug}`)).length).toBeGreaterThan(90)
  expect(await everythingIn(database)).toEqual(before)
})

/** Imports the example into a database in a process of its own. */
function startImport(into: Database) {
  const { connection } = into
  if (!('host' in connection)) throw new Error('no such connection')
  const { host, port, user, database: name } = connection
  const address = `postgres:///${name}?host=${encodeURIComponent(host)}&port=${port}&user=${user}`
  const root = join(import.meta.dirname, '../..')
  const args = ['--conditions=source', join(root, 'src/main.ts'), 'import', join(exampleFolder, 'letters.txt'), '--yes']
  const env = { ...process.env, DATABASE_URL: address, PUBLIC_URL: '' }
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

test('An import keeps everything or nothing; a killed import leaves nothing behind.', async () => {
  const waiting = async (): Promise<number> => {
    const asked = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    return (await database.read((tx) => asked.execute(tx))).rows.length
  }
  const before = await everythingIn(database)
  // Held up in the middle: campaign, letter and organizations are written by then, the list is not.
  await database.transaction(async (tx) => {
    await sql`lock table organizations_sign_on in exclusive mode`.execute(tx)
    const killed = startImport(database)
    while ((await waiting()) === 0) expect(killed.exitCode).toBeNull()
    killed.kill('SIGKILL')
    await once(killed, 'exit')
  })
  expect(await everythingIn(database)).toEqual(before)
  expect(await once(startImport(database), 'exit')).toEqual([0, null])
  const names = await Promise.all(
    exampleTruth().letters.map(async ({ recipient }) => {
      const page = await web.page(`/c/letter-to-verrolane-oskerra-and-brimhallow/march-2026/${recipient.toLowerCase()}`)
      return page.match(/<li><bdi>/g)?.length
    }),
  )
  // In the letterhead and among the signatures.
  expect(names).toEqual([180, 180, 180])
})

const lettersAndDigits = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join('')

test('Nothing an organizer imports is lost silently.', async () => {
  const text = exampleText('letters.txt')
  const proposal = readLetters(text)
  const acceptance = {
    campaignTitle: 'Kept whole',
    summary: '',
    timeZone: 'UTC',
    lists: readLists(text),
    publish: false,
  }
  const files = await database.transaction(async (tx) => {
    const outcome = await acceptProposal(tx, proposal, acceptance, systemMeans())
    return outcome.kind === 'accepted' ? await exportFolder(tx, outcome.campaign.slug) : undefined
  })
  const kept = [...(files ?? [])].flatMap(([path, one]) => (path.endsWith('.csv') ? one.split(/[,\n]/) : [one]))
  const said = proposal.letters.flatMap(({ warnings }) => warnings)
  const everywhere = [...kept, ...said].map(lettersAndDigits)
  const isDate = (line: string): boolean => /^[A-Z][a-z]+ \d{1,2}, \d{4}$/.test(line.trim())
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !isDate(line))
  expect(lines.length).toBeGreaterThan(600)
  expect(lines.filter((line) => !everywhere.some((one) => one.includes(lettersAndDigits(line))))).toEqual([])
})

test('Public reading and signing pages need no JavaScript, set no cookie, ask no third party, and arrive within 14 KB at first view.', async () => {
  const data = guardedFolder()
  const house = await startHouse(data.path, await freePort(), '--dev')
  const browser = await launchBrowser()
  try {
    const campaign = '/c/no-secret-scores-for-tenants'
    const letter = `${campaign}/march-2026`
    const edition = `${letter}/verrolane`
    const people = signersAt(house.url)
    const sent = await people.wish(edition, { email: 'ada@mail.example' })
    const confirm = await people.linkTo('ada@mail.example', 'confirm')
    const mine = await people.sign(edition, { email: 'bea@mail.example', hear: 'yes', show: 'yes' })
    const reading = ['/', campaign, letter, edition, `${letter}/compare`, `${letter}/signatories`]
    const signing = [`${edition}/sign`, `${letter}/supporters`, `${letter}/supporters?find=a`, `${campaign}/privacy`]
    const own = [sent, confirm, confirm.replace('confirm', 'not-me'), mine, `${mine}/withdraw`, `${mine}/erase`]
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => void asked.push(request.url()))
    for (const one of [...reading, ...signing, ...own]) {
      await page.goto(house.url + one)
      expect([one, await page.locator('h1').count(), await page.locator('script').count()]).toEqual([one, 1, 0])
      expect([one, (await bytesOf(house.url + one)) <= 14_000]).toEqual([one, true])
    }
    expect(await context.cookies()).toEqual([])
    expect(asked.filter((url) => !url.startsWith(house.url) && !url.startsWith('data:'))).toEqual([])
  } finally {
    await browser.close()
    await house.close()
    await data.remove()
  }
})

/** What comes over the wire for a page, to a browser that takes what browsers take. */
async function bytesOf(url: string): Promise<number> {
  return await new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip, deflate, br' } }, (answer) => {
      expect(answer.headers['set-cookie']).toBeUndefined()
      const head = answer.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0)
      let body = 0
      answer.on('data', (part: Buffer) => (body += part.length))
      answer.on('end', () => resolve(head + body))
    }).on('error', reject)
  })
}

test('A letter that is not published answers 404 to strangers.', async () => {
  const { slug } = await keepCampaign(database, exampleProposal(), { title: 'Not yet', publish: false })
  const paths = [
    '',
    '/march-2026',
    '/march-2026/verrolane',
    '/march-2026/compare',
    '/march-2026/signatories',
    '/march-2026/verrolane/letter.pdf',
  ]
  const statuses = async () => Promise.all(paths.map(async (path) => (await web.ask(`/c/${slug}${path}`)).status))
  expect(await statuses()).toEqual(paths.map(() => 404))
  await database.transaction(async (tx) => {
    const found = await findLetter(tx, slug, 'march-2026')
    if (found) await setState(tx, found.campaign, found.letter.id, { state: 'published' }, systemMeans())
  })
  expect(await statuses()).toEqual(paths.map(() => 200))
})
