import { expect, test } from 'vitest'
import { findLetter, savesOf, type SaveRow } from '#letters'
import { testDatabase } from '../../test/kit/database.ts'
import { begunLetter, leadsTo, shownOn, typedSource, writersDesk } from '../../test/kit/writers.ts'
import type { SignedIn } from '../../test/kit/accounts.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const desk = await writersDesk(database)
const { ola, page, send, ask } = desk

/** A letter that Ola began and Eva may write as well. */
async function sharedLetter(title: string) {
  const { campaign, letter } = await begunLetter(desk, title)
  const eva = await desk.writer(`eva-${campaign}`, campaign, 'editor')
  return { place: [campaign, letter] as const, eva }
}

const revisionOn = (text: string): string => /name="revision" value="(\d+)"/.exec(text)?.[1] ?? ''
const sourceOn = (text: string): string => /<textarea\s+id="source"[^>]*>\n([^]*?)<\/textarea/.exec(text)?.[1] ?? ''

const saves = async (place: readonly [string, string]): Promise<readonly SaveRow[]> =>
  database.read(async (tx) => {
    const found = await findLetter(tx, ...place)
    return found ? await savesOf(tx, found.campaign.id, found.letter.id) : []
  })

test('what is written is saved as it was typed, and the page tells beside it what each recipient reads, line by line', async () => {
  const { place } = await sharedLetter('Saved')
  const before = await page(routes.edit(...place), ola)
  const source = 'Dear & <friends>,\n\n  :only[One]{for=verrolane} thing "more".\n\n:only[lost]{for=nobody}\n'
  const saved = await send(
    routes.edit(...place),
    { revision: revisionOn(before), source: source.replaceAll('\n', '\r\n') },
    ola,
  )
  expect(leadsTo(saved)).toBe(`${routes.edit(...place)}?said=saved`)
  const after = await page(`${routes.edit(...place)}?said=saved`, ola)
  expect(sourceOn(after)).toBe(
    'Dear &amp; &lt;friends&gt;,\n\n  :only[One]{for=verrolane} thing &quot;more&quot;.\n\n:only[lost]{for=nobody}\n',
  )
  expect(after).toContain('Saved.')
  expect(after).toMatch(/line 5<\/span>\s*there is no recipient “nobody”/)
  expect(after).toMatch(/<strong>Verrolane<\/strong>\s*One thing[^]*<strong>Oskerra and Talvane<\/strong>\s*thing/)
  const again = await send(routes.edit(...place), { revision: revisionOn(after), source }, ola)
  expect(leadsTo(again)).toContain('said=unchanged')
})

test('a save over what another saved meanwhile shows both texts and how they differ, and neither is lost', async () => {
  const { place, eva } = await sharedLetter('Stale')
  const opened = await page(routes.edit(...place), ola)
  await send(routes.lock(...place), { do: 'release' }, ola)
  const theirs = typedSource.replace('in May', 'in June')
  await send(routes.edit(...place), { revision: revisionOn(opened), source: theirs }, eva)
  await send(routes.lock(...place), { do: 'release' }, eva)
  const mine = typedSource.replace('in May', 'in July')
  const answer = await send(routes.edit(...place), { revision: revisionOn(opened), source: mine }, ola)
  const text = await answer.text()
  expect(answer.status).toBe(409)
  expect(text).toContain('Your text was not saved over the other.')
  expect(sourceOn(text)).toContain('in July')
  expect(text).toMatch(/id="theirs"[^>]*>\n[^<]*in June/)
  expect(text).toMatch(/<del>June<\/del>\s*<ins>July<\/ins>/)
  expect((await saves(place)).some(({ revision }) => revision === undefined)).toBe(true)
  // Pressed again with a look at the other, it becomes the text.
  const chosen = await send(routes.edit(...place), { revision: revisionOn(text), source: mine }, ola)
  expect(leadsTo(chosen)).toContain('said=saved')
  expect(await page(routes.edit(...place), ola)).toContain('in July')
})

test('while one writes another reads; to take over needs a second yes, and what the first then saves is kept', async () => {
  const { place, eva } = await sharedLetter('Locked')
  const opened = await page(routes.edit(...place), ola)
  expect(opened).toContain('You are writing since')
  const locked = await page(routes.edit(...place), eva)
  expect(locked).toMatch(/Being written by<\/strong>\s*<bdi>Ola Operator<\/bdi>/)
  expect([locked.includes('readonly'), revisionOn(locked), locked.includes('<script>')]).toEqual([true, '', false])
  const refused = await send(routes.edit(...place), { revision: revisionOn(opened), source: 'Eva’s text' }, eva)
  const text = await refused.text()
  expect([refused.status, text.includes('Eva’s text'), text.includes('is writing this letter now')]).toEqual([
    ...[409, true, true],
  ])
  const asked = leadsTo(await send(routes.lock(...place), { do: 'ask' }, eva))
  expect(await page(asked, eva)).toMatch(/in the middle of a sentence[^]*Yes, take over/)
  expect(await page(routes.edit(...place), ola)).toContain('You are writing since')
  expect(leadsTo(await send(routes.lock(...place), { do: 'take' }, eva))).toContain('said=held')
  expect(leadsTo(await send(routes.lock(...place), { do: 'take-over' }, eva))).toContain('said=taken')
  expect(await page(routes.edit(...place), eva)).toContain('You are writing since')
  const late = await send(routes.edit(...place), { revision: revisionOn(opened), source: 'Ola’s half sentence' }, ola)
  expect([late.status, (await late.text()).includes('Ola’s half sentence')]).toEqual([409, true])
  const listed = await page(routes.saves(...place), ola)
  expect(listed.match(/set aside/g)).toHaveLength(2)
  await send(routes.lock(...place), { do: 'release' }, eva)
  expect(await page(routes.edit(...place), ola)).toContain('Nobody else is writing.')
})

test('ten minutes after the last save others can write', async () => {
  const { place, eva } = await sharedLetter('Ten minutes')
  expect(await page(routes.edit(...place), eva)).toContain('Being written by')
  desk.means.pass(10 * 60_000)
  expect(await page(routes.edit(...place), eva)).toContain('Nobody else is writing.')
})

test('the page saves by itself: the answer names the next revision, or says that a person is needed', async () => {
  const { place, eva } = await sharedLetter('Autosaved')
  const first = await page(routes.edit(...place), ola)
  const auto = (revision: string, source: string, who: SignedIn) =>
    send(routes.autosave(...place), { revision, source }, who)
  const saved = await auto(revisionOn(first), `${typedSource}\nA`, ola)
  const answer = (await saved.json()) as { kind: string; revision: number }
  expect([saved.status, answer.kind, answer.revision > Number(revisionOn(first))]).toEqual([200, 'saved', true])
  const same = await auto(String(answer.revision), `${typedSource}\nA`, ola)
  expect([same.status, await same.json()]).toEqual([200, { kind: 'unchanged', revision: answer.revision }])
  for (const [who, kind] of [
    [eva, 'locked'],
    [ola, 'stale'],
  ] as const) {
    const late = await auto(revisionOn(first), `${typedSource}\nB`, who)
    expect([late.status, await late.json()]).toEqual([409, { kind }])
  }
  const listed = await page(routes.saves(...place), ola)
  expect(listed).toContain('by itself')
  const viewer = await desk.writer('viewer-autosave', place[0], 'viewer')
  expect((await auto('1', 'x', viewer)).status).toBe(403)
})

test('any earlier text is looked at, compared and brought back, and the present one is then among the earlier ones', async () => {
  const { place } = await sharedLetter('Earlier')
  const source = (word: string) => typedSource.replace('in May', `in ${word}`)
  for (const word of ['June', 'July']) {
    const revision = revisionOn(await page(routes.edit(...place), ola))
    await send(routes.edit(...place), { revision, source: source(word) }, ola)
  }
  const listed = await page(routes.saves(...place), ola)
  const links = [...listed.matchAll(/href="(\/organize\/[^"]*\/saves\/[^"]+)"/g)].map(([, path = '']) => path)
  expect(links).toHaveLength(2)
  const pages = await Promise.all(links.map((path) => page(path, ola)))
  const june = pages.find((text) => text.includes('in June')) ?? ''
  expect(june).toMatch(/<del>July<\/del>\s*<ins>June<\/ins>/)
  const [, save = ''] = /name="save" value="([^"]+)"/.exec(june) ?? []
  const comparison = await page(`${routes.compareTexts(...place, 'verrolane')}?from=${save}&to=now`, ola)
  expect(comparison).toMatch(/<del>June<\/del>\s*<ins>July<\/ins>/)
  expect(await page(`${routes.compareTexts(...place, 'oskerra')}?from=${save}&to=now`, ola)).toContain('say the same')
  expect(await page(`${routes.compareTexts(...place, 'oskerra')}?from=nothing&to=now`, ola)).toContain(
    'not there any more',
  )
  const back = await send(routes.bringBack(...place), { save, revision: revisionOn(june) }, ola)
  expect(leadsTo(back)).toContain('said=brought-back')
  expect(await page(routes.edit(...place), ola)).toContain('in June')
  expect(await saves(place)).toHaveLength(4)
  // Whoever presses it late is told so, and nothing is overwritten.
  const late = await send(routes.bringBack(...place), { save: (await saves(place))[1]?.id ?? '', revision: '1' }, ola)
  expect(leadsTo(late)).toContain('said=not-brought-back')
  expect(await page(routes.edit(...place), ola)).toContain('in June')
})

test('versions are compared with each other and with the draft, in the words of one recipient', async () => {
  const { place } = await sharedLetter('Versions')
  const freeze = async (change?: string) => {
    const shown = shownOn(await page(routes.freeze(...place), ola))
    await send(routes.freeze(...place), { do: 'freeze', shown, ...(change !== undefined && { change }) }, ola)
  }
  await freeze()
  const revision = revisionOn(await page(routes.edit(...place), ola))
  await send(routes.edit(...place), { revision, source: typedSource.replace('your lists', 'your registers') }, ola)
  await freeze('correction')
  const compare = (edition: string, from: string, to: string) =>
    page(`${routes.compareTexts(...place, edition)}?from=${from}&to=${to}`, ola)
  expect(await compare('oskerra', 'version-1', 'version-2')).toMatch(/<del>lists<\/del>[^]*<ins>registers<\/ins>/)
  expect(await compare('oskerra', 'version-2', 'now')).toContain('say the same')
  const shown = await compare('oskerra', 'version-1', 'version-2')
  const [, paper = ''] = /href="([^"]*comparison\.pdf[^"]*)"/.exec(shown) ?? []
  const pdf = await ask(paper.replaceAll('&amp;', '&'), ola)
  expect([pdf.status, pdf.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(await pdf.text()).toContain('two texts compared')
  expect((await ask(`${routes.comparedTexts(...place, 'oskerra')}?from=version-1&to=version-9`, ola)).status).toBe(404)
  expect((await desk.web.ask(routes.comparedTexts(...place, 'oskerra'))).status).toBe(303)
  const one = await page(routes.compareTexts(...place, 'verrolane'), ola)
  expect(one).toContain('version 1, fixed on')
  expect(one).not.toContain('version 2')
  expect((await ask(routes.compareTexts(...place, 'nobody'), ola)).status).toBe(404)
})

test('a text that is too long to be kept is refused with everything that was typed still there', async () => {
  const { place } = await sharedLetter('Long')
  const source = 'x'.repeat(1_000_001)
  const answer = await send(routes.edit(...place), { revision: '1', source }, ola)
  expect(answer.status).toBe(422)
  expect((await answer.text()).includes(source)).toBe(true)
})
