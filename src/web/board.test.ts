import { expect, test } from 'vitest'
import { setRule } from '#accounts'
import { boardOf, gatherLinkOf } from '#organizations'
import { boardDesk } from '../../test/kit/board-desk.ts'
import { checkEverything } from '../../test/kit/check-everything.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { calledBack, changeText, printedNames, signedOn, standingSignOn } from '../../test/kit/sign-ons.ts'
import { vaultForTests } from '../../test/kit/signatures.ts'

const database = await testDatabase()
const desk = await boardDesk(database)
const { base, place, lead, editor, reviewer, viewer, outsider, send, page, ask, said, means, later } = desk

const rows = () => database.read((tx) => boardOf(tx, vaultForTests, place.campaign.id, place.letter, means.now()))
async function rowOf(name: string) {
  const row = (await rows()).find((one) => one.name === name)
  if (!row) throw new Error(`${name} is not on the board`)
  return row
}
const fine = async () => expect(await checkEverything(database, vaultForTests)).toEqual([])
const representative = (name: string) => ({ name, role: 'Chair', email: `${name.toLowerCase()}@mail.example` as never })
const sealIn = (text: string): string => /name="seal" value="([^"]*)"/.exec(text)?.[1] ?? ''

const pasted = [
  'Organization, E-mail',
  'Harbor Lights, office@harbor.example',
  'Stair Keepers, keepers@stairs.example',
  'Salt Marsh Council, Westhaven, council@marsh.example',
  'No Address Yet',
].join('\r\n')

test('an empty board says what to do next; those who only read are told who does it', async () => {
  expect((await page(`${base}/asks`, editor)).includes('Paste the organizations')).toBe(true)
  const read = await page(`${base}/asks`, viewer)
  expect(read).toContain('An editor of the campaign asks organizations')
  expect(read).not.toContain('Open link')
})

test('nobody is asked before what was read was looked at, nor after it was changed since', async () => {
  const before = await everythingIn(database)
  const looked = await send(`${base}/asks/new`, { lines: pasted, do: 'check' }, editor)
  const text = await looked.text()
  expect([looked.status, text.includes('4 read; 3 of them new')]).toEqual([200, true])
  const seal = sealIn(text)
  const changed = await send(`${base}/asks/new`, { lines: `${pasted}\nOther`, seal, do: 'ask' }, editor)
  expect([changed.status, (await changed.text()).includes('was changed after it was looked at')]).toEqual([422, true])
  for (const lines of ['', 'X\n'.repeat(301), ', no-name@x.example']) {
    const answer = await send(`${base}/asks/new`, { lines, seal: sealIn(text), do: 'ask' }, editor)
    expect(answer.status).toBe(422)
  }
  expect(await everythingIn(database)).toEqual(before)
  expect(said(await send(`${base}/asks/new`, { lines: pasted, seal, do: 'ask' }, editor))).toBe('asked')
  const byName = (await rows()).toSorted((one, other) => one.name.localeCompare(other.name))
  expect(byName.map(({ name, status, domain }) => [name, status, domain])).toEqual([
    ['Harbor Lights', 'asked', 'harbor.example'],
    ['No Address Yet', 'not-asked', undefined],
    ['Salt Marsh Council, Westhaven', 'asked', 'marsh.example'],
    ['Stair Keepers', 'asked', 'stairs.example'],
  ])
  const again = await (await send(`${base}/asks/new`, { lines: pasted, do: 'check' }, lead)).text()
  expect(again).toContain('is asked already as “Harbor Lights”')
  expect(again).not.toContain('value="ask"')
})

test('the board shows the open link, and the page of an organization its own', async () => {
  const { id: campaign } = place.campaign
  const open = gatherLinkOf(vaultForTests, { kind: 'open', campaign, letter: place.letter })
  expect((await page(`${base}/asks`, editor)).includes(`https://letters.example/join/${open}`)).toBe(true)
  const { ask: id } = await rowOf('Harbor Lights')
  const own = gatherLinkOf(vaultForTests, { kind: 'ask', campaign, letter: place.letter, ask: id ?? ('' as never) })
  expect((await page(`${base}/asks/${id}`, editor)).includes(`https://letters.example/join/${own}`)).toBe(true)
  for (const path of [`${base}/asks`, `${base}/asks/${id}`]) {
    const read = await page(path, viewer)
    for (const secret of ['/join/', 'office@harbor.example'])
      expect([path, read.includes(secret)]).toEqual([path, false])
  }
})

test('two clicks change a status: its page, then the button; the form there keeps the rest', async () => {
  const { ask: id } = await rowOf('Stair Keepers')
  const path = `${base}/asks/${id}`
  expect((await page(`${base}/asks`, editor)).includes(`href="asks/${id}"`)).toBe(true)
  const answer = await send(path, { status: 'promised' }, editor)
  expect([said(answer), answer.headers.get('location')?.startsWith(`${base}/asks?`)]).toEqual(['set', true])
  expect((await rowOf('Stair Keepers')).status).toBe('promised')
  const details = {
    email: 'keepers@stairs.example',
    domain: 'stairs.example',
    next: '2029-04-30',
    note: 'Board on 24th',
    group: '',
    owner: editor.organizer,
    do: 'details',
  }
  expect(said(await send(path, details, editor))).toBe('saved')
  expect(await rowOf('Stair Keepers')).toMatchObject({
    nextOn: '2029-04-30',
    owner: editor.organizer,
  })
  expect((await rowOf('Stair Keepers')).personal().note).toBe('Board on 24th')
  expect((await page(`${base}/asks`, viewer)).includes('edits')).toBe(true)
  const before = await everythingIn(database)
  for (const [field, typed] of [
    ['email', 'nobody'],
    ['next', '30 April'],
    ['next', '2029-04'],
    ['domain', 'not a domain'],
    ['email', 'office@harbor.example'],
    ['note', 'x'.repeat(2001)],
  ]) {
    const wrong = await send(path, { ...details, [field ?? '']: typed ?? '' }, editor)
    expect([field, typed, wrong.status, (await wrong.text()).includes('aria-invalid')]).toEqual([
      field,
      typed,
      422,
      true,
    ])
  }
  expect(said(await send(path, { status: 'king' }, editor))).toBe('bad')
  expect(await everythingIn(database)).toEqual(before)
})

test('whoever is ticked is set or reminded at once; nobody is, where nobody is ticked', async () => {
  const { ask: keepers } = await rowOf('Stair Keepers')
  const { ask: lights } = await rowOf('Harbor Lights')
  const both = [keepers ?? '', lights ?? '']
  expect(said(await send(`${base}/asks/many`, { do: 'remind' }, editor))).toBe('nothing-ticked')
  await later(2)
  const reminded = await send(`${base}/asks/many`, { ask: both, do: 'remind', show: 'promised' }, editor)
  expect(reminded.headers.get('location')).toBe(`${base}/asks?show=promised&said=reminded&n=2`)
  expect((await page(reminded.headers.get('location') ?? '', editor)).includes('2 reminders are on their way')).toBe(
    true,
  )
  expect(said(await send(`${base}/asks/many`, { ask: both, do: 'status', status: 'interested' }, editor))).toBe('set')
  expect((await rowOf('Harbor Lights')).status).toBe('interested')
  expect(said(await send(`${base}/asks/${keepers}`, { do: 'remind' }, editor))).toBe('reminded')
})

test('today lists whom to call: five days silent, or the day has come', async () => {
  await later(6)
  const today = await page(`${base}/asks?show=today`, lead)
  expect(today).toContain('Harbor Lights')
  expect(today).not.toContain('No Address Yet')
  expect((await page(`${base}/asks?find=marsh`, lead)).includes('Salt Marsh Council')).toBe(true)
  expect((await page(`${base}/asks?find=nowhere`, lead)).includes('Nobody is here.')).toBe(true)
})

test('evidence decides who is authorized, a person who is accepted; the page shows both, with the reason of a decline', async () => {
  const { signOn } = await signedOn(database, place, means, {
    name: 'River Guild',
    representative: representative('Rita'),
  })
  const path = `${base}/sign-ons/${signOn}`
  expect((await page(`${base}/sign-ons?show=authorize`, viewer)).includes('River Guild')).toBe(true)
  const incomplete = await send(`${path}/call-back`, { 'spoke-to': 'Their chair', 'found-at': ' ' }, reviewer)
  expect([incomplete.status, (await incomplete.text()).includes('value="Their chair"')]).toEqual([422, true])
  const call = { 'spoke-to': 'Their chair', 'found-at': 'The imprint of river.example', 'call-note': 'at noon' }
  expect(said(await send(`${path}/call-back`, call, reviewer))).toBe('call-kept')
  const shown = await page(path, reviewer)
  for (const one of ['Call-back', 'Their chair', 'The imprint of river.example', 'An organizer who accepts it'])
    expect([one, shown.includes(one)]).toEqual([one, true])
  expect((await page(`${base}/sign-ons?show=review`, viewer)).includes('River Guild')).toBe(true)
  expect((await send(`${path}/judge`, { verdict: 'declined', reason: ' ' }, reviewer)).status).toBe(422)
  expect(said(await send(`${path}/judge`, { verdict: 'declined', reason: 'No such guild' }, reviewer))).toBe('declined')
  expect((await page(path, reviewer)).includes('No such guild')).toBe(true)
  expect(await printedNames(database, place)).toEqual([])
  expect(said(await send(`${path}/judge`, { verdict: 'accepted' }, lead))).toBe('accepted')
  expect(await printedNames(database, place)).toEqual(['River Guild: halden oskerra'])
  const evidence = /name="evidence" value="([^"]+)"/.exec(await page(path, reviewer))?.[1] ?? ''
  expect(said(await send(`${path}/evidence`, { evidence, verdict: 'declined' }, reviewer))).toBe('evidence-declined')
  expect(said(await send(`${path}/evidence`, { evidence, verdict: 'declined' }, reviewer))).toBe('not-open')
  expect(await printedNames(database, place)).toEqual([])
  await calledBack(database, place, signOn, means)
  await fine()
})

test('when the text changes, whoever has not said yes to it waits in a queue of that name', async () => {
  await changeText(database, place, { source: 'Please light every lamp.\n', change: 'change' }, means)
  expect((await page(`${base}/sign-ons?show=changed`, viewer)).includes('River Guild')).toBe(true)
  expect(await page(`/organize/c/lamps`, viewer)).toMatch(/Text changed, no new yes<\/dt>\s*<dd>\s*<b>1<\/b>/)
})

test('a line is seen as it would print before it is saved, and spelled so in margin and block', async () => {
  const { signOn } = await standingSignOn(database, place, means, {
    name: 'Stair Keepers',
    representative: representative('Bo'),
  })
  const path = `${base}/list/${signOn}`
  const typed = { name: 'The Stair Keepers', letterhead: 'Keepers', 'sort-key': '', lead: '1', group: 'Friends' }
  const before = await everythingIn(database)
  const tried = await (await send(path, { ...typed, do: 'try' }, editor)).text()
  for (const one of [
    'Nothing is saved yet',
    '<strong><bdi>The Stair Keepers</bdi></strong',
    '<bdi>Keepers</bdi>',
    '<h3>Friends</h3>',
  ])
    expect([one, tried.includes(one)]).toEqual([one, true])
  for (const wrong of [{ name: '' }, { lead: '0' }, { name: 'River\u202e' }, { group: 'x'.repeat(301) }])
    expect([wrong, (await send(path, { ...typed, ...wrong, do: 'save' }, editor)).status]).toEqual([wrong, 422])
  expect(await everythingIn(database)).toEqual(before)
  expect(said(await send(path, { ...typed, do: 'save' }, editor))).toBe('saved')
  const list = await page(`${base}/list`, viewer)
  expect(list).toMatch(/Friends[^]*The Stair Keepers[^]*lead group, 1, in the letterhead “Keepers”/)
  await fine()
})

test('order and headings are tried before they are saved', async () => {
  const typed = { ordering: 'alphabetical', articles: 'skipped', groups: 'Friends\n\n Others \nFriends' }
  const before = await everythingIn(database)
  expect(await (await send(`${base}/list`, { ...typed, do: 'try' }, editor)).text()).toContain(
    'This is how the list would begin',
  )
  expect(await everythingIn(database)).toEqual(before)
  expect(said(await send(`${base}/list`, { ...typed, do: 'save' }, editor))).toBe('saved')
  const shown = await page(`${base}/list`, editor)
  expect(shown).toMatch(/Friends\nOthers<\/textarea/)
  expect(shown).toMatch(/value="skipped"\s+checked/)
})

test('a name drawn like another is flagged with it until a person says that they are two', async () => {
  const { signOn } = await standingSignOn(database, place, means, {
    name: 'Stаir Keepers',
    representative: representative('Eve'),
  })
  expect((await page(`${base}/list`, viewer)).includes('looks like')).toBe(true)
  // Whoever accepted it has seen that; what nobody has decided about is in doubt.
  const undecided = { name: 'Stair Kеepers', representative: representative('Eda') }
  const { signOn: second } = await signedOn(database, place, means, undecided)
  expect(await page(`${base}/sign-ons/${second}`, lead)).toContain('Its name can be taken for another.')
  const names = await page(`${base}/names`, editor)
  expect(names).toContain('is drawn like')
  const [, other = ''] = /name="other" value="([^"]+)"/.exec(names) ?? []
  expect(said(await send(`${base}/names`, { name: 'Stair Kеepers', other: 'Nobody' }, editor))).toBe('gone')
  for (const [, name = '', twin = ''] of names.matchAll(
    /name="name" value="([^"]+)" ?\/>\s*<input type="hidden" name="other" value="([^"]+)"/g,
  ))
    expect(said(await send(`${base}/names`, { name, other: twin }, editor))).toMatch(/settled|gone/)
  expect(other).not.toBe('')
  expect((await page(`${base}/names`, editor)).includes('No name can be taken for another')).toBe(true)
  for (const one of [signOn, second])
    await send(`${base}/sign-ons/${one}/judge`, { verdict: 'declined', reason: 'forged' }, lead)
  await fine()
})

test('an endorsement is entered and taken away, and is no signature', async () => {
  const typed = {
    name: 'Sen. Mara Lindqvist',
    title: 'Member of the Senate',
    group: 'Legislators',
    words: 'I support it.',
    source: 'https://example.org/said',
  }
  expect((await send(`${base}/endorsements`, { ...typed, name: '' }, editor)).status).toBe(422)
  const counted = await printedNames(database, place)
  expect(said(await send(`${base}/endorsements`, typed, editor))).toBe('entered')
  const shown = await page(`${base}/endorsements`, editor)
  for (const one of Object.values(typed)) expect([one, shown.includes(one)]).toEqual([one, true])
  expect(await printedNames(database, place)).toEqual(counted)
  const [, endorsement = ''] = /name="endorsement" value="([^"]+)"/.exec(shown) ?? []
  expect(said(await send(`${base}/endorsements/remove`, { endorsement }, editor))).toBe('removed')
  expect(said(await send(`${base}/endorsements/remove`, { endorsement }, editor))).toBe('gone')
})

test('one organizer finalizes where one is enough; where two are needed, only what another approved, to the letter', async () => {
  const path = `${base}/final`
  const alone = await page(path, editor)
  expect(alone).toContain('The Stair Keepers')
  expect(said(await send(path, { do: 'finalize', seal: sealIn(alone) }, editor))).toBe('finalized')
  const about = { by: lead.organizer, campaign: place.campaign.id, act: 'finalize-list' } as const
  await database.transaction((tx) => setRule(tx, { ...about, needsTwo: true }, means))
  const seal = sealIn(await page(path, editor))
  expect(said(await send(path, { do: 'finalize', seal }, editor))).toBe('needs-two')
  expect(said(await send(path, { do: 'approve', seal }, lead))).toBe('gone')
  expect(said(await send(path, { do: 'propose', seal }, editor))).toBe('proposed')
  expect((await page(path, editor)).includes('It waits for another organizer')).toBe(true)
  expect(said(await send(path, { do: 'approve', seal }, editor))).toBe('own-proposal')
  // Somebody spells a name otherwise before the second person presses.
  const { signOn } = await rowOf('The Stair Keepers')
  await send(
    `${base}/list/${signOn}`,
    { name: 'Stair Keepers Society', letterhead: '', 'sort-key': '', lead: '', group: '', do: 'save' },
    lead,
  )
  expect(said(await send(path, { do: 'approve', seal }, lead))).toBe('list-changed')
  const fresh = sealIn(await page(path, editor))
  await send(path, { do: 'propose', seal: fresh }, editor)
  expect((await page(path, lead)).includes('proposes exactly this list')).toBe(true)
  expect(said(await send(path, { do: 'approve', seal: fresh }, lead))).toBe('approved')
  expect(await printedNames(database, place)).not.toContain('Stair Keepers Society: halden oskerra')
  expect(said(await send(path, { do: 'finalize', seal: fresh }, editor))).toBe('finalized')
  expect(await printedNames(database, place)).toContain('Stair Keepers Society: halden oskerra')
  expect(await page(path, editor)).toContain('Exactly this list is final')
  await send(path, { do: 'propose', seal: fresh }, editor)
  expect(said(await send(path, { do: 'refuse' }, lead))).toBe('refused')
  await fine()
})

test('the home says how many names wait for nothing but the list, and leads to where it is finalized', async () => {
  const home = `/organize/c/${place.campaign.slug}`
  expect(await page(home, editor)).not.toContain('to be finalized')
  await standingSignOn(database, place, means, { name: 'Late Lanterns', representative: representative('Late') })
  expect(await page(home, editor)).toMatch(
    new RegExp(`<a href="${base}/final">One name waits for the list of [^<]* to be finalized</a>`),
  )
  await fine()
})

const acts = [
  ['asks/new', { lines: 'X, x@x.example', do: 'check' }, ['lead', 'editor']],
  ['asks/many', { do: 'remind' }, ['lead', 'editor']],
  ['asks/0190f000-0000-7000-8000-000000000001', { status: 'asked' }, ['lead', 'editor']],
  ['sign-ons/0190f000-0000-7000-8000-000000000001/judge', { verdict: 'accepted' }, ['lead', 'reviewer']],
  ['sign-ons/0190f000-0000-7000-8000-000000000001/evidence', {}, ['lead', 'reviewer']],
  ['sign-ons/0190f000-0000-7000-8000-000000000001/call-back', {}, ['lead', 'reviewer']],
  ['list', { ordering: 'alphabetical', articles: 'kept', do: 'try' }, ['lead', 'editor']],
  ['list/0190f000-0000-7000-8000-000000000001', {}, ['lead', 'editor']],
  ['final', {}, ['lead', 'editor']],
  ['names', {}, ['lead', 'editor']],
  ['endorsements', {}, ['lead', 'editor']],
  ['endorsements/remove', {}, ['lead', 'editor']],
] as const

test.each(acts)(
  '%s is refused to whoever’s role does not allow it, and is not there for outsiders',
  async (path, typed, allowed) => {
    const all = { lead, editor, reviewer, viewer }
    const before = await everythingIn(database)
    for (const [role, who] of Object.entries(all)) {
      const { status } = await send(`${base}/${path}`, typed, who)
      expect([role, status === 403]).toEqual([role, !(allowed as readonly string[]).includes(role)])
    }
    expect((await send(`${base}/${path}`, typed, outsider)).status).toBe(404)
    expect((await ask(`${base}/${path}`, outsider)).status).toBeGreaterThanOrEqual(300)
    expect(await everythingIn(database)).toEqual(before)
  },
)

test('what is of another letter, or of none, is not there', async () => {
  for (const path of [
    'asks/0190f000-0000-7000-8000-000000000001',
    'sign-ons/x',
    'list/0190f000-0000-7000-8000-000000000001',
  ])
    expect([path, (await ask(`${base}/${path}`, lead)).status]).toEqual([path, 404])
  expect((await ask('/organize/c/lamps/l/nowhere/asks', lead)).status).toBe(404)
})
