import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { LetterId, Means } from '#kernel'
import { systemMeans, type Tx } from '#platform'
import { hashText, parseCanonicalText } from '#proof'
import {
  draftLetter,
  freezeLetter,
  isPublic,
  nameRecipients,
  publicCampaign,
  publicCampaigns,
  publicText,
  setState,
  startCampaign,
  type LetterState,
} from '#letters'
import { testDatabase } from '../../test/kit/database.ts'

const database = await testDatabase()
const at = new Date('2029-03-01T12:00:00Z')
const means: Means = { ...systemMeans(), now: () => at }

/** A campaign with one letter to two recipients, still a draft. */
function drafted(source: string) {
  return database.transaction(async (tx) => {
    const campaign = await startCampaign(
      tx,
      { title: 'Quiet nights', summary: '', language: 'en', timeZone: 'Europe/Berlin', leadOrganization: undefined },
      means,
    )
    const named = [
      { name: 'Halden', fullName: 'Halden Systems, Inc.' },
      { name: 'Oskerra', fullName: undefined },
    ]
    const recipients = await nameRecipients(tx, campaign.id, named, means)
    const editions = recipients.map((recipient) => ({
      slug: recipient.slug,
      recipient: recipient.id,
      language: 'en',
      printedTitle: undefined,
      date: undefined,
      salutation: `Dear ${recipient.name},`,
      closing: 'Signed,',
      addressees: [{ name: 'Imre Castellan', title: 'Chief Executive Officer', organization: recipient.name }],
      copies: [],
    }))
    const { letter } = await draftLetter(
      tx,
      campaign.id,
      { title: 'Our letter', language: 'en', source, editions },
      means,
    )
    return { campaign, letter }
  })
}

const source = `We write to :recipient[].

:::only{for="halden"}
:demand[Halden must stop.]{#stop}
:::

We look forward to your answer.
`

test('freezing makes one version per edition, whose hash is that of its canonical text', async () => {
  const { campaign, letter } = await drafted(source)
  const { editions: outcomes } = await database.transaction((tx) => freezeLetter(tx, campaign.id, letter.id, means))
  expect(outcomes.map((outcome) => outcome.kind)).toEqual(['frozen', 'frozen'])
  for (const outcome of outcomes) {
    if (outcome.kind !== 'frozen') continue
    expect(outcome.version.number).toBe(1)
    expect(hashText(outcome.version.canonicalText)).toBe(outcome.version.hash)
    expect(parseCanonicalText(outcome.version.canonicalText)?.closing).toBe('Signed,')
  }
  const hashes = outcomes.map((outcome) => (outcome.kind === 'frozen' ? outcome.version.hash : ''))
  expect(new Set(hashes).size).toBe(2)
})

test('freezing an unchanged text makes no new version', async () => {
  const { campaign, letter } = await drafted(source)
  await database.transaction((tx) => freezeLetter(tx, campaign.id, letter.id, means))
  const again = await database.transaction((tx) => freezeLetter(tx, campaign.id, letter.id, means))
  expect(again.editions.map((outcome) => outcome.kind)).toEqual(['unchanged', 'unchanged'])
})

test('a text that goes back to an earlier version is told so, and nothing is fixed', async () => {
  const { campaign, letter } = await drafted(source)
  const freezeAs = (text: string) =>
    database.transaction(async (tx) => {
      await tx.updateTable('letters_letter').set({ source: text }).where('letter_id', '=', letter.id).execute()
      return freezeLetter(tx, campaign.id, letter.id, means)
    })
  await freezeAs(source)
  await freezeAs(`${source}\nOne sentence more.\n`)
  const back = await freezeAs(source)
  expect(back.editions).toMatchObject([
    { kind: 'earlier', version: { number: 1 } },
    { kind: 'earlier', version: { number: 1 } },
  ])
})

test('a text without a paragraph cannot be frozen, and so not be published', async () => {
  const { campaign, letter } = await drafted('')
  const { editions: outcomes } = await database.transaction((tx) => freezeLetter(tx, campaign.id, letter.id, means))
  expect(outcomes.map((outcome) => outcome.kind)).toEqual(['empty', 'empty'])
  const opened = await database.transaction((tx) => setState(tx, campaign, letter.id, { state: 'published' }, means))
  expect(opened.kind).toBe('not-frozen')
})

test('a frozen version never changes: the database refuses update, delete and truncate', async () => {
  const { campaign, letter } = await drafted(source)
  await database.transaction((tx) => freezeLetter(tx, campaign.id, letter.id, means))
  const attempts = [
    (tx: Tx): Promise<unknown> => tx.updateTable('letters_version').set({ canonical_text: 'other' }).execute(),
    (tx: Tx): Promise<unknown> => tx.deleteFrom('letters_version').execute(),
    (tx: Tx): Promise<unknown> => tx.updateTable('letters_demand').set({ wording: 'other' }).execute(),
    (tx: Tx): Promise<unknown> => sql`truncate letters_version cascade`.execute(tx),
  ]
  for (const attempt of attempts)
    await expect(database.transaction((tx) => attempt(tx))).rejects.toThrow('a frozen version never changes')
})

test('strangers read only what was frozen, with its demands, and any version by its hash', async () => {
  const { campaign, letter } = await drafted(source)
  const { editions: outcomes } = await database.transaction((tx) => freezeLetter(tx, campaign.id, letter.id, means))
  await database.transaction((tx) => setState(tx, campaign, letter.id, { state: 'published' }, means))
  const found = await database.read((tx) => publicCampaign(tx, campaign.slug, at))
  const [halden, oskerra] = found?.letters[0]?.editions ?? []
  expect(halden?.demands).toEqual([{ slug: 'stop', wording: 'Halden must stop.' }])
  expect(halden?.text.blocks.map((block) => block.inlines.map((inline) => inline.text).join(''))).toEqual([
    'We write to Halden.',
    'Halden must stop.',
    'We look forward to your answer.',
  ])
  expect(oskerra?.demands).toEqual([])
  expect(oskerra?.text.blocks).toHaveLength(2)
  const hash = outcomes[0]?.kind === 'frozen' ? outcomes[0].version.hash : undefined
  const text = hash && (await database.read((tx) => publicText(tx, hash, at)))
  expect(text && hashText(text.canonicalText)).toBe(hash)
})

test('a draft, private or embargoed letter does not exist for strangers, and an embargo ends by the clock', async () => {
  const { campaign, letter } = await drafted(source)
  const { editions } = await database.transaction((tx) => freezeLetter(tx, campaign.id, letter.id, means))
  const [frozen] = editions
  const hash = frozen?.kind === 'frozen' ? frozen.version.hash : undefined
  const seen = async (moment: Date) =>
    await database.read(async (tx) => ({
      campaign: (await publicCampaign(tx, campaign.slug, moment)) !== undefined,
      home: (await publicCampaigns(tx, moment)).some((one) => one.campaign.id === campaign.id),
      text: hash !== undefined && (await publicText(tx, hash, moment))?.campaignSlug === campaign.slug,
    }))
  const hidden = { campaign: false, home: false, text: false }
  const set = (wish: Parameters<typeof setState>[3]) =>
    database.transaction((tx) => setState(tx, campaign, letter.id, wish, means))
  expect(await seen(at)).toEqual(hidden)
  await set({ state: 'private' })
  expect(await seen(at)).toEqual(hidden)
  const until = new Date('2029-03-02T09:00:00Z')
  expect((await set({ state: 'embargoed', until })).kind).toBe('set')
  expect(await seen(new Date(until.getTime() - 1))).toEqual(hidden)
  expect((await seen(until)).campaign).toBe(true)
  expect((await set({ state: 'embargoed', until: new Date(at.getTime() - 1) })).kind).toBe('past-moment')
})

test('every state is either open or closed to strangers, and only a passed embargo changes with time', () => {
  const open = (state: LetterState, embargoUntil?: Date) => isPublic({ state, embargoUntil }, at)
  expect((['draft', 'private', 'published', 'closed'] as const).map((state) => open(state))).toEqual([
    false,
    false,
    true,
    true,
  ])
  expect(open('embargoed', new Date(at.getTime() + 1))).toBe(false)
  expect(open('embargoed', at)).toBe(true)
})

test('recipients are named once: the same name finds the same recipient', async () => {
  const { campaign } = await drafted(source)
  const named = await database.transaction((tx) =>
    nameRecipients(
      tx,
      campaign.id,
      [
        { name: 'Halden', fullName: undefined },
        { name: 'Newcomer', fullName: undefined },
      ],
      means,
    ),
  )
  expect(named.map((one) => one.slug)).toEqual(['halden', 'newcomer'])
  expect(named[0]?.fullName).toBe('Halden Systems, Inc.')
})

const bare = { printedTitle: undefined, date: undefined, salutation: undefined, closing: undefined }

/** Does the same twice, the second time while the first is not committed yet: whatever both picked, both want to have. */
async function twiceAtOnce<T>(work: (tx: Tx) => Promise<T>): Promise<readonly [T, T]> {
  let begun = () => {}
  const picked = new Promise<void>((resolve) => (begun = resolve))
  const first = database.transaction(async (tx) => {
    const done = await work(tx)
    begun()
    for (;;) {
      const { rows } = await database.read((other) =>
        sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
          other,
        ),
      )
      if (rows.length > 0) return done
    }
  })
  await picked
  return await Promise.all([first, database.transaction(work)])
}

test('two organizers who start campaigns of one title at once both get theirs, under addresses of their own', async () => {
  const start = { title: 'At once', summary: '', language: 'en', timeZone: 'UTC', leadOrganization: undefined }
  const [one, other] = await twiceAtOnce((tx) => startCampaign(tx, start, means))
  expect([one.slug, other.slug]).toEqual(['at-once', 'at-once-2'])
})

test('two who freeze one letter at once make one version', async () => {
  const { campaign, letter } = await drafted(source)
  const outcomes = await twiceAtOnce((tx) => freezeLetter(tx, campaign.id, letter.id, means))
  expect(outcomes.map(({ editions }) => editions.map(({ kind }) => kind))).toEqual([
    ['frozen', 'frozen'],
    ['unchanged', 'unchanged'],
  ])
})

test('a campaign is read in as many questions with three letters as with one', async () => {
  const { campaign, letter } = await drafted(source)
  const asked = () =>
    database.read(async (tx) => {
      let questions = 0
      const counted = tx.withPlugin({
        transformQuery: ({ node }) => ((questions += 1), node),
        transformResult: async ({ result }) => result,
      })
      const found = await publicCampaign(counted, campaign.slug, at)
      return { questions, letters: found?.letters.length }
    })
  const publish = (which: LetterId) =>
    database.transaction(async (tx) => {
      await freezeLetter(tx, campaign.id, which, means)
      await setState(tx, campaign, which, { state: 'published' }, means)
    })
  await publish(letter.id)
  const one = await asked()
  for (const slug of ['second', 'third']) {
    const more = await database.transaction(async (tx) => {
      const [recipient] = await nameRecipients(tx, campaign.id, [{ name: 'Halden', fullName: undefined }], means)
      if (!recipient) throw new Error('no recipient')
      const edition = { slug, recipient: recipient.id, language: 'en', addressees: [], copies: [], ...bare }
      return await draftLetter(tx, campaign.id, { title: slug, language: 'en', source, editions: [edition] }, means)
    })
    await publish(more.letter.id)
  }
  expect(await asked()).toEqual({ questions: one.questions, letters: 3 })
})
