import { expect, test } from 'vitest'
import { evidenceJobs } from '../../src/evidence/index.ts'
import { prepareJobs, type Database } from '../../src/platform/index.ts'
import { responseJobs } from '../../src/responses/index.ts'
import { checkEverything } from '../kit/check-everything.ts'
import { testDatabase } from '../kit/database.ts'
import { everythingIn } from '../kit/everything.ts'
import { rounds } from '../kit/faults.ts'
import { recordWrites, verbsOfDoors } from '../kit/record-writes.ts'
import { vaultForTests as vault } from '../kit/signatures.ts'

/** What the doors of deliveries, responses and evidence say and never change. */
const readers = new Set([
  ...['addressesOf', 'checkDeliveries', 'clocksOf', 'deliveriesOf', 'deliveringCampaigns', 'deliveryOf', 'deliveryPack']
    .concat([
      'dueReminders',
      'findDelivery',
      'plansOf',
      'bouncedSeats',
      'previewMails',
      'publicDeliveries',
      'sessionOf',
    ])
    .map((name) => `delivery.${name}`),
  ...['assessmentsOf', 'checkRecord', 'describedExchanges', 'exportRecord', 'hooksOf', 'publicEvent', 'publicEvents']
    .concat(['publicFile', 'recipientDesk', 'recordOf', 'recordWork', 'recordedCampaigns', 'repliesFor', 'replyFor'])
    .concat(['rubricsOf', 'redactionProposals', 'redactionStanding', 'waitingCounts'])
    .map((name) => `responses.${name}`),
  ...['alarmsOf', 'attachmentsOf', 'captureFor', 'captureText', 'capturesByUrl', 'checkEvidence', 'evidenceCampaigns']
    .concat([
      'evidencePulses',
      'publicSources',
      'quotesOf',
      'quotesByIds',
      'replayOf',
      'sourceList',
      'sourcesOf',
      'standingAlarms',
    ])
    .map((name) => `evidence.${name}`),
])

/** The same database, in which the cable is cut just before its `nth` commit from now on. */
function cutAt(database: Database, nth: number): Database {
  let commits = 0
  return {
    ...database,
    transaction: (work) =>
      database.transaction(async (tx) => {
        const done = await work(tx)
        commits += 1
        if (commits === nth) throw new Error('the cable is cut')
        return done
      }),
  }
}

/** How many rows each table has that an act could fill twice; the trail tells of each time, and so may the queue's own books. */
const rowsOf = (all: ReadonlyMap<string, string>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...all].flatMap(([table, text]) =>
      /^(?:public\.(?:delivery|responses|evidence|ledger|platform_mail)|pgboss\.job)/.test(table)
        ? [[table.replace(/^public\./, ''), text === '' ? 0 : text.split('\n').length] as const]
        : [],
    ),
  )

const same = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean =>
  [...one].every(([table, text]) => other.get(table) === text)

test(
  'every verb of deliveries, responses and evidence that writes loses nothing when it is cut off before its commit, and does nothing twice when its answer is lost',
  { timeout: 600_000 },
  async () => {
    for (let round = 1; round <= rounds(1, 10); round += 1) {
      const database = await testDatabase()
      await prepareJobs(database, [...evidenceJobs, ...responseJobs])
      const writes = await recordWrites(database)
      const idle: string[] = []
      const covered = new Set(writes.map(({ verb }) => verb))
      // A verb that is in neither list is new: say what it writes, and have it cut off here.
      expect(verbsOfDoors().filter((verb) => !covered.has(verb) && !readers.has(verb))).toEqual([])
      expect([...covered, ...readers].filter((verb) => !verbsOfDoors().includes(verb))).toEqual([])
      for (const { verb, act, adds = [], isIdle = false } of writes) {
        const before = await everythingIn(database)
        await act(cutAt(database, 1)).catch((error: unknown) => expect(String(error), verb).toContain('cable'))
        expect(await everythingIn(database), `${verb}, cut off`).toEqual(before)
        // What is done in two steps may be cut off between them.
        await act(cutAt(database, 2)).catch((error: unknown) => expect(String(error), verb).toContain('cable'))
        await act(database)
        const after = await everythingIn(database)
        if (same(after, before) !== isIdle) idle.push(verb)
        const once = rowsOf(after)
        await act(database)
        const twice = rowsOf(await everythingIn(database))
        const left = (rows: typeof once) => Object.entries(rows).filter(([table]) => !adds.includes(table))
        expect(left(twice), `${verb}, sent again`).toEqual(left(once))
        expect(await checkEverything(database, vault), verb).toEqual([])
      }
      expect(idle).toEqual([])
    }
  },
)
