import { expect, test } from 'vitest'
import { firstOperator, joined, ledCampaign, tickingMeans } from '../../test/kit/accounts.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import {
  approvalOf,
  approve,
  clearAct,
  eventsOf,
  proposalsIn,
  propose,
  refuseApproval,
  rulesOf,
  setRole,
  setRule,
} from './index.ts'
import type { OrganizerId } from '#kernel'

const database = await testDatabase()
const means = tickingMeans()
const lead = (await firstOperator(database, means)).organizer
const campaign = await ledCampaign(database, lead, means)
const editor = (await joined(database, 'edi', means, { campaign, role: 'editor' })).organizer
const second = (await joined(database, 'sol', means, { campaign, role: 'editor' })).organizer
const viewer = (await joined(database, 'vio', means, { campaign, role: 'viewer' })).organizer

const about = { campaign, act: 'freeze', subject: 'letter-1' } as const
const text = (content: string) => ({ ...about, content })
const proposed = (by: OrganizerId, content: string) =>
  database.transaction((tx) => propose(tx, { by, ...text(content) }, means))
const approved = (by: OrganizerId, content: string) =>
  database.transaction((tx) => approve(tx, { by, ...text(content) }, means))
const cleared = (by: OrganizerId, content: string) =>
  database.transaction((tx) => clearAct(tx, { by, ...text(content) }, means))
const standing = async (content: string) => (await database.read((tx) => approvalOf(tx, text(content)))).kind
const rule = (by: OrganizerId, needsTwo: boolean) =>
  database.transaction((tx) => setRule(tx, { by, campaign, act: 'freeze', needsTwo }, means))

test('without the rule, whoever may do an act does it alone, and whoever may not does not', async () => {
  expect(await standing('a')).toBe('not-needed')
  expect(await proposed(editor, 'a')).toEqual({ kind: 'not-needed' })
  expect(await cleared(editor, 'a')).toEqual({ kind: 'go' })
  expect(await cleared(viewer, 'a')).toEqual({ kind: 'not-allowed' })
})

test('a lead sets the rule where two people could do the act', async () => {
  const own = await ledCampaign(database, lead, means)
  const alone = { by: lead, campaign: own, act: 'freeze', needsTwo: true } as const
  expect(await database.transaction((tx) => setRule(tx, alone, means))).toEqual({ kind: 'too-few' })
  expect(await rule(editor, true)).toEqual({ kind: 'not-allowed' })
  expect(await rule(lead, true)).toEqual({ kind: 'set' })
  expect(await rule(lead, true)).toEqual({ kind: 'unchanged' })
})

test('with the rule, one proposes and another approves exactly that; it is good for once', async () => {
  expect(await cleared(editor, 'a')).toEqual({ kind: 'needs-two' })
  expect((await proposed(editor, 'a')).kind).toBe('proposed')
  expect(await standing('a')).toBe('waiting')
  expect(await cleared(editor, 'a')).toEqual({ kind: 'needs-two' })
  expect(await approved(editor, 'a')).toEqual({ kind: 'own-proposal' })
  expect(await approved(viewer, 'a')).toEqual({ kind: 'not-allowed' })
  expect(await approved(second, 'b')).toEqual({ kind: 'changed' })
  expect(await approved(second, 'a')).toEqual({ kind: 'approved' })
  expect(await standing('a')).toBe('approved')
  expect(await standing('b')).toBe('to-propose')
  expect(await cleared(lead, 'b')).toEqual({ kind: 'needs-two' })
  const both = await Promise.all([cleared(editor, 'a'), cleared(lead, 'a')])
  expect(both.map(({ kind }) => kind).toSorted()).toEqual(['go', 'needs-two'])
  expect(await standing('a')).toBe('to-propose')
})

test('proposing the same again changes nothing; proposing something else asks anew', async () => {
  const first = await proposed(editor, 'c')
  expect(await proposed(second, 'c')).toEqual(first)
  expect(await approved(second, 'c')).toEqual({ kind: 'approved' })
  expect((await proposed(second, 'd')).kind).toBe('proposed')
  expect(await standing('c')).toBe('to-propose')
  expect(await cleared(editor, 'c')).toEqual({ kind: 'needs-two' })
  expect(await approved(second, 'd')).toEqual({ kind: 'own-proposal' })
  const refusal = { by: lead, ...about }
  expect(await database.transaction((tx) => refuseApproval(tx, refusal, means))).toEqual({ kind: 'refused' })
  expect(await approved(lead, 'd')).toEqual({ kind: 'gone' })
})

test('whoever lost the right since is no longer one of two', async () => {
  await proposed(second, 'e')
  await approved(editor, 'e')
  const change = (role: 'viewer' | 'editor') =>
    database.transaction((tx) => setRole(tx, { by: lead, campaign, organizer: second, role }, means))
  await change('viewer')
  expect(await standing('e')).toBe('to-propose')
  expect(await database.read((tx) => proposalsIn(tx, vaultForTests, campaign))).toEqual([])
  expect(await cleared(editor, 'e')).toEqual({ kind: 'needs-two' })
  expect((await proposed(editor, 'e')).kind).toBe('proposed')
  await change('editor')
  expect(await standing('e')).toBe('waiting')
})

test('lifting the rule takes two leads', async () => {
  expect(await rule(lead, false)).toEqual({ kind: 'needs-two' })
  const other = (await joined(database, 'leo', means, { campaign, role: 'lead' })).organizer
  const lift = { campaign, act: 'lift-rule', subject: 'freeze', content: 'freeze' } as const
  await database.transaction((tx) => propose(tx, { by: other, ...lift }, means))
  expect(await rule(other, false)).toEqual({ kind: 'needs-two' })
  expect(await database.transaction((tx) => approve(tx, { by: editor, ...lift }, means))).toEqual({
    kind: 'not-allowed',
  })
  expect(await database.transaction((tx) => approve(tx, { by: lead, ...lift }, means))).toEqual({ kind: 'approved' })
  expect(await rule(other, false)).toEqual({ kind: 'set' })
  expect(await database.read((tx) => rulesOf(tx, campaign))).toEqual(new Set())
  expect(await cleared(editor, 'z')).toEqual({ kind: 'go' })
})

test('the trail names who proposed, approved and used what, by its hash', async () => {
  const acts = (await database.read((tx) => eventsOf(tx, { campaign, limit: 100 }))).filter(({ act }) =>
    ['propose', 'approve', 'use-approval'].includes(act),
  )
  const of = (hash: unknown) =>
    acts.filter(({ after }) => after?.['hash'] === hash).map(({ act, organizer }) => [act, organizer])
  const first = acts.findLast(({ act }) => act === 'propose')?.after?.['hash']
  expect(of(first).slice(1).toReversed()).toEqual([
    ['propose', editor],
    ['approve', second],
  ])
  expect(of(first)[0]?.[0]).toBe('use-approval')
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})

test('the command line of the server counts as one person: bound by the rule, and free to lift it, which is written down', async () => {
  await rule(lead, true)
  const atServer = () => database.transaction((tx) => clearAct(tx, { by: 'server', ...text('s') }, means))
  expect(await atServer()).toEqual({ kind: 'needs-two' })
  await proposed(editor, 's')
  await approved(second, 's')
  expect(await atServer()).toEqual({ kind: 'go' })
  const lifting = { by: 'server', campaign, act: 'freeze', needsTwo: false } as const
  expect(await database.transaction((tx) => setRule(tx, lifting, means))).toEqual({ kind: 'set' })
  const [last] = await database.read((tx) => eventsOf(tx, { campaign, limit: 1 }))
  expect(last).toMatchObject({ act: 'set-rule', organizer: undefined, before: { two: true }, after: { two: false } })
  expect(await atServer()).toEqual({ kind: 'go' })
  expect(await checkEverything(database, vaultForTests)).toEqual([])
})
