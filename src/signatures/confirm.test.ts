import { afterAll, expect, test } from 'vitest'
import { publishedCounts } from '#ledger'
import { setState } from '#letters'
import { connectDatabase } from '#platform'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import {
  composedMails,
  confirmed,
  correctLetter,
  movableMeans,
  plainSigning,
  policyFor,
  signed,
  signer,
  signingPlace,
  vaultForTests,
  wished,
  wishFor,
  email,
} from '../../test/kit/signatures.ts'
import { openingHolds, parseLeaf, parsePolicy, parseReceipt, receiptHolds } from '#proof'
import { confirmBatch, denyWish, mySignature, parseLink, peekPending, withdraw } from './index.ts'

const database = await testDatabase()
const means = movableMeans()
// Another process on the same database.
const other = connectDatabase(database.connection)
afterAll(() => other.close())
const place = await signingPlace(database, means)
const campaign = place.campaign.id

const counts = async () => {
  const all = await database.read((tx) => publishedCounts(tx, campaign))
  return Object.fromEntries([...all].map(([subject, { standing, withdrawn }]) => [subject, [standing, withdrawn]]))
}
const letterCount = async () => (await counts())['letter:mend-the-stairs'] ?? [0, 0]
const byCode = (pending: Awaited<ReturnType<typeof wished>>, code: string) =>
  database.transaction((tx) => confirmBatch(tx, [{ by: 'code', campaign, pending, code }], vaultForTests, means))
const codeIn = (text = ''): string => /(\d{3}) (\d{3})/.exec(text)?.slice(1).join('') ?? ''
const linkIn = (text = '', kind = 'confirm'): string => new RegExp(`/${kind}/(\\S+)`).exec(text)?.[1] ?? ''
const all = async () => expect(await checkEverything(database, vaultForTests)).toEqual([])

test('confirming counts once, and the same link again comes to the same', async () => {
  const pending = await wished(database, wishFor(place, { of: 'first', showsName: true }), means)
  expect(await letterCount()).toEqual([0, 0])
  const outcome = await confirmed(database, campaign, pending, means)
  expect(outcome).toMatchObject({ kind: 'confirmed', signature: pending, index: 2, letter: place.letter })
  expect(await confirmed(database, campaign, pending, means)).toEqual(outcome)
  expect(await letterCount()).toEqual([1, 0])
  for (const hash of place.versions) expect((await counts())[`version:${hash}`]).toEqual([1, 0])
  await all()
})

test('200 presses of the same button at once, through two servers, are one signature', async () => {
  const before = await letterCount()
  const pending = await wished(database, wishFor(place, { of: 'pressed' }), means)
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, (_, i) => confirmed(i % 2 === 0 ? database : other, campaign, pending, means)),
  )
  expect(new Set(outcomes.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(outcomes[0]?.kind).toBe('confirmed')
  expect((await letterCount())[0]).toBe((before[0] ?? 0) + 1)
  await all()
})

test('many wishes of one address in one batch are one signature', async () => {
  const before = await letterCount()
  const wishes = await Promise.all(
    Array.from({ length: 8 }, (_, i) => wished(database, wishFor(place, { of: 'many', comment: `${i}` }), means)),
  )
  const outcomes = await database.transaction((tx) =>
    confirmBatch(
      tx,
      wishes.map((pending) => ({ by: 'link', campaign, pending })),
      vaultForTests,
      means,
    ),
  )
  expect(new Set(outcomes.map((one) => (one.kind === 'confirmed' ? one.index : one.kind))).size).toBe(1)
  expect((await letterCount())[0]).toBe((before[0] ?? 0) + 1)
  for (const pending of wishes) expect(await confirmed(database, campaign, pending, means)).toEqual(outcomes[0])
  await all()
})

test('another edition adds to a signature: one leaf that replaces the first, one person counted', async () => {
  const before = await letterCount()
  const [halden, oskerra] = place.versions
  if (!halden || !oskerra) throw new Error('no versions')
  const first = await signed(database, wishFor(place, { of: 'both', versions: [halden] }), means)
  const atHalden = (await counts())[`version:${halden}`]
  const second = await wished(database, wishFor(place, { of: 'both', versions: [oskerra] }), means)
  const outcome = await confirmed(database, campaign, second, means)
  expect(outcome).toMatchObject({ kind: 'confirmed', signature: first.signature })
  expect(outcome?.kind === 'confirmed' && outcome.index).toBeGreaterThan(first.index)
  expect((await letterCount())[0]).toBe((before[0] ?? 0) + 1)
  expect((await counts())[`version:${halden}`]).toEqual(atHalden)
  const mine = await database.read((tx) => mySignature(tx, campaign, first.signature, vaultForTests))
  expect(mine?.versions.map(({ hash }) => hash).sort()).toEqual([...place.versions].sort())
  expect(await confirmed(database, campaign, second, means)).toEqual(outcome)
  await all()
})

test('a wish for another edition outlives the confirmation of the first; one that adds nothing leads to it', async () => {
  const [halden, oskerra] = place.versions
  if (!halden || !oskerra) throw new Error('no versions')
  const one = await wished(database, wishFor(place, { of: 'twice', versions: [halden] }), means)
  const same = await wished(database, wishFor(place, { of: 'twice', versions: [halden], comment: 'Please.' }), means)
  const second = await wished(database, wishFor(place, { of: 'twice', versions: [oskerra] }), means)
  const first = await confirmed(database, campaign, one, means)
  expect(await confirmed(database, campaign, same, means)).toEqual(first)
  expect(await confirmed(database, campaign, second, means)).not.toEqual(first)
  await all()
})

test('who withdrew signs anew with a leaf of their own', async () => {
  const before = await letterCount()
  const first = await signed(database, wishFor(place, { of: 'returns' }), means)
  expect(await database.transaction((tx) => withdraw(tx, campaign, first.signature, means))).toEqual({ kind: 'done' })
  expect(await database.transaction((tx) => withdraw(tx, campaign, first.signature, means))).toEqual({ kind: 'done' })
  expect(await letterCount()).toEqual([before[0], (before[1] ?? 0) + 1])
  await all()
  const again = await signed(database, wishFor(place, { of: 'returns' }), means)
  expect(again).toMatchObject({ signature: first.signature })
  expect(again.index).toBeGreaterThan(first.index)
  expect(await letterCount()).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 1])
  await all()
})

test('the code of the mail confirms, twice to the same, and a wrong one tells nothing', async () => {
  await composedMails(database, means)
  const pending = await wished(database, wishFor(place, { of: 'coder' }), means)
  expect(await byCode(pending, '000000')).toEqual([{ kind: 'wrong-code' }])
  const code = codeIn((await composedMails(database, means))[0]?.text)
  expect(code).toMatch(/^\d{6}$/)
  expect(await byCode(pending, code === '111111' ? '222222' : '111111')).toEqual([{ kind: 'wrong-code' }])
  const [outcome] = await byCode(pending, code)
  expect(outcome).toMatchObject({ kind: 'confirmed', signature: pending })
  expect(await byCode(pending, code)).toEqual([outcome])
  expect(await byCode(pending, code === '111111' ? '222222' : '111111')).toEqual([{ kind: 'wrong-code' }])
  await all()
})

test('a code dies after ten minutes, and after five wrong guesses, also when they come together', async () => {
  const old = await wished(database, wishFor(place, { of: 'slow' }), means)
  const oldCode = codeIn((await composedMails(database, means)).find(({ to }) => to.startsWith('slow'))?.text)
  means.pass(10 * 60_000 + 1)
  expect(await byCode(old, oldCode)).toEqual([{ kind: 'wrong-code' }])
  const guessed = await wished(database, wishFor(place, { of: 'guessed' }), means)
  const code = codeIn((await composedMails(database, means)).find(({ to }) => to.startsWith('guessed'))?.text)
  const wrong = code === '111111' ? '222222' : '111111'
  await Promise.all(Array.from({ length: 5 }, () => byCode(guessed, wrong)))
  expect(await byCode(guessed, code)).toEqual([{ kind: 'wrong-code' }])
  const together = await wished(database, wishFor(place, { of: 'together' }), means)
  const right = codeIn((await composedMails(database, means)).find(({ to }) => to.startsWith('together'))?.text)
  const guesses = [...Array.from({ length: 5 }, () => (right === '111111' ? '222222' : '111111')), right]
  const outcomes = await database.transaction((tx) =>
    confirmBatch(
      tx,
      guesses.map((one) => ({ by: 'code', campaign, pending: together, code: one })),
      vaultForTests,
      means,
    ),
  )
  expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['wrong-code']))
  expect((await confirmed(database, campaign, together, means))?.kind).toBe('confirmed')
})

test('who sent a form with the address of another does not learn from its code that the other has signed', async () => {
  const troll = await wished(database, wishFor(place, { of: 'victim', name: signer('Somebody Else') }), means)
  expect(await byCode(troll, '123456')).toEqual([{ kind: 'wrong-code' }])
  await signed(database, wishFor(place, { of: 'victim' }), means)
  expect(await byCode(troll, '123456')).toEqual([{ kind: 'wrong-code' }])
})

test('a link of nothing is gone, one of another campaign or kind is none, and looking changes nothing', async () => {
  const pending = await wished(database, wishFor(place, { of: 'looked' }), means)
  const mail = (await composedMails(database, means)).find(({ to }) => to.startsWith('looked'))
  const link = linkIn(mail?.text)
  expect(parseLink(vaultForTests, 'confirm', link)).toEqual({ campaign, id: pending })
  expect(parseLink(vaultForTests, 'signed', link)).toBeUndefined()
  expect(parseLink(vaultForTests, 'confirm', `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)).toBeUndefined()
  const before = await counts()
  for (let i = 0; i < 20; i += 1) {
    const peek = await database.read((tx) => peekPending(tx, campaign, pending, vaultForTests, means))
    expect(peek).toMatchObject({ kind: 'pending', name: 'looked Vale', isOpen: true })
  }
  expect(await counts()).toEqual(before)
  const elsewhere = await signingPlace(database, means, { slug: 'elsewhere' })
  expect((await confirmed(database, elsewhere.campaign.id, pending, means))?.kind).toBe('gone')
  expect((await confirmed(database, campaign, pending, means))?.kind).toBe('confirmed')
})

test('"this was not me" ends the wish and every further mail about the letter', async () => {
  const pending = await wished(database, wishFor(place, { of: 'denied' }), means)
  await composedMails(database, means)
  expect(await database.transaction((tx) => denyWish(tx, campaign, pending, means))).toEqual({ kind: 'denied' })
  expect(await database.transaction((tx) => denyWish(tx, campaign, pending, means))).toEqual({ kind: 'gone' })
  expect((await confirmed(database, campaign, pending, means))?.kind).toBe('gone')
  await wished(database, wishFor(place, { of: 'denied', comment: 'again' }), means)
  expect((await composedMails(database, means)).filter(({ to }) => to.startsWith('denied'))).toEqual([])
})

test('a letter that closed counts nobody any more, and the wish is kept in case it opens again', async () => {
  const closing = await signingPlace(database, means, { slug: 'closing' })
  const pending = await wished(database, wishFor(closing), means)
  const set = (state: 'closed' | 'published') =>
    database.transaction((tx) => setState(tx, closing.campaign, closing.letter, { state }, means))
  await set('closed')
  expect(await confirmed(database, closing.campaign.id, pending, means)).toEqual({ kind: 'closed' })
  await set('published')
  expect((await confirmed(database, closing.campaign.id, pending, means))?.kind).toBe('confirmed')
})

test('two people share an inbox only where the campaign says so', async () => {
  const shared = await signingPlace(database, means, {
    slug: 'shared',
    signing: { ...plainSigning, sharedInbox: true },
  })
  const one = await signed(database, wishFor(shared, { of: 'home', name: signer('Ada Vale') }), means)
  const two = await signed(database, wishFor(shared, { of: 'home', name: signer('Imre Vale') }), means)
  const same = await signed(database, wishFor(shared, { of: 'home', name: signer('ADA  vale') }), means)
  expect(two.signature).not.toBe(one.signature)
  expect(same.signature).toBe(one.signature)
  const a = await signed(database, wishFor(place, { of: 'home', name: signer('Ada Vale') }), means)
  const b = await signed(database, wishFor(place, { of: 'home', name: signer('Imre Vale') }), means)
  expect(b.signature).toBe(a.signature)
  await all()
})

test('the receipt that follows verifies on its own, and opens the name', async () => {
  await composedMails(database, means)
  const { signature, index } = await signed(
    database,
    wishFor(place, { of: 'receipt', place: 'Oskerra', hears: true, email: email('receipt@mail.example') }),
    means,
  )
  const mail = (await composedMails(database, means)).find(({ to }) => to.startsWith('receipt'))
  expect(mail?.subject).toBe('Your signature is counted: Mend the stairs')
  expect(parseLink(vaultForTests, 'signed', linkIn(mail?.text, 'signed'))).toEqual({ campaign, id: signature })
  expect(mail?.unsubscribe).toContain('/unsubscribe/')
  const text = String(mail?.attachments?.[0]?.content)
  const receipt = parseReceipt(text)
  if (!receipt?.extra) throw new Error('no receipt')
  const extra: { leaf: string; opening: Parameters<typeof openingHolds>[0]; policy: string } = JSON.parse(
    Buffer.from(receipt.extra).toString(),
  )
  const leaf = parseLeaf(Buffer.from(extra.leaf))
  if (leaf?.t !== 'sig') throw new Error('no leaf')
  expect(receipt.index).toBe(index)
  expect(extra.opening).toMatchObject({ n: 'receipt Vale', p: 'Oskerra' })
  expect(openingHolds(extra.opening, leaf.c)).toBe(true)
  expect(text).not.toContain('mail.example')
  // It brings the key by which it can be verified with nothing else at hand; whose key that is, it cannot prove.
  expect(extra.policy).toBe(policyFor('letters.example.org/log/stairs'))
  const parsed = parsePolicy(extra.policy)
  expect(parsed && receiptHolds(receipt, Buffer.from(extra.leaf), parsed)).toBe(true)
})

test('a corrected text is signed only by who read it: the newest version read stands', async () => {
  const corrected = await signingPlace(database, means, { slug: 'corrected' })
  const late = await wished(database, wishFor(corrected, { of: 'late' }), means)
  const early = await signed(database, wishFor(corrected, { of: 'early' }), means)
  const versions = await correctLetter(database, corrected, 'Please mend the stairs soon.\n', means)
  const outcome = await confirmed(database, corrected.campaign.id, late, means)
  if (outcome?.kind !== 'confirmed') throw new Error('not confirmed')
  const read = (id: typeof outcome.signature) =>
    database.read((tx) => mySignature(tx, corrected.campaign.id, id, vaultForTests))
  expect((await read(outcome.signature))?.versions.map(({ number }) => number)).toEqual([1, 1])
  const again = await signed(database, wishFor({ ...corrected, versions }, { of: 'early' }), means)
  expect(again.signature).toBe(early.signature)
  expect((await read(early.signature))?.versions.map(({ number }) => number)).toEqual([2, 2])
  await all()
})
