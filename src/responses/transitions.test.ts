import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { newId, type CampaignId } from '#kernel'
import { systemMeans, type Tx } from '#platform'
import { insertStatuses } from './store-event.ts'
import { isLegal, mayFollow, type Axis } from './transitions.ts'
import { assessmentStates, commitmentStages, correspondenceStates, replyStates } from './vocabulary.ts'

const database = await testDatabase()
const means = systemMeans()
const campaign = newId<CampaignId>(means)

const words: { readonly [axis in keyof Axis]: readonly Axis[axis][] } = {
  stage: commitmentStages,
  correspondence: correspondenceStates,
  reply: replyStates,
  assessment: assessmentStates,
}
const axes = ['stage', 'correspondence', 'reply', 'assessment'] as const

test('code and database allow exactly the same pairs', async () => {
  const inCode = axes.flatMap((axis) =>
    [undefined, ...words[axis]].flatMap((previous) =>
      words[axis]
        .filter((next) => mayFollow(axis, previous, next))
        .map((next) => `${axis}: ${previous ?? ''} → ${next}`),
    ),
  )
  const rows = await database.read((tx) => tx.selectFrom('responses_transition').selectAll().execute())
  const inDatabase = rows.map(({ axis, previous, next }) => `${axis}: ${previous} → ${next}`)
  expect(inDatabase.toSorted()).toEqual(inCode.toSorted())
})

test('a status is taken exactly where the pairs around its day allow it, in whatever order statuses are typed in', async () => {
  const steps = fc.constantFrom(...axes).chain((axis) =>
    fc.record({
      axis: fc.constant(axis),
      typed: fc.array(
        fc.record({ status: fc.constantFrom<Axis[keyof Axis]>(...words[axis]), day: fc.integer({ min: 1, max: 9 }) }),
        { minLength: 1, maxLength: 6 },
      ),
    }),
  )
  await fc.assert(
    fc.asyncProperty(steps, async ({ axis, typed }) => {
      const subject = newId(means)
      let kept: readonly { readonly status: Axis[keyof Axis]; readonly since: string }[] = []
      for (const { status, day } of typed) {
        const since = `2026-01-0${day}`
        const at = kept.filter((one) => one.since <= since).length
        const wished = kept.toSpliced(at, 0, { status, since })
        const isAllowed = isLegal(
          axis,
          wished.map((one) => one.status),
        )
        expect(await taken({ axis, subject, status, since })).toBe(isAllowed)
        if (isAllowed) kept = wished
      }
    }),
    { numRuns: 60 },
  )
})

async function taken(status: Parameters<typeof insertStatuses>[2][number]): Promise<boolean> {
  try {
    await database.transaction((tx: Tx) => insertStatuses(tx, campaign, [status], means.now()))
    return true
  } catch (error) {
    expect(String(error)).toContain('cannot follow')
    return false
  }
}

test('two who write at the same time do not slip a pair past each other', async () => {
  const subject = newId(means)
  const since = '2026-01-01'
  expect(await taken({ axis: 'stage', subject, status: 'stated', since })).toBe(true)
  const both = await Promise.all(
    ['withdrawn', 'superseded'].map((status) =>
      taken({ axis: 'stage', subject, status: status as 'withdrawn', since }),
    ),
  )
  expect(both.filter(Boolean)).toHaveLength(1)
  const { rows } = await database.read((tx) =>
    sql<{ readonly n: number }>`select count(*)::int as n from responses_status where subject_id = ${subject}`.execute(
      tx,
    ),
  )
  expect(rows[0]?.n).toBe(2)
})
