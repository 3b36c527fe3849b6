import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventsOf } from '#accounts'
import { newId, parsePartialDate, type CampaignId, type RecipientId } from '#kernel'
import {
  addEdition,
  addresseeLine,
  changeCampaign,
  changeEdition,
  changeLetter,
  changeRecipients,
  draftTexts,
  findCampaign,
  followUpLetter,
  freezeLetter,
  letterDraft,
  letterFor,
  parseAddressee,
  parseAddressees,
  publicCampaign,
  removeEdition,
  setState,
  signableLetters,
  startLetter,
  type Doing,
} from '#letters'
import type { Tx } from '#platform'
import { tickingMeans } from '../../test/kit/accounts.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { desk, someOrganizer } from '../../test/kit/letters.ts'

const database = await testDatabase()
const ada = someOrganizer()
const means: Doing = { ...tickingMeans(), by: ada }
const act = <T>(work: (tx: Tx) => Promise<T>) => database.transaction(work)
const acts = async (campaign: CampaignId) =>
  (await database.read((tx) => eventsOf(tx, { campaign, limit: 50 }))).map((event) => event.act)

describe('facts of a letter', () => {
  test('are changed one by one, and the trail has what is not typed', async () => {
    const { campaign, id: letter } = await desk(database, means)
    const at = { campaign: campaign.id, letter }
    const until = new Date('2029-05-01T16:00:00Z')
    expect(await act((tx) => changeLetter(tx, { ...at, signOnUntil: until }, means))).toEqual({ kind: 'changed' })
    expect(await act((tx) => changeLetter(tx, { ...at, signOnUntil: until }, means))).toEqual({ kind: 'unchanged' })
    expect(await act((tx) => changeLetter(tx, { ...at, title: ' Secret words ' }, means))).toEqual({ kind: 'changed' })
    const found = await database.read((tx) => letterFor(tx, campaign.id, { slug: 'our-letter' }))
    expect(found?.letter).toMatchObject({ title: 'Secret words', signOnUntil: until, slug: 'our-letter' })
    const signable = await database.read((tx) => signableLetters(tx, [campaign.id], [letter], means.now()))
    expect(signable.get(letter)?.signOnUntil).toEqual(until)
    const events = await database.read((tx) => eventsOf(tx, { campaign: campaign.id, limit: 50 }))
    expect(events.map((event) => event.act).slice(0, 2)).toEqual(['change-letter', 'change-letter'])
    expect(JSON.stringify(events)).not.toContain('Secret')
  })

  test('are refused where they make no letter', async () => {
    const { campaign, id: letter } = await desk(database, means)
    const at = { campaign: campaign.id, letter }
    const next = await act((tx) => followUpLetter(tx, { ...at, title: 'Second' }, means))
    const later = next.kind === 'started' ? next.letter.id : letter
    expect(await act((tx) => changeLetter(tx, { ...at, title: '  ' }, means))).toEqual({ kind: 'no-title' })
    expect(await act((tx) => changeLetter(tx, { ...at, language: '?' }, means))).toEqual({ kind: 'no-language' })
    expect(await act((tx) => changeLetter(tx, { ...at, follows: letter }, means))).toEqual({ kind: 'cannot-follow' })
    expect(await act((tx) => changeLetter(tx, { ...at, follows: later }, means))).toEqual({ kind: 'cannot-follow' })
    expect(await act((tx) => changeLetter(tx, { ...at, letter: newId(means) }, means))).toEqual({ kind: 'gone' })
    expect(await act((tx) => changeLetter(tx, { ...at, letter: later, follows: undefined }, means))).toEqual({
      kind: 'changed',
    })
  })

  test('a state that is set stands in the trail with what was before', async () => {
    const { campaign, id: letter } = await desk(database, means, { source: 'Stop.\n' })
    await act((tx) => freezeLetter(tx, campaign.id, letter, means))
    const until = new Date('2029-04-01T07:00:00Z')
    await act((tx) => setState(tx, campaign, letter, { state: 'embargoed', until }, means))
    await act((tx) => setState(tx, campaign, letter, { state: 'published' }, means))
    const events = await database.read((tx) => eventsOf(tx, { campaign: campaign.id, limit: 2 }))
    expect(events.map(({ before, after }) => [before, after])).toEqual([
      [{ state: 'embargoed' }, { state: 'published' }],
      [{ state: 'draft' }, { state: 'embargoed', until: until.toISOString() }],
    ])
  })
})

test('a campaign says something else of itself from now on, and its pages follow', async () => {
  const { campaign } = await desk(database, means)
  const at = { campaign: campaign.id }
  const revision = async () =>
    (
      await database.read((tx) =>
        tx.selectFrom('letters_campaign').select('revision').where('campaign_id', '=', campaign.id).executeTakeFirst(),
      )
    )?.revision ?? 0
  const before = await revision()
  expect(await act((tx) => changeCampaign(tx, { ...at, timeZone: 'America/New_York' }, means))).toEqual({
    kind: 'changed',
  })
  expect(await revision()).toBeGreaterThan(before)
  expect(await act((tx) => changeCampaign(tx, { ...at, timeZone: 'Nowhere' }, means))).toEqual({ kind: 'no-time-zone' })
  expect(await act((tx) => changeCampaign(tx, { ...at, title: '' }, means))).toEqual({ kind: 'no-title' })
  expect(await database.read((tx) => findCampaign(tx, campaign.slug))).toMatchObject({
    timeZone: 'America/New_York',
    title: 'Quiet nights',
  })
})

describe('recipients', () => {
  test('are added, renamed, put in order and taken away; what sources call them stays', async () => {
    const { campaign, id: letter } = await desk(database, means, {
      source: ':only[Halden]{for=halden} :recipient[].\n',
    })
    const draft = () => database.read((tx) => letterDraft(tx, campaign.id, letter, means))
    const [halden, oskerra] = (await draft())?.recipients ?? []
    const recipients = [{ name: 'Newcomer' }, { id: halden?.id, name: 'Halden Group', fullName: 'Halden Group AG' }]
    const changed = await act((tx) => changeRecipients(tx, { campaign: campaign.id, recipients }, means))
    expect(changed).toMatchObject({ kind: 'changed', recipients: [{ slug: 'newcomer' }, { slug: 'halden' }] })
    const after = await draft()
    expect(after?.recipients.map(({ name }) => name)).toEqual(['Newcomer', 'Halden Group'])
    expect(after?.editions.map(({ recipient }) => recipient.id)).toEqual([halden?.id])
    expect(after?.editions.some(({ recipient }) => recipient.id === oskerra?.id)).toBe(false)
    const texts = await database.read((tx) => draftTexts(tx, campaign.id, letter))
    expect(texts?.drafts[0]?.text.recipient).toBe('Halden Group')
    expect(await acts(campaign.id)).toContain('name-recipients')
  })

  test('to whom a text was fixed stay', async () => {
    const { campaign, id: letter } = await desk(database, means, { source: 'Stop.\n' })
    await act((tx) => freezeLetter(tx, campaign.id, letter, means))
    const wish = { campaign: campaign.id, recipients: [{ name: 'Other' }] }
    const refused = await act((tx) => changeRecipients(tx, wish, means))
    expect(refused).toEqual({ kind: 'frozen', names: ['Halden', 'Oskerra'] })
    expect((await database.read((tx) => letterDraft(tx, campaign.id, letter, means)))?.recipients).toHaveLength(2)
  })

  test('have a name each, and no two the same', async () => {
    const { campaign } = await desk(database, means)
    const wish = (...names: string[]) => ({ campaign: campaign.id, recipients: names.map((name) => ({ name })) })
    expect(await act((tx) => changeRecipients(tx, wish('A', ' '), means))).toEqual({ kind: 'no-name' })
    expect(await act((tx) => changeRecipients(tx, wish('A', ' A'), means))).toEqual({ kind: 'same-name', name: 'A' })
  })
})

describe('editions', () => {
  test('are changed in what stands around the text; what was fixed stays as it is', async () => {
    const { campaign, id: letter, editions } = await desk(database, means, { source: 'Stop.\n' })
    await act((tx) => freezeLetter(tx, campaign.id, letter, means))
    const at = { campaign: campaign.id, letter, edition: editions[0]?.id ?? newId(means) }
    const addressees = parseAddressees('Imre Castellan, Chief Executive, Halden\n\nBoard of Directors\n')
    const change = { addressees, date: parsePartialDate('2029-04'), salutation: ' Dear  Imre, ' }
    expect(await act((tx) => changeEdition(tx, { ...at, ...change }, means))).toEqual({ kind: 'changed' })
    expect(await act((tx) => changeEdition(tx, { ...at, ...change }, means))).toEqual({ kind: 'unchanged' })
    const draft = (await database.read((tx) => draftTexts(tx, campaign.id, letter)))?.drafts[0]
    expect(draft).toMatchObject({
      fate: 'replaces',
      text: { addressees, date: '2029-04', salutation: 'Dear Imre,', closing: 'Signed,' },
      versions: [{ number: 1 }],
    })
    expect(draft?.versions[0]?.canonicalText).not.toContain('Imre')
    expect(await act((tx) => changeEdition(tx, { ...at, language: '!' }, means))).toEqual({ kind: 'no-language' })
  })

  test('go to a recipient too, once per language, and no longer while nothing is fixed', async () => {
    const { campaign, id: letter, editions } = await desk(database, means, { source: 'Stop.\n' })
    const at = { campaign: campaign.id, letter }
    const recipient = editions[0]?.recipient ?? newId<RecipientId>(means)
    expect(await act((tx) => addEdition(tx, { ...at, recipient }, means))).toMatchObject({ kind: 'there' })
    const added = await act((tx) => addEdition(tx, { ...at, recipient, language: 'es' }, means))
    if (added.kind !== 'added') throw new Error(added.kind)
    const slugs = async () =>
      (await database.read((tx) => letterDraft(tx, campaign.id, letter, means)))?.editions.map(({ slug }) => slug)
    expect(await slugs()).toEqual(['halden', 'oskerra', 'halden-2'])
    const edition = added.edition
    expect(await act((tx) => changeEdition(tx, { ...at, edition, language: 'en' }, means))).toEqual({
      kind: 'no-language',
    })
    expect(await act((tx) => removeEdition(tx, { ...at, edition }, means))).toEqual({ kind: 'removed' })
    await act((tx) => freezeLetter(tx, campaign.id, letter, means))
    const first = editions[0]?.id ?? edition
    expect(await act((tx) => removeEdition(tx, { ...at, edition: first }, means))).toEqual({ kind: 'frozen' })
    expect(await slugs()).toEqual(['halden', 'oskerra'])
  })

  test('a letter begins with one for each recipient that is named, greeted in words', async () => {
    const { campaign, editions } = await desk(database, means)
    const one = editions[1]?.recipient ?? newId<RecipientId>(means)
    const wish = { campaign: campaign.id, title: 'Second', language: 'en' }
    const started = await act((tx) => startLetter(tx, { ...wish, recipients: [one] }, means))
    expect(started).toMatchObject({ editions: [{ slug: 'oskerra', salutation: 'Dear Oskerra,' }] })
    const refused = await act((tx) => startLetter(tx, { ...wish, recipients: [newId(means)] }, means))
    expect(refused).toEqual({ kind: 'no-recipient' })
  })
})

test('a draft stays unseen by strangers whatever organizers do to it', async () => {
  const { campaign, id: letter, editions } = await desk(database, means, { source: 'Stop.\n' })
  const at = { campaign: campaign.id, letter }
  await act((tx) => changeLetter(tx, { ...at, title: 'Other' }, means))
  await act((tx) => changeEdition(tx, { ...at, edition: editions[0]?.id ?? newId(means), closing: 'Yours,' }, means))
  await act((tx) => freezeLetter(tx, campaign.id, letter, means))
  expect(await database.read((tx) => publicCampaign(tx, campaign.slug, means.now()))).toBeUndefined()
})

describe('an addressee on one line', () => {
  test.each([
    ['Imre Castellan, Chief Executive, Halden', ['Imre Castellan', 'Chief Executive', 'Halden']],
    [
      'Imre Castellan, Vice President, Public Policy, Halden',
      ['Imre Castellan', 'Vice President, Public Policy', 'Halden'],
    ],
    ['Imre Castellan, Chief Executive', ['Imre Castellan', 'Chief Executive', undefined]],
    ['Imre Castellan', ['Imre Castellan', undefined, undefined]],
    [', Board of Directors, Halden', [undefined, 'Board of Directors', 'Halden']],
    [
      'Imre Castellan, Jr. | Chief Executive | Halden, Inc.',
      ['Imre Castellan, Jr.', 'Chief Executive', 'Halden, Inc.'],
    ],
    ['Imre Castellan | | Halden', ['Imre Castellan', undefined, 'Halden']],
  ])('%s', (line, [name, title, organization]) => {
    expect(parseAddressee(line)).toEqual({ name, title, organization })
  })

  test('is read back from its own line', () => {
    const part = fc.option(
      fc
        .string({ unit: fc.constantFrom('a', 'B', ',', '.', ' ', 'é'), minLength: 1, maxLength: 12 })
        .map((text) => text.replace(/\s+/gu, ' ').trim() || 'x'),
      { nil: undefined },
    )
    fc.assert(
      fc.property(part, part, part, (name, title, organization) => {
        fc.pre(name !== undefined || title !== undefined || organization !== undefined)
        expect(parseAddressee(addresseeLine({ name, title, organization }))).toEqual({ name, title, organization })
      }),
    )
  })

  test('where nothing is named there is nobody', () => {
    expect(parseAddressees(' \n,,\n|\r\n')).toEqual([])
  })
})
