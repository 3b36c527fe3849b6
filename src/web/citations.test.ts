import { expect, test } from 'vitest'
import { addSource } from '#evidence'
import { findCampaign } from '#letters'
import { testDatabase } from '../../test/kit/database.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { exampleProposal, keepCampaign } from '../../test/kit/web.ts'
import { writersDesk } from '../../test/kit/writers.ts'

const database = await testDatabase()
const desk = await writersDesk(database)
const { slug } = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
const campaign = await database.read((tx) => findCampaign(tx, slug))
if (!campaign) throw new Error('no campaign')
const editor = await desk.writer('edits', slug, 'editor')
const viewer = await desk.writer('views', slug, 'viewer')
const at = `/organize/c/${slug}/sources/citations`

const fieldIn = (text: string, name: string): string => {
  const [, value = ''] = new RegExp(`name="${name}" value="([^"]*)"`).exec(text) ?? []
  return value.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}

test('every link of the fixed texts is listed; one that lost its target is given its source, by those who may', async () => {
  expect(await desk.page(at, viewer)).toContain('target lost')
  expect(await desk.page(at, editor)).toContain('Add the source first')
  const added = await database.transaction((tx) =>
    addSource(tx, { campaign: campaign.id, by: editor.organizer, title: 'What was meant' }, desk.means),
  )
  if (added.kind !== 'added') throw new Error(added.kind)
  const before = await desk.page(at, editor)
  const typed = { text: fieldIn(before, 'text'), sentence: fieldIn(before, 'sentence'), source: added.source }
  const kept = await everythingIn(database)
  for (const wrong of [{ source: 'x' }, { text: 'not cited' }, { source: '00000000-0000-4000-8000-000000000000' }])
    expect((await desk.send(at, { ...typed, ...wrong }, editor)).headers.get('location')).toMatch(/said=(bad|gone)$/)
  expect((await desk.send(at, typed, viewer)).status).toBe(403)
  expect(await everythingIn(database)).toEqual(kept)
  expect((await desk.send(at, typed, editor)).headers.get('location')).toBe(`${at}?said=attached`)
  const seen: string[] = []
  for (let next: string | undefined = at; next !== undefined;) {
    const text: string = await desk.page(next, viewer)
    seen.push(text)
    const [, after] = /href="([^"]*\?after=\d+)"/.exec(text) ?? []
    next = after
  }
  expect(seen.join('').split('given by an organizer').length).toBe(2)
})
