import { expect, test } from 'vitest'
import { setRule } from '#accounts'
import { draftLetter, freezeLetter, setState } from '#letters'
import { askOrganizations, boardOf, changeAsk, recordList } from '#organizations'
import { nameOnBoard } from '../../test/kit/board.ts'
import { boardDesk } from '../../test/kit/board-desk.ts'
import { countedQueries } from '../../test/kit/counted-queries.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { plainLine } from '../../test/kit/organizations.ts'
import { address, letterNow, signedOn, standingSignOn } from '../../test/kit/sign-ons.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import { patterns, routes } from './routes.ts'
import { writeFiles } from './routes-write.ts'

const counted = countedQueries(await testDatabase())
const { database } = counted
const desk = await boardDesk(database)
const { place, base, lead, editor, reviewer, means } = desk
const sealed = { ...means, vault: vaultForTests }
const about = { campaign: place.campaign.id, letter: place.letter }

// Five hundred organizations: most on the list as it was sent before, the others asked and signing here.
await database.transaction(async (tx) => {
  const signatories = Array.from({ length: 440 }, (_, n) => ({ ...plainLine, name: nameOnBoard(n) }))
  const settings = { ordering: 'alphabetical', articles: 'kept' } as const
  await recordList(tx, about.campaign, about.letter, { settings, signatories }, means)
  const rows = Array.from({ length: 500 }, (_, n) => ({
    name: `${nameOnBoard(n)} of Elsewhere`,
    email: address(`office@organization-${n}.example`),
    note: 'Board meets on the 24th; Ruth speaks for it, and wants the second paragraph softer.',
  }))
  await askOrganizations(tx, { ...about, by: editor.organizer, rows }, sealed)
})
for (let n = 0; n < 60; n += 1) {
  const given = {
    name: `${nameOnBoard(n)} of Elsewhere`,
    representative: { name: `Person ${n}`, role: 'Chair', email: address(`chair@organization-${n}.example`) },
  }
  if (n < 45) await standingSignOn(database, place, means, given)
  else await signedOn(database, place, means, given)
}
const rows = await database.read((tx) => boardOf(tx, vaultForTests, about.campaign, about.letter, means.now()))
const ask = rows.find((row) => row.ask !== undefined && row.signOn === undefined)?.ask ?? ''
const signOn = rows.find(({ status }) => status === 'printed')?.signOn ?? ''
const open = rows.find(({ status }) => status === 'signed')?.signOn ?? ''

// Three people look after the organizations that are still to be won.
await database.transaction(async (tx) => {
  const unsigned = rows.flatMap((row) => (row.ask === undefined || row.signOn !== undefined ? [] : [row.ask]))
  for (const [n, one] of unsigned.slice(0, 60).entries()) {
    const { organizer: owner } = [lead, editor, reviewer][n % 3] ?? lead
    await changeAsk(tx, { campaign: about.campaign, ask: one, by: editor.organizer, owner }, sealed)
  }
})

const letter = await letterNow(database, place)
const final = routes.finalList(place.campaign.slug, letter.slug)
const press = async (act: string, who = lead) => {
  const [, seal = ''] = /name="seal" value="(\w+)"/.exec(await desk.page(final, who)) ?? []
  return desk.said(await desk.send(final, { do: act, seal }, who))
}

// Every page of the campaign by its pattern; what is no page sends whoever reads it to one.
const params: Readonly<Record<string, string>> = {
  ...{ campaign: place.campaign.slug, letter: letter.slug, edition: letter.editions[0]?.slug ?? '' },
  ...{ ask, signOn },
}
const everyPage = Object.values(patterns)
  .filter((pattern) => pattern.startsWith('/organize/c/:campaign') && !writeFiles.includes(pattern))
  .map((pattern) => pattern.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? name))

const pages = [
  routes.campaignHome(place.campaign.slug),
  'asks',
  'asks?show=today',
  'asks/new',
  `asks/${ask}`,
  'sign-ons',
  'sign-ons?show=authorize',
  `sign-ons/${signOn}`,
  `sign-ons/${open}`,
  'list',
  `list/${signOn}`,
  `list/${open}`,
  'final',
  'names',
  'endorsements',
]

/** What a page costs: whether it has at most 30 KB and asks at most six questions, the session's among them. */
async function costOf(path: string) {
  const before = counted.asked()
  const answer = await desk.ask(path.startsWith('/') ? path : `${base}/${path}`, lead)
  const page = await answer.text()
  return { status: answer.status, page, fits: [Buffer.byteLength(page) <= 30 * 1024, counted.asked() - before <= 6] }
}

test.each(pages)('with 500 organizations %s has at most 30 KB and asks at most six questions', async (path) => {
  const { status, fits } = await costOf(path)
  expect([status, fits]).toEqual([200, [true, true]])
})

test('a list costs no more while it waits for a second person, and names whoever agreed on it and on the one before', async () => {
  expect(await press('finalize', editor)).toBe('finalized')
  const rule = { act: 'finalize-list', needsTwo: true, by: 'server', campaign: about.campaign } as const
  await database.transaction((tx) => setRule(tx, rule, means))
  expect(await press('propose')).toBe('proposed')
  const waiting = await costOf('final')
  expect([waiting.fits, /<bdi>edits<\/bdi>/.test(waiting.page)]).toEqual([[true, true], true])
  expect(await press('approve', editor)).toBe('approved')
  const approved = await costOf('final')
  expect([approved.fits, /leads[^<]*edits/.test(approved.page)]).toEqual([[true, true], true])
  const seen: string[] = []
  for (const path of [...pages, ...everyPage]) {
    const { status, fits } = await costOf(path)
    if (status === 200) seen.push(path)
    expect([path, fits]).toEqual([path, [true, true]])
  }
  expect(seen.length).toBeGreaterThan(pages.length + 30)
})

test('of many organizations that are asked again each part says how many there are and leads to the next', async () => {
  const start = { title: 'Light more lamps', language: 'en', source: 'More, please.\n', editions: [] }
  const next = await database.transaction(async (tx) => {
    const { letter: begun } = await draftLetter(tx, about.campaign, start, means)
    await freezeLetter(tx, about.campaign, begun.id, means)
    await setState(tx, place.campaign, begun.id, { state: 'private' }, means)
    return begun
  })
  const path = routes.newAsks(place.campaign.slug, next.slug)
  const linesOf = (page: string) =>
    (/<textarea[^>]*>([^]*?)<\/textarea>/.exec(page)?.[1] ?? '')
      .split('\n')
      .filter((line) => /of Elsewhere|^[A-Z]/.test(line))
  const seen = new Set<string>()
  let [query, parts]: [string | undefined, number] = [`?again=${letter.slug}`, 0]
  while (query !== undefined) {
    const { status, page, fits } = await costOf(`${path}${query}`)
    expect([status, fits]).toEqual([200, [true, true]])
    for (const line of linesOf(page)) seen.add(line)
    parts += 1
    expect(page).toMatch(new RegExp(`These are ${(parts - 1) * 300 + 1} to \\d+ of 940`))
    query = /href="[^"]*(\?again=[^"]*from=\d+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
  }
  expect([parts, seen.size]).toEqual([4, 940])
})
