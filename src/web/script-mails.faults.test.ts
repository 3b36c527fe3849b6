import { simpleParser } from 'mailparser'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../test/kit/browser.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { rounds } from '../../test/kit/faults.ts'
import { shippedFonts } from '../../test/kit/fonts.ts'
import { hostileCampaign, keepable } from '../../test/kit/hostile-campaign.ts'
import { markedHouse, peopleOf } from '../../test/kit/marked-house.ts'
import { address, currentHashes, formFor, gatherPlace, testOrganizer, wishedSignOn } from '../../test/kit/sign-ons.ts'
import { mailsWith } from '../../test/kit/marked-mails.ts'
import { scriptedServer } from '../../test/kit/mail-server.ts'
import { mailKeyForTests } from '../../test/kit/mail.ts'
import { scriptPayloads } from '../../test/kit/script-payloads.ts'
import { eachFirst, marker } from '../../test/kit/swapped-reads.ts'
import { watchPages, type AnsweredPage } from '../../test/kit/script-watch.ts'
import {
  composedMails,
  movableMeans,
  signed,
  signer,
  vaultForTests,
  wishFor,
  type MovableMeans,
  type SigningPlace,
} from '../../test/kit/signatures.ts'
import { answerHome, askHome, askOrganizations, confirmSignOn } from '#organizations'
import { devMailbox, smtpTransport, type ComposedMail, type KeptMail } from '#platform'
import { editionSheet } from '#publication'
import { parseName, signingLetter } from '#signatures'
import { typesetterFor } from '#typeset'
import { devMailboxPage, devMailPage } from './dev-mail-page.ts'
import { personalResponse } from './personal-page.ts'

const database = await testDatabase()
const payloads = scriptPayloads(rounds(50, 3000), 3)
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => browser?.close())

async function answered(path: string, answer: Response): Promise<AnsweredPage> {
  return { path, body: await answer.text(), headers: answer.headers }
}

/** Where people sign in a campaign. */
async function placeOf(slug: string): Promise<SigningPlace> {
  const found = await database.read((tx) => signingLetter(tx, slug, 'letter', new Date()))
  if (!found) throw new Error('nobody can sign')
  const versions = found.editions.map(({ version }) => version.hash)
  return { campaign: found.campaign, letter: found.letter.id, versions }
}

test(
  'no mail has a part that a mail program would run, and none of them hides another in its header',
  async () => {
    const means = movableMeans()
    for (let from = 0; from < payloads.length; from += 25) {
      const texts = payloads.slice(from, from + 25).map(({ text }) => text)
      const { slug } = await hostileCampaign(database, `mails-${from}`, texts)
      const place = await placeOf(slug)
      for (const [index, text] of texts.entries()) {
        const name = `A ${keepable(text).replaceAll(/[^\P{C}\u200C]/gu, ' ')}`.slice(0, 100).toWellFormed()
        const read = parseName(name)
        // What a name may not hide is refused at the door, and never comes into a mail.
        const wish = wishFor(place, { name: read.kind === 'read' ? read.name : signer('Ada'), of: `a${index}` })
        await signed(database, wish, means)
      }
      const mails = await composedMails(database, means)
      expect(mails.length).toBeGreaterThanOrEqual(texts.length)
      const kept = await keptAgain(mails)
      const site = { publicUrl: 'https://letters.example' }
      const pages = [...kept.map((mail) => devMailPage(mail, site)), devMailboxPage(kept)]
      const shown = pages.map(async (page) => answered('mail', personalResponse(page, site)))
      expect(await watchPages(browser, await Promise.all(shown))).toEqual([])
    }
  },
  rounds(180_000, 3_600_000),
)

test(
  'the same holds for the mails to organizers and representatives that a campaign leaves, with all payloads in every field of them',
  async () => {
    const people = await peopleOf(database)
    await markedHouse(people, 'every-mail', ['x'])
    await askedAndConsidered(people.means)
    const kinds = new Set<string>()
    for (let from = 0; from < payloads.length; from += 50) {
      const texts = payloads.slice(from, from + 50).map(({ text }) => keepable(text))
      const mails = await mailsWith(database, eachFirst(texts), people.means.now())
      for (const { kind } of mails) kinds.add(kind)
      // Our own words besides, so that an empty mail would not do.
      expect(mails.filter(({ mail }) => mail.text.includes('ran')).length).toBeGreaterThan(mails.length / 2)
      await keptAgain(mails.map(({ mail }) => mail))
    }
    expect([...kinds].toSorted()).toEqual([
      'accounts.invitation',
      'accounts.sign-in',
      'organizations.ask',
      'organizations.confirm',
      'organizations.home-question',
      'organizations.list-ready',
      'organizations.proof',
      'organizations.reminder',
      'organizations.text-changed',
      'organizations.waiting',
    ])
  },
  rounds(180_000, 3_600_000),
)

/** An organization that was asked, and one that considers: its board has put a question. The marker stands in each field. */
async function askedAndConsidered(means: MovableMeans): Promise<void> {
  const place = await gatherPlace(database, means, { slug: 'considered', recipients: [marker] })
  const { campaign, letter } = place
  const rows = [{ name: `${marker} Lights`, email: address('ada@lights.example') }]
  const sealed = { ...means, vault: vaultForTests }
  const asking = { campaign: campaign.id, letter, by: testOrganizer, rows }
  await database.transaction((tx) => askOrganizations(tx, asking, sealed))
  const form = formFor(place, await currentHashes(database, place), { name: `${marker} Ink`, considers: true })
  const { link } = await wishedSignOn(database, place, form, means)
  await database.transaction(async (tx) => {
    await confirmSignOn(tx, vaultForTests, { link, read: [] }, means)
    const home = await askHome(tx, vaultForTests, { link }, means)
    if (home.kind !== 'asked') throw new Error(home.kind)
    const said = { link: home.link, name: marker, answer: 'question', words: marker } as const
    expect(await answerHome(tx, vaultForTests, said, means)).toEqual({ kind: 'answered' })
  })
}

/** Every line that stands in the header of a mail of ours. */
const ours: ReadonlySet<string> = new Set([
  ...['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type', 'content-transfer-encoding'],
  ...['content-language', 'auto-submitted', 'list-unsubscribe', 'list-unsubscribe-post', 'x-undersigned-mail'],
  'dkim-signature',
])

/** The mails as a mailbox shows them, each read back from the bytes that leave. */
async function keptAgain(mails: readonly ComposedMail[]): Promise<readonly KeptMail[]> {
  const server = await scriptedServer()
  const transport = smtpTransport({ smtpUrl: server.url, mailFrom: 'letters@coalition.example' }, mailKeyForTests())
  const mailbox = devMailbox()
  for (const [index, mail] of mails.entries()) {
    const outgoing = { ...mail, reference: `r${index}`, token: 'dG9rZW4', date: new Date() }
    expect(await transport.send(outgoing)).toEqual({ kind: 'accepted' })
    await mailbox.send(outgoing)
  }
  await transport.close()
  for (const { bytes } of server.taken) {
    const { html, subject, headerLines } = await simpleParser(bytes)
    expect([html, subject?.includes('\n')]).toEqual([false, false])
    const names = headerLines.map(({ key }) => key)
    expect(names).toEqual([...new Set(names)])
    expect(names.filter((name) => !ours.has(name))).toEqual([])
  }
  return mailbox.mails()
}

test(
  'no letter in print can do anything but be read',
  async () => {
    const { letterPdf } = typesetterFor(shippedFonts)
    for (let from = 0; from < payloads.length; from += 25) {
      const texts = payloads.slice(from, from + 25).map(({ text }) => text)
      const { slug, letter } = await hostileCampaign(database, `prints-${from}`, texts)
      const place = { campaign: slug, letter, edition: 'one' }
      const sheet = await database.read((tx) => editionSheet(tx, place, new Date()))
      if (!sheet) throw new Error('the letter is not there')
      const whole = Buffer.from(letterPdf(sheet.sheet).pdf).toString('latin1')
      expect(whole.startsWith('%PDF-')).toBe(true)
      // In packed bytes any two letters stand somewhere; what a file can do is told outside of them.
      const file = whole.replaceAll(/\bstream\r?\n[\s\S]*?\bendstream\b/g, '')
      expect(file).toContain('/StructElem')
      expect(file).not.toContain('/ObjStm')
      expect(file).not.toMatch(/\/(?:JavaScript|JS|Launch|OpenAction|AA|RichMedia|SubmitForm|ImportData)\b/)
      const attached = [...file.matchAll(/\/F \(([^)]*)\)/g)].map(([, name]) => name)
      expect(attached).toEqual(['letter.json', 'signatories.csv'])
      for (const [, target = ''] of file.matchAll(/\/URI ?\(([^)]*)/g)) expect(target).toMatch(/^(?:https?|mailto):/)
    }
  },
  rounds(180_000, 3_600_000),
)

/** The names of the parts of a PNG (its clause 5.3): four letters each, behind the length of what follows. */
function partsOfPng(png: Buffer): readonly string[] {
  const names: string[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) names.push(png.toString('latin1', at + 4, at + 8))
  return names
}

test(
  'no card is more than a picture, whatever stands on it',
  () => {
    const { cardPng } = typesetterFor(shippedFonts)
    const texts = payloads.map(({ text }) => keepable(text))
    const words = { language: 'en', signatories: 90, date: undefined, isDraft: false }
    const harmless = Buffer.from(cardPng({ ...words, campaign: 'A', title: 'B', recipient: 'C' }))
    for (let from = 0; from < texts.length; from += 3) {
      const [campaign = '', title = campaign, recipient = campaign] = texts.slice(from, from + 3)
      const png = Buffer.from(cardPng({ ...words, campaign, title, recipient }))
      expect([...new Set(partsOfPng(png))]).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND'])
      expect(png.equals(harmless)).toBe(false)
    }
    // A part for words would be seen.
    const told = Buffer.concat([harmless.subarray(0, 33), Buffer.from('\0\0\0\x01tEXtx\0\0\0\0', 'latin1')])
    expect(partsOfPng(told)).toContain('tEXt')
  },
  rounds(180_000, 3_600_000),
)
