import { expect, test } from 'vitest'
import { addNote, setState } from '#letters'
import { endorse, readSignatoriesCsv, setGroups, withdrawSignOn } from '#organizations'
import { exportFolder, peopleOfLetter } from '#publication'
import { openSigning } from '#signatures'
import { testDatabase } from '../../test/kit/database.ts'
import {
  address,
  calledBack,
  changeText,
  gatherPlace,
  judged,
  signedOn,
  standingSignOn,
  testOrganizer,
} from '../../test/kit/sign-ons.ts'
import { movableMeans, plainSigning, signed, vaultForTests, wishFor } from '../../test/kit/signatures.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { webOn } from '../../test/kit/web.ts'
import { currentHashes } from '../../test/kit/sign-ons.ts'
import { recountPage } from './recount-page.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const means = movableMeans()
const web = webOn(database)
const place = await gatherPlace(database, means, { slug: 'example' })
const { campaign, letter } = place
const [slug, letterSlug] = [campaign.slug, 'light-the-lamps']
const paths = {
  edition: routes.edition(slug, letterSlug, 'halden'),
  letter: routes.letter(slug, letterSlug),
  list: routes.signatories(slug, letterSlug),
  csv: routes.signatoriesCsv(slug, letterSlug),
  campaign: routes.campaign(slug),
  home: routes.home(),
}
const by = testOrganizer
const representative = (name: string) => ({ name, role: '', email: address(`${name.toLowerCase()}@lamps.example`) })
const given = (name: string, of: string) => ({ name, representative: representative(of) })

/** A page as it is now. */
async function page(path: string): Promise<string> {
  means.pass(1000)
  web.setNow(means.now().toISOString())
  return await web.page(path)
}
const everywhere = async () => (await Promise.all(Object.values(paths).map(page))).join('\n')

test('a name stands nowhere before its mailbox answered, its authority is shown and an organizer accepted it', async () => {
  const { signOn } = await signedOn(database, place, means, given('Harbor Lights', 'Ada'))
  expect(await everywhere()).not.toContain('Harbor Lights')
  await calledBack(database, place, signOn, means)
  expect(await everywhere()).not.toContain('Harbor Lights')
  await judged(database, place, signOn, means)
  for (const path of [paths.edition, paths.list, paths.csv, routes.organization(slug, 'harbor-lights')])
    expect(await page(path)).toContain('Harbor Lights')
  for (const path of [paths.letter, paths.campaign, paths.home]) expect(await page(path)).toContain('1 signatory')
})

test('readers are told how it is known that whoever signed may, on the list and in the file', async () => {
  const words = 'confirmed by a call of the organizers'
  expect(await page(paths.list)).toContain(`<bdi>Harbor Lights</bdi></a> <i>${words}</i>`)
  const [head = '', line = ''] = (await page(paths.csv)).split('\n')
  const cells = new Map(
    head
      .trim()
      .split(',')
      .map((name, index) => [name, line.trim().split(',')[index]]),
  )
  expect([cells.get('authority'), cells.get('versions'), cells.get('withdrew on')]).toEqual([words, '1 1', ''])
  expect(cells.get('log entry')).toMatch(/^\d+$/)
})

test('people stand under their heading with what binds nobody there, and are counted nowhere', async () => {
  await database.transaction((tx) =>
    setGroups(tx, { campaign: campaign.id, letter, by, groups: ['Experts', 'Companies'] }, means),
  )
  const expert = { kind: 'person', group: 'Experts', title: 'Dr.', affiliation: 'Ostmark University' } as const
  await standingSignOn(database, place, means, { ...given('Cara Quill', 'Cara'), ...expert })
  await standingSignOn(database, place, means, { ...given('Stair Works', 'Bo'), group: 'Companies' })
  for (const path of [paths.edition, paths.list]) {
    const text = await page(path)
    expect(text.split('Affiliations are for identification only.')).toHaveLength(2)
    const order = ['Harbor Lights', 'Experts', 'Affiliations are', 'Cara Quill', 'Companies', 'Stair Works']
    const places = order.map((word) => text.indexOf(word, text.indexOf('id="signatories"')))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  }
  expect(await page(paths.letter)).toContain('2 signatories')
  expect(await page(paths.list)).toContain('signed for themselves, from a mailbox that answered')
})

test('endorsements and the organizers’ notes stand apart from the letter and say that they are no part of it', async () => {
  const endorsement = {
    name: 'Senator Vale',
    title: 'Senate',
    group: undefined,
    words: 'Well said.',
    source: 'https://senate.example/1',
  }
  await database.transaction(async (tx) => {
    await endorse(tx, { campaign: campaign.id, letter, by, endorsement }, means)
    await addNote(tx, { campaign: campaign.id, letter, by: 'server', body: 'A hearing is on Friday.\n\nCome.' }, means)
  })
  for (const path of [paths.edition, paths.letter]) {
    const text = await page(path)
    expect(text).toContain('They support this letter and did not sign its text. They are in no count.')
    expect(text).toContain('No part of the letter: nobody signed these words.')
    expect(text).toContain(`href="${routes.notes(slug, letterSlug)}"`)
    expect(text.includes('<p>A hearing is on Friday.</p>')).toBe(path === paths.letter)
    const article = /<article[^]*?<\/article>/.exec(text)?.[0] ?? ''
    expect(article).not.toMatch(/hearing|Vale/)
    expect(text).toContain('href="https://senate.example/1"')
  }
  expect(await page(paths.list)).toContain('Senator Vale')
  expect(await page(paths.csv)).not.toContain('Vale')
  expect(await page(paths.letter)).toContain('2 signatories')
})

test('people are counted beside organizations, never with them', async () => {
  await database.transaction((tx) => openSigning(tx, campaign, plainSigning, `letters.example.org/log/${slug}`, means))
  const versions = await currentHashes(database, place)
  expect(await database.read((tx) => peopleOfLetter(tx, campaign.id, letterSlug))).toBe(0)
  await signed(database, wishFor({ campaign, letter, versions }), means)
  expect(await database.read((tx) => peopleOfLetter(tx, campaign.id, letterSlug))).toBe(1)
  for (const path of [paths.letter, paths.edition, paths.campaign])
    expect(await page(path)).toContain('2 signatories, joined by 1 person')
})

test('under words that a representative has not said yes to no name stands; who allowed a correction is carried over, and the list says which version', async () => {
  await standingSignOn(database, place, means, { ...given('Night Watch', 'Dan'), carries: true })
  await changeText(database, place, { source: 'Please light all the lamps.\n', change: 'correction' }, means)
  for (const path of [paths.edition, paths.list, paths.csv]) {
    const [text = ''] = (await page(path)).split('<h2 id="earlier">')
    expect([path, text.includes('Harbor Lights'), text.includes('Night Watch')]).toEqual([path, false, true])
  }
  expect(await page(paths.list)).toContain('confirmed by a call of the organizers, version 2')
  expect(await page(paths.campaign)).toContain('1 signatory')
})

test('who signed an earlier text only is in the log and beside the list, by name and version, never among the signatories', async () => {
  const said = '2 organizations signed an earlier text of this letter and are asked about this one.'
  for (const path of [paths.letter, paths.edition, paths.list]) expect(await page(path)).toContain(said)
  for (const path of [paths.campaign, paths.home])
    expect(await page(path)).toMatch(/1 signatory[^<]* · 2 signed an earlier text</)
  const list = await page(paths.list)
  expect(list.indexOf('Harbor Lights')).toBeGreaterThan(list.indexOf('<h2 id="earlier">'))
  const section = list.slice(list.indexOf('<h2 id="earlier">Signed an earlier text'))
  expect(section).toMatch(/Harbor Lights<\/bdi\s*> <i>version 1<\/i/)
  expect(section).toContain('<bdi>Stair Works</bdi>')
  for (const path of [paths.edition, paths.csv]) expect(await page(path)).not.toContain('Harbor Lights')
  const recount = recountPage({ campaign, size: 3, counts: [], verifierKeys: [], logUrl: '' }, '')
  expect(String(recount.main)).toContain('also organizations that signed an earlier text of it')
})

test('who signed the present text to one recipient and an earlier one to another is on the list and named beside it', async () => {
  const other = await gatherPlace(database, means, { slug: 'two' })
  await standingSignOn(database, other, means, given('River Hands', 'Fay'))
  const source = 'Please light the lamps.\n\n:::only{for="oskerra"}\nYours too.\n:::\n'
  await changeText(database, other, { source, change: 'change' }, means)
  await standingSignOn(database, other, means, given('Ash Grove', 'Gil'))
  const at = ['two', letterSlug] as const
  const said = '1 organization on the list signed an earlier text to one of its recipients.'
  for (const path of [routes.letter(...at), routes.signatories(...at)]) {
    const text = await page(path)
    expect(text).toContain(said)
    expect(text).not.toContain('of this letter and is asked')
  }
  const [list = '', section = ''] = (await page(routes.signatories(...at))).split('<h2 id="earlier">')
  expect(list).toContain('<bdi>River Hands</bdi>')
  expect(section).toMatch(
    /River Hands<\/bdi\s*> <i>to Oskerra, version 1; on the list above for the text to Halden<\/i/,
  )
  expect(list).toMatch(/Ash Grove<\/bdi><\/a> <i>[^<]*organizers, to Halden, version 1 and to Oskerra, version 2<\/i/)
  expect(await page(routes.campaign('two'))).not.toContain('signed an earlier text')
})

test('who withdraws from a delivered letter stays printed with the day, and is counted no longer', async () => {
  const { link } = await standingSignOn(database, place, means, given('Ferry Folk', 'Eli'))
  await database.transaction((tx) => setState(tx, campaign, letter, { state: 'closed' }, means))
  means.pass(86_400_000)
  expect(await page(paths.letter)).toContain('2 signatories')
  await database.transaction((tx) => withdrawSignOn(tx, vaultForTests, { link }, means))
  for (const path of [paths.edition, paths.list, routes.organization(slug, 'ferry-folk')])
    expect(await page(path)).toContain('withdrew on March 2, 2029')
  expect(await page(paths.csv)).toContain(',2029-03-02,')
  for (const path of [paths.letter, paths.campaign]) expect(await page(path)).toContain('1 signatory')
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

test('a campaign folder has the lines that are printed and no others, marked as they are, and reads back', async () => {
  const folder = await database.read((tx) => exportFolder(tx, slug))
  const list = folder?.get(`letters/${letterSlug}/signatories.csv`) ?? ''
  const read = readSignatoriesCsv(list)
  if (read.kind !== 'read') throw new Error(read.problems.join())
  expect(read.rows.map(({ name, note }) => [name, note])).toEqual([
    ['Night Watch', undefined],
    ['Ferry Folk', 'withdrew on March 2, 2029'],
  ])
  expect(list).not.toContain('Harbor Lights')
})
