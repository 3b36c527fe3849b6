import { expect, test } from 'vitest'
import { campaignById, changeRecipients, freezeLetter, recipientsOf, setState, startLetter } from '#letters'
import { systemMeans, type Tx } from '#platform'
import { testDatabase } from '../../test/kit/database.ts'
import { on, said } from '../../test/kit/recorded.ts'
import { recordedExample } from '../../test/kit/record-sheets.ts'
import { noteFact, recordOf, type Reader } from './index.ts'

const database = await testDatabase()
const means = { ...systemMeans(), now: () => new Date('2029-02-01T12:00:00Z') }
const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.transaction(work)

/** A campaign with a public letter, and one more recipient, of whom nothing speaks but a letter that is fixed and not public. */
async function withHidden(title: string) {
  const { campaign } = await recordedExample(database, title)
  return await act(async (tx) => {
    const wished = [...(await recipientsOf(tx, campaign)), { name: 'Quillhaven' }]
    const outcome = await changeRecipients(tx, { campaign, recipients: wished }, means)
    const hidden = outcome.kind === 'changed' ? outcome.recipients.at(-1) : undefined
    if (!hidden) throw new Error(outcome.kind)
    const source = ':demand[Close the list of tenants.]{#close-the-list}\n'
    const wish = { campaign, title: 'Not yet', language: 'en', source, recipients: [hidden.id] }
    const started = await startLetter(tx, wish, means)
    if (started.kind !== 'started') throw new Error(started.kind)
    await freezeLetter(tx, campaign, started.letter.id, means)
    const about = await campaignById(tx, campaign)
    if (!about) throw new Error('the campaign was just made')
    const publish = () => act((again) => setState(again, about, started.letter.id, { state: 'published' }, means))
    return { campaign, hidden, publish }
  })
}

type Hidden = Awaited<ReturnType<typeof withHidden>>

/** Whom and what a reader finds in a record. */
async function found({ campaign }: Hidden, audience: Reader['audience']) {
  const record = await database.read((tx) => recordOf(tx, campaign, { audience, at: means.now() }))
  return {
    recipients: record.recipients.map(({ name }) => name),
    asksForTheList: record.demands.some(({ slug }) => slug === 'close-the-list'),
  }
}

const known = ['Verrolane', 'Oskerra', 'Brimhallow']
const all = [...known, 'Quillhaven']

test('whom only a letter names that is not public, strangers do not see, and organizers do', async () => {
  const place = await withHidden('Hidden until it is public')
  expect(await found(place, 'public')).toEqual({ recipients: known, asksForTheList: false })
  expect(await found(place, 'organizers')).toEqual({ recipients: all, asksForTheList: true })
  await place.publish()
  expect(await found(place, 'public')).toEqual({ recipients: all, asksForTheList: true })
})

test('what is on record about somebody names them, and still not what the hidden letter asks', async () => {
  const place = await withHidden('Hidden until something is said')
  const { campaign, hidden } = place
  const fact = { kind: 'fact', wording: said('It sells lists.'), on: on('2026-02') } as const
  await act((tx) => noteFact(tx, { campaign, by: 'server', recipient: hidden.id, ...fact }, means))
  expect(await found(place, 'public')).toEqual({ recipients: all, asksForTheList: false })
})
