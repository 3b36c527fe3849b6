import { expect, test } from 'vitest'
import { setRule } from '#accounts'
import { findCampaign, findLetter } from '#letters'
import type { SignedIn } from '../../test/kit/accounts.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { address, printedNames, standingSignOn } from '../../test/kit/sign-ons.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import { begunLetter, leadsTo, shownOn, typedSource, writersDesk } from '../../test/kit/writers.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const desk = await writersDesk(database)
const { ola, page, send } = desk
type Place = readonly [campaign: string, letter: string]

/** A letter that Ola began, in a campaign where Eva may fix texts as well. */
async function letterOfTwo(title: string): Promise<{ readonly place: Place; readonly eva: SignedIn }> {
  const { campaign, letter } = await begunLetter(desk, title)
  return { place: [campaign, letter], eva: await desk.writer(`eva-${campaign}`, campaign, 'editor') }
}

/** Presses a button of the page on which texts are fixed, as it stands now. @returns what is said of it. */
async function press(place: Place, who: SignedIn, act: string, more: Readonly<Record<string, string>> = {}) {
  const shown = shownOn(await page(routes.freeze(...place), who))
  return leadsTo(await send(routes.freeze(...place), { do: act, shown, ...more }, who)).replace(/^.*said=/, '')
}

async function write(place: Place, who: SignedIn, source: string): Promise<void> {
  const text = await page(routes.edit(...place), who)
  const [, revision = ''] = /name="revision" value="(\d+)"/.exec(text) ?? []
  await send(routes.edit(...place), { revision, source }, who)
}

async function needsTwo([campaign]: Place): Promise<void> {
  const found = await database.read((tx) => findCampaign(tx, campaign))
  if (!found) throw new Error('no campaign')
  const rule = { by: ola.organizer, campaign: found.id, act: 'freeze', needsTwo: true } as const
  const outcome = await database.transaction((tx) => setRule(tx, rule, desk.means))
  expect(outcome.kind).toBe('set')
}

const versions = async ([campaign]: Place) =>
  database.read((tx) =>
    tx
      .selectFrom('letters_version as v')
      .innerJoin('letters_campaign as c', 'c.campaign_id', 'v.campaign_id')
      .select(['v.number', 'v.change'])
      .where('c.slug', '=', campaign)
      .orderBy('v.number')
      .execute(),
  )

test('how many comments are still open is said where a text is fixed, with the way to them; it can be fixed all the same', async () => {
  const { place } = await letterOfTwo('Comments')
  const comments = routes.comments(...place)
  const fixing = () => page(routes.freeze(...place), ola)
  expect(await fixing()).not.toContain(`<a href="${comments}">Read`)
  for (const comment of ['Softer, please.', 'Who says so?']) await send(comments, { comment }, ola)
  const [, first = ''] = /name="answers" value="([^"]+)"/.exec(await page(comments, ola)) ?? []
  await send(comments, { comment: 'Ours do.', answers: first }, ola)
  const two = await fixing()
  expect([
    two.includes('2 comments about this text are not settled yet.'),
    two.includes(`<a href="${comments}">Read`),
  ]).toEqual([true, true])
  await send(routes.resolveComment(...place), { answers: first }, ola)
  expect(await fixing()).toContain('One comment about this text is not settled yet.')
  expect(await press(place, ola, 'freeze')).toBe('frozen')
})

test('a later text says what differs, word for word, and is fixed only once it is a correction or a change', async () => {
  const { place } = await letterOfTwo('Differs')
  expect(await press(place, ola, 'freeze')).toBe('frozen')
  await write(place, ola, typedSource.replace('about the scores', 'about the secret scores'))
  const text = await page(routes.freeze(...place), ola)
  expect(text).toContain('Becomes version 2')
  expect(text).toMatch(/about the\s*<ins>secret<\/ins>\s*scores that it sells/)
  expect(text).not.toContain('What stands around the letter')
  const unsaid = await send(routes.freeze(...place), { do: 'freeze', shown: shownOn(text) }, ola)
  expect([unsaid.status, (await unsaid.text()).includes('Say whether it is a correction or a change')]).toEqual([
    ...[422, true],
  ])
  expect(await press(place, ola, 'freeze', { change: 'correction' })).toBe('frozen')
  expect((await versions(place)).map(({ number, change }) => [number, change])).toEqual([
    ...[1, 1, 1].map((number) => [number, null]),
    ...[2, 2, 2].map((number) => [number, 'correction']),
  ])
})

test('what stands around a letter is part of what is fixed, and a difference there is told', async () => {
  const { place } = await letterOfTwo('Around')
  await press(place, ola, 'freeze')
  await send(routes.editions(...place), { date: '2026-04-01', closing: 'Sincerely,' }, ola)
  const text = await page(routes.freeze(...place), ola)
  expect(text.match(/What stands around the letter/g)).toHaveLength(3)
  expect(text).toContain('The two texts say the same.')
})

test('what is fixed is what was seen: a text that changed meanwhile is shown anew instead', async () => {
  const { place, eva } = await letterOfTwo('Seen')
  const seen = shownOn(await page(routes.freeze(...place), ola))
  await send(routes.editions(...place), { date: '2026-04-01', closing: 'Sincerely,' }, eva)
  const before = await everythingIn(database)
  const late = await send(routes.freeze(...place), { do: 'freeze', shown: seen }, ola)
  expect([late.status, (await late.text()).includes('changed the text while you looked')]).toEqual([409, true])
  expect(await everythingIn(database)).toEqual(before)
})

test('where it takes two, one proposes and another approves exactly these words; then either fixes them', async () => {
  const { place, eva } = await letterOfTwo('Two')
  await needsTwo(place)
  expect(await page(routes.freeze(...place), ola)).toContain('Propose to fix exactly this')
  expect(await press(place, ola, 'freeze')).toBe('needs-two')
  expect(await press(place, ola, 'propose')).toBe('proposed')
  expect(await page(routes.freeze(...place), ola)).toContain('Withdraw the proposal')
  expect(await press(place, ola, 'approve')).toBe('own-proposal')
  expect(await page(routes.freeze(...place), eva)).toMatch(/Ola Operator proposed exactly this on/)
  expect(await press(place, eva, 'approve')).toBe('approved')
  expect(await page(routes.freeze(...place), ola)).toContain('It can be fixed.')
  expect(await press(place, eva, 'freeze')).toBe('frozen')
  expect(await versions(place)).toHaveLength(3)
})

test('a word that changes after somebody approved has to be proposed and approved again', async () => {
  const { place, eva } = await letterOfTwo('Again')
  await needsTwo(place)
  await press(place, ola, 'propose')
  await press(place, eva, 'approve')
  await write(place, ola, `${typedSource}\nOne more word.\n`)
  expect(await page(routes.freeze(...place), ola)).toContain('Propose to fix exactly this')
  expect(await press(place, ola, 'freeze')).toBe('needs-two')
  expect(await press(place, eva, 'approve')).toBe('changed-since')
  expect(await press(place, eva, 'refuse')).toBe('refused')
  expect(await press(place, eva, 'approve')).toBe('gone')
  expect(await versions(place)).toEqual([])
})

test('whether it is a correction or a change is part of what two people agree on', async () => {
  const { place, eva } = await letterOfTwo('Kind')
  await press(place, ola, 'freeze')
  await needsTwo(place)
  await write(place, ola, `${typedSource}\nOne more word.\n`)
  expect(await press(place, ola, 'propose', { change: 'correction' })).toBe('proposed')
  expect(await page(routes.freeze(...place), eva)).toMatch(/value="correction"\s+checked/)
  expect(await press(place, eva, 'approve', { change: 'change' })).toBe('changed-since')
  expect(await press(place, eva, 'approve', { change: 'correction' })).toBe('approved')
  expect(await press(place, eva, 'freeze', { change: 'change' })).toBe('needs-two')
  expect(await press(place, eva, 'freeze', { change: 'correction' })).toBe('frozen')
})

test('an edition without words, and one that has the words of an earlier version, are not fixed, and why is said', async () => {
  const { place } = await letterOfTwo('Unfit')
  await write(place, ola, ':::only{for=oskerra}\nOnly Oskerra reads this.\n:::\n')
  const empty = await send(
    routes.freeze(...place),
    { do: 'freeze', shown: shownOn(await page(routes.freeze(...place), ola)) },
    ola,
  )
  expect([empty.status, (await empty.text()).includes('The edition to Verrolane has no words yet')]).toEqual([
    422,
    true,
  ])
  await write(place, ola, 'One.')
  await press(place, ola, 'freeze')
  await write(place, ola, 'Two.')
  await press(place, ola, 'freeze', { change: 'change' })
  await write(place, ola, 'One.')
  const back = await send(
    routes.freeze(...place),
    { do: 'freeze', change: 'change', shown: shownOn(await page(routes.freeze(...place), ola)) },
    ola,
  )
  expect([back.status, (await back.text()).includes('word for word its version 1')]).toEqual([422, true])
})

test('a correction carries over whoever allowed that; whoever did not is asked, and is not printed under the new words', async () => {
  const { place } = await letterOfTwo('Carried')
  await press(place, ola, 'freeze')
  await send(routes.letterState(...place), { do: 'state', state: 'published' }, ola)
  const found = await database.read((tx) => findLetter(tx, ...place))
  if (!found) throw new Error('no letter')
  const gathered = { campaign: found.campaign, letter: found.letter.id }
  const signed = (name: string, carries: boolean) =>
    standingSignOn(database, gathered, desk.means, {
      ...{ name, carries },
      representative: { name: `Ada ${name}`, role: 'Director', email: address(`ada@${carries ? 'a' : 'b'}.example`) },
    })
  await signed('Carried Along', true)
  await signed('Asked Again', false)
  const printed = () => printedNames(database, gathered)
  expect((await printed()).map((line) => line.split(':')[0]).toSorted()).toEqual(['Asked Again', 'Carried Along'])
  const mailsBefore = await changedMails()
  await write(place, ola, typedSource.replace('about the scores', 'about the secret scores'))
  expect(await press(place, ola, 'freeze', { change: 'correction' })).toBe('frozen')
  expect((await printed()).map((line) => line.split(':')[0])).toEqual(['Carried Along'])
  expect((await changedMails()) - mailsBefore).toBe(1)
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

/** How many representatives are written to about a text that changed. */
const changedMails = async (): Promise<number> =>
  database.read(async (tx) => {
    const mails = tx.selectFrom('platform_mail').where('kind', '=', 'organizations.text-changed')
    const rows = await mails.select('ids').execute()
    return new Set(rows.map(({ ids }) => JSON.stringify(Object.entries(ids ?? {}).filter(([key]) => key === 'signOn'))))
      .size
  })

test('of many comments every one is found, page after page of at most 30 KB, and the settled ones on pages of their own', async () => {
  const { place } = await letterOfTwo('Talk')
  const comments = routes.comments(...place)
  const long = 'a sentence that says what is meant and why. '.repeat(5).trim()
  for (let n = 1; n <= 35; n += 1) await send(comments, { comment: `Number ${n}: ${long}` }, ola)
  const read = async (path: string): Promise<readonly string[]> => {
    const body = await page(path, ola)
    expect(Buffer.byteLength(body)).toBeLessThan(30_000)
    const further = /href="([^"]*after=[^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&')
    const found = [...body.matchAll(/Number (\d+):/g)].map(([, n = '']) => n)
    return [...found, ...(further ? await read(further) : [])]
  }
  expect((await read(comments)).toSorted()).toEqual(Array.from({ length: 35 }, (_, n) => `${n + 1}`).toSorted())
  const [, first = ''] = /name="answers" value="([^"]+)"/.exec(await page(comments, ola)) ?? []
  await send(routes.resolveComment(...place), { answers: first }, ola)
  expect(await read(comments)).toHaveLength(34)
  expect(await page(comments, ola)).toContain(`<a href="${comments}?show=settled">1 settled comment</a>`)
  expect(await read(`${comments}?show=settled`)).toHaveLength(1)
})
