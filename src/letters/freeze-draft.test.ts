import fc from 'fast-check'
import { expect, test } from 'vitest'
import { approve, eventsOf, propose, setRule } from '#accounts'
import { newId, type CampaignId, type LetterId } from '#kernel'
import {
  beginCampaign,
  changeRecipients,
  draftContent,
  draftTexts,
  freezeDraft,
  saveSource,
  startLetter,
  versionTexts,
  type FreezeWish,
  type TextChange,
} from '#letters'
import { firstOperator, joined, tickingMeans } from '../../test/kit/accounts.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { desk } from '../../test/kit/letters.ts'

const database = await testDatabase()
const means = tickingMeans()
const { organizer: ola } = await firstOperator(database, means)

const textsOf = async (campaign: CampaignId, letter: LetterId) => {
  const found = await database.read((tx) => draftTexts(tx, campaign, letter))
  if (!found) throw new Error('no letter')
  return found
}
const freeze = (wish: FreezeWish) => database.transaction((tx) => freezeDraft(tx, wish, means))

/** A campaign that Ola leads, with a letter to Halden. */
async function led(source: string) {
  return await database.transaction(async (tx) => {
    const facts = { title: 'Led', summary: '', language: 'en', timeZone: 'UTC', leadOrganization: undefined }
    const begun = await beginCampaign(tx, { ...facts, by: ola, host: 'letters.example' }, means)
    if (begun.kind !== 'begun') throw new Error(begun.kind)
    const campaign = begun.campaign.id
    await changeRecipients(tx, { campaign, recipients: [{ name: 'Halden' }] }, means)
    const started = await startLetter(tx, { campaign, title: 'One', language: 'en', source }, means)
    if (started.kind !== 'started') throw new Error(started.kind)
    return { campaign, letter: started.letter.id }
  })
}

async function rewrite(campaign: CampaignId, letter: LetterId, source: string) {
  const { revision } = await textsOf(campaign, letter)
  await database.transaction((tx) => saveSource(tx, { campaign, letter, by: ola, source, revision }, means))
  return await textsOf(campaign, letter)
}

test('what is frozen is exactly what was seen: a text that was saved meanwhile is not', async () => {
  const at = await led('Stop.\n')
  const { digest: seen } = await textsOf(at.campaign, at.letter)
  const later = await rewrite(at.campaign, at.letter, 'Stop now.\n')
  const wish = { ...at, by: ola, change: undefined }
  expect(await freeze({ ...wish, seen })).toEqual({ kind: 'changed' })
  const frozen = await freeze({ ...wish, seen: later.digest })
  expect(frozen).toMatchObject({
    kind: 'done',
    editions: [{ kind: 'frozen', version: { hash: later.drafts[0]?.hash } }],
  })
})

test('a text that replaces another is a correction or a change, as the organizer says, and the trail says it too', async () => {
  const at = await led('Stop.\n')
  const wish = { ...at, by: ola }
  await freeze({ ...wish, change: undefined, seen: (await textsOf(at.campaign, at.letter)).digest })
  const { digest: seen, drafts } = await rewrite(at.campaign, at.letter, 'Stop it.\n')
  expect(drafts[0]?.fate).toBe('replaces')
  expect(await freeze({ ...wish, change: undefined, seen })).toEqual({ kind: 'say-which' })
  const frozen = await freeze({ ...wish, change: 'correction', seen })
  expect(frozen).toMatchObject({ editions: [{ version: { number: 2, change: 'correction' } }] })
  const kept = await database.read((tx) => versionTexts(tx, at.campaign, drafts[0]?.edition.id ?? newId(means)))
  expect(kept.map(({ number, change }) => [number, change])).toEqual([
    [1, undefined],
    [2, 'correction'],
  ])
  const [event] = await database.read((tx) => eventsOf(tx, { campaign: at.campaign, limit: 1 }))
  expect(event).toMatchObject({ act: 'freeze', organizer: ola, after: { version: 2, change: 'correction' } })
})

test('where two are needed, one alone freezes nothing, and two freeze exactly the words they agreed on', async () => {
  const at = await led('Stop.\n')
  const { organizer: ben } = await joined(database, 'ben', means, { campaign: at.campaign, role: 'lead' })
  await database.transaction((tx) =>
    setRule(tx, { by: ola, campaign: at.campaign, act: 'freeze', needsTwo: true }, means),
  )
  const wish = { ...at, by: ola, change: undefined }
  const { digest: seen } = await textsOf(at.campaign, at.letter)
  expect(await freeze({ ...wish, seen })).toEqual({ kind: 'needs-two' })
  const proposal = async (change?: TextChange) => ({
    ...{ campaign: at.campaign, act: 'freeze' as const, subject: at.letter },
    content: (await database.read((tx) => draftContent(tx, at.campaign, at.letter, change))) ?? '',
  })
  const agreed = await proposal()
  await database.transaction((tx) => propose(tx, { ...agreed, by: ola }, means))
  await database.transaction((tx) => approve(tx, { ...agreed, by: ben }, means))
  const { digest: later } = await rewrite(at.campaign, at.letter, 'Stop everything.\n')
  expect(await freeze({ ...wish, seen: later })).toEqual({ kind: 'needs-two' })
  const { digest: back } = await rewrite(at.campaign, at.letter, 'Stop.\n')
  expect(await freeze({ ...wish, seen: back })).toMatchObject({ kind: 'done' })
  const { digest: next } = await rewrite(at.campaign, at.letter, 'Stop it.\n')
  const correction = await proposal('correction')
  await database.transaction((tx) => propose(tx, { ...correction, by: ola }, means))
  await database.transaction((tx) => approve(tx, { ...correction, by: ben }, means))
  expect(await freeze({ ...wish, change: 'change', seen: next })).toEqual({ kind: 'needs-two' })
  expect(await freeze({ ...wish, change: 'correction', seen: next })).toMatchObject({ kind: 'done' })
})

test('who has no role that may freeze freezes nothing', async () => {
  const at = await led('Stop.\n')
  const { digest: seen } = await textsOf(at.campaign, at.letter)
  expect(await freeze({ ...at, by: newId(means), change: undefined, seen })).toEqual({ kind: 'not-allowed' })
})

test('frozen texts never change, whatever is saved, frozen and said afterwards', async () => {
  const source = fc.array(fc.constantFrom('Stop.', 'Stop it.', ':recipient[] must stop.', ''), {
    minLength: 1,
    maxLength: 3,
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(source, fc.constantFrom('correction' as const, 'change' as const)), { maxLength: 8 }),
      async (steps) => {
        const { campaign, id: letter, editions } = await desk(database, means)
        const seen = new Map<string, string>()
        for (const [lines, change] of steps) {
          const { drafts, digest } = await rewrite(campaign.id, letter, `${lines.join('\n\n')}\n`)
          const wish = { campaign: campaign.id, letter, by: 'server' as const, change, seen: digest }
          const frozen = await freeze(wish)
          expect(frozen.kind).toBe('done')
          for (const [index, { fate, canonicalText }] of drafts.entries()) {
            const outcome = frozen.kind === 'done' ? frozen.editions[index] : undefined
            expect(outcome?.kind).toBe(fate === 'first' || fate === 'replaces' ? 'frozen' : fate)
            if (outcome?.kind === 'frozen') seen.set(`${index} ${outcome.version.number}`, canonicalText)
          }
          for (const [index, edition] of editions.entries()) {
            const kept = await database.read((tx) => versionTexts(tx, campaign.id, edition.id))
            expect(kept.map(({ number }) => number)).toEqual(kept.map((_, at) => at + 1))
            for (const { number, canonicalText } of kept) expect(canonicalText).toBe(seen.get(`${index} ${number}`))
            expect(new Set(kept.map(({ hash }) => hash)).size).toBe(kept.length)
          }
        }
      },
    ),
    { numRuns: 12 },
  )
})
