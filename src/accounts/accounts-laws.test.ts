import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { address, firstOperator, invited, joined, ledCampaign, tickingMeans } from '../../test/kit/accounts.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import {
  approve,
  clearAct,
  endOrganizer,
  inviteOrganizer,
  may,
  propose,
  refuseApproval,
  rolesOf,
  rulesOf,
  sessionOf,
  setGrants,
  setRole,
  setRule,
  takeSignIn,
  type Act,
  type ProposedAct,
  type Role,
  type SessionToken,
} from './index.ts'
import type { CampaignId, OrganizerId } from '#kernel'
import { connectDatabase, type Database, type Tx } from '#platform'

const database = await testDatabase()
// As another process would reach it.
const beside = connectDatabase(database.connection)
afterAll(() => beside.close())
const means = tickingMeans()
const vault = vaultForTests

const operator = (await firstOperator(database, means)).organizer
const names = ['ann', 'ben', 'cem', 'dag'] as const
const links: string[] = []
const people: OrganizerId[] = [operator]
for (const name of names) {
  const { organizer, link } = await invited(database, name, means)
  people.push(organizer)
  links.push(link)
}
const campaigns: readonly CampaignId[] = [
  await ledCampaign(database, operator, means),
  await ledCampaign(database, operator, means),
]
for (const campaign of campaigns) {
  const { organizer } = await joined(database, `lead-of-${campaign}`, means, { campaign, role: 'lead' })
  people.push(organizer)
}

// Whoever leads and runs everything at first tries most: else little would be allowed.
const who = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.nat({ max: people.length - 1 }) },
)
const where = fc.nat({ max: campaigns.length - 1 })
const role = fc.constantFrom<(Role | undefined)[]>('lead', 'editor', 'reviewer', 'viewer', undefined)
const proposable = fc.constantFrom<ProposedAct[]>('freeze', 'finalize-list', 'invalidate', 'lift-rule')
const words = fc.constantFrom('freeze', 'invalidate', 'x')

/** Something that somebody tries. */
const attempt = fc.oneof(
  fc.record({ kind: fc.constant('invite' as const), by: who, whom: who, where, role }),
  fc.record({ kind: fc.constant('take' as const), link: fc.nat({ max: 40 }) }),
  fc.record({ kind: fc.constant('role' as const), by: who, whom: who, where, role }),
  fc.record({
    kind: fc.constant('grants' as const),
    by: who,
    whom: who,
    isOperator: fc.boolean(),
    mayCreate: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('end' as const), by: who, whom: who }),
  fc.record({
    kind: fc.constant('rule' as const),
    by: who,
    where,
    act: fc.constantFrom('freeze' as const, 'invalidate' as const),
    needsTwo: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom('propose' as const, 'approve' as const, 'refuse' as const, 'clear' as const),
    by: who,
    where,
    act: proposable,
    content: words,
  }),
)
type Attempt = typeof attempt extends fc.Arbitrary<infer One> ? One : never

const person = (n: number): OrganizerId => people[n] ?? operator
const place = (n: number): CampaignId => campaigns[n] ?? ('' as CampaignId)
const sessions: SessionToken[] = []
const taken = new Map<string, number>()

/** Tries it. @returns what came of it. */
async function tried(tx: Tx, one: Attempt): Promise<string> {
  switch (one.kind) {
    case 'invite': {
      const [by, to] = [person(one.by), { campaign: place(one.where), role: one.role ?? 'viewer' }]
      const email = address(names[one.whom % names.length] ?? 'ann')
      const outcome = await inviteOrganizer(tx, vault, { by, email, to, mails: false }, means)
      if (outcome.kind === 'invited') links.push(outcome.link)
      return outcome.kind
    }
    case 'take': {
      const link = links[one.link % links.length] ?? ''
      const outcome = await takeSignIn(tx, vault, link, means)
      if (outcome.kind === 'signed-in') sessions.push(outcome.session)
      return outcome.kind
    }
    case 'role': {
      const change = { by: person(one.by), campaign: place(one.where), organizer: person(one.whom), role: one.role }
      return (await setRole(tx, change, means)).kind
    }
    case 'grants':
      return (await setGrants(tx, { ...one, by: person(one.by), organizer: person(one.whom) }, means)).kind
    case 'end':
      return (await endOrganizer(tx, { by: person(one.by), organizer: person(one.whom) }, means)).kind
    case 'rule':
      return (await setRule(tx, { ...one, by: person(one.by), campaign: place(one.where) }, means)).kind
    default: {
      const proposal = {
        by: person(one.by),
        campaign: place(one.where),
        act: one.act,
        subject: 'freeze',
        content: one.content,
      }
      const verb = { propose, approve, clear: clearAct, refuse: refuseApproval }[one.kind]
      return (await verb(tx, proposal, means)).kind
    }
  }
}

/** What is allowed of each, told apart from what the room itself says. */
const doneWords = new Set([
  'invited',
  'signed-in',
  'set',
  'ended',
  'proposed',
  'approved',
  'refused',
  'go',
  'not-needed',
])
const actOf = (one: Attempt): Act | undefined => {
  if (one.kind === 'invite') return 'invite-organizer'
  if (one.kind === 'role') return 'set-role'
  if (one.kind === 'rule') return 'set-rule'
  if ('act' in one) return one.act === 'lift-rule' ? 'set-rule' : one.act
  return undefined
}

type Standing = {
  readonly events: number
  readonly roles: readonly ReadonlyMap<OrganizerId, Role>[]
  readonly operators: ReadonlySet<string>
  readonly rules: readonly ReadonlySet<string>[]
  readonly tables: string
}

async function standing(from: Database): Promise<Standing> {
  return from.read(async (tx) => {
    const { rows } = await sql<{ readonly events: number; readonly operators: string[]; readonly tables: string }>`
      select (select count(*) from accounts_event) as events,
             array(select organizer_id::text from accounts_organizer where is_operator) as operators,
             (select md5(string_agg(t, ';' order by t)) from (
               select o::text as t from accounts_organizer o union all select r::text from accounts_role r
               union all select s::text from accounts_session s union all select i::text from accounts_invitation i
               union all select l::text from accounts_sign_in l union all select u::text from accounts_rule u
               union all select a::text from accounts_approval a) all_rows) as tables`.execute(tx)
    const [row] = rows
    return {
      events: row?.events ?? 0,
      operators: new Set(row?.operators),
      tables: row?.tables ?? '',
      roles: await Promise.all(campaigns.map((campaign) => rolesOf(tx, campaign))),
      rules: await Promise.all(campaigns.map((campaign) => rulesOf(tx, campaign))),
    }
  })
}

function judge(one: Attempt, came: string, before: Standing, after: Standing): void {
  const isDone = doneWords.has(came) && came !== 'not-needed'
  // Nothing without its act in the trail, and no act for nothing.
  if (after.tables !== before.tables) expect(after.events, `${one.kind} ${came}`).toBeGreaterThan(before.events)
  if (!isDone) expect([after.tables, after.events]).toEqual([before.tables, before.events])
  const act = actOf(one)
  if (isDone && act && 'where' in one) {
    const leaves = one.kind === 'role' && one.by === one.whom && one.role === undefined
    if (!leaves) expect(may(before.roles[one.where]?.get(person(one.by)), act), `${one.kind} ${came}`).toBe(true)
  }
  if (isDone && one.kind === 'grants') expect(before.operators.has(person(one.by))).toBe(true)
  if (isDone && one.kind === 'end' && one.by !== one.whom) expect(before.operators.has(person(one.by))).toBe(true)
  if (isDone && one.kind === 'take') {
    const link = links[one.link % links.length] ?? ''
    taken.set(link, (taken.get(link) ?? 0) + 1)
    expect(taken.get(link)).toBe(1)
  }
  for (const roles of after.roles) expect([...roles.values()]).toContain('lead')
}

/** One of each that is allowed, to begin with: by chance alone some would come about in few runs only. */
const second = 1 + names.length
const frozen = { where: 0, act: 'freeze', content: 'x' } as const
const allowed: Attempt[] = [
  { kind: 'rule', by: 0, where: 0, act: 'freeze', needsTwo: true },
  { kind: 'propose', by: 0, ...frozen },
  { kind: 'approve', by: second, ...frozen },
  { kind: 'clear', by: second, ...frozen },
  { kind: 'invite', by: 0, whom: 0, where: 0, role: 'viewer' },
  { kind: 'take', link: 1 },
  { kind: 'role', by: 0, whom: second, where: 0, role: 'editor' },
  { kind: 'role', by: 0, whom: second, where: 0, role: 'lead' },
  { kind: 'end', by: 0, whom: 1 },
]

test('whatever anybody tries, nobody does what their role forbids, nothing happens without its act, no link works twice', async () => {
  const kinds = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { minLength: 20, maxLength: 40 }), async (attempts) => {
      for (const one of attempts) {
        const before = await standing(database)
        const known = links.length
        const came = await database.transaction((tx) => tried(tx, one))
        // A new link makes the numbers of the others mean something else: it is judged as it was.
        judge('link' in one ? { ...one, link: one.link % known } : one, came, before, await standing(database))
        kinds.set(`${one.kind} ${came}`, (kinds.get(`${one.kind} ${came}`) ?? 0) + 1)
      }
      expect(await checkEverything(database, vault)).toEqual([])
    }),
    { numRuns: 15, examples: [[allowed]] },
  )
  // A law that nothing happened under says nothing.
  for (const done of ['invite invited', 'take signed-in', 'role set', 'rule set', 'clear go', 'end ended'])
    expect(kinds.get(done) ?? 0, done).toBeGreaterThan(0)
})

test('the same with several at once, from two processes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(attempt, { minLength: 2, maxLength: 6 }), { minLength: 5, maxLength: 8 }),
      async (rounds) => {
        for (const round of rounds) {
          const known = links.length
          const rest = round.map((one): Attempt => ('link' in one ? { ...one, link: one.link % known } : one))
          const twice = rest.flatMap((one): readonly Attempt[] =>
            one.kind === 'take' || one.kind === 'clear' ? [one, one] : [one],
          )
          const came = await Promise.all(
            twice.map(async (one, n) => (n % 2 === 0 ? database : beside).transaction((tx) => tried(tx, one))),
          )
          twice.forEach((one, n) => {
            if (one.kind !== 'take' || came[n] !== 'signed-in') return
            const link = links[one.link] ?? ''
            taken.set(link, (taken.get(link) ?? 0) + 1)
          })
          expect(Math.max(0, ...taken.values())).toBeLessThanOrEqual(1)
          expect(await checkEverything(database, vault)).toEqual([])
        }
      },
    ),
    { numRuns: 10 },
  )
})

test('whoever ended has no session left, and who has one is somebody', async () => {
  for (const session of sessions) {
    const visitor = await database.read((tx) => sessionOf(tx, vault, session, means))
    if (visitor) expect(people).toContain(visitor.organizer)
  }
})
