import { expect, test } from 'vitest'
import { campaignPulses, findLetter } from '#letters'
import { systemMeans } from '#platform'
import { linkOf, reviewCommentBy } from '#signatures'
import { testDatabase } from '../../test/kit/database.ts'
import { filledIn, letSign, post, signingWebOn, vault } from '../../test/kit/signing-web.ts'
import { exampleProposal, keepCampaign } from '../../test/kit/web.ts'
import { routes } from './routes.ts'
import { openHandle } from './sealed-handle.ts'

const database = await testDatabase()
const web = signingWebOn(database)
const { slug, letters } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
const letter = letters[0]?.letter.slug ?? ''
const path = routes.sign(slug, letter, letters[0]?.editions[0]?.slug ?? '')
await letSign(database, slug, letter)

const facts = async () =>
  (await database.read((tx) => campaignPulses(tx, new Date()))).find((one) => one.slug === slug)?.facts

/** Signs and confirms, shown on the list. @returns the link of the signature's own page. */
async function signed(email: string): Promise<string> {
  const typed = { email, show: 'yes', comment: 'Fair is fair.' }
  const answer = await post(web, path, filledIn(await web.page(path), typed))
  const handle = openHandle(vault, (answer.headers.get('location') ?? '').slice('/sign/'.length))
  if (!handle) throw new Error(`not asked to confirm: ${answer.status}`)
  await post(web, routes.confirm(linkOf(vault, 'confirm', handle.campaign, handle.pending)))
  return linkOf(vault, 'signed', handle.campaign, handle.pending)
}

/** Every page and file that a stranger comes to by links, with the text of it. */
async function everyPage(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const waiting = ['/']
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (found.has(at)) continue
    const text = await (await web.ask(at)).text()
    found.set(at, text)
    for (const [, link = ''] of text.matchAll(/\shref="(\/[^"#]*)/g)) waiting.push(link.replaceAll('&amp;', '&'))
  }
  return found
}

test('a person’s name and comment stand on no stored page: the list that shows them is read anew for each visitor', async () => {
  await signed('shown@mail.example')
  await database.transaction(async (tx) => {
    const found = await findLetter(tx, slug, letter)
    const index = Number(
      (await tx.selectFrom('signatures_signature').select('leaf_index').executeTakeFirst())?.leaf_index,
    )
    const judging = { by: 'server', index, verdict: 'shown' } as const
    if (found) await reviewCommentBy(tx, { ...judging, campaign: found.campaign.id }, vault, systemMeans())
  })
  const pages = await everyPage()
  const naming = [...pages].filter(([, text]) => /Ada Kowalska|Fair is fair/.test(text)).map(([at]) => at)
  expect(naming).toEqual([routes.supporters(slug, letter)])
  for (const at of naming) expect(web.shelf.at(at)).toBeUndefined()
  expect([...pages.keys()].filter((at) => web.shelf.at(at)).length).toBeGreaterThan(10)
})

test('hiding a name, withdrawing and erasing take it off the list at once, and leave the stored pages of the campaign standing', async () => {
  const before = await facts()
  const list = async () => (await web.page(routes.supporters(slug, letter))).split('Ada Kowalska').length - 1
  const [hides, withdraws, erases] = [
    await signed('hides@mail.example'),
    await signed('withdraws@mail.example'),
    await signed('erases@mail.example'),
  ]
  const others = (await list()) - 3
  await post(web, routes.shown(hides), { show: 'no' })
  expect(await list()).toBe(others + 2)
  await post(web, routes.withdraw(withdraws))
  expect(await list()).toBe(others + 1)
  await post(web, routes.erase(erases))
  expect(await list()).toBe(others)
  expect(await facts()).toBe(before)
})
