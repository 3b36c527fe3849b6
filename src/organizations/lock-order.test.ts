import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import {
  calledBack,
  changeText,
  currentHashes,
  formFor,
  gatherPlace,
  judged,
  signedOn,
  standingSignOn,
  testOrganizer,
  wishedSignOn,
} from '../../test/kit/sign-ons.ts'
import { movableMeans, vaultForTests } from '../../test/kit/signatures.ts'
import type { Database, Tx } from '#platform'
import { evidenceOfCampaign } from './authority/store-evidence.ts'
import { lockSignOns } from './begin.ts'
import { confirmSignOn } from './confirm-sign-on.ts'
import { setStateAndSettle } from './freeze-and-follow.ts'
import { judgeEvidenceFor } from './judge-sign-on.ts'
import { keepSignOns } from './keep-sign-ons.ts'
import { eraseRepresentative, withdrawSignOn } from './my-sign-on.ts'
import { recordList } from './record-list.ts'
import { recordLists } from './record-lists.ts'
import { settleSignOns } from './settle-sign-ons.ts'

const plain = await testDatabase()
const means = { ...movableMeans(), vault: vaultForTests }
const rounds = 4

/** The same database, counting transactions that PostgreSQL had begun anew: that is how it breaks a deadlock. */
function watched(): { readonly database: Database; readonly again: () => number } {
  let again = 0
  const transaction: Database['transaction'] = (work) => {
    let runs = 0
    return plain.transaction((tx) => {
      runs += 1
      if (runs > 1) again += 1
      return work(tx)
    })
  }
  return { database: { ...plain, transaction }, again: () => again }
}

test.each([
  ['a public letter', { state: 'published', hasLog: true }],
  ['a letter that nobody may read yet', { state: 'private', hasLog: true }],
  ['a campaign without a log', { state: 'published', hasLog: false }],
] as const)(
  'who freezes, confirms, judges, withdraws, closes, settles and forgets at once never waits in a circle: %s',
  async (slug, given) => {
    const at = await gatherPlace(plain, means, { slug: slug.replaceAll(' ', '-'), ...given })
    const { database, again } = watched()
    const campaign = at.campaign.id
    for (let round = 0; round < rounds; round += 1) {
      const named = (name: string) => ({ name: `${name} ${round}` })
      const standing = await standingSignOn(plain, at, means, named('Harbor Lights'))
      const leaving = await standingSignOn(plain, at, means, named('Quay Union'))
      const waiting = await signedOn(plain, at, means, named('Lamp Society'))
      const read = await currentHashes(plain, at)
      const fresh = await wishedSignOn(plain, at, formFor(at, read, named('Night Watch')), means)
      const evidence = (await plain.read((tx) => evidenceOfCampaign(tx, campaign))).find(
        ({ provedFor }) => provedFor?.signOn === standing.signOn,
      )
      const text = { source: `Please light the lamps ${round} times.\n`, change: 'correction' } as const
      const state = given.state === 'private' ? 'published' : 'private'
      await Promise.all([
        changeText(database, at, text, means),
        database.transaction((tx) => confirmSignOn(tx, vaultForTests, { link: fresh.link, read }, means)),
        database.transaction((tx) => settleSignOns(tx, campaign, at.letter, means)),
        judged(database, at, waiting.signOn, means),
        calledBack(database, at, waiting.signOn, means),
        database.transaction((tx) =>
          judgeEvidenceFor(
            tx,
            { campaign, evidence: evidence?.id ?? expect.fail('no evidence'), by: testOrganizer, kind: 'declined' },
            means,
          ),
        ),
        database.transaction((tx) => eraseRepresentative(tx, vaultForTests, { link: standing.link }, means)),
        database.transaction((tx) => withdrawSignOn(tx, vaultForTests, { link: leaving.link }, means)),
        database.transaction((tx) =>
          setStateAndSettle(tx, at.campaign, { state, letter: at.letter }, { ...means, by: 'server' }),
        ),
        database.transaction((tx) => keepSignOns(tx, means)),
      ])
      await plain.transaction((tx) =>
        setStateAndSettle(tx, at.campaign, { state: given.state, letter: at.letter }, { ...means, by: 'server' }),
      )
    }
    expect(again()).toBe(0)
    expect(await checkEverything(plain, vaultForTests)).toEqual([])
  },
  60_000,
)

test('a form that is withdrawn while its button is pressed leaves no line that stands', async () => {
  const at = await gatherPlace(plain, means, { slug: 'at-once' })
  const read = await currentHashes(plain, at)
  for (let round = 0; round < rounds; round += 1) {
    const { signOn, link } = await wishedSignOn(plain, at, formFor(at, read, { name: `Tide Office ${round}` }), means)
    const [, withdrawn] = await Promise.all([
      plain.transaction((tx) => confirmSignOn(tx, vaultForTests, { link, read }, means)),
      plain.transaction((tx) => withdrawSignOn(tx, vaultForTests, { link }, means)),
    ])
    expect(withdrawn).toEqual({ kind: 'done' })
    const rows = await plain.read((tx) =>
      tx
        .selectFrom('organizations_sign_on')
        .select('withdrawn_at')
        .where('campaign_id', '=', at.campaign.id)
        .where('sign_on_id', '=', signOn)
        .execute(),
    )
    expect(rows.every((row) => row.withdrawn_at !== null)).toBe(true)
  }
})

test('lists that are brought in wait for whoever is changing sign-ons of the campaign', async () => {
  const at = await gatherPlace(plain, means, { slug: 'brought-in' })
  const campaign = at.campaign.id
  const settings = { ordering: 'as-printed', articles: 'kept' } as const
  const ways = {
    folder: (tx: Tx) => recordLists(tx, { campaign, letters: [] }, { organizations: [], lists: [] }, means),
    letters: (tx: Tx) => recordList(tx, campaign, at.letter, { settings, signatories: [] }, means),
  }
  const waiting = () =>
    plain.read(
      async (tx) =>
        (await sql`select 1 from pg_locks where locktype = 'advisory' and not granted`.execute(tx)).rows.length,
    )
  for (const [way, bringIn] of Object.entries(ways)) {
    const done: string[] = []
    const [changing, goOn] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
    const change = plain.transaction(async (tx) => {
      await lockSignOns(tx, campaign)
      changing.resolve(undefined)
      await goOn.promise
      done.push('changed')
    })
    await changing.promise
    const brought = plain.transaction(bringIn).then(() => done.push(way))
    while (done.length === 0 && (await waiting()) === 0);
    goOn.resolve(undefined)
    await Promise.all([change, brought])
    expect(done).toEqual(['changed', way])
  }
})
