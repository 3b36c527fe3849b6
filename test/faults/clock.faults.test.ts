import { expect, test } from 'vitest'
import { checkpointOf, leafAt, sealLogs, tileOf } from '#ledger'
import { growthHolds, parseCheckpoint, parseLeaf, proveGrowth, type Checkpoint } from '#proof'
import { confirmBatch, keepRetention, resend, reviewSignatures } from '#signatures'
import { checkEverything } from '../kit/check-everything.ts'
import { testDatabase } from '../kit/database.ts'
import { rounds } from '../kit/faults.ts'
import { secretsForTests } from '../kit/secrets.ts'
import {
  composedMails,
  confirmed,
  movableMeans,
  signed,
  signingPlace,
  vaultForTests,
  wished,
  wishFor,
} from '../kit/signatures.ts'

const [second, hour, day] = [1000, 3_600_000, 86_400_000]
/** What a clock does to a server: put right by a bit, set back an hour, a day ahead, years ahead, and back again. */
const jumps: readonly (readonly [name: string, milliseconds: number])[] = [
  ['is set back by a second', -second],
  ['is set back by an hour', -hour],
  ['is set back by a day', -day],
  ['jumps a day ahead', day],
  ['jumps ten years ahead', 3650 * day],
  ['jumps ten years ahead and is set back', 0],
]
const people = rounds(5, 50)
const database = await testDatabase()
const keys = { seeds: secretsForTests().logSeeds }

test.each(jumps)(
  'when the clock %s, the log goes on in its order, and nobody’s wish, code or mail is lost',
  async (_, jump) => {
    const means = movableMeans()
    const place = await signingPlace(database, means, { slug: `jump-${jumps.findIndex(([, one]) => one === jump)}` })
    await database.transaction((tx) => tx.deleteFrom('signatures_retention').execute())
    const campaign = place.campaign.id
    const checkpoint = async (): Promise<Checkpoint> => {
      // Two: set back by one, the last checkpoint is of this very moment.
      means.pass(2 * second)
      expect(await sealLogs(database, keys, means)).toEqual([campaign])
      const note = (await database.read((tx) => checkpointOf(tx, campaign))) ?? ''
      const read = parseCheckpoint(`${note.split('\n\n')[0]}\n`)
      if (!read) throw new Error('no checkpoint')
      return read
    }
    const indexes: number[] = []
    const some = async (start: string) => {
      for (let n = 0; n < people; n += 1)
        indexes.push((await signed(database, wishFor(place, { of: `${start}${n}` }), means)).index)
    }
    const keep = () => database.transaction((tx) => keepRetention(tx, means))

    await keep()
    await some('before')
    const waiting = await wished(database, wishFor(place, { of: 'waiting' }), means)
    const coded = await wished(database, wishFor(place, { of: 'coded' }), means)
    const codes = await composedMails(database, means)
    const code = codeIn(codes.find(({ to }) => to.startsWith('coded'))?.text)
    await some('sealed')
    const before = await checkpoint()

    if (jump === 0) {
      means.pass(3650 * day)
      await some('future')
      await keep()
      means.pass(-3650 * day)
    } else means.pass(jump)
    await keep()
    await some('after')
    const after = await checkpoint()

    // The order of the log is that of confirming, whatever the days in it say.
    expect(indexes).toEqual(indexes.toSorted((a, b) => a - b))
    for (const index of indexes) {
      const leaf = await database.read((tx) => leafAt(tx, campaign, index))
      expect(leaf && parseLeaf(leaf)?.t).toBe('sig')
    }
    expect(after.size).toBeGreaterThan(before.size)
    const proof = await proveGrowth(before.size, after.size, async (name) => {
      const tile = await database.read((tx) => tileOf(tx, campaign, name))
      if (!tile) throw new Error('no tile')
      return tile
    })
    expect(
      growthHolds({ before: before.size, after: after.size, rootBefore: before.root, rootAfter: after.root, proof }),
    ).toBe(true)

    // A link is good for as long as its wish is kept; a code for ten minutes, and while the clock repeats them.
    expect((await confirmed(database, campaign, waiting, means))?.kind).toBe('confirmed')
    const [byCode] = await database.transaction((tx) =>
      confirmBatch(tx, [{ by: 'code', campaign, pending: coded, code }], vaultForTests, means),
    )
    expect(byCode?.kind).toBe(jump > 0 ? 'wrong-code' : 'confirmed')
    // Who asks for another mail or sends the form again gets one, though the last was asked for at a time that is yet to come.
    const patient = await wished(database, wishFor(place, { of: 'patient' }), means)
    await composedMails(database, means)
    means.pass(jump < -second ? jump : hour)
    await database.transaction((tx) => resend(tx, campaign, patient, means))
    expect((await composedMails(database, means)).map(({ to }) => to)).toEqual(['patient@mail.example'])
    if (jump < -second) means.pass(jump)
    else means.pass(hour)
    await wished(database, wishFor(place, { of: 'patient' }), means)
    expect((await composedMails(database, means)).map(({ to }) => to)).toEqual(['patient@mail.example'])
    await database.transaction((tx) => reviewSignatures(tx, campaign, vaultForTests, means))
    expect(await checkEverything(database, vaultForTests)).toEqual([])
  },
)

const codeIn = (text = ''): string => /(\d{3}) (\d{3})/.exec(text)?.slice(1).join('') ?? ''
