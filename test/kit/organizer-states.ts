import { firstLink, propose, setRule, startSignIn } from '../../src/accounts/index.ts'
import type { OrganizerId } from '../../src/kernel/index.ts'
import type { Database } from '../../src/platform/index.ts'
import { reviewSignatures } from '../../src/signatures/index.ts'
import { deskPatterns } from '../../src/web/routes-desk.ts'
import { isOrganizerPath, patterns, routes } from '../../src/web/routes.ts'
import { accountMails, address, invited, linkIn } from './accounts.ts'
import { attacks } from './bots.ts'
import { confirmVisits } from './confirm-visits.ts'
import { people } from './crowds.ts'
import { diceOf } from './dice.ts'
import { addPasskeyFor } from './passkeys.ts'
import { organizerHouse, type Desk } from './organizer-web.ts'
import { post } from './signing-web.ts'
import { vaultForTests as vault } from './signatures.ts'

/** What a server answered, with everything a browser needs to show it. */
export type PageState = {
  readonly name: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

async function stateOf(name: string, answered: Promise<Response>): Promise<PageState> {
  const answer = await answered
  return { name, status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
}

const longName = 'Wilhelmina-Charlotte von Hohenstein-Brandenburg zu Oberammergau'

/** Every state of the pages on which organizers sign in and look after accounts, rules, signatures and the trail. */
export async function organizerStates(database: Database, emptyDatabase: Database): Promise<readonly PageState[]> {
  const house = await organizerHouse(database)
  const before = await beforeSigningIn(house, database, emptyDatabase)
  const filled = await fill(house, database)
  return [
    ...before,
    ...(await ownPages(filled)),
    ...(await serverPages(filled)),
    ...(await campaignPages(filled)),
    ...(await reviewPages(filled, database)),
    ...(await everyOther(filled)),
  ]
}

/** Whatever page for organizers there is besides those above, as a lead finds it in a campaign with one letter. */
async function everyOther({ lead, slug, letter, place, reviewer }: Filled): Promise<readonly PageState[]> {
  const params: Readonly<Record<string, string>> = {
    ...{ campaign: slug, letter, edition: 'halden', number: '1', revision: '1', organizer: reviewer.organizer },
    ...{ ask: place.letter, signOn: place.letter, plan: place.letter, link: 'x' },
  }
  const states: PageState[] = []
  const { people: team, trail, serverTrail, organizerHome, organizerAccount, organizerSent } = patterns
  const shown = new Set<string>([...Object.values(deskPatterns), team, trail, serverTrail])
  for (const one of [organizerHome, organizerAccount, organizerSent]) shown.add(one)
  for (const [name, pattern] of Object.entries(patterns)) {
    if (!isOrganizerPath(pattern) || shown.has(pattern)) continue
    const path = pattern.replaceAll(/:(\w+)(?:\{[^}]*\})?/g, (_whole, of: string) => params[of] ?? of)
    const state = await stateOf(`any, ${name}`, lead.ask(path))
    const isPage = state.status === 200 && (state.headers['content-type'] ?? '').startsWith('text/html')
    // A letter as a file is HTML too, and has a sheet of its own.
    const isFile = state.headers['content-disposition'] !== undefined
    if (isPage && !isFile) states.push(state)
  }
  return states
}

type House = Awaited<ReturnType<typeof organizerHouse>>

async function beforeSigningIn(house: House, database: Database, empty: Database): Promise<readonly PageState[]> {
  const { web, means, campaign, toNow } = house
  const asked = await database.transaction((tx) => startSignIn(tx, vault, address('ola'), means))
  const [mail] = await accountMails(database, means)
  const link = asked === undefined && mail ? linkIn(mail) : ''
  const { link: invitation } = await invited(database, 'invitee', means, { to: { campaign, role: 'editor' } })
  const first = (await empty.transaction((tx) => firstLink(tx, vault, means))) ?? ''
  toNow()
  const firstHouse = house.webFor(empty)
  return Promise.all([
    stateOf('sign-in', web.ask(routes.organize())),
    stateOf('sign-in, wrong address', post(web, routes.organize(), { email: 'nobody' })),
    stateOf('sign-in, not signed in any more', post(web, routes.organizerAccount(), { name: 'x' })),
    stateOf('sign-in, refused passkey', post(web, routes.usePasskey(), { answer: '{}' })),
    stateOf('link sent', web.ask(routes.organizerSent())),
    stateOf('link', web.ask(routes.organizerLink(link))),
    stateOf('link, invitation', web.ask(routes.organizerLink(invitation))),
    stateOf('link, gone', web.ask(routes.organizerLink('nothing'))),
    stateOf('link, first', firstHouse.ask(routes.organizerLink(first))),
    stateOf('link, first, wrong', post(firstHouse, routes.organizerLink(first), { name: '', email: 'x' })),
  ])
}

type Filled = House & { readonly reviewer: Desk; readonly viewer: Desk; readonly nobody: Desk; readonly second: Desk }

/** People of every kind, and something of everything to show. */
async function fill(house: House, database: Database): Promise<Filled> {
  const { means, place, campaign, lead, join, alone, toNow } = house
  const [reviewer, viewer, second] = [
    await join('rev', 'reviewer'),
    await join('vio', 'viewer'),
    await join('sol', 'lead'),
  ]
  const nobody = await alone('una')
  await invited(database, 'una', means, { to: { campaign, role: 'viewer' } })
  await invited(database, 'late', means, { to: { campaign, role: 'editor' } })
  toNow()
  await lead.post(routes.organizerAccount(), { name: longName })
  const also = { comment: `Mend them ${'and mend them well '.repeat(24)}`.slice(0, 490) }
  const script = attacks['a script on one host with a catch-all domain']
  const crowd = [
    ...people(diceOf(5), { count: 60, from: 0, milliseconds: 3_600_000 }),
    ...(script?.(diceOf(6), { count: 40, from: 0, milliseconds: 600_000 }) ?? []),
  ]
  await confirmVisits(database, place, crowd, { vault, means, also })
  toNow()
  return { ...house, reviewer, viewer, nobody, second }
}

async function ownPages({ lead, nobody, viewer }: Filled): Promise<readonly PageState[]> {
  const passkeys = [await stateOf('passkeys, none', nobody.ask(routes.passkeys()))]
  await addPasskeyFor(lead, 'Work laptop')
  await addPasskeyFor(lead, '')
  return [
    ...passkeys,
    await stateOf('passkeys', lead.ask(`${routes.passkeys()}?said=added`)),
    await stateOf('home', lead.ask(routes.organizerHome())),
    await stateOf('home, invited', nobody.ask(routes.organizerHome())),
    await stateOf('home, one campaign', viewer.ask(routes.organizerHome())),
    await stateOf('account', lead.ask(`${routes.organizerAccount()}?said=saved`)),
    await stateOf('account, wrong name', lead.post(routes.organizerAccount(), { name: '' })),
  ]
}

async function serverPages({ lead, viewer }: Filled): Promise<readonly PageState[]> {
  const wrong = { email: 'nobody', name: 'a\u202Eb', operator: 'yes' }
  return [
    await stateOf('organizers', lead.ask(`${routes.organizers()}?said=invited`)),
    await stateOf('organizers, wrong', lead.post(routes.inviteOrganizer(), wrong)),
    await stateOf('organizer', lead.ask(routes.organizer(viewer.organizer))),
    await stateOf('organizer, oneself', lead.ask(`${routes.organizer(lead.organizer)}?said=unsure`)),
    await stateOf('server trail', lead.ask(routes.serverTrail())),
    await stateOf('server trail, none of a kind', lead.ask(`${routes.serverTrail()}?act=endorse`)),
  ]
}

async function campaignPages(filled: Filled): Promise<readonly PageState[]> {
  const { slug, lead, viewer, second, nobody, withTransaction, means, campaign } = filled
  const rules = await stateOf('rules, none', lead.ask(routes.rules(slug)))
  const proposals = await stateOf('proposals, none', lead.ask(routes.proposals(slug)))
  for (const act of ['freeze', 'finalize-list'] as const)
    await withTransaction((tx) => setRule(tx, { by: lead.organizer, campaign, act, needsTwo: true }, means))
  await second.post(routes.rules(slug), { act: 'freeze', wish: 'propose' })
  await lead.post(routes.rules(slug), { act: 'finalize-list', wish: 'propose' })
  const about = (subject: string, by: OrganizerId) => ({ campaign, act: 'freeze', subject, content: 'x', by }) as const
  await withTransaction((tx) => propose(tx, about(filled.place.letter, second.organizer), means))
  await withTransaction((tx) => propose(tx, about('gone', lead.organizer), means))
  return [
    rules,
    proposals,
    await stateOf('rules', lead.ask(`${routes.rules(slug)}?said=proposed`)),
    await stateOf('rules, only read', viewer.ask(routes.rules(slug))),
    await stateOf('proposals', lead.ask(`${routes.proposals(slug)}?said=gone`)),
    await stateOf('home, something waits', lead.ask(routes.organizerHome())),
    await stateOf('campaign, something waits', lead.ask(routes.campaignHome(slug))),
    await stateOf('people', lead.ask(`${routes.people(slug)}?said=invited`)),
    await stateOf('people, only read', viewer.ask(routes.people(slug))),
    await stateOf('people, wrong', lead.post(routes.invite(slug), { email: 'x', role: 'editor' })),
    await stateOf('trail', lead.ask(routes.trail(slug))),
    await stateOf('role does not allow', viewer.ask(routes.trail(slug))),
    await stateOf('not there', nobody.ask(routes.trail(slug))),
  ]
}

async function reviewPages(filled: Filled, database: Database): Promise<readonly PageState[]> {
  const { slug, place, campaign, means, reviewer, lead } = filled
  const none = await stateOf('reviews, none', reviewer.ask(routes.review(slug)))
  await database.transaction((tx) => reviewSignatures(tx, campaign, vault, means))
  const held = routes.reviewed(slug, 1)
  const typed = { letter: place.letter, condition: 'domain=catch-all.example' }
  const counted = await stateOf('counted', reviewer.post(routes.invalidate(slug), typed))
  const before = /name="before" value="(\d+)"/.exec(counted.body)?.[1] ?? ''
  const striking = { ...typed, before, reason: 'signed by a machine' }
  const states = [
    none,
    await stateOf('reviews', reviewer.ask(routes.review(slug))),
    await stateOf('review, held', reviewer.ask(held)),
    await stateOf('review, no reason', reviewer.post(held, { act: 'free', reason: '' })),
    await stateOf('comments', reviewer.ask(`${routes.signersComments(slug)}?said=shown`)),
    await stateOf('comments, none', reviewer.ask(`${routes.signersComments(slug)}?after=999999`)),
    await stateOf('condition', reviewer.ask(routes.invalidate(slug))),
    await stateOf('condition, wrong', reviewer.post(routes.invalidate(slug), { ...typed, condition: 'x' })),
    counted,
    await stateOf('counted, none', reviewer.post(routes.invalidate(slug), { ...typed, condition: 'leaves=9999' })),
    await stateOf('counted, no reason', reviewer.post(routes.strike(slug), { ...striking, reason: '' })),
  ]
  await reviewer.post(routes.reviewed(slug, 1), { act: 'free', reason: 'people' })
  states.push(await stateOf('review, under way', reviewer.ask(routes.reviewed(slug, 2))))
  await database.transaction((tx) =>
    setRule(tx, { by: lead.organizer, campaign, act: 'invalidate', needsTwo: true }, means),
  )
  states.push(await stateOf('counted, two needed', reviewer.post(routes.invalidate(slug), typed)))
  const plan = (await reviewer.post(routes.strike(slug), striking)).headers.get('location') ?? ''
  states.push(await stateOf('plan, own', reviewer.ask(plan)), await stateOf('plan', lead.ask(plan.replace(/\?.*/, ''))))
  await lead.post(plan.replace(/\?.*/, ''), { act: 'refuse' })
  states.push(await stateOf('plan, over', lead.ask(plan.replace(/\?.*/, ''))))
  return states
}
