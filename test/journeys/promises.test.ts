import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { acceptProposal, readLetters, readLists } from '#intake'
import { findLetter, freezeLetter, setState } from '#letters'
import { systemMeans, type Tx } from '#platform'
import { hashText } from '#proof'
import { exportFolder } from '#publication'
import { launchBrowser } from '../kit/browser.ts'
import { testDatabase } from '../kit/database.ts'
import { exampleText } from '../kit/example.ts'
import { guardedFolder } from '../kit/guarded-folder.ts'
import { freePort, startHouse } from '../kit/house.ts'
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

/** Every row of every table, in one text. */
async function everything(): Promise<string> {
  return await database.read(async (tx) => {
    const tables = await sql<{ readonly name: string }>`
      select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
       where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE' order by 1`.execute(tx)
    const rows = await Promise.all(
      tables.rows.map(({ name }) =>
        sql.raw<{ row: string }>(`select t::text as row from ${name} t order by 1`).execute(tx),
      ),
    )
    return JSON.stringify(rows.map((one) => one.rows))
  })
}

test('A GET never changes anything.', async () => {
  const { slug } = await keepCampaign(database, exampleProposal(), { title: 'Read only', publish: true })
  const before = await everything()
  const seen = new Set(['/'])
  for (const path of seen) {
    const answer = await web.ask(path)
    for (const [, next = ''] of (await answer.text()).matchAll(/href="(\/[^"]*)"/g))
      seen.add(next.replaceAll('&amp;', '&'))
    for (const query of ['?find=a', '?confirm=1', '?state=draft']) await (await web.ask(`${path}${query}`)).text()
  }
  expect([...seen].filter((path) => path.startsWith(`/c/${slug}`)).length).toBeGreaterThan(90)
  expect(await everything()).toBe(before)
})

const manyNames = 4000
const longLetter = `Dear Ms. Achterberg,

We write to ask that you stop selling scores about tenants. Nobody can correct what nobody may see.

Signed,

${Array.from({ length: manyNames }, (_, n) => `Tenants of Street ${n}`).join('\n')}
`

test('An import keeps everything or nothing; a killed import leaves nothing behind.', async () => {
  const data = guardedFolder()
  const port = await freePort()
  const house = await startHouse(data.path, port)
  try {
    const file = join(data.path, 'long.txt')
    writeFileSync(file, longLetter)
    const root = join(import.meta.dirname, '../..')
    let killed = 0
    // Later and later, from before the first row to after the last, until one is let live.
    for (let milliseconds = 900; ; milliseconds += 500) {
      const child = spawn(
        process.execPath,
        [
          '--conditions=source',
          join(root, 'src/main.ts'),
          'import',
          file,
          '--yes',
          '--publish',
          '--title',
          `K${milliseconds}`,
        ],
        { env: { ...process.env, DATA_DIR: data.path, PUBLIC_URL: '', DATABASE_URL: '' }, stdio: 'ignore' },
      )
      const ended = new Promise<boolean>((resolve) => child.once('exit', (code) => resolve(code === 0)))
      const done = await Promise.race([ended, wait(milliseconds, false)])
      if (!done) child.kill('SIGKILL')
      const lived = await ended
      await wait(1500)
      const answer = await fetch(`${house.url}/c/k${milliseconds}/letter/signatories.csv`)
      const lines = (await answer.text()).trimEnd().split('\n').length - 1
      if (answer.ok) expect(lines).toBe(manyNames)
      else expect([answer.status, lived]).toEqual([404, false])
      if (lived) break
      killed += 1
    }
    expect(killed).toBeGreaterThan(0)
  } finally {
    await house.close()
    await data.remove()
  }
}, 180_000)

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

test('Public pages need no JavaScript, set no cookie, ask no third party, and arrive within 14 KB at first view.', async () => {
  const data = guardedFolder()
  const house = await startHouse(data.path, await freePort(), '--dev')
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => void asked.push(request.url()))
    const path = '/c/no-secret-scores-for-tenants/march-2026/verrolane'
    for (const one of ['/', path, `${path.replace('/verrolane', '')}/compare`]) {
      await page.goto(house.url + one)
      expect(await page.locator('h1').count()).toBe(1)
    }
    expect(await page.locator('script').count()).toBe(0)
    expect(await context.cookies()).toEqual([])
    expect(asked.filter((url) => !url.startsWith(house.url) && !url.startsWith('data:'))).toEqual([])
    const answer = await fetch(house.url + path, { headers: { 'accept-encoding': 'br' } })
    const head = [...answer.headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(Number(answer.headers.get('content-length')) + head).toBeLessThanOrEqual(14_000)
    await answer.arrayBuffer()
  } finally {
    await browser.close()
    await house.close()
    await data.remove()
  }
})

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
