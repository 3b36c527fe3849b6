import { expect, test } from 'vitest'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import {
  address,
  calledBack,
  changeText,
  currentHashes,
  formFor,
  gatherPlace,
  printedNames,
  signedOn,
  standingSignOn,
  testOrganizer,
  wishedSignOn,
  type GatherPlace,
} from '../../test/kit/sign-ons.ts'
import { movableMeans, vaultForTests } from '../../test/kit/signatures.ts'
import { dnsOf } from '../../test/kit/signed-mail.ts'
import { setState } from '#letters'
import { openVault, type DueMail, type Tx, type Vault } from '#platform'
import { askOrganizations } from './ask-organizations.ts'
import { boardOf } from './board.ts'
import { signOnComposers } from './compose-sign-on.ts'
import { confirmSignOn, renewConsent } from './confirm-sign-on.ts'
import { gatherLinkOf, parseGatherLink, parseHomeLink, parseSignOnLink, signOnLinkOf } from './gather-link.ts'
import { answerHome, askHome, homeView } from './home-approval.ts'
import { keepSignOns } from './keep-sign-ons.ts'
import { eraseRepresentative, handOver, setCarries, withdrawSignOn } from './my-sign-on.ts'
import { checkRecord, proofFor } from './proof-for.ts'
import { remindDueSignOns } from './remind-due.ts'
import { renewSignOnSeals } from './renew-sign-on-seals.ts'
import { noteReturnedSignOnMails } from './returned-mails.ts'
import { signOnView } from './sign-on-view.ts'

const database = await testDatabase()
const clock = movableMeans()
const means = { ...clock, vault: vaultForTests }
const day = 86_400_000
let places = 0
const place = async (given: Parameters<typeof gatherPlace>[2] = {}) => {
  places += 1
  return gatherPlace(database, means, { slug: `voices-${places}`, ...given })
}
const write = async <T>(work: (tx: Tx) => Promise<T>) => database.transaction(work)
const fine = async () => expect(await checkEverything(database, vaultForTests)).toEqual([])
const view = async (link: string) => database.read((tx) => signOnView(tx, vaultForTests, link, means.now()))
const other = { name: 'Bo Reed', role: 'Chair', email: address('bo@harbor-lights.example') }

const links = {
  gather: (link: string) => `https://letters.example/join/${link}`,
  signOn: (link: string) => `https://letters.example/sign-on/${link}`,
}

/** A mail as it would go out. */
type Made = { readonly kind: string; readonly to: string; readonly text: string }

/** Makes every mail of this room that waits, and empties the queue. */
async function mails(): Promise<readonly Made[]> {
  return write(async (tx) => {
    const rows = await tx.selectFrom('platform_mail').selectAll().orderBy('due_at').orderBy('mail_id').execute()
    await tx.deleteFrom('platform_mail').execute()
    const all: Made[] = []
    for (const row of rows) {
      const ids = Object.fromEntries(Object.entries(row.ids ?? {}).map(([name, id]) => [name, String(id)]))
      const plain = { composedBefore: false, tries: 0, doubts: 0, nextAt: row.next_at, dueAt: row.due_at }
      const due: DueMail = { id: row.mail_id, kind: row.kind, ids, ...plain }
      const [mail] = (await signOnComposers(vaultForTests, links)[row.kind]?.(tx, [due], means.now())) ?? []
      if (mail !== undefined && mail !== 'later') all.push({ kind: row.kind, to: mail.to, text: mail.text })
    }
    return all
  })
}

const linkIn = (mail?: Made): string =>
  /https:\/\/letters\.example\/[\w-]+\/([\w.-]+)/.exec(mail?.text ?? '')?.[1] ?? ''

test('links name what they were made for; one bit, one kind or one term otherwise they open nothing', async () => {
  const at = await place()
  const { signOn } = await signedOn(database, at, means)
  const link = signOnLinkOf(vaultForTests, { campaign: at.campaign.id, signOn, term: 1 })
  expect(parseSignOnLink(vaultForTests, link)).toEqual({ campaign: at.campaign.id, signOn, term: 1 })
  expect([parseGatherLink(vaultForTests, link), parseHomeLink(vaultForTests, link)]).toEqual([undefined, undefined])
  const open = { kind: 'open', campaign: at.campaign.id, letter: at.letter } as const
  expect(parseGatherLink(vaultForTests, gatherLinkOf(vaultForTests, open))).toEqual(open)
  for (let i = 0; i < link.length; i += 1) {
    const changed = `${link.slice(0, i)}${link[i] === 'A' ? 'B' : 'A'}${link.slice(i + 1)}`
    expect(parseSignOnLink(vaultForTests, changed)).toBe(undefined)
  }
})

test('who is asked gets a mail whose link leads to the letter; who signed on is asked to confirm and then to prove', async () => {
  const at = await place()
  const rows = [{ name: 'Harbor Lights', email: address('ada@harbor-lights.example') }]
  await mails()
  await write((tx) =>
    askOrganizations(tx, { campaign: at.campaign.id, letter: at.letter, by: testOrganizer, rows }, means),
  )
  const [ask] = await mails()
  expect(ask).toMatchObject({ kind: 'organizations.ask', to: 'ada@harbor-lights.example' })
  const link = parseGatherLink(vaultForTests, linkIn(ask))
  if (!link) throw new Error('the link does not open')
  await wishedSignOn(database, at, formFor(at, await currentHashes(database, at), { link }), means)
  const [confirm] = await mails()
  expect(confirm?.text).toContain('Nothing is signed yet')
  const wish = { link: linkIn(confirm), read: await currentHashes(database, at) }
  expect(await write((tx) => confirmSignOn(tx, vaultForTests, wish, means))).toMatchObject({ kind: 'signed' })
  expect((await mails()).map(({ kind }) => kind)).toEqual(['organizations.proof'])
})

test('an inbox is sent three mails a day about one letter, whoever types its address how often', async () => {
  const at = await place()
  await mails()
  const read = await currentHashes(database, at)
  const { startSignOn } = await import('./start-sign-on.ts')
  for (let n = 0; n < 6; n += 1)
    expect(await write((tx) => startSignOn(tx, vaultForTests, formFor(at, read), means))).toEqual({
      kind: 'asked-to-confirm',
    })
  expect(await mails()).toHaveLength(3)
})

test('who wants to ask at home first signs nothing; board or counsel answer by a link that only reads, and the representative hears', async () => {
  const at = await place()
  const read = await currentHashes(database, at)
  const { link } = await wishedSignOn(database, at, formFor(at, read, { considers: true }), means)
  const press = async (hashes: typeof read) =>
    write((tx) => confirmSignOn(tx, vaultForTests, { link, read: hashes }, means))
  expect(await press([])).toMatchObject({ kind: 'considering' })
  expect(await view(link)).toMatchObject({ state: 'considering', read, considers: true })
  const asked = await write((tx) => askHome(tx, vaultForTests, { link }, means))
  if (asked.kind !== 'asked') throw new Error(asked.kind)
  const seen = await database.read((tx) => homeView(tx, vaultForTests, asked.link, means.now()))
  expect(seen).toMatchObject({ name: 'Harbor Lights', isOpen: true, question: { answers: [] } })
  await mails()
  const answer = { link: asked.link, name: 'Counsel', answer: 'question', words: 'Who pays?' } as const
  expect(await write((tx) => answerHome(tx, vaultForTests, answer, means))).toEqual({ kind: 'answered' })
  const [mail] = await mails()
  expect(mail?.text).toContain('Who pays?')
  expect((await view(link))?.home[0]?.answers).toMatchObject([{ name: 'Counsel', answer: 'question' }])
  expect(await press(read)).toMatchObject({ kind: 'signed' })
  expect(await printedNames(database, at)).toEqual([])
})

test('a successor speaks once their mailbox answered, and then the former link opens nothing; what stood goes on standing', async () => {
  const at = await place()
  const { signOn, link } = await standingSignOn(database, at, means)
  await mails()
  await write((tx) => handOver(tx, vaultForTests, { link, successor: other }, means))
  expect(await view(link)).toMatchObject({ successor: { name: 'Bo Reed' } })
  const [mail] = await mails()
  expect(mail?.to).toBe(other.email)
  const next = linkIn(mail)
  expect(await view(next)).toMatchObject({ term: 2, representative: { name: 'Bo Reed' } })
  expect(await write((tx) => withdrawSignOn(tx, vaultForTests, { link: next }, means))).toEqual({ kind: 'gone' })
  const read = await currentHashes(database, at)
  await write((tx) => confirmSignOn(tx, vaultForTests, { link: next, read }, means))
  expect(await view(link)).toBe(undefined)
  expect(await write((tx) => setCarries(tx, vaultForTests, { link, carries: true }, means))).toEqual({ kind: 'gone' })
  expect(await printedNames(database, at)).toEqual(['Harbor Lights: halden oskerra'])
  await changeText(database, at, { source: 'Light them all.\n', change: 'change' }, means)
  const fresh = await currentHashes(database, at)
  await write((tx) => renewConsent(tx, vaultForTests, { link: next, read: fresh }, means))
  // Whoever says yes to the new words has to be known themselves.
  expect(await printedNames(database, at)).toEqual([])
  await calledBack(database, at, signOn, means)
  expect(await printedNames(database, at)).toEqual(['Harbor Lights: halden oskerra'])
  await fine()
})

test('the line to prove with is the same until it is used up, and a record that fits lets the name stand', async () => {
  const at = await place()
  const { signOn, link } = await signedOn(database, at, means, { domain: 'harbor-lights.org' })
  const { judged } = await import('../../test/kit/sign-ons.ts')
  await judged(database, at, signOn, means)
  const told = async () => write((tx) => proofFor(tx, vaultForTests, { link, inbox: 'in@letters.example' }, means))
  const offer = await told()
  if (offer.kind !== 'proof') throw new Error(offer.kind)
  expect(await told()).toEqual(offer)
  expect(await view(link)).toMatchObject({ challenge: { domain: 'harbor-lights.org', provesByMail: true } })
  const look = async (texts: Readonly<Record<string, string>>) =>
    checkRecord(
      database,
      { link, level: 'dns' },
      { ...means, ask: dnsOf(texts), fetchFile: async () => ({ kind: 'missing' }) },
    )
  expect(await look({})).toMatchObject({ kind: 'refused' })
  expect(await printedNames(database, at)).toEqual([])
  expect(await look({ [offer.dns.name]: offer.dns.value })).toEqual({ kind: 'proved' })
  expect(await printedNames(database, at)).toEqual(['Harbor Lights: halden oskerra'])
  await fine()
})

test('evidence speaks for one sign-on alone: another that calls itself the same stays unprinted', async () => {
  const at = await place()
  await standingSignOn(database, at, means)
  const eve = { name: 'Eve', role: '', email: address('eve@elsewhere.example') }
  const { signOn } = await signedOn(database, at, means, { representative: eve })
  const { judged } = await import('../../test/kit/sign-ons.ts')
  expect(await judged(database, at, signOn, means)).toMatchObject({ kind: 'stands-already' })
  const rows = await database.read((tx) => boardOf(tx, vaultForTests, at.campaign.id, at.letter, means.now()))
  expect(rows.map(({ level, status }) => `${level} ${status}`)).toEqual(['call-back printed', 'unverified signed'])
})

test('the clock reminds who considers and whose yes is awaited, three times at most, and the deputy too', async () => {
  const at = await place()
  const representative = {
    ...other,
    email: address('cy@harbor-lights.example'),
    deputyEmail: address('dee@harbor-lights.example'),
  }
  await standingSignOn(database, at, means, { representative })
  await changeText(database, at, { source: 'Light each one.\n', change: 'change' }, means)
  const first = (await mails()).filter(({ kind }) => kind === 'organizations.text-changed')
  expect(first.map(({ to }) => to).toSorted()).toEqual(['cy@harbor-lights.example', 'dee@harbor-lights.example'])
  let sent = 0
  for (let n = 0; n < 30; n += 1) {
    clock.pass(day)
    await remindDueSignOns(database, means)
    sent += (await mails()).filter(({ to }) => to === representative.email).length
  }
  expect(sent).toBe(3)
})

test('a mail that came back is seen on the board', async () => {
  const at = await place()
  const { signOn } = await signedOn(database, at, means)
  const ids = { campaign: at.campaign.id, signOn, term: '1' }
  await write((tx) => noteReturnedSignOnMails(tx, [{ kind: 'organizations.proof', ids }], means))
  const [row] = await database.read((tx) => boardOf(tx, vaultForTests, at.campaign.id, at.letter, means.now()))
  expect(row).toMatchObject({ mailTrouble: means.now(), queues: ['authorize', 'mail'] })
})

/** Everything sealed of people in this room's tables. */
async function kept(at: GatherPlace): Promise<number> {
  return database.read(async (tx) => {
    const where = at.campaign.id
    const asks = await tx.selectFrom('organizations_ask').select('sealed').where('campaign_id', '=', where).execute()
    const people = await tx
      .selectFrom('organizations_representative')
      .select('sealed')
      .where('campaign_id', '=', where)
      .execute()
    const evidence = await tx
      .selectFrom('organizations_evidence')
      .select('sealed')
      .where('campaign_id', '=', where)
      .execute()
    const wishes = await tx.selectFrom('organizations_wish').select('sealed').where('campaign_id', '=', where).execute()
    return [...asks, ...people, ...evidence, ...wishes].filter(({ sealed }) => sealed !== null).length
  })
}

test('thirty days after a letter closed nothing personal of its representatives is left, and every name still stands', async () => {
  const at = await place()
  const rows = [{ name: 'Stair Keepers', email: address('ann@stairs.example') }]
  await write((tx) =>
    askOrganizations(tx, { campaign: at.campaign.id, letter: at.letter, by: testOrganizer, rows }, means),
  )
  const { link } = await standingSignOn(database, at, means)
  await wishedSignOn(database, at, formFor(at, await currentHashes(database, at)), means)
  await write((tx) => setState(tx, at.campaign, at.letter, { state: 'closed' }, means))
  expect(await kept(at)).toBe(4)
  clock.pass(29 * day)
  await write((tx) => keepSignOns(tx, means))
  expect(await kept(at)).toBe(3)
  clock.pass(2 * day)
  await write((tx) => keepSignOns(tx, means))
  expect(await kept(at)).toBe(0)
  expect(await view(link)).toBe(undefined)
  expect(await printedNames(database, at)).toEqual(['Harbor Lights: halden oskerra'])
  await fine()
})

test('a representative is forgotten at once where they ask for it; a person who withdrew goes with their name', async () => {
  const at = await place()
  const { link } = await standingSignOn(database, at, means)
  expect(await write((tx) => eraseRepresentative(tx, vaultForTests, { link }, means))).toEqual({ kind: 'done' })
  expect(await kept(at)).toBe(0)
  expect(await view(link)).toBe(undefined)
  expect(await printedNames(database, at)).toEqual(['Harbor Lights: halden oskerra'])
  const expert = {
    kind: 'person',
    name: 'Dr Ida Fern',
    title: 'Professor',
    representative: { ...other, email: address('ida@fern.example') },
  } as const
  const person = await standingSignOn(database, at, means, expert)
  expect(await printedNames(database, at)).toContain('Dr Ida Fern: halden oskerra')
  await write((tx) => withdrawSignOn(tx, vaultForTests, { link: person.link }, means))
  clock.pass(31 * day)
  await write((tx) => keepSignOns(tx, means))
  const left = await database.read((tx) =>
    tx.selectFrom('organizations_sign_on').select('name').where('campaign_id', '=', at.campaign.id).execute(),
  )
  expect(left.map(({ name }) => name)).toEqual(['Harbor Lights'])
  await fine()
})

test('sealed anew, everything opens with the new keys alone', async () => {
  const at = await place()
  const rows = [{ name: 'Stair Keepers', email: address('ann@stairs.example') }]
  await write((tx) =>
    askOrganizations(tx, { campaign: at.campaign.id, letter: at.letter, by: testOrganizer, rows }, means),
  )
  await standingSignOn(database, at, means)
  const key = (fill: number) => new Uint8Array(32).fill(fill)
  const fresh: Vault = openVault({ identity: key(9), seal: [{ id: 2, key: key(8) }], link: [{ id: 1, key: key(3) }] })
  await write((tx) => renewSignOnSeals(tx, { before: vaultForTests, after: fresh }))
  const board = async (vault: Vault) =>
    database.read((tx) => boardOf(tx, vault, at.campaign.id, at.letter, means.now()))
  expect((await board(fresh)).map(({ personal }) => personal().contact?.email)).toEqual([
    'ann@stairs.example',
    'ada@harbor-lights.example',
  ])
  const [sealed] = await board(vaultForTests)
  expect(() => sealed?.personal()).toThrow('does not open')
  await write((tx) => renewSignOnSeals(tx, { before: fresh, after: vaultForTests }))
  await fine()
})
