import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import {
  composedMails,
  correctLetter,
  email,
  movableMeans,
  signed,
  signer,
  signingPlace,
  vaultForTests,
  wished,
  wishFor,
} from '../../test/kit/signatures.ts'
import { setState } from '#letters'
import { resend, signBatch } from './index.ts'

const database = await testDatabase()
const means = movableMeans()
const place = await signingPlace(database, means)

const pendings = () =>
  database.read((tx) => tx.selectFrom('signatures_pending').selectAll().orderBy('pending_id').execute())
const mailsWaiting = async () =>
  (await database.read((tx) => tx.selectFrom('platform_mail').select('mail_id').execute())).length

test('the same form sent 200 times at once is one wish and one mail', async () => {
  const wish = wishFor(place, { of: 'often' })
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, () => database.transaction((tx) => signBatch(tx, [wish], vaultForTests, means))),
  )
  expect(new Set(outcomes.map(([one]) => (one?.kind === 'asked-to-confirm' ? one.pending : one?.kind))).size).toBe(1)
  expect(await pendings()).toHaveLength(1)
  expect(await composedMails(database, means)).toHaveLength(1)
})

test('a wish holds nothing personal in clear', async () => {
  const wish = wishFor(place, {
    name: signer('Mirabelle Quillfeather'),
    email: email('mq-canary@inbox.example'),
    place: 'Quillhaven',
    comment: 'Canary comment',
  })
  await wished(database, wish, means)
  const kept = JSON.stringify(await pendings())
  const bytes = (await pendings()).map(({ sealed }) => sealed.toString('latin1')).join()
  for (const word of ['Mirabelle', 'mq-canary', 'inbox.example', 'Quillhaven', 'Canary'])
    expect(kept + bytes).not.toContain(word)
})

test('whether an address has signed changes neither outcome nor what is written, only the mail', async () => {
  const wish = wishFor(place, { of: 'known' })
  await signed(database, wish, means)
  await composedMails(database, means)
  const before = (await pendings()).length
  const known = { ...wish, comment: 'again' }
  const unknown = { ...wishFor(place, { of: 'fresh' }), comment: 'again' }
  const outcomes = await database.transaction((tx) => signBatch(tx, [known, unknown], vaultForTests, means))
  expect(outcomes.map((one) => Object.keys(one))).toEqual([
    ['kind', 'pending'],
    ['kind', 'pending'],
  ])
  expect(await pendings()).toHaveLength(before + 2)
  expect(await mailsWaiting()).toBe(2)
  const mails = await composedMails(database, means)
  expect(mails.find(({ to }) => to === 'known@mail.example')?.subject).toBe('You have already signed: Mend the stairs')
  expect(mails.find(({ to }) => to === 'known@mail.example')?.text).toContain('/signed/')
  expect(mails.find(({ to }) => to === 'fresh@mail.example')?.subject).toBe('Please confirm: Mend the stairs')
})

test('an inbox gets three mails a day and five in all for a letter, however it is written and whatever is on the form', async () => {
  let made = 0
  for (let day = 0; day < 4; day += 1) {
    for (let i = 0; i < 5; i += 1) {
      const spelled = email(i % 2 === 0 ? `Vic.Tim+${i}@gmail.com` : `victim@googlemail.com`)
      await wished(database, wishFor(place, { email: spelled, name: signer(`Number ${day} ${i}`) }), means)
    }
    const today = (await composedMails(database, means)).length
    expect(today).toBeLessThanOrEqual(3)
    made += today
    means.pass(24 * 3600_000)
  }
  expect(made).toBe(5)
})

test('a mail that is tried again is not counted again, and keeps its code', async () => {
  await wished(database, wishFor(place, { of: 'retried' }), means)
  const texts: string[] = []
  for (let i = 0; i < 8; i += 1) {
    const row = await database.read((tx) => tx.selectFrom('platform_mail').selectAll().executeTakeFirstOrThrow())
    const [mail] = await composedMails(database, means)
    texts.push(mail?.text ?? 'no mail')
    await database.transaction((tx) =>
      tx
        .insertInto('platform_mail')
        .values({ ...row, ids: JSON.stringify(row.ids), composed: true })
        .execute(),
    )
  }
  expect(new Set(texts).size).toBe(1)
  await database.transaction((tx) => tx.deleteFrom('platform_mail').execute())
})

test('asking for the mail again leaves one at most every quarter of a minute', async () => {
  const pending = await wished(database, wishFor(place, { of: 'again' }), means)
  await composedMails(database, means)
  const again = () => database.transaction((tx) => resend(tx, place.campaign.id, pending, means))
  await again()
  expect(await mailsWaiting()).toBe(0)
  means.pass(20_000)
  await again()
  await again()
  expect(await mailsWaiting()).toBe(1)
  await composedMails(database, means)
})

test('nothing that was typed stands in the mail that asks to confirm', async () => {
  await wished(
    database,
    wishFor(place, { name: signer('WIN NOW evil.example'), email: email('stranger@mail.example') }),
    means,
  )
  const [mail] = await composedMails(database, means)
  expect(mail?.to).toBe('stranger@mail.example')
  expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/evil|WIN/)
})

test('a form opened on an older text is answered with the versions that stand now, and nothing is saved', async () => {
  const old = place.versions
  const versions = await correctLetter(database, place, 'Please mend the stairs, and soon.\n', means)
  const before = (await pendings()).length
  const [outcome] = await database.transaction((tx) =>
    signBatch(tx, [wishFor({ ...place, versions: old }, { of: 'late' })], vaultForTests, means),
  )
  expect(outcome?.kind === 'text-changed' && outcome.current.map(({ hash, number }) => [hash, number])).toEqual(
    versions.map((hash) => [hash, 2]),
  )
  expect(await pendings()).toHaveLength(before)
})

test('a closed or hidden letter takes no wishes', async () => {
  const other = await signingPlace(database, means, { slug: 'closing' })
  const sign = () => database.transaction((tx) => signBatch(tx, [wishFor(other)], vaultForTests, means))
  for (const state of ['draft', 'private', 'closed'] as const) {
    await database.transaction((tx) => setState(tx, other.campaign, other.letter, { state }, means))
    expect(await sign()).toEqual([{ kind: 'closed' }])
  }
  await database.transaction((tx) => setState(tx, other.campaign, other.letter, { state: 'published' }, means))
  expect((await sign())[0]?.kind).toBe('asked-to-confirm')
})
