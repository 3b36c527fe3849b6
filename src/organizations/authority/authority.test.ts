import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { organizationPlace, type OrganizationPlace } from '../../../test/kit/organizations.ts'
import { movableMeans, vaultForTests } from '../../../test/kit/signatures.ts'
import { newId, type LetterId } from '#kernel'
import { openVault, parseDomainName, type Tx } from '#platform'
import { authoritiesOf, authorityOf } from './authority-of.ts'
import { recordCallBack } from './call-back.ts'
import { checkAuthority } from './check-authority.ts'
import { findChallenge, makeChallenge, type KeptChallenge } from './challenge.ts'
import type { EvidenceId, NewEvidence } from './evidence.ts'
import { judgeEvidence } from './judge-evidence.ts'
import { keepEvidence } from './keep-evidence.ts'
import { isPrintable } from './level.ts'
import { forgetRepresentatives, openRaw, openShown } from './open-evidence.ts'
import { renewEvidenceSeals } from './renew-seals.ts'
import { evidenceOf, waitingEvidence } from './store-evidence.ts'
import type { TextHash } from './proof-subject.ts'

const database = await testDatabase()
const means = { ...movableMeans(), vault: vaultForTests }
const by = '00000000-0000-7000-8000-00000000000a'
const textHash = 'ab'.repeat(32) as TextHash
const domain = parseDomainName('harbor-lights.org')
if (!domain) throw new Error('no domain')

const place = () => organizationPlace(database, means)

async function challenged(tx: Tx, { campaign, letter, organization }: OrganizationPlace): Promise<KeptChallenge> {
  if (!domain) throw new Error('no domain')
  const made = await makeChallenge(tx, campaign, { organization, letter, domain, textHash }, means)
  if (made.kind !== 'made') throw new Error(made.kind)
  return made.challenge
}

const raw = Buffer.from('From: ada@harbor-lights.org\r\n\r\n\xe4\xff\0 yes\r\n', 'latin1')
const mailed = (
  { letter, organization }: OrganizationPlace,
  challenge: KeptChallenge,
  verdict: NewEvidence['verdict'] = 'proved',
): NewEvidence => ({
  organization,
  letter,
  textHash,
  level: 'mail',
  challenge: challenge.id,
  verdict,
  reasons: verdict === 'proved' ? [] : ['is-answer', 'words-in-subject'],
  shown: { from: 'ada@harbor-lights.org' },
  raw,
})

test('a challenge is found by its text alone, holds a week, and two are never the same', async () => {
  const at = await place()
  const [one, other] = await database.transaction(async (tx) => [await challenged(tx, at), await challenged(tx, at)])
  expect(one.challenge).not.toBe(other.challenge)
  expect(await database.read((tx) => findChallenge(tx, one.challenge))).toEqual(one)
  expect(one.endsAt.getTime() - one.madeAt.getTime()).toBe(7 * 86_400_000)
})

test('no challenge is made for a public suffix, nor more than twenty at a time', async () => {
  const { campaign, letter, organization } = await place()
  const suffix = parseDomainName('org.uk')
  if (!suffix || !domain) throw new Error('no domain')
  const kinds = await database.transaction(async (tx) => {
    const asked = { organization, letter, domain, textHash }
    const none = await makeChallenge(tx, campaign, { ...asked, domain: suffix }, means)
    const many = []
    for (let n = 0; n < 21; n += 1) many.push((await makeChallenge(tx, campaign, asked, means)).kind)
    return [none.kind, many[19], many[20]]
  })
  expect(kinds).toEqual(['domain-unusable', 'made', 'too-many'])
})

test('without evidence an organization is unverified and never printed', async () => {
  const { campaign, letter, organization } = await place()
  const { level } = await database.read((tx) => authorityOf(tx, campaign, { organization, letter }))
  expect([level, isPrintable(level)]).toEqual(['unverified', false])
})

test('what proved counts for its letter and text only, and its challenge once', async () => {
  const at = await place()
  const { campaign, letter, organization } = at
  await database.transaction(async (tx) => {
    const challenge = await challenged(tx, at)
    expect(await keepEvidence(tx, campaign, mailed(at, challenge), means)).toMatchObject({ verdict: 'proved' })
    expect(await keepEvidence(tx, campaign, mailed(at, challenge), means)).toMatchObject({ verdict: 'refused' })
    const level = async (asked: object) => (await authorityOf(tx, campaign, { organization, letter, ...asked })).level
    expect(await level({})).toBe('mail')
    expect(await level({ textHash })).toBe('mail')
    expect(await level({ textHash: 'cd'.repeat(32) })).toBe('unverified')
    expect(await level({ letter: newId<LetterId>(means) })).toBe('unverified')
    expect(await authoritiesOf(tx, campaign, letter)).toEqual(new Map([[organization, 'mail']]))
    expect((await evidenceOf(tx, campaign, organization)).map(({ reasons }) => reasons)).toEqual([
      [],
      ['challenge-used'],
    ])
  })
})

test('of two mails at once that answer one challenge, one counts', async () => {
  const at = await place()
  const challenge = await database.transaction((tx) => challenged(tx, at))
  const both = await Promise.all(
    [1, 2].map(() => database.transaction((tx) => keepEvidence(tx, at.campaign, mailed(at, challenge), means))),
  )
  expect(both.map((one) => (one.kind === 'kept' ? one.verdict : '')).toSorted()).toEqual(['proved', 'refused'])
})

test('what is in review counts when a person accepts it, and no longer when one declines it', async () => {
  const at = await place()
  const { campaign, letter, organization } = at
  await database.transaction(async (tx) => {
    const challenge = await challenged(tx, at)
    const kept = await keepEvidence(tx, campaign, mailed(at, challenge, 'review'), means)
    if (kept.kind !== 'kept') throw new Error(kept.kind)
    const level = async () => (await authorityOf(tx, campaign, { organization, letter })).level
    const judged = async (kind: 'accepted' | 'declined', id = kept.id) =>
      (await judgeEvidence(tx, campaign, id, { kind, by }, means)).kind
    expect([await level(), (await waitingEvidence(tx, campaign)).length]).toEqual(['unverified', 1])
    expect(await judged('accepted')).toBe('judged')
    expect([await level(), (await waitingEvidence(tx, campaign)).length]).toEqual(['mail', 0])
    expect(await judged('accepted')).toBe('not-open')
    expect(await judged('declined')).toBe('judged')
    expect(await level()).toBe('unverified')
    expect(await judged('accepted')).toBe('not-open')
    expect(await judged('accepted', newId<EvidenceId>(means))).toBe('unknown')
  })
})

test('a call-back counts least, and must say who was called and where the number is from', async () => {
  const { campaign, letter, organization } = await place()
  const call = { organization, letter, textHash, spokeTo: 'the chair', foundAt: 'their site', note: '', by }
  await database.transaction(async (tx) => {
    expect(await recordCallBack(tx, campaign, { ...call, spokeTo: ' ' }, means)).toMatchObject({ missing: 'spoke-to' })
    expect(await recordCallBack(tx, campaign, { ...call, foundAt: '' }, means)).toMatchObject({ missing: 'found-at' })
    expect(await recordCallBack(tx, campaign, call, means)).toMatchObject({ verdict: 'proved' })
    expect((await authorityOf(tx, campaign, { organization, letter })).level).toBe('call-back')
  })
})

test('a mail is kept byte for byte and sealed; forgotten, its level, day and hash stay', async () => {
  const at = await place()
  const { campaign, letter, organization } = at
  await database.transaction(async (tx) => {
    const kept = await keepEvidence(tx, campaign, mailed(at, await challenged(tx, at)), means)
    if (kept.kind !== 'kept') throw new Error(kept.kind)
    const rows = await tx.selectFrom('organizations_evidence').selectAll().where('campaign_id', '=', campaign).execute()
    expect(JSON.stringify(rows.map((row) => row.raw_sealed?.toString('latin1')))).not.toContain('harbor-lights')
    expect(await openRaw(tx, vaultForTests, campaign, kept.id)).toEqual(raw)
    expect(await openShown(tx, vaultForTests, campaign, kept.id)).toEqual({ from: 'ada@harbor-lights.org' })
    expect(await forgetRepresentatives(tx, campaign, organization, means)).toBe(1)
    expect(await openRaw(tx, vaultForTests, campaign, kept.id)).toBeUndefined()
    expect(await openShown(tx, vaultForTests, campaign, kept.id)).toBeUndefined()
    const { level, evidence } = await authorityOf(tx, campaign, { organization, letter })
    expect([level, evidence[0]?.forgotten, evidence[0]?.rawHash?.length]).toEqual(['mail', true, 64])
  })
})

test('evidence sealed anew opens under the new keys and no longer under the old', async () => {
  const at = await place()
  const key = (fill: number) => new Uint8Array(32).fill(fill)
  const link = [{ id: 1, key: key(9) }]
  const after = openVault({ identity: key(1), seal: [{ id: 77, key: key(77) }], link })
  await database
    .transaction(async (tx) => {
      const kept = await keepEvidence(tx, at.campaign, mailed(at, await challenged(tx, at)), means)
      if (kept.kind !== 'kept') throw new Error(kept.kind)
      expect(await renewEvidenceSeals(tx, { before: vaultForTests, after })).toBeGreaterThan(0)
      expect(await openRaw(tx, after, at.campaign, kept.id)).toEqual(raw)
      await expect(openRaw(tx, vaultForTests, at.campaign, kept.id)).rejects.toMatchObject({ code: 'bad-state' })
      throw new Error('undo')
    })
    .catch((error: Error) => expect(error.message).toBe('undo'))
})

test('whatever is done in whatever order: a level has evidence that counts, and a challenge counts once', async () => {
  const act = fc.record({
    what: fc.constantFrom('ask', 'prove', 'review', 'refuse', 'accept', 'decline'),
    at: fc.nat({ max: 6 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 24 }), async (acts) => {
      const at = await place()
      const { campaign, letter, organization } = at
      await database.transaction(async (tx) => {
        const asked: KeptChallenge[] = [await challenged(tx, at)]
        const kept: EvidenceId[] = []
        for (const { what, at: index } of acts) {
          const challenge = asked[index % asked.length]
          const id = kept[index % Math.max(kept.length, 1)]
          if (what === 'ask') asked.push(await challenged(tx, at))
          else if (what === 'accept' || what === 'decline') {
            const kind = what === 'accept' ? 'accepted' : 'declined'
            if (id !== undefined) await judgeEvidence(tx, campaign, id, { kind, by }, means)
          } else if (challenge) {
            const verdict = ({ prove: 'proved', review: 'review', refuse: 'refused' } as const)[what]
            const outcome = await keepEvidence(tx, campaign, mailed(at, challenge, verdict), means)
            if (outcome.kind === 'kept') kept.push(outcome.id)
          }
        }
        const { level, evidence } = await authorityOf(tx, campaign, { organization, letter })
        expect(isPrintable(level)).toBe(evidence.length > 0)
        for (const one of evidence) expect(one.verdict === 'proved' || one.judgement?.kind === 'accepted').toBe(true)
        const rows = await tx
          .selectFrom('organizations_evidence')
          .select(['challenge_id', 'verdict', 'judgement'])
          .where('campaign_id', '=', campaign)
          .execute()
        expect(await checkAuthority(tx, campaign, vaultForTests)).toEqual([])
        const counting = rows.filter((row) => row.verdict === 'proved' || row.judgement === 'accepted')
        expect(new Set(counting.map((row) => row.challenge_id)).size).toBe(counting.length)
      })
    }),
    { numRuns: 40 },
  )
})

test('evidence that was altered in the database is told: another text, another mail, a challenge opened again', async () => {
  const evidence = (tx: Tx, set: object) =>
    tx.updateTable('organizations_evidence').set(set).where('forgotten_at', 'is', null).execute()
  const alterations = [
    (tx: Tx) => evidence(tx, { text_hash: Buffer.alloc(32, 1) }),
    (tx: Tx) => evidence(tx, { raw_hash: Buffer.alloc(32, 1) }),
    (tx: Tx) => evidence(tx, { raw_sealed: Buffer.alloc(64, 1) }),
    (tx: Tx) => evidence(tx, { sealed: null }),
    (tx: Tx) => evidence(tx, { verdict: 'proved', reasons: '' }),
    (tx: Tx) => tx.updateTable('organizations_challenge').set({ used_at: null }).execute(),
  ]
  for (const [number, alter] of alterations.entries()) {
    const at = await place()
    const undone = database.transaction(async (tx) => {
      const challenge = await challenged(tx, at)
      await keepEvidence(tx, at.campaign, mailed(at, challenge), means)
      await keepEvidence(tx, at.campaign, mailed(at, challenge), means)
      expect(await checkAuthority(tx, at.campaign, vaultForTests)).toEqual([])
      await alter(tx)
      expect(await checkAuthority(tx, at.campaign, vaultForTests), `alteration ${number}`).not.toEqual([])
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
  }
})
