import { expect, test } from 'vitest'
import type { Insertable } from '#typeset'
import { documentOf, everyState } from '../../test/kit/represent-pages.ts'
import {
  corrected,
  counselFacts,
  exampleEditions,
  exampleLines,
  exampleProof,
  joinFacts,
  listOf,
  ownFacts,
  plainLine,
} from '../../test/kit/represent.ts'
import { counselPage } from './represent-counsel-page.ts'
import type { EditionToSign } from './represent-facts.ts'
import { emptyJoinFields } from './represent-fields.ts'
import { joinPage, joinSentPage } from './represent-join-page.ts'
import { likeNames } from './represent-line.ts'
import { mailTo } from './represent-authority.ts'
import { ownPage } from './represent-own-page.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'
import { readerSheet } from './style-sheet.ts'

const shown = ({ main }: PersonalPage): string => String(main satisfies Insertable)
/** The words of a page without its marks. */
const words = (page: PersonalPage): string =>
  shown(page)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

const [first, second, third] = exampleEditions
if (!first || !second || !third) throw new Error('the example has three editions')
const hashOf = ({ version }: EditionToSign) => version.hash

test('every sentence of every edition stands on the page, each under its own anchor, with the hash that names it', () => {
  const page = shown(joinPage(joinFacts(), { fields: emptyJoinFields() }))
  for (const edition of exampleEditions) {
    expect(page).toContain(`id="text-${edition.slug}"`)
    expect(page).toContain(edition.version.hash)
    const said = edition.text.blocks.map(({ inlines }) => inlines[0]?.text ?? '')
    for (const sentence of said) expect(page.replaceAll('&#39;', "'").replaceAll('&quot;', '"')).toContain(sentence)
  }
})

test('what differs between the editions is on the page, and with one edition there is nothing to compare or to tick', () => {
  const several = shown(joinPage(joinFacts(), { fields: emptyJoinFields() }))
  expect(several).toContain('id="differences"')
  expect(several.match(/type="checkbox"\s+id="edition/g)).toHaveLength(3)
  const single = shown(joinPage(joinFacts({ editions: [first] }), { fields: emptyJoinFields() }))
  expect(single).not.toContain('id="differences"')
  expect(single).toContain(`type="hidden" name="edition" value="${first.slug}"`)
})

test('with three letters and ninety names no page is larger than 30 KB, though none is compressed', () => {
  for (const [state, page] of everyState()) {
    const size = Buffer.byteLength(documentOf({ ...page, sheet: routes.readerSheet(readerSheet.name) }))
    expect([state, size, size <= 30 * 1024]).toEqual([state, size, true])
  }
})

test('the differences repeat nothing that stands in every text, and of what one alone reads only the beginning', () => {
  const page = shown(joinPage(joinFacts(), { fields: emptyJoinFields() }))
  const [texts = '', differences = ''] = page.split('id="differences"')
  const shared = 'The harm of tenant scores cannot be repaired afterwards'
  const alone = 'Our first letter went out in June 2025'
  for (const sentence of [shared, alone]) {
    expect(texts).toContain(sentence)
    expect(differences).not.toContain(sentence)
  }
  expect(differences).toMatch(/<p>With this letter we repeat our demand[^<]* …<\/p>/)
  expect(differences).toContain('<ins>property managers</ins>')
})

test('nothing is ticked for anybody: no edition, no consent, no carrying over', () => {
  expect(shown(joinPage(joinFacts(), { fields: emptyJoinFields() }))).not.toContain(' checked')
})

test('the form is for the texts on its page, whatever it was for before', () => {
  const stale = emptyJoinFields({ read: new Map([[first.slug, 'f'.repeat(64)]]) })
  const page = shown(joinPage(joinFacts(), { fields: stale }))
  for (const edition of exampleEditions)
    expect(page).toContain(`name="read-${edition.slug}" value="${hashOf(edition)}"`)
  expect(page).not.toContain('f'.repeat(64))
})

test('the first button of the form only looks: Enter in a field signs nothing', () => {
  const page = shown(joinPage(joinFacts(), { fields: emptyJoinFields() }))
  expect(/<button[^>]*>/.exec(page)?.[0]).toContain('formaction="/join/LINK/line"')
  expect(/<button[^>]*>/.exec(shown(counselPage(counselFacts())))?.[0]).toContain('disabled')
})

test('the buttons say for whom', () => {
  const named = words(joinPage(joinFacts(), { fields: emptyJoinFields({ name: 'Harbor Lights' }) }))
  expect(named).toContain('Sign for Harbor Lights')
  expect(named).toContain('Ask at home first')
  const person = words(joinPage(joinFacts(), { fields: emptyJoinFields({ kind: 'person', name: 'Ada Quill' }) }))
  expect(person).not.toContain('Ask at home first')
  expect(person).toContain('for identification only')
})

test('whoever signs for themselves finds the way in one quiet line below the form for organizations', () => {
  const page = shown(joinPage(joinFacts(), { fields: emptyJoinFields() }))
  const [before = '', after = ''] = page.split('</form>')
  expect(before).not.toContain('as=person')
  expect(after).toMatch(
    /^\s*<p class="small quiet">[^<]*<a href="\/join\/LINK\?as=person"\s*>[^<]*<\/a\s*>\s*<\/p>\s*$/,
  )
})

test('a name is set where the alphabet puts it, among the names that are printed there now', () => {
  const fields = emptyJoinFields({ name: 'The Harbor Lights', editions: [second.slug] })
  const there = exampleLines.map((line, index) => ({ ...line, editions: index % 2 === 0 ? [second.id] : [first.id] }))
  const page = shown(joinPage(joinFacts({ list: listOf(there) }), { fields, line: true }))
  const [block = ''] = /<ul class="names">[\s\S]*?<\/ul>/.exec(page) ?? []
  const names = [...block.matchAll(/<bdi>(.*?)<\/bdi>/g)].map(([, name]) => name)
  expect(names).toHaveLength(46)
  expect(block).toContain('<li id="own"><strong><bdi>The Harbor Lights</bdi></strong>')
  const at = names.indexOf('The Harbor Lights')
  const before = names[at - 1] ?? ''
  const after = names[at + 1] ?? ''
  const plain = (name: string) => name.replace(/^(?:The|A) /, '')
  expect([plain(before) < 'Harbor Lights', plain(after) > 'Harbor Lights']).toEqual([true, true])
  expect(page).toContain(`between “${before}” and “${after}”.`)
})

test('a name that no font can set is taken, and told that the PDF prints a square for it', () => {
  const lineWith = (name: string) =>
    shown(joinPage(joinFacts(), { fields: emptyJoinFields({ name, editions: [second.slug] }), line: true }))
  expect(lineWith('Friends of \u{13000}')).toContain('prints □ in their place: Friends of \u{13000}')
  expect(lineWith('Friends of \u{13000}')).toContain('<li id="own">')
  for (const name of ['Zoë’s Friends', 'Friends of 東京', 'أصدقاء']) expect(lineWith(name)).not.toContain('□')
})

test('with several letters ticked one block is set, said to be of all that have the same, and of every other between whom', () => {
  const ticked = (more: readonly EditionToSign[]) =>
    emptyJoinFields({ name: 'Harbor Lights', editions: more.map(({ slug }) => slug) })
  const names = ['Anchor', 'Zenith'].map((name, index) =>
    plainLine(name, index + 1, { editions: [first.id, second.id] }),
  )
  const list = listOf([...names, plainLine('Gale', 3, { editions: [third.id] })])
  const told = (more: readonly EditionToSign[]) =>
    words(joinPage(joinFacts({ list }), { fields: ticked(more), line: true }))
  expect(told([first, second, third])).toContain('Signatures under the letters to Verrolane and Oskerra')
  expect(told([first, second, third])).toContain('Under the letter to Brimhallow: after “Gale”.')
  expect(told([first, second, third])).toContain('between “Anchor” and “Zenith”.')
  expect(told([third])).toContain('Signatures under the letter to Brimhallow')
  expect(told([third])).not.toContain('Under the letter to')
  expect(told([])).toContain('Signatures under the letter to Verrolane')
})

test('a person is set with title and affiliation under the heading that was chosen', () => {
  const fields = emptyJoinFields({
    kind: 'person',
    name: 'Ada Quill',
    title: 'Professor',
    affiliation: 'North College',
    group: 'Experts',
  })
  const lines = [plainLine('Bo Vale', 1, { kind: 'person', group: 'Experts', editions: [first.id] })]
  const page = shown(joinPage(joinFacts({ list: listOf(lines, ['Experts']) }), { fields, line: true }))
  expect(page).toMatch(
    /<h3>Experts<\/h3><p class="meta">[^<]*identification only[^<]*<\/p>\s*<ul class="names">\s*<li id="own">/,
  )
  expect(page).toContain('<i>Professor, North College</i>')
})

test('a name is asked about when it can be taken for one that is printed, and for no other', () => {
  const lines = ['Harbor Legal Aid', 'Tenants of Oke', 'Ακτή'].map((name, index) =>
    plainLine(name, index + 1, { editions: [first.id] }),
  )
  const alike = (name: string) => likeNames({ list: listOf(lines) }, name)
  expect(alike('Harbor Legal Aid, Inc.')).toEqual(['Harbor Legal Aid'])
  expect(alike('Harbоr Legal Aid')).toEqual(['Harbor Legal Aid'])
  expect(alike('harbor legal aid')).toEqual(['Harbor Legal Aid'])
  expect(alike('Harbor Legal Aid Society')).toEqual(['Harbor Legal Aid'])
  for (const name of ['', 'Σύλλογος Ενοικιαστών', 'Соседи', 'جيران السلالم', 'Oke Swimming Club', 'Harbor Lights'])
    expect(alike(name)).toEqual([])
})

test('a look-alike is a question with a box to tick, and no refusal', () => {
  const fields = emptyJoinFields({ name: 'Harbor Legal Aid, Inc.' })
  const page = shown(joinPage(joinFacts(), { fields, alike: ['Harbor Legal Aid'] }))
  expect(page).toContain('Is this another organization?')
  expect(page).toMatch(/name="another"\s+value="Harbor Legal Aid, Inc\."/)
})

test('what changed while the form stood open is shown word by word, and everything typed is kept', () => {
  const now = corrected(first, 'letter', 'open letter')
  const changed = [{ edition: now, earlier: first.text, number: 1 }]
  const fields = emptyJoinFields({ name: 'Harbor Lights', email: 'ada@harbor-lights.example', carries: true })
  const page = shown(joinPage(joinFacts({ editions: [now, second, third] }), { fields, changed }))
  expect(page).toMatch(/<ins>[^<]*open[^<]*<\/ins>/)
  expect(page).toContain('You have not signed yet.')
  expect(page).toContain('value="ada@harbor-lights.example"')
  expect(page).toMatch(/id="carries"[^>]*checked/)
})

test('before the button is pressed nothing is signed, and the button is for the texts on the page', () => {
  const page = shown(ownPage(ownFacts({ state: 'pending', consents: [], further: [] })))
  expect(page).toContain('Nothing counts until you press the button.')
  for (const edition of [first, second]) expect(page).toContain(`name="read" value="${hashOf(edition)}"`)
  expect(page).not.toContain(hashOf(third))
  expect(page).toContain('action="/sign-on/LINK/confirm"')
  expect(page).not.toContain('/sign-on/LINK/withdraw')
})

test('the ways to show authority are given word for word: subject, record and file', () => {
  const page = shown(ownPage(ownFacts({ proof: exampleProof })))
  expect(page).toContain(`href="${mailTo('sign-on@letters.example', exampleProof.subject)}"`)
  for (const line of [exampleProof.subject, exampleProof.dns.name, exampleProof.file.url]) expect(page).toContain(line)
  expect(page).toContain('the organizers find a number of your organization themselves')
})

test('where mail proves nothing, or no mail comes in, nobody is told to send one', () => {
  const shared = ownPage(ownFacts({ proof: { ...exampleProof, provesByMail: false } }))
  expect(shown(shared)).not.toContain('mailto:sign-on')
  expect(words(shared)).toContain('a mail from there proves nothing')
  expect(shown(ownPage(ownFacts({ proof: { ...exampleProof, inbox: undefined } })))).not.toContain('mailto:sign-on')
  const before = (takesMail: boolean) => [
    words(ownPage(ownFacts({ proof: undefined, takesMail }))),
    words(joinSentPage('en', { link: 'LINK', delaySeconds: 0, takesMail })),
  ]
  for (const text of before(true)) expect(text).toMatch(/by a mail from|by sending one mail/)
  for (const text of before(false)) expect(text).not.toMatch(/by a mail from|by sending one mail/)
})

test('whoever named no website can name it or wait for a call; who has shown it is asked for nothing', () => {
  const nothing = ownPage(ownFacts({ domain: undefined }))
  expect(shown(nothing)).toMatch(/<form[^>]*action="\/sign-on\/LINK\/proof"[\s\S]*?name="domain"/)
  expect(words(nothing)).toContain('the organizers will find a number')
  for (const level of ['mail', 'dns', 'file', 'call-back'] as const)
    expect(shown(ownPage(ownFacts({ level })))).not.toContain('/sign-on/LINK/proof')
})

test('a changed text is shown with its difference and one button; closed, without the button', () => {
  const now = corrected(first, 'letter', 'open letter')
  const changed = [{ edition: now, earlier: first.text, number: 1 }]
  const facts = ownFacts({ chosen: [now, second], changed })
  const page = shown(ownPage(facts))
  const [form = ''] = /<form[^>]*renew[\s\S]*?<\/form>/.exec(page) ?? []
  expect(form.match(/name="read"/g)).toHaveLength(1)
  expect(form).toContain(hashOf(now))
  expect(page).toMatch(/<ins>/)
  expect(shown(ownPage({ ...facts, isOpen: false }))).not.toContain('/sign-on/LINK/renew')
})

test('that the name still stands under what was signed is said only where it stands', () => {
  const now = corrected(first, 'letter', 'open letter')
  const changed = [{ edition: now, earlier: first.text, number: 1 }]
  const told = (more: Parameters<typeof ownFacts>[0]) => words(ownPage(ownFacts({ chosen: [now], changed, ...more })))
  expect(told({ earlierTo: ['Verrolane'] })).toContain('The name still stands under the text you signed')
  expect(told({ earlierTo: ['Verrolane'], isOpen: false })).toContain('The name stands under the text you signed')
  for (const never of [told({}), told({ isOpen: false }), told({ printedTo: ['Oskerra'] })])
    expect(never).not.toMatch(/The name (still )?stands/)
  expect(told({})).toContain('needs another before the name can be printed under it')
  expect(told({ isOpen: false })).toContain('The name is not printed under the new text.')
})

test('a name that only waits for the list says so, and one under an earlier text says under which it stands', () => {
  const ready = { level: 'mail', isAccepted: true } as const
  const told = (more: Parameters<typeof ownFacts>[0]) => words(ownPage(ownFacts({ ...ready, ...more })))
  expect(told({})).toContain('Printed not yet')
  expect(told({ awaitsFinalTo: ['Verrolane'] })).toContain('Printed once the organizers have finalized the list')
  expect(told({ printedTo: ['Oskerra'], awaitsFinalTo: ['Verrolane'] })).toContain(
    'Printed under the text to Oskerra; under the text to Verrolane once the organizers have finalized the list',
  )
  const now = corrected(first, 'letter', 'open letter')
  const changed = [{ edition: now, earlier: first.text, number: 1 }]
  const earlier = told({ chosen: [now], changed, earlierTo: ['Verrolane'] })
  expect(earlier).toContain('Printed under the earlier text; not under the present one')
  expect(earlier).not.toContain('not yet')
})

test('answers from home are shown with who, when and their words, and the link can be passed on by mail', () => {
  const at = new Date('2026-04-02T09:00:00Z')
  const answers = [{ name: 'Bo Vale', answer: 'question' as const, words: 'Who pays?', at }]
  const homes = [{ address: 'https://letters.example/counsel/HOME', answers }]
  const page = ownPage(ownFacts({ state: 'considering', consents: [], homes }))
  expect(words(page)).toMatch(/A question · Bo Vale · April 2, 2026 at 5:00 AM EDT Who pays\?/)
  expect(shown(page)).toContain(encodeURIComponent('https://letters.example/counsel/HOME'))
  expect(shown(page)).not.toContain('/sign-on/LINK/home"')
})

test('board or counsel see the texts, who asks, and three buttons of one look; after the deadline, that no answer is needed', () => {
  const open = counselPage(counselFacts())
  expect(words(open)).toContain('Ada Quill, president of the board, asks you to read this')
  expect([...shown(open).matchAll(/name="answer" value="(\w+)"/g)].map(([, answer]) => answer)).toEqual([
    'yes',
    'question',
    'no',
  ])
  const looks = [...shown(open).matchAll(/<button class="(\w+)" name="answer"/g)].map(([, look]) => look)
  expect(looks).toEqual(['second', 'second', 'second'])
  const closed = counselPage(counselFacts({ isOpen: false }))
  expect(shown(closed)).not.toContain('<form')
  expect(words(closed)).toContain('no answer is needed any more')
  expect(shown(closed)).toContain('id="text-')
})

test('a successor is asked to take over what was signed, and to choose where nothing was', () => {
  const signed = ownPage(ownFacts({ state: 'successor' }))
  expect(words(signed)).toContain('Take over and sign for Harbor Lights Tenants’ Union')
  const [form = ''] = /<form[^>]*confirm[\s\S]*?<\/form>/.exec(shown(signed)) ?? []
  expect(form.match(/type="hidden" name="read"/g)).toHaveLength(2)
  for (const path of ['withdraw', 'erase', 'successor', 'home'])
    expect(shown(signed)).not.toContain(`/sign-on/LINK/${path}"`)
  const asked = ownPage(ownFacts({ state: 'successor', chosen: [], consents: [], further: exampleEditions }))
  expect(shown(asked).match(/type="checkbox"\s+id="read-[^>]*>/g)).toHaveLength(3)
  expect(shown(asked)).not.toContain(' checked')
})
