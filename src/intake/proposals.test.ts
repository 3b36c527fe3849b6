import { expect, test } from 'vitest'
import { eventsOf } from '#accounts'
import type { CampaignId, OrganizerId } from '#kernel'
import { letterDraft, startCampaign } from '#letters'
import { signOnsOf } from '#organizations'
import { systemMeans, type Tx } from '#platform'
import { testDatabase } from '../../test/kit/database.ts'
import { exampleText } from '../../test/kit/example.ts'
import {
  acceptReview,
  decide,
  dropProposal,
  keepProposal,
  keepProposals,
  proposalRow,
  proposalRows,
  readTogether,
  reviewOf,
  takeBack,
  unmerge,
  type ProposalId,
} from './index.ts'
import { readFile } from './read-file.ts'

const database = await testDatabase()
let moment = new Date('2026-04-01T12:00:00Z')
const means = { ...systemMeans(), now: () => moment }
const by = '0198c0de-0000-7000-8000-000000000001' as OrganizerId
const act = <T>(work: (tx: Tx) => Promise<T>) => database.transaction(work)

async function readText(text: string, name = 'letter.txt') {
  const reading = await readFile(name, new TextEncoder().encode(text))
  if (reading.kind !== 'letters') throw new Error(reading.sentence)
  return readTogether([{ name, hash: 'a'.repeat(64), reading }])
}

async function campaign(title: string) {
  const facts = { title, summary: '', language: 'en', timeZone: 'UTC', leadOrganization: undefined }
  return (await act((tx) => startCampaign(tx, facts, means))).id
}

/** A proposal in which one name is doubtful. */
async function doubtful(of: CampaignId): Promise<ProposalId> {
  const read = await readText(exampleText('letters.txt'))
  const [first, ...rest] = read.proposal.letters
  if (!first) throw new Error('no letter')
  const signatories = first.signatories.map((one, at) => (at === 1 ? { ...one, doubt: 0.7 } : one))
  const letters = [{ ...first, signatories }, ...rest]
  return await act((tx) =>
    keepProposal(tx, { campaign: of, by, read: { ...read, proposal: { ...read.proposal, letters } } }, means),
  )
}

test('nothing doubtful is accepted silently: accepting is refused while a name is open, and changes nothing', async () => {
  const id = await campaign('Silence')
  const proposal = await doubtful(id)
  const wish = { campaign: id, proposal, by, into: undefined }
  expect(await act((tx) => acceptReview(tx, wish, means))).toEqual({ kind: 'open', names: 1 })
  await act((tx) => decide(tx, { campaign: id, proposal, by, act: { act: 'keep-all' } }, means))
  const outcome = await act((tx) => acceptReview(tx, wish, means))
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind)
  const slug = outcome.result.letters[0]?.slug ?? ''
  const draft = await act((tx) => letterDraft(tx, id, { slug }, means))
  expect(draft?.letter.state).toBe('draft')
  expect(draft?.editions).toHaveLength(3)
  expect(await act((tx) => signOnsOf(tx, id, draft?.letter.id ?? ('' as never)))).toHaveLength(outcome.result.accepted)
  const events = await act((tx) => eventsOf(tx, { campaign: id, limit: 20 }))
  expect(events.map((event) => event.act)).toEqual(expect.arrayContaining(['read-file', 'start-letter', 'accept-file']))
  expect(await act((tx) => acceptReview(tx, wish, means))).toEqual({ kind: 'already' })
})

test('the last decision can be taken back, and what was read can be dropped', async () => {
  const id = await campaign('Back')
  const proposal = await doubtful(id)
  const open = async () => {
    const kept = await act((tx) => proposalRow(tx, id, proposal))
    return kept && reviewOf(kept.read.proposal, kept.acts).open.length
  }
  await act((tx) => decide(tx, { campaign: id, proposal, by, act: { act: 'keep', name: '0-1' } }, means))
  expect(await open()).toBe(0)
  await act((tx) => takeBack(tx, { campaign: id, proposal }))
  expect(await open()).toBe(1)
  await act((tx) => dropProposal(tx, { campaign: id, proposal, by }, means))
  expect(await open()).toBeUndefined()
})

test('each row of a list ends as accepted, merged or refused with a reason, and a merge can be undone', async () => {
  const id = await campaign('Rows')
  const first = await doubtful(id)
  await act((tx) => decide(tx, { campaign: id, proposal: first, by, act: { act: 'keep-all' } }, means))
  const made = await act((tx) => acceptReview(tx, { campaign: id, proposal: first, by, into: undefined }, means))
  if (made.kind !== 'accepted') throw new Error(made.kind)
  const draft = await act((tx) => letterDraft(tx, id, { slug: made.result.letters[0]?.slug ?? '' }, means))
  if (!draft) throw new Error('no letter')
  const lines = () => act((tx) => signOnsOf(tx, id, draft.letter.id))
  const before = await lines()
  const there = before[0]?.name ?? ''
  const rows = [`The ${there}`, 'Marsh Singers', 'Turned \u202Eround'].map((name) => ({
    ...{ kind: 'organization' as const, name, doubt: 0 },
    ...{ title: null, affiliation: null, representative: null, group: null, country: null, note: null },
  }))
  const read = await readText(exampleText('letters.txt'))
  const [template] = read.proposal.letters
  if (!template) throw new Error('no letter')
  const letters = [{ ...template, paragraphs: [], signatories: rows }]
  const list = { ...read, proposal: { letters, passages: [] } }
  const proposal = await act((tx) => keepProposal(tx, { campaign: id, by, letter: draft.letter.id, read: list }, means))
  const outcome = await act((tx) => acceptReview(tx, { campaign: id, proposal, by, into: draft.letter.id }, means))
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind)
  expect(outcome.result).toMatchObject({
    accepted: 1,
    merged: [{ name: `The ${there}`, into: there, isApart: false }],
    refused: [{ reason: 'direction' }],
  })
  expect(await lines()).toHaveLength(before.length + 1)
  await act((tx) => unmerge(tx, { campaign: id, proposal, by, merged: 0 }, means))
  const after = await lines()
  expect(after).toHaveLength(before.length + 2)
  expect(after.at(-1)?.organization).not.toBe(before[0]?.organization)
  expect(await act((tx) => unmerge(tx, { campaign: id, proposal, by, merged: 0 }, means))).toEqual({ kind: 'gone' })
})

test('what was read is forgotten after fourteen days, and mail addresses at once', async () => {
  const id = await campaign('Days')
  const read = await readText(`${exampleText('letters.txt')}\n\nAda Reed, ada.reed@mail.example\n`)
  const proposal = await act((tx) => keepProposal(tx, { campaign: id, by, read }, means))
  const kept = JSON.stringify(await act((tx) => proposalRow(tx, id, proposal)))
  expect(kept.includes('Ada Reed')).toBe(true)
  expect(kept.includes('ada.reed')).toBe(false)
  moment = new Date(moment.getTime() + 13.9 * 86_400_000)
  await act((tx) => keepProposals(tx, means))
  expect(await act((tx) => proposalRows(tx, id))).toHaveLength(1)
  moment = new Date(moment.getTime() + 0.2 * 86_400_000)
  await act((tx) => keepProposals(tx, means))
  expect(await act((tx) => proposalRows(tx, id))).toEqual([])
})
