import { expect, test } from 'vitest'
import { setRule } from '#accounts'
import { reviewSignatures } from '#signatures'
import { attacks } from '../../test/kit/bots.ts'
import { confirmVisits } from '../../test/kit/confirm-visits.ts'
import { countedQueries } from '../../test/kit/counted-queries.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { diceOf } from '../../test/kit/dice.ts'
import { organizerHouse } from '../../test/kit/organizer-web.ts'
import { vaultForTests as vault } from '../../test/kit/signatures.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const counted = countedQueries(database)
const { means, place, slug, campaign, lead, join, toNow } = await organizerHouse(counted.database)
const reviewer = await join('rev', 'reviewer')
const bots =
  attacks['a script on one host with a catch-all domain']?.(diceOf(6), { count: 40, from: 0, milliseconds: 600_000 }) ??
  []
await confirmVisits(database, place, bots, { vault, means, also: { comment: 'Mend them' } })
await database.transaction((tx) => reviewSignatures(tx, campaign, vault, means))
const two = { by: lead.organizer, campaign, act: 'invalidate', needsTwo: true } as const
await database.transaction((tx) => setRule(tx, two, means))
toNow()
await lead.post(routes.rules(slug), { act: 'invalidate', wish: 'propose' })
const condition = await reviewer.post(routes.invalidate(slug), { letter: place.letter, condition: 'leaves=0..9' })
const [, first = ''] = /name="before" value="(\d+)"/.exec(await condition.text()) ?? []
const strike = { letter: place.letter, condition: 'leaves=0..9', before: first, reason: 'a machine' }
const plan = ((await reviewer.post(routes.strike(slug), strike)).headers.get('location') ?? '').replace(/\?.*/, '')

test.each([
  routes.organizerHome(),
  routes.organizerAccount(),
  routes.passkeys(),
  routes.organizers(),
  routes.organizer(reviewer.organizer),
  routes.serverTrail(),
  routes.trail(slug),
  routes.people(slug),
  routes.rules(slug),
  routes.review(slug),
  routes.reviewed(slug, 1),
  routes.signersComments(slug),
  routes.invalidate(slug),
  routes.proposals(slug),
  plan,
])('%s asks the database at most six questions', async (path) => {
  const before = counted.asked()
  await lead.page(path)
  expect(counted.asked() - before).toBeGreaterThan(1)
  expect(counted.asked() - before).toBeLessThanOrEqual(6)
})
