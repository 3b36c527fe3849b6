import { expect, test } from 'vitest'
import { checkEverything } from '../kit/check-everything.ts'
import { allRows } from '../kit/all-rows.ts'
import { testDatabase } from '../kit/database.ts'
import { rounds } from '../kit/faults.ts'
import { composedMails, movableMeans } from '../kit/signatures.ts'
import { filledIn, letSign, post, signingWebOn, vault } from '../kit/signing-web.ts'
import { exampleProposal, keepCampaign } from '../kit/web.ts'

const opened = rounds(600, 10_000)
const database = await testDatabase()
const web = signingWebOn(database)
const { slug, letters } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
const [letter] = letters
await letSign(database, slug, letter?.letter.slug ?? '')
const path = `/c/${slug}/${letter?.letter.slug}/${letter?.editions[0]?.slug}/sign`
const means = movableMeans('2026-04-01T12:00:00Z')

/** Signs, and gives every address that the person is sent to or is mailed. */
async function sign(name: string): Promise<readonly string[]> {
  const typed = filledIn(await web.page(path), { name, email: `${name}@mail.example`, hear: 'yes', show: 'yes' })
  const next = (await post(web, path, typed)).headers.get('location') ?? ''
  return [next, ...(await mailed())]
}

/** The paths of every link of the mails that were left, that of the List-Unsubscribe header too. */
async function mailed(): Promise<readonly string[]> {
  const mails = await composedMails(database, means)
  const texts = mails.map(({ text, unsubscribe = '' }) => `${text}\n${unsubscribe}`).join('\n')
  return [...texts.matchAll(/https:\/\/letters\.example\.org(\/\S+)/g)].map(([, link = '']) => link)
}

const confirmLink = (links: readonly string[]): string => links.find((link) => link.startsWith('/confirm/')) ?? ''

/** What programs that look at links make of one. */
const variants: readonly ((link: string) => string)[] = [
  (link) => link,
  (link) => `${link}?utm_source=mail`,
  (link) => `${link}?confirm=yes&_method=POST&show=no`,
  (link) => `${link}/`,
  (link) => `${link}.`,
  (link) => link.slice(0, -1),
  (link) => encodeURI(link).replaceAll('-', '%2D'),
  ...['withdraw', 'erase', 'shown', 'hearing', 'data', 'receipt', 'code', 'again'].map(
    (part) => (link: string) => `${link}/${part}`,
  ),
  ...['confirm', 'not-me', 'signed', 'unsubscribe', 'sign'].map(
    (kind) => (link: string) => link.replace(/^\/[\w-]+\//, `/${kind}/`),
  ),
]

/** How they say who they are. */
const visitors: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'User-Agent': 'LinkScanner/1.0', Accept: '*/*' },
  { Purpose: 'prefetch', 'Sec-Purpose': 'prefetch;prerender' },
  { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-User': '?1' },
  { 'Content-Type': 'application/x-www-form-urlencoded', 'X-HTTP-Method-Override': 'POST' },
]

test('whoever only opens the links of mails, as often as they like, confirms, denies, withdraws and changes nothing', async () => {
  const waiting = await sign('waiting')
  const denied = await sign('denied')
  const signed = await sign('signed')
  const link = confirmLink(signed)
  const mine = (await post(web, link)).headers.get('location') ?? ''
  const links = [...waiting, ...denied, ...signed, mine, ...(await mailed())]
  const kinds = new Set(links.map((one) => one.split('/')[1]))
  for (const kind of ['sign', 'confirm', 'not-me', 'signed', 'unsubscribe']) expect(kinds).toContain(kind)

  const all = links.flatMap((one) => variants.map((variant) => variant(one)))
  const before = await allRows(database)
  for (let n = 0; n < opened; n += 1) {
    const method = n % 2 === 0 ? 'GET' : 'HEAD'
    // Every address comes with both methods, since their number may be even.
    const address = all[Math.floor(n / 2) % all.length] ?? ''
    const answer = await web.ask(address, { method, headers: visitors[n % visitors.length] ?? {} })
    await answer.arrayBuffer()
    if (answer.status >= 500) throw new Error(`${method} ${address} answered ${answer.status}`)
  }
  expect(opened).toBeGreaterThanOrEqual(2 * all.length)
  expect(await allRows(database)).toEqual(before)
  expect(await checkEverything(database, vault)).toEqual([])

  // And the links still do what they are for.
  expect((await post(web, confirmLink(waiting))).status).toBe(303)
})
