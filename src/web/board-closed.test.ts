import { expect, test } from 'vitest'
import { changeLetter, setState } from '#letters'
import { askOrganizations, boardOf, setStateAndSettle } from '#organizations'
import { boardDesk } from '../../test/kit/board-desk.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { address, letterNow, signedOn } from '../../test/kit/sign-ons.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'

const database = await testDatabase()
const { base, place, lead, editor, page, send, said, means } = await boardDesk(database)
const sealed = { ...means, vault: vaultForTests }
const about = { campaign: place.campaign.id, letter: place.letter, by: editor.organizer }

await database.transaction((tx) =>
  askOrganizations(tx, { ...about, rows: [{ name: 'Open Court', email: address('court@open.example') }] }, sealed),
)
const { signOn } = await signedOn(database, place, means, { name: 'Harbor Lights' })
const [row] = await database.read((tx) => boardOf(tx, vaultForTests, about.campaign, about.letter, means.now()))
const ask = row?.ask ?? ''

/** Everything around asking that nobody can answer once nobody can sign. */
async function nothingIsAsked(why: string): Promise<void> {
  for (const path of [`${base}/asks`, `${base}/asks/new`, `${base}/asks/${ask}`]) {
    const text = await page(path, lead)
    expect([path, text.includes(why)]).toEqual([path, true])
    expect([path, /<(button|textarea)[^>]*name="(do|status|lines)"|\/join\//.exec(text)?.[0]]).toEqual([
      path,
      undefined,
    ])
  }
  const before = await everythingIn(database)
  const presses: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    [`${base}/asks/new`, { lines: 'Night School, night@school.example', do: 'ask' }],
    [`${base}/asks/many`, { ask, do: 'remind' }],
    [`${base}/asks/${ask}`, { do: 'remind' }],
    [`${base}/asks/${ask}`, { do: 'details', email: 'other@open.example' }],
  ]
  for (const [path, typed] of presses) expect([path, said(await send(path, typed, lead))]).toEqual([path, 'over'])
  expect(await everythingIn(database)).toEqual(before)
}

test('before, an organization can be asked, reminded and changed, and a sign-on accepted', async () => {
  expect(await page(`${base}/asks/new`, lead)).toContain('name="lines"')
  expect(await page(`${base}/asks`, lead)).toContain('value="remind"')
  expect(await page(`${base}/asks/${ask}`, lead)).toContain('value="details"')
  const accepts = await page(`${base}/sign-ons/${signOn}`, lead)
  expect([accepts.includes('value="accepted"'), accepts.includes('id="spoke-to"')]).toEqual([true, true])
})

test('while the letter is a draft nobody is asked, since no mail would go, and the pages say what to do first', async () => {
  const set = (state: 'draft' | 'published') =>
    database.transaction((tx) => setState(tx, place.campaign, place.letter, { state }, means))
  await set('draft')
  await nothingIsAsked('The letter is a draft')
  await set('published')
})

test('after the deadline nobody is asked or reminded, and the pages say why', async () => {
  const { campaign, letter, by } = about
  const until = new Date(means.now().getTime() - 60_000)
  await database.transaction((tx) => changeLetter(tx, { campaign, letter, signOnUntil: until }, { ...means, by }))
  await nothingIsAsked('The deadline for organizations has passed')
})

test('once the letter is closed nothing is offered that would be refused, and the pages say why', async () => {
  const closing = { state: 'closed', letter: place.letter } as const
  await database.transaction((tx) => setStateAndSettle(tx, place.campaign, closing, { ...sealed, by: lead.organizer }))
  expect((await letterNow(database, place)).state).toBe('closed')
  await nothingIsAsked('The letter is closed')
  const text = await page(`${base}/sign-ons/${signOn}`, lead)
  expect(text).toContain('no sign-on can be accepted any more')
  expect([
    text.includes('value="accepted"'),
    text.includes('value="declined"'),
    text.includes('id="spoke-to"'),
  ]).toEqual([...[false, true, false]])
  const final = await page(`${base}/final`, lead)
  expect([final.includes('it is not finalized any more'), /<button[^>]*name="do"/.test(final)]).toEqual([true, false])
})
