import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CampaignId, SignatureId } from '#kernel'
import { publishedCounts } from '#ledger'
import { openDatabase, type Database } from '#platform'
import { hashText, verifierKeyOf } from '#proof'
import { linkOf, receiptOfSignature } from '#signatures'
import { checkEverything } from '../kit/check-everything.ts'
import { testDatabase } from '../kit/database.ts'
import { everythingIn } from '../kit/everything.ts'
import { guardedFolder } from '../kit/guarded-folder.ts'
import { freePort, startHouse, type House } from '../kit/house.ts'
import { handClock, sealNow, testLogKeys } from '../kit/logs.ts'
import { signersAt, type SignersAt } from '../kit/signer.ts'
import { correctText, filledIn, letSign, post, signingWebOn, vault } from '../kit/signing-web.ts'
import { readReceiptAsStranger } from '../kit/stranger.ts'
import { exampleProposal, keepCampaign } from '../kit/web.ts'

// The README promises these in the same words; the docs gate holds the two together.

const data = guardedFolder()
let house: House
let database: Database
let people: SignersAt

beforeAll(async () => {
  house = await startHouse(data.path, await freePort(), '--dev')
  database = await openDatabase({ dataDir: data.path }, { role: 'guest' })
  people = signersAt(house.url)
}, 120_000)
afterAll(async () => {
  await database?.close()
  await house?.close()
  await data.remove()
})

const letter = '/c/no-secret-scores-for-tenants/march-2026'
const edition = `${letter}/verrolane`
/** What signing writes, shortened. The server's own clocks go on beside it: its queue of mails, its jobs. */
async function signingKept(): Promise<readonly string[]> {
  const kept = [...(await everythingIn(database))].filter(([table]) =>
    /^public\.(signatures_(?!watch|retention)|ledger_|letters_)/.test(table),
  )
  expect(kept.length).toBeGreaterThan(15)
  return kept.map(([table, rows]) => `${table} ${hashText(rows)}`)
}

const lettersAndDigits = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join('')

/** A page as it is seen: no styles, no tags, no references. */
const seenOn = (page: string): string =>
  lettersAndDigits(
    page
      .replace(/<style>[^]*?<\/style>|<[^>]*>/g, ' ')
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
      .replace(/&\w+;/g, ' '),
  )

test('A signature is bound to the exact text that was on the signer’s screen. Nobody can move it to other words.', async () => {
  const own = await testDatabase()
  const web = signingWebOn(own)
  const { slug, id } = await keepCampaign(own, exampleProposal(), { title: 'Bound', publish: true })
  const campaign = id as CampaignId
  await letSign(own, slug, 'march-2026')
  const form = `/c/${slug}/march-2026/verrolane/sign`
  const screen = await web.page(form)
  const hash = /name="read-verrolane" value="([0-9a-f]{64})"/.exec(screen)?.[1] ?? ''
  const text = await web.page(`/text/${hash}.txt`)
  expect(hashText(text)).toBe(hash)
  // All of what was hashed stands above the form, word for word; its own marks for links and lists do not.
  const body = text.slice(text.indexOf('\n\n')).replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
  const lines = body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => lettersAndDigits(line.replace(/^1\. /, '')))
  expect(lines.length).toBeGreaterThan(6)
  expect(lines.filter((line) => !seenOn(screen).includes(line))).toEqual([])

  const pendings = () => own.read((tx) => tx.selectFrom('signatures_pending').select('pending_id').execute())
  expect((await post(web, form, filledIn(screen, { email: 'ada@mail.example' }))).status).toBe(303)
  const signature = (await pendings())[0]?.pending_id as SignatureId
  await post(web, `/confirm/${linkOf(vault, 'confirm', campaign, signature)}`)
  await sealNow(own, handClock())
  const receipt = await own.read((tx) => receiptOfSignature(tx, campaign, signature, { vault }))
  const key = verifierKeyOf(
    { name: `letters.example/log/${slug}`, seed: testLogKeys.seeds[0] ?? new Uint8Array() },
    'ed25519',
  )
  const signedTexts = (): unknown =>
    receipt?.kind === 'receipt' ? readReceiptAsStranger(receipt.text, key).leaf['e'] : undefined
  expect(signedTexts()).toEqual([hash])

  // An editor corrects the text. Whoever has the old one on the screen is asked again, whatever hash they send.
  await correctText(own, slug, 'march-2026', ['accurate', 'honest'])
  web.setNow('2026-04-01T12:01:00Z')
  const corrected = /name="read-verrolane" value="([0-9a-f]{64})"/.exec(await web.page(form))?.[1] ?? ''
  expect(corrected).not.toBe(hash)
  for (const [stale, says] of [
    [hash, 'The text was corrected while you read it'],
    ['ab'.repeat(32), 'The text you read is not known here'],
    [/name="read-oskerra" value="([0-9a-f]{64})"/.exec(screen)?.[1] ?? '', 'The text was corrected while you read it'],
  ] as const) {
    const answer = await post(web, form, filledIn(screen, { email: 'bea@mail.example', 'read-verrolane': stale }))
    expect([answer.status, (await answer.text()).includes(says)]).toEqual([409, true])
  }
  expect(await pendings()).toEqual([])
  const counts = await own.read((tx) => publishedCounts(tx, campaign))
  expect([counts.get(`version:${hash}`)?.standing, counts.get(`version:${corrected}`)?.standing ?? 0]).toEqual([1, 0])
  expect(await web.page(`/signed/${linkOf(vault, 'signed', campaign, signature)}`)).toContain(
    'the letter to Verrolane, version 1',
  )

  // Not by those who own the database either: the row then contradicts the log, and the log the receipt.
  expect(await checkEverything(own, vault)).toEqual([])
  const moveRow = (from: string, to: string) =>
    own.transaction((tx) =>
      sql`update signatures_signature set versions = decode(replace(encode(versions, 'hex'), ${from}, ${to}), 'hex')`.execute(
        tx,
      ),
    )
  await moveRow(hash, corrected)
  expect(await checkEverything(own, vault)).not.toEqual([])
  await moveRow(corrected, hash)
  expect(await checkEverything(own, vault)).toEqual([])
  const hexOf = (words: string) => Buffer.from(words).toString('hex')
  const moveLeaf = (from: string, to: string) =>
    own.transaction(async (tx) => {
      const [before, after] = [hexOf(`"e":["${from}"]`), hexOf(`"e":["${to}"]`)]
      await sql`update ledger_tile set bytes = decode(replace(encode(bytes, 'hex'), ${before}, ${after}), 'hex') where level = -1`.execute(
        tx,
      )
    })
  await moveLeaf(hash, corrected)
  await moveRow(hash, corrected)
  expect((await checkEverything(own, vault)).join()).toMatch(/root|hash|tile/i)
  expect(signedTexts()).toEqual([hash])
})

test('A GET never signs, confirms, withdraws or unsubscribes.', async () => {
  // One of each: who is asked to confirm, who has signed, who signed twice.
  await people.wish(edition, { email: 'asked@mail.example' })
  await people.sign(edition, { email: 'signed@mail.example', hear: 'yes', show: 'yes' })
  const twice = await people.sign(edition, { email: 'twice@mail.example', show: 'yes' })
  await people.wish(edition, { email: 'twice@mail.example', show: 'yes' })
  const links = [
    ...(await people.linksTo('asked@mail.example')),
    ...(await people.linksTo('signed@mail.example', 2)),
    ...(await people.linksTo('twice@mail.example', 3)),
  ]
  for (const kind of ['confirm', 'not-me', 'signed', 'unsubscribe'])
    expect([kind, links.some((link) => link.startsWith(`/${kind}/`))]).toEqual([kind, true])
  const acts = ['withdraw', 'erase', 'shown', 'shown?show=no', 'hearing', 'data', 'receipt'].map(
    (act) => `${twice}/${act}`,
  )
  const before = await signingKept()
  for (const path of [...links, ...acts])
    for (const method of ['GET', 'HEAD']) {
      for (const query of path.includes('?') ? [''] : ['', '?confirm=yes', '?show=no&name=x&code=123456']) {
        const answer = await fetch(house.url + path + query, { method })
        expect([path, method, answer.status < 500]).toEqual([path, method, true])
        await answer.arrayBuffer()
      }
    }
  expect(await signingKept()).toEqual(before)
  // The same links do what they say once their button is pressed.
  await people.post(links.find((link) => link.startsWith('/confirm/')) ?? '')
  expect(await signingKept()).not.toEqual(before)
}, 180_000)

/** An answer as a stranger can compare it: without what is sealed anew each time, the hour, and the hash of the rest. */
async function comparable(answer: Response, secrets: readonly string[]): Promise<unknown> {
  const veil = (text: string): string =>
    secrets
      .reduce((all, secret) => all.replaceAll(secret, '•'.repeat(secret.length)), text)
      // The form's token tells the hour it was made in.
      .replace(/(name="token"\s+value=")[\w.-]+/, '$1')
      .replaceAll(/\/sign\/[\w-]+/g, (path) => `/sign/${path.length}`)
  const headers = [...answer.headers]
    .filter(([name]) => name !== 'date' && name !== 'etag')
    .map(([name, value]) => [name, veil(value)])
  return { status: answer.status, headers, body: veil(await answer.text()) }
}

test('No page tells a stranger whether an address has signed.', async () => {
  // All as long as each other, so that lengths can be compared too.
  const known = { asked: 'known-a@mail.example', signed: 'known-s@mail.example', withdrawn: 'known-w@mail.example' }
  await people.wish(edition, { email: known.asked })
  await people.sign(edition, { email: known.signed, show: 'yes' })
  await people.post(`${await people.sign(edition, { email: known.withdrawn })}/withdraw`)
  const refused = 'known-r@mail.example'
  await people.wish(edition, { email: refused })
  await people.post(await people.linkTo(refused, 'not-me'))
  const form = await people.page(`${edition}/sign`)
  // Not compressed: an echoed address makes more or fewer bytes by its letters.
  const open = (path: string) => fetch(house.url + path, { headers: { 'accept-encoding': 'identity' } })
  const answersTo = async (email: string): Promise<readonly unknown[]> => {
    const typed = { ...filledIn(form), name: 'Stranger Example', email }
    const posted = await people.post(`${edition}/sign`, typed)
    const sent = posted.headers.get('location') ?? ''
    const secrets = [email, encodeURIComponent(email), sent.slice('/sign/'.length)]
    const asked = [
      posted,
      await open(sent),
      await people.post(`${sent}/code`, { code: '000000' }),
      await people.post(`${sent}/again`),
      await open(`${sent}?again=yes`),
      await open(`${edition}/sign?from=${sent.slice('/sign/'.length)}`),
      await people.post(`${edition}/sign`, { ...typed, consent: '' }),
      await open(`${letter}/supporters?find=${encodeURIComponent(email)}`),
      await open(`${letter}/supporters?find=${email.split('@')[0]}`),
    ]
    return await Promise.all(asked.map((answer) => comparable(answer, [...secrets, email.split('@')[0] ?? ''])))
  }
  const nobody = await answersTo('nobody1@mail.example')
  expect(nobody.map((answer) => (answer as { status: number }).status)).toEqual([
    303, 200, 422, 303, 200, 200, 422, 200, 200,
  ])
  for (const email of ['nobody2@mail.example', ...Object.values(known), refused])
    expect([email, await answersTo(email)]).toEqual([email, nobody])
}, 180_000)
