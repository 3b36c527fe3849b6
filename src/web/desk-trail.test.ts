import { expect, test } from 'vitest'
import { changeRecipients, recipientsOf } from '#letters'
import { boardOf } from '#organizations'
import { boardDesk } from '../../test/kit/board-desk.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { address, calledBack, judged, signedOn } from '../../test/kit/sign-ons.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const { base, place, lead, editor, outsider: operator, page, send, means } = await boardDesk(database)
const campaign = place.campaign.id
const trail = routes.trail(place.campaign.slug)

/** The rows of a page of the trail: what was done, on what, before and after. */
async function rowsOf(path: string): Promise<readonly string[]> {
  const text = await page(path, lead)
  return [...text.matchAll(/<tr>([^]*?)<\/tr>/g)].slice(1).map(([, row = '']) =>
    row
      .replaceAll(/<t[dh][^>]*>/g, ' | ')
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
}

test('who changed the recipients reads which, how many, and whether their order changed', async () => {
  const [first, second] = await database.read((tx) => recipientsOf(tx, campaign))
  const changed = [
    { id: second?.id, name: second?.name ?? '' },
    { id: first?.id, name: 'Halden Works' },
    { name: 'Marrow & Finch' },
  ]
  const wish = { campaign, recipients: changed }
  const { organizer: by } = editor
  await database.transaction((tx) => changeRecipients(tx, wish, { ...means, by }))
  const [latest = ''] = await rowsOf(`${trail}?act=name-recipients`)
  expect(latest).toContain('changed the recipients')
  expect(latest).toMatch(/\| (Marrow &amp; Finch, Halden Works|Halden Works, Marrow &amp; Finch) \|/)
  for (const fact of ['how many: 2 → 3', 'added: 1', 'renamed: 1', 'order changed: yes']) expect(latest).toContain(fact)
  await database.transaction((tx) =>
    changeRecipients(tx, { campaign, recipients: changed.slice(0, 2).map((one) => ({ ...one })) }, { ...means, by }),
  )
  expect((await rowsOf(`${trail}?act=name-recipients`))[0]).toMatch(/how many: 3 → 2.*removed: 1/)
})

test('what is done around sign-ons stands in the trail by names and in words, without an id or a word of the code', async () => {
  await send(`${base}/asks/new`, { lines: 'Open Court, court@open.example', do: 'check' }, editor)
  const { signOn } = await signedOn(database, place, means, { name: 'Harbor Lights' })
  await calledBack(database, place, signOn, means)
  await judged(database, place, signOn, means)
  const looked = await (
    await send(`${base}/asks/new`, { lines: 'Open Court, court@open.example', do: 'check' }, editor)
  ).text()
  const [, seal = ''] = /name="seal" value="([^"]*)"/.exec(looked) ?? []
  await send(`${base}/asks/new`, { lines: 'Open Court, court@open.example', seal, do: 'ask' }, editor)
  const rows = await database.read((tx) => boardOf(tx, vaultForTests, campaign, place.letter, means.now()))
  const ask = rows.find(({ name }) => name === 'Open Court')?.ask ?? ''
  await send(`${base}/asks/${ask}`, { status: 'promised' }, editor)
  await send(`${base}/asks/${ask}`, { do: 'details', email: address('other@open.example'), next: '2031-05-01' }, editor)
  await send(`${base}/list/${signOn}`, { name: 'Harbor Lights', 'sort-key': 'Lights', lead: '1', do: 'save' }, editor)
  await send(`${base}/list`, { ordering: 'alphabetical', articles: 'skipped', groups: 'Tenants', do: 'save' }, editor)
  const told = await rowsOf(trail)
  expect(told.find((row) => row.includes('changed a line of the whip board'))).toMatch(/\| Open Court \|/)
  expect(told.find((row) => row.includes('accepted or declined a sign-on'))).toMatch(
    /Harbor Lights.*verdict: none → accepted/,
  )
  expect(told.find((row) => row.includes('wrote down a call-back'))).toContain('Harbor Lights')
  expect(told.join('\n')).toMatch(/changed: place in the lead group, what it is sorted under/)
  expect(told.join('\n')).toMatch(/a leading article: counts when sorting → is skipped when sorting/)
  for (const row of told) {
    // No ids or their ends, no name of a field, none of a value.
    expect(row).not.toMatch(
      /…?[0-9a-f]{8}(-[0-9a-f]{4}|\b)|\b[a-z]+[A-Z]\w*|\b(as-printed|not-asked|name-recipients)\b/,
    )
  }
})

test('on the trail of the server nobody reads whom a campaign asks', async () => {
  const text = await page(routes.serverTrail(), operator)
  expect([text.includes('changed a line of the whip board'), text.includes('Open Court')]).toEqual([true, false])
})
