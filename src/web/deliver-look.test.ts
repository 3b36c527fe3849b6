import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dispatch, plainCalendar, recordDelivery, setPlan } from '#delivery'
import { recipientsOf } from '#letters'
import { enterReply, publishReply, classifyReply, reviewReply, putDemand, recipientToken } from '#responses'
import { launchBrowser } from '../../test/kit/browser.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { deliverDesk } from '../../test/kit/deliver-desk.ts'
import { prepared, wishOf } from '../../test/kit/deliveries.ts'
import { objectionsOfAxe, openFolds, widthOf } from '../../test/kit/page-look.ts'
import { on } from '../../test/kit/recorded.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'
import { organizerSheet } from './styles-organize.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
}, 60_000)
afterAll(async () => browser?.close())

/** A letter that was mailed to one and carried to the other, answered on paper, and every page about it. */
async function everyPage(): Promise<ReadonlyMap<string, string>> {
  const database = await testDatabase()
  const { place, base, home, editions, editor, page, web, means, upload } = await deliverDesk(database)
  const server = { campaign: place.id, by: 'server' } as const
  const [halden, oskerra] = await database.read((tx) => recipientsOf(tx, place.id))
  const [first, second] = place.editions
  if (!halden || !oskerra || !first || !second) throw new Error('two editions were to be there')
  const draft = await prepared(database, wishOf(place, 0), means)
  const delivery = await prepared(database, wishOf(place, 0), means)
  const reply = await database.transaction(async (tx) => {
    await dispatch(tx, { ...server, delivery }, means)
    const letter = { ...server, letter: place.letter, edition: second.id, version: 1 } as const
    const addressees = [{ name: 'Guard at the north door, who keeps a book of everything', post: 'Reception' }]
    const facts = {
      channel: 'post',
      addressees,
      courierNumber: 'RR 42',
      note: 'She signed.',
      proofs: [second.pdf],
    } as const
    await recordDelivery(tx, { ...letter, ...facts, on: on('2026-01-02'), pdf: second.pdf }, means)
    const dates = {
      statedDeadline: { days: 3, counted: 'working-days' },
      followUpOn: undefined,
      longOverdueDays: 30,
    } as const
    await setPlan(tx, { ...letter, ...dates, calendar: plainCalendar }, means)
    const demand = { demand: 'no-night-flights', title: 'No flights at night', wording: 'Please do not fly at night.' }
    const asked = { letter: place.letter, on: on('2026-01-01'), scope: {} }
    await putDemand(tx, { ...server, ...demand, ...asked, edition: second.id, recipient: oskerra.id }, means)
    const scan = { name: 'scan.pdf', bytes: Buffer.from('%PDF'), mediaType: 'application/pdf' }
    const words = { author: 'C. Vale, Counsel', text: `Dear all,\n\nwe shall not fly.\n${'x'.repeat(200)}` }
    const wish = { ...server, recipient: oskerra.id, channel: 'post', on: on('2026-01-10'), scan } as const
    const entered = await enterReply(tx, { ...wish, ...words, attachments: [scan] }, means)
    if (entered.kind !== 'entered') throw new Error(entered.kind)
    return entered.reply
  })
  const [deliveries, replies] = [`${base}/deliveries`, `${home}/replies`]
  const shown = new Map<string, string>()
  const see = async (name: string, path: string) => void shown.set(name, await page(path, editor))
  const [one = '', two = ''] = editions
  await see('replies, waiting', replies)
  await see('what waits', `${replies}/waiting`)
  await see('reply, waiting', `${replies}/of/${reply}`)
  await database.transaction(async (tx) => {
    await reviewReply(tx, { ...server, reply, state: 'accepted' }, means)
    await classifyReply(tx, { ...server, reply, kind: 'substantive' }, means)
  })
  await see('reply, to publish', `${replies}/of/${reply}/publish`)
  await database.transaction((tx) => publishReply(tx, { ...server, reply }, means))
  for (const [name, path] of [
    ['deliveries', deliveries],
    ['delivery by mail', `${deliveries}/of/${delivery}`],
    ['delivery, to send', `${deliveries}/of/${draft}/send`],
    ['prepare', `${deliveries}/prepare/${one}`],
    ['record', `${deliveries}/record/${two}`],
    ['plan', `${deliveries}/plan/${two}`],
    ['press', `${deliveries}/press`],
    ['replies', replies],
    ['answers', `${replies}/of/${reply}/answers`],
    ['exchanges', `${replies}/exchanges`],
    ['enter', `${replies}/enter`],
    ['home', home],
  ] as const)
    await see(name, path)
  const own = async (subject: Parameters<typeof recipientToken>[1]['subject']) =>
    await (await web.ask(`/answer/${recipientToken(vaultForTests, { campaign: place.id, subject })}`)).text()
  shown.set('answer', await own(delivery))
  shown.set('published reply, to sign', await own(reply))
  shown.set('record, wrong', await (await upload(`${deliveries}/record/${two}`, { became: 'sent' }, editor)).text())
  return shown
}

test('axe finds nothing to object to on any page about deliveries and replies, every fold open, and nothing stands out', async () => {
  const pages = await everyPage()
  for (const [colorScheme, width, rules] of [
    ['light', 320, 'every-rule'],
    ['dark', 1280, 'contrast-only'],
  ] as const) {
    const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 800 } })
    const page = await context.newPage()
    for (const [name, text] of pages) {
      await page.setContent(text.replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${organizerSheet.text}</style>`))
      await openFolds(page)
      expect([name, width, await objectionsOfAxe(page, rules)]).toEqual([name, width, []])
      expect([name, width, (await widthOf(page)) <= width]).toEqual([name, width, true])
    }
    await context.close()
  }
}, 180_000)
