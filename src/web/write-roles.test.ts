import { expect, test } from 'vitest'
import { setRule } from '#accounts'
import { findLetter } from '#letters'
import { joined, type SignedIn } from '../../test/kit/accounts.ts'
import { countedQueries } from '../../test/kit/counted-queries.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { begunLetter, leadsTo, shownOn, typedCampaign, typedSource, writersDesk } from '../../test/kit/writers.ts'
import { routes } from './routes.ts'
import { writeFiles, writePatterns, writePostable } from './routes-write.ts'

const plain = await testDatabase()
const counted = countedQueries(plain)
const desk = await writersDesk(counted.database)
const { ola, page, send, ask } = desk
const { campaign, letter } = await begunLetter(desk)
const place = [campaign, letter] as const

// A letter with a past: fixed twice, commented, noted, saved often.
await send(routes.freeze(...place), { do: 'freeze', shown: shownOn(await page(routes.freeze(...place), ola)) }, ola)
const revisionOf = async () => /name="revision" value="(\d+)"/.exec(await page(routes.edit(...place), ola))?.[1] ?? ''
for (const word of ['June', 'July', 'August'])
  await send(routes.edit(...place), { revision: await revisionOf(), source: typedSource.replace('May', word) }, ola)
await send(routes.comments(...place), { comment: 'Is this right?', line: '3' }, ola)
await send(routes.writeNotes(...place), { note: 'They answered.' }, ola)
const save = /\/saves\/([^"]+)"/.exec(await page(routes.saves(...place), ola))?.[1] ?? ''
const comment = /name="answers" value="([^"]+)"/.exec(await page(routes.comments(...place), ola))?.[1] ?? ''
const note = /name="note" value="([^"]+)"/.exec(await page(routes.writeNotes(...place), ola))?.[1] ?? ''

const found = await plain.read((tx) => findLetter(tx, ...place))
if (!found) throw new Error('no letter')
await desk.writer('eva', campaign, 'editor')

const good: Readonly<Record<string, string>> = { campaign, letter, edition: 'verrolane', save }
const addressOf = (pattern: string): string => pattern.replaceAll(/:(\w+)/g, (_, name: string) => good[name] ?? '')
const readable = Object.values(writePatterns)

const vera = await desk.writer('vera', campaign, 'viewer')
const rick = await desk.writer('rick', campaign, 'reviewer')
const stranger = await joined(plain, 'stranger', desk.means)

/** What would do something at every address. */
const typed = {
  ...typedCampaign,
  ...{ names: 'Another', recipient: 'x', do: 'take-over', source: 'Other words.', revision: '1', to: 'oskerra' },
  ...{ date: '2026-03-15', state: 'private', comment, answers: comment, note, save, shown: '', language: 'en' },
}
const post = (pattern: string, who: SignedIn) => send(addressOf(pattern), typed, who)
const ofCampaign = writePostable.filter((pattern) => pattern.includes(':campaign'))

test('a viewer reads every page of a letter, with not one form on it that would change something, and changes nothing', async () => {
  const formsOnly: readonly string[] = [writePatterns.editEdition, writePatterns.followUp]
  for (const pattern of readable.filter((one) => one.includes(':letter') && !one.startsWith('/c/'))) {
    const answer = await ask(addressOf(pattern), vera)
    const isForm = formsOnly.includes(pattern)
    expect([pattern, answer.status]).toEqual([pattern, isForm ? 403 : answer.status === 303 ? 303 : 200])
    // The way out is everybody's.
    const forms = [...(await answer.text()).matchAll(/<form[^>]*method="post"[^>]*action="([^"]+)"/g)]
    expect([pattern, forms.map(([, action]) => action).filter((one) => one !== routes.signOut())]).toEqual([
      pattern,
      [],
    ])
  }
  const before = await everythingIn(plain)
  for (const pattern of ofCampaign) expect([pattern, (await post(pattern, vera)).status]).toEqual([pattern, 403])
  expect(await everythingIn(plain)).toEqual(before)
})

test('a reviewer comments and settles, and writes, fixes and opens nothing', async () => {
  const allowed: readonly string[] = [writePatterns.comments, writePatterns.resolveComment]
  const before = await everythingIn(plain)
  for (const pattern of ofCampaign.filter((one) => !allowed.includes(one)))
    expect([pattern, (await post(pattern, rick)).status]).toEqual([pattern, 403])
  expect(await everythingIn(plain)).toEqual(before)
  for (const pattern of allowed) expect(leadsTo(await post(pattern, rick))).toMatch(/said=(commented|resolved)$/)
})

test('for whoever is not in the campaign, and for nobody in particular, none of these pages is there', async () => {
  const before = await everythingIn(plain)
  for (const pattern of readable.filter((one) => one.startsWith('/organize/c/'))) {
    const answer = await ask(addressOf(pattern), stranger)
    // Addresses that only take a form send whoever reads them to a page, which is not there either.
    const [status, to] = [answer.status, answer.headers.get('location')]
    expect([pattern, status === 303 ? (await ask(to ?? '', stranger)).status : status]).toEqual([pattern, 404])
    const nobody = await desk.web.ask(addressOf(pattern))
    expect([pattern, nobody.status]).toEqual([pattern, 303])
  }
  for (const pattern of ofCampaign) expect([pattern, (await post(pattern, stranger)).status]).toEqual([pattern, 404])
  expect(await everythingIn(plain)).toEqual(before)
})

test('every page has at most 30 KB and asks the database at most six questions', async () => {
  const seen: Record<string, readonly [bytes: number, questions: number]> = {}
  for (const pattern of readable.filter((one) => !writeFiles.includes(one))) {
    const asked = counted.asked()
    const answer = await ask(addressOf(pattern), ola)
    const size = Buffer.byteLength(await answer.text())
    seen[pattern] = [size, counted.asked() - asked]
  }
  // What two people agree on is told with their names, in no more questions.
  const rule = { act: 'freeze', needsTwo: true, by: 'server', campaign: found.campaign.id } as const
  await plain.transaction((tx) => setRule(tx, rule, desk.means))
  const shown = shownOn(await page(routes.freeze(...place), ola))
  await send(routes.freeze(...place), { do: 'propose', change: 'change', shown }, ola)
  const asked = counted.asked()
  expect(await page(routes.freeze(...place), ola)).toContain('Ola Operator proposed exactly this')
  seen['waiting for another'] = [0, counted.asked() - asked]
  const over = Object.entries(seen).filter(([, [size, questions]]) => size > 30 * 1024 || questions > 6)
  expect(over).toEqual([])
  expect(Object.keys(seen).length).toBeGreaterThan(20)
})
