import { expect, test } from 'vitest'
import { testDatabase } from '../../test/kit/database.ts'
import { handClock, sealNow } from '../../test/kit/logs.ts'
import { letSign, signingWebOn } from '../../test/kit/signing-web.ts'
import { exampleProposal, keepCampaign } from '../../test/kit/web.ts'
import { routes } from './routes.ts'

const database = await testDatabase()
const web = signingWebOn(database)
const { slug, letters } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
const letter = letters[0]?.letter.slug ?? ''
await letSign(database, slug, letter)
await sealNow(database, handClock())

test('the page with a script does not say that it needs none; every other page does', async () => {
  expect(await web.page(routes.recount(slug))).not.toContain('This page needs no script')
  for (const path of [routes.letter(slug, letter), routes.privacy(slug), routes.supporters(slug, letter)])
    expect(await web.page(path)).toContain('This page needs no script')
})

test('a list without names says so once, and not also that nobody signed and is named', async () => {
  const page = await web.page(routes.supporters(slug, letter))
  expect(page).toContain('Nobody is named here yet.')
  expect(page).not.toContain('0 people signed')
})
