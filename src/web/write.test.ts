import { expect, test } from 'vitest'
import { namesOf } from '#accounts'
import { findCampaign, lettersFor } from '#letters'
import { openGather } from '#organizations'
import { testDatabase } from '../../test/kit/database.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import { joined } from '../../test/kit/accounts.ts'
import {
  begunLetter,
  leadsTo,
  shownOn,
  typedCampaign,
  typedRecipients,
  typedSource,
  writersDesk,
} from '../../test/kit/writers.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const desk = await writersDesk(database)
const { ola, page, send, ask } = desk

/** What stands around an edition, as it is typed. */
const typedEdition = {
  ...{ date: '2026-03-15', addressees: 'Ada Vale, Chief Executive', salutation: 'Dear Ms. Vale,' },
  ...{ closing: 'Sincerely,', copies: 'The Board', 'printed-title': '', language: 'en' },
}

test('from nothing to a frozen letter with three editions, each as its preview showed it', async () => {
  const { campaign, letter } = await begunLetter(desk)
  expect([campaign, letter]).toEqual(['no-secret-scores', 'letter-of-march'])
  const place = [campaign, letter] as const
  await send(routes.editions(...place), { date: '2026-03-15', closing: 'Sincerely,' }, ola)
  for (const [edition, next] of [
    ['verrolane', 'oskerra'],
    ['oskerra', 'talvane'],
    ['talvane', ''],
  ] as const) {
    const typed = { ...typedEdition, salutation: `Dear ${edition},`, ...(next !== '' && { next }) }
    expect(leadsTo(await send(routes.editEdition(...place, edition), typed, ola))).toBe(
      next === '' ? `${routes.editions(...place)}?said=saved` : routes.editEdition(...place, next),
    )
  }
  const hashes = new Map<string, string>()
  for (const edition of ['verrolane', 'oskerra', 'talvane']) {
    const preview = await page(routes.preview(...place, edition), ola)
    expect(preview).toContain('<time datetime="2026-03-15">March 15, 2026</time>')
    expect(preview).toContain(`Dear ${edition},`)
    hashes.set(edition, /class="hash">([0-9a-f]{64})</.exec(preview)?.[1] ?? '')
    const files = [routes.previewPdf, routes.previewDocx, routes.previewPage, routes.previewText]
    for (const [index, path] of files.map((one) => one(...place, edition)).entries()) {
      expect(preview).toContain(path)
      const file = await ask(path, ola)
      expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'no-store'])
      expect(file.headers.get('content-type')).toMatch(/pdf|wordprocessing|html|plain/)
      if (index > 1) expect(await file.text()).toContain('Draft: this text is not fixed yet')
    }
  }
  expect(await page(routes.preview(...place, 'oskerra'), ola)).toMatch(/your lists[^]*You bought them from others/)
  expect(await page(routes.preview(...place, 'verrolane'), ola)).not.toContain('You bought them')

  const freeze = await page(routes.freeze(...place), ola)
  for (const hash of hashes.values()) expect(freeze).toContain(hash)
  const answer = await send(routes.freeze(...place), { do: 'freeze', shown: shownOn(freeze) }, ola)
  expect(leadsTo(answer)).toBe(`${routes.freeze(...place)}?said=frozen`)
  expect(await page(routes.freeze(...place), ola)).toContain('There is nothing new to fix.')
  const { rows } = await database.read(async (tx) => ({
    rows: await tx.selectFrom('letters_version').select(['version_hash', 'number']).execute(),
  }))
  expect(rows.map((row) => row.version_hash).toSorted()).toEqual([...hashes.values()].toSorted())
  expect(desk.web.journal).toEqual([])
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

test('the home of a campaign tells each letter’s state and what comes next', async () => {
  const { campaign, letter } = await begunLetter(desk, 'Next steps')
  const place = [campaign, letter] as const
  const home = () => page(routes.campaignHome(campaign), ola)
  expect(await home()).toContain('Write it and fix the text')
  await send(routes.freeze(...place), { do: 'freeze', shown: shownOn(await page(routes.freeze(...place), ola)) }, ola)
  expect(await home()).toMatch(/fixed as version 1[^]*Say who may read it/)
  await send(routes.letterState(...place), { do: 'state', state: 'published' }, ola)
  expect(await home()).toMatch(/Published[^]*Close it when it is done/)
  await send(routes.edit(...place), { revision: '1', source: `${typedSource}\nMore.\n` }, ola)
  expect(await home()).toMatch(/the draft says more than the fixed text[^]*Fix the new text/)
})

test('whatever is wrong with a form is said above and at its field, and everything typed is kept', async () => {
  const { campaign, letter } = await begunLetter(desk, 'Kept')
  const place = [campaign, letter] as const
  const before = await everythingIn(database)
  const odd = 'Kept <b>"as typed"</b>'
  const kept = 'Kept &lt;b&gt;&quot;as typed&quot;&lt;/b&gt;'
  const long = `${odd}${'x'.repeat(400)}`
  const wrong: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    [routes.newCampaign(), { ...typedCampaign, 'time-zone': 'Nowhere', summary: odd }, '#time-zone'],
    [routes.newCampaign(), { ...typedCampaign, title: ' ', summary: odd }, '#title'],
    [routes.recipients(campaign), { names: `${odd}\n${odd}` }, '#names'],
    [routes.newLetter(campaign), { title: '', language: 'en', to: 'oskerra', source: odd }, '#title'],
    [routes.newLetter(campaign), { title: odd, language: 'en', source: typedSource }, '#to'],
    [routes.editions(...place), { date: '15/3/2026', closing: odd }, '#date'],
    [routes.letterFacts(...place), { title: odd, language: '!', to: 'oskerra' }, '#language'],
    [routes.editEdition(...place, 'oskerra'), { ...typedEdition, date: 'March', addressees: odd }, '#date'],
    [routes.editEdition(...place, 'oskerra'), { ...typedEdition, addressees: long }, '#addressees'],
    [routes.comments(...place), { comment: odd, line: 'first' }, '#line'],
    [routes.comments(...place), { comment: odd, line: '900' }, '#line'],
    [routes.writeNotes(...place), { note: `${odd}${'x'.repeat(10_000)}` }, '#note'],
    [routes.duplicate(campaign), { title: long }, '#title'],
    [routes.followUp(...place), { title: long }, '#title'],
    [routes.letterState(...place), { do: 'state', state: 'embargoed', until: '' }, '#until'],
    [routes.letterState(...place), { do: 'state', state: 'embargoed', until: '2026-02-30T09:00' }, '#until'],
    [routes.letterState(...place), { do: 'deadline', 'sign-on-until': odd }, '#sign-on-until'],
  ]
  for (const [path, typed, field] of wrong) {
    const answer = await send(path, typed, ola)
    const text = await answer.text()
    expect([path, field, answer.status, text.includes('<title>Error: ')]).toEqual([path, field, 422, true])
    expect([path, text.includes(`<a href="${field}">`), text.includes(`id="${field.slice(1)}"`)]).toEqual([
      ...[path, true, true],
    ])
    if (Object.values(typed).some((value) => value.includes(odd)))
      expect([path, field, text.includes(kept)]).toEqual([path, field, true])
  }
  expect(await everythingIn(database)).toEqual(before)
})

test('recipients are named several at once, renamed, moved and taken away; whoever was written to stays', async () => {
  const { campaign, letter } = await begunLetter(desk, 'Recipients')
  const names = async () => {
    const found = await page(routes.recipients(campaign), ola)
    return [...found.matchAll(/name="name" value="([^"]*)"/g)].map(([, name]) => name)
  }
  const idOf = async (name: string) => {
    const found = await page(routes.recipients(campaign), ola)
    return (
      new RegExp(`name="recipient" value="([^"]+)"(?:(?!name="recipient")[^])*value="${name}"`).exec(found)?.[1] ?? ''
    )
  }
  const change = async (name: string, typed: Readonly<Record<string, string>>) =>
    leadsTo(await send(routes.changeRecipient(campaign), { recipient: await idOf(name), ...typed }, ola))
  expect(await names()).toEqual(['Verrolane', 'Oskerra', 'Talvane'])
  await change('Talvane', { do: 'up' })
  expect(await names()).toEqual(['Verrolane', 'Talvane', 'Oskerra'])
  await change('Oskerra', { do: 'save', name: 'Oskerra SE', 'full-name': 'Oskerra Societas Europaea' })
  expect(await names()).toEqual(['Verrolane', 'Talvane', 'Oskerra SE'])
  expect(await page(routes.preview(campaign, letter, 'oskerra'), ola)).toContain('We write to Oskerra SE')
  expect(await change('Oskerra SE', { do: 'save', name: 'Verrolane', 'full-name': '' })).toBe('status 422')
  await change('Verrolane', { do: 'remove' })
  expect(await names()).toEqual(['Talvane', 'Oskerra SE'])
  const shown = shownOn(await page(routes.freeze(campaign, letter), ola))
  await send(routes.freeze(campaign, letter), { do: 'freeze', shown }, ola)
  expect(await change('Talvane', { do: 'remove' })).toContain('said=has-versions')
  expect(await change('Talvane', { do: 'save', name: '', 'full-name': '' })).toBe('status 422')
  const gone = await send(routes.changeRecipient(campaign), { recipient: 'x', do: 'remove' }, ola)
  expect(leadsTo(gone)).toContain('said=gone')
  expect(await names()).toEqual(['Talvane', 'Oskerra SE'])
})

test('a letter goes to those who are ticked, under the title it has then', async () => {
  const { campaign, letter } = await begunLetter(desk, 'Editions')
  const place = [campaign, letter] as const
  const editions = async () => {
    const found = await page(routes.editions(...place), ola)
    return [...found.matchAll(/aria-label="Change: ([^"]+)"/g)].map(([, name]) => name)
  }
  await send(
    routes.letterFacts(...place),
    { title: 'Letter of April', language: 'en', to: ['oskerra', 'talvane'] },
    ola,
  )
  expect(await editions()).toEqual(['Oskerra', 'Talvane'])
  expect(await page(routes.edit(...place), ola)).toContain('<bdi>Letter of April</bdi>')
  await send(
    routes.letterFacts(...place),
    { title: 'Letter of April', language: 'en', to: ['verrolane', 'oskerra'] },
    ola,
  )
  expect((await editions()).toSorted()).toEqual(['Oskerra', 'Verrolane'])
  await send(routes.freeze(...place), { do: 'freeze', shown: shownOn(await page(routes.freeze(...place), ola)) }, ola)
  const stays = await send(routes.letterFacts(...place), { title: 'Letter of May', language: 'en', to: 'oskerra' }, ola)
  expect(leadsTo(stays)).toContain('said=has-versions')
  expect((await editions()).toSorted()).toEqual(['Oskerra', 'Verrolane'])
})

test('a campaign is copied as drafts without anybody’s yes, and a letter is followed by one that asks again', async () => {
  const { campaign, letter } = await begunLetter(desk, 'Copied')
  await send(
    routes.freeze(campaign, letter),
    { do: 'freeze', shown: shownOn(await page(routes.freeze(campaign, letter), ola)) },
    ola,
  )
  expect(await page(routes.duplicate(campaign), ola)).toContain('recipients (3) and letters (1)')
  expect(leadsTo(await send(routes.duplicate(campaign), { title: 'The copy' }, ola))).toBe(
    `${routes.campaignHome('the-copy')}?said=duplicated`,
  )
  expect(await page(routes.campaignHome('the-copy'), ola)).toContain('3 editions, not fixed yet')
  const follow = leadsTo(await send(routes.followUp(campaign, letter), { title: 'Letter of June' }, ola))
  expect(follow).toBe(`${routes.edit(campaign, 'letter-of-june')}?said=begun`)
  const followed = await page(routes.edit(campaign, 'letter-of-june'), ola)
  expect(followed).toMatch(/Stop selling secret scores\.[^]*\{#stop/)
})

test('who may start campaigns is decided by an operator; others are told whom to ask, and nothing is begun', async () => {
  const nia = await joined(database, 'nia', desk.means)
  const before = await everythingIn(database)
  for (const answer of [await ask(routes.newCampaign(), nia), await send(routes.newCampaign(), typedCampaign, nia)])
    expect([answer.status, (await answer.text()).includes('An operator of this server decides')]).toEqual([403, true])
  expect(await everythingIn(database)).toEqual(before)
  expect(await page(routes.organizerHome(), nia)).not.toContain(routes.newCampaign())
  expect(await page(routes.organizerHome(), ola)).toContain(`href="${routes.newCampaign()}"`)
})

test('whoever starts a campaign leads it, and everything they do stands in its trail', async () => {
  const { campaign } = await begunLetter(desk, 'Trailed')
  const trail = await page(routes.trail(campaign), ola)
  for (const act of ['started the campaign', 'changed the recipients', 'began a letter'])
    expect([act, trail.includes(act)]).toEqual([act, true])
  const found = await database.read((tx) => findCampaign(tx, campaign))
  const letters = found ? await database.read((tx) => lettersFor(tx, found.id)) : []
  expect(letters.map(({ editions }) => editions.length)).toEqual([3])
  const names = await database.read((tx) => namesOf(tx, vaultForTests, [ola.organizer]))
  expect(trail).toContain(names.get(ola.organizer))
  expect(typedRecipients).toContain('Verrolane')
})

test('an open link is early until a text is fixed and the letter is no draft any more', async () => {
  const { campaign, letter } = await begunLetter(desk, 'Early')
  const place = [campaign, letter] as const
  const found = await database.read((tx) => findCampaign(tx, campaign))
  const [its] = found ? await database.read((tx) => lettersFor(tx, found.id)) : []
  if (!found || !its) throw new Error('the letter is not there')
  const link = { kind: 'open', campaign: found.id, letter: its.letter.id } as const
  const opened = async () =>
    (await database.read((tx) => openGather(tx, vaultForTests, link, new Date('2026-04-01T12:00:00Z')))).kind
  expect(await opened()).toBe('early')
  await send(routes.letterState(...place), { do: 'state', state: 'private' }, ola)
  expect(await opened()).toBe('early')
  await send(routes.freeze(...place), { do: 'freeze', shown: shownOn(await page(routes.freeze(...place), ola)) }, ola)
  expect(await opened()).toBe('open')
})

test('the home of a campaign leads to its public page once there is one', async () => {
  const { campaign, letter } = await begunLetter(desk, 'Not public')
  const place = [campaign, letter] as const
  const leads = async () =>
    (await page(routes.campaignHome(campaign), ola)).includes(`href="${routes.campaign(campaign)}"`)
  expect(await leads()).toBe(false)
  await send(routes.freeze(...place), { do: 'freeze', shown: shownOn(await page(routes.freeze(...place), ola)) }, ola)
  await send(routes.letterState(...place), { do: 'state', state: 'published' }, ola)
  expect(await leads()).toBe(true)
})
