import { expect, test } from 'vitest'
import { askOrganizations, boardOf, changeAsk, recordList } from '#organizations'
import { nameOnBoard } from '../../test/kit/board.ts'
import { boardDesk } from '../../test/kit/board-desk.ts'
import { countedQueries } from '../../test/kit/counted-queries.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { plainLine } from '../../test/kit/organizations.ts'
import { address, signedOn, standingSignOn } from '../../test/kit/sign-ons.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import { routes } from './routes.ts'

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

// Session and campaign with its letters take two; beyond six only pages that open one thing with all its history, or
// that ask what two people agreed on.
const pages: readonly (readonly [path: string, questions: number])[] = [
  [routes.campaignHome(place.campaign.slug), 6],
  ['asks', 6],
  ['asks?show=today', 6],
  ['asks/new', 6],
  [`asks/${ask}`, 6],
  ['sign-ons', 6],
  ['sign-ons?show=authorize', 6],
  [`sign-ons/${signOn}`, 6],
  [`sign-ons/${open}`, 6],
  ['list', 6],
  [`list/${signOn}`, 6],
  ['final', 8],
  ['names', 6],
  ['endorsements', 6],
]

test.each(pages)(
  'with 500 organizations %s has at most 30 KB and asks at most %i questions',
  async (path, questions) => {
    const before = counted.asked()
    const page = await desk.page(path.startsWith('/') ? path : `${base}/${path}`, lead)
    expect([Buffer.byteLength(page) <= 30 * 1024, counted.asked() - before <= questions]).toEqual([true, true])
  },
)
