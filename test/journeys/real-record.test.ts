import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { readBytes, readLetters, type Proposal } from '#intake'
import { dateInWords, wordsFor, type CampaignId, type OrganizerId } from '#kernel'
import { openCampaignLog, readCampaignRecord } from '#letters'
import { systemMeans } from '#platform'
import { readRecord, recordOf, recordRecord, remindOfPromises, reviseCommitment, type RecordFile } from '#responses'
import { routes } from '#web'
import { joined } from '../kit/accounts.ts'
import { checkEverything } from '../kit/check-everything.ts'
import { corpusBytes, corpusIsHere } from '../kit/corpus.ts'
import { testDatabase } from '../kit/database.ts'
import { readText, rowsUnder, sectionsOf } from '../kit/page-text.ts'
import { expectPromiseCell } from '../kit/promise-cell.ts'
import { commonDemand, realRecord } from '../kit/real-record.ts'
import { on, said, terms } from '../kit/recorded.ts'
import { reminderMails } from '../kit/reminder-mails.ts'
import { vaultForTests } from '../kit/signatures.ts'
import { keepCampaign, webOn } from '../kit/web.ts'

const database = await testDatabase()
const web = webOn(database)
const clock = { at: '2019-01-15T17:00:00Z' }
const means = { ...systemMeans(), now: () => new Date(clock.at) }
const words = wordsFor('en').record
const sound = async () => expect(await checkEverything(database, vaultForTests)).toEqual([])

type Real = ReturnType<typeof realRecord>

function setNow(moment: string): void {
  clock.at = moment
  web.setNow(moment)
}

function parsed(text: string): RecordFile {
  const read = readRecord(text)
  if (read.kind !== 'read') throw new Error(read.problems.join('\n'))
  return read.file
}

function realLetters(): Proposal {
  const read = readBytes(corpusBytes('letters/coalition-2019/letters.txt'))
  if (read.kind !== 'text') throw new Error(read.sentence)
  return readLetters(read.text)
}

/** The record file with the deliveries of these editions, and without what was said later than a day. */
async function fileAsOf(day: string, real: Real, slug: string): Promise<RecordFile> {
  const kept = await database.read((tx) => readCampaignRecord(tx, slug))
  const deliveries = (kept?.record.letters ?? []).flatMap((letter) =>
    letter.editions.map((edition) => ({
      key: edition.recipient,
      recipient: edition.recipient,
      letter: letter.slug,
      edition: edition.slug,
      channel: 'post',
      on: real.sentOn,
    })),
  )
  expect(deliveries.map(({ recipient }) => recipient).toSorted()).toEqual(
    real.recipients.map(({ slug: one }) => one).toSorted(),
  )
  const file = parsed(stringify({ ...parse(real.text), deliveries }))
  const known = <One extends { readonly on: string }>(all: readonly One[]) => all.filter((one) => one.on <= day)
  const commitments = known(file.commitments).map((one) => ({ ...one, revisions: known(one.revisions) }))
  return { ...file, commitments }
}

test.skipIf(!corpusIsHere)(
  'the real letters, imported and put on record through the database, read as the table of expectations says',
  async () => {
    const real = realRecord()

    // The day of the letters: read, accepted, public.
    setNow(`${real.sentOn}T17:00:00Z`)
    const { id, slug } = await keepCampaign(database, realLetters(), { title: 'The real record', publish: true }, means)
    const campaign = id as CampaignId
    await database.transaction((tx) => openCampaignLog(tx, { id: campaign, slug }, 'letters.example', means))
    const editor = await joined(database, 'erin', means, { campaign, role: 'editor' })
    await joined(database, 'vic', means, { campaign, role: 'viewer' })
    await sound()

    // A month before the promise of one year ends: what is known by then goes on record.
    setNow('2021-05-10T17:00:00Z')
    const file = await fileAsOf('2021-05-10', real, slug)
    const imported = await database.transaction((tx) =>
      recordRecord(tx, { campaign, by: editor.organizer, file, files: new Map() }, means),
    )
    expect(imported).toMatchObject({ kind: 'recorded' })
    await sound()
    const ending = endingIn(file)
    await remindedOnce(ending)

    // It is extended, without an end: nobody is reminded again.
    setNow('2021-06-03T17:00:00Z')
    await extend({ campaign, by: editor.organizer }, parsed(real.text), ending.key)
    await remindOfPromises(database, means)
    expect(await reminderMails(database, means)).toEqual([])
    await sound()

    for (const now of ['2021-06-03T17:00:00Z', '2026-01-01T17:00:00Z']) {
      setNow(now)
      web.shelf.forget(new Set([slug]))
      await expectNineCells(real, slug)
      for (const day of real.cells.keys())
        for (const recipient of real.recipients) await expectRecipient(real, { campaign: slug, recipient, day })
    }
    await sound()
  },
  120_000,
)

type Commitment = RecordFile['commitments'][number]

/** The one promise that names its last day. */
function endingIn(file: RecordFile): Commitment {
  const [ending, ...more] = file.commitments.filter(({ expires }) => expires !== undefined)
  if (!ending || more.length > 0) throw new Error('one promise of the real record ends')
  return ending
}

/** Not before thirty days before it ends, and then once, to who may write. */
async function remindedOnce({ title, expires }: Commitment): Promise<void> {
  await remindOfPromises(database, means)
  expect(await reminderMails(database, means)).toEqual([])
  setNow('2021-05-12T17:00:00Z')
  await Promise.all([remindOfPromises(database, means), remindOfPromises(database, means)])
  const mails = await reminderMails(database, means)
  expect(mails.map(({ to }) => to)).toEqual(['erin@coalition.example'])
  expect(mails[0]?.subject).toContain(dateInWords(expires ?? on(''), 'en'))
  expect(mails[0]?.text).toContain(title)
  setNow('2021-05-13T17:00:00Z')
  await remindOfPromises(database, means)
  expect(await reminderMails(database, means)).toEqual([])
  await sound()
}

/** Puts on record what became of it later. */
async function extend(at: { readonly campaign: CampaignId; readonly by: OrganizerId }, file: RecordFile, key: string) {
  const { campaign } = at
  const told = file.commitments.find((one) => one.key === key)
  const record = await database.read((tx) => recordOf(tx, campaign, { audience: 'organizers', at: means.now() }))
  const found = record.commitments.find(({ title }) => title === told?.title)
  if (!found || told?.revisions.length !== 1) throw new Error('the promise that ends was extended once')
  for (const { on: day, stage, words: wording, loopholes } of told.revisions) {
    const acting = { ...at, commitment: found.id }
    const outcome = await database.transaction((tx) =>
      reviseCommitment(tx, { ...acting, stage, on: day, wording: said(wording), terms: terms({ loopholes }) }, means),
    )
    expect(outcome).toMatchObject({ kind: 'recorded' })
  }
}

async function expectNineCells(real: Real, campaign: string): Promise<void> {
  const before = new Map<string, string>()
  for (const [day, cells] of real.cells) {
    const page = await web.page(routes.comparedOn(campaign, day))
    const rows = rowsUnder(page, titleOf(real))
    expect([...rows.keys()].toSorted()).toEqual(real.recipients.map(({ name }) => name).toSorted())
    for (const { slug, name } of real.recipients) {
      const [promise = '', answer = ''] = rows.get(name) ?? []
      const expected = cells.get(slug) ?? ''
      if (expected === 'as before') expect(promise).toBe(before.get(slug))
      else expectPromiseCell(promise, expected)
      before.set(slug, promise)
      expect(answer).toContain(words.derived['awaiting-response'])
      expect(answer).toContain(words.noDeadline)
    }
    expect(readText(page)).not.toMatch(/overdue/i)
  }
  // Nothing changed since the last of the days: the front page says the same today.
  const front = rowsUnder(await web.page(routes.campaign(campaign)), titleOf(real))
  for (const { slug, name } of real.recipients) expect(front.get(name)?.[0]).toBe(before.get(slug))
  expect(real.cells.size * real.recipients.length).toBe(9)
}

const titleOf = (real: Real): string =>
  parsed(real.text).demands.find(({ key }) => key === commonDemand)?.title ?? 'no such demand'

/** What meets the common demand, as of a day: whose it is, and its words of then. */
function meetingOn(day: string, file: RecordFile) {
  return file.commitments
    .filter(({ on: stated, links }) => stated <= day && links.some(({ covers }) => covers !== 'none'))
    .map(({ recipient, words: first, revisions }) => {
      const latest = revisions.findLast(({ on: said_ }) => said_ <= day)
      return { recipient, words: latest?.words ?? first }
    })
}

/** The page of one recipient as of a day: what it was asked, promised, what the others did, and what is open. */
async function expectRecipient(real: Real, at: PageAt): Promise<void> {
  const { campaign, recipient, day } = at
  const file = parsed(real.text)
  const page = await web.page(routes.recordRecipientOn(campaign, recipient.slug, day))
  const sections = sectionsOf(page)
  const under = (heading: string): string => sections.get(heading) ?? `nothing is under ${heading}`
  const own = words.recipient

  const demands = file.demands.flatMap(({ title, asked }) =>
    asked.filter((one) => one.recipient === recipient.slug).map((one) => ({ title, words: one.words })),
  )
  expect(demands.length).toBeGreaterThan(0)
  for (const demand of demands) {
    expect(under(own.demands)).toContain(plain(demand.words))
    expect(under(own.open)).toContain(own.unanswered(demand.title, dateInWords(on(real.sentOn), 'en')))
  }

  const promised = file.commitments.filter((one) => one.recipient === recipient.slug)
  for (const { on: stated, words: first, revisions } of promised)
    for (const wording of [{ on: stated, words: first }, ...revisions])
      expect([wording.on, under(own.promises).includes(plain(wording.words))]).toEqual([wording.on, wording.on <= day])

  const met = meetingOn(day, file)
  for (const other of real.recipients.filter(({ slug }) => slug !== recipient.slug)) {
    const its = met.filter((one) => one.recipient === other.slug)
    expect([other.slug, sections.get(own.others)?.includes(other.name) ?? false]).toEqual([other.slug, its.length > 0])
    for (const one of its) expect(under(own.others)).toContain(plain(one.words))
  }

  const covers = met.some((one) => one.recipient === recipient.slug) ? 'part' : 'none'
  expect(under(own.open)).toContain(own.notCommitted[covers](titleOf(real)))
  expectDays({ open: under(own.open), promised, day })
  expect(readText(page)).not.toMatch(/overdue/i)
}

type PageAt = { readonly campaign: string; readonly recipient: Real['recipients'][number]; readonly day: string }

/** A deadline that has passed is open until somebody judges it, and a last day until it is taken out. */
function expectDays(at: { readonly open: string; readonly promised: readonly Commitment[]; readonly day: string }) {
  const { open, promised, day } = at
  const own = words.recipient
  for (const { on: stated, title, deadline, expires, revisions } of promised) {
    if (deadline !== undefined) {
      const passed = own.deadlinePassed(title, dateInWords(deadline, 'en'))
      expect([title, open.includes(plain(passed))]).toEqual([title, stated <= day && deadline < day])
    }
    if (expires === undefined) continue
    const isOpen = stated <= day && !revisions.some((one) => one.on <= day)
    const ends = plain(own.expiring(title, dateInWords(expires, 'en')))
    expect([title, open.includes(ends)]).toEqual([title, isOpen])
  }
}

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
