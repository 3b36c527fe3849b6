import { expect, test } from 'vitest'
import { inviteOrganizer, leadNewCampaign } from '#accounts'
import type { CampaignId } from '#kernel'
import { confirmBatch, linkOf } from '#signatures'
import { address, askedLink, firstOperator, invited, joined } from '../../test/kit/accounts.ts'
import { bringFormHere } from '../../test/kit/bring-form.ts'
import { testDatabase } from '../../test/kit/database.ts'
import { everythingIn } from '../../test/kit/everything.ts'
import { filledIn, letSign, post, signingWebOn, vault } from '../../test/kit/signing-web.ts'
import { movableMeans, vaultForTests } from '../../test/kit/signatures.ts'
import { exampleProposal, keepCampaign } from '../../test/kit/web.ts'
import { isOrganizerPath, patterns, postable, routes } from './routes.ts'
import { openHandle } from './sealed-handle.ts'

const database = await testDatabase()
const means = movableMeans()
const web = signingWebOn(database, {
  accounts: { vault: vaultForTests, mailDelaySeconds: () => 0, wakeMailer: () => {}, bringForm: bringFormHere },
})
const kept = await keepCampaign(database, exampleProposal(), { title: 'Example', publish: true })
const { slug, letters } = kept
const campaign = kept.id as CampaignId
const letter = letters[0]?.letter.slug ?? ''
const edition = letters[0]?.editions[0]?.slug ?? ''
await letSign(database, slug, letter)

// A lead with a session, somebody whose role they could change, an invitation they could withdraw.
const lead = await firstOperator(database, means)
await database.transaction((tx) => leadNewCampaign(tx, { by: lead.organizer, campaign }, means))
const member = await joined(database, 'member', means, { campaign, role: 'viewer' })
await invited(database, 'invitee', means, { to: { campaign, role: 'viewer' } })
const link = await askedLink(database, 'member', means)
await database.transaction((tx) =>
  inviteOrganizer(tx, vaultForTests, { by: 'server', email: address('invitee'), mails: false }, means),
)
web.setNow(means.now().toISOString())
const cookie = { cookie: `__Host-undersigned-session=${lead.session}` }
const [, invitation = ''] =
  /name="invitation" value="([^"]+)"/.exec(await (await web.ask(routes.people(slug), { headers: cookie })).text()) ?? []

// A signature that waits and one that stands.
async function handleFor(email: string) {
  const form = routes.sign(slug, letter, edition)
  const answer = await post(web, form, filledIn(await web.page(form), { email, show: 'yes', hear: 'yes' }))
  const sealed = answer.headers.get('location')?.slice('/sign/'.length) ?? ''
  const handle = openHandle(vault, sealed)
  if (!handle) throw new Error('not asked to confirm')
  return { sealed, ...handle }
}
const waiting = await handleFor('waiting@mail.example')
const signed = await handleFor('signed@mail.example')
await database.transaction((tx) => confirmBatch(tx, [{ by: 'link', ...signed }], vault, means))

const linkFor = (pattern: string): string => {
  if (isOrganizerPath(pattern)) return link
  const kind = (['confirm', 'not-me', 'unsubscribe'] as const).find((one) => pattern.startsWith(`/${one}/`)) ?? 'signed'
  const named = kind === 'confirm' || kind === 'not-me' ? waiting : signed
  return linkOf(vault, kind, named.campaign, named.pending)
}
const addressOf = (pattern: string): string =>
  pattern
    .replace(':campaign', slug)
    .replace(':letter', letter)
    .replace(':edition', edition)
    .replace(':handle', waiting.sealed)
    .replace(':link', linkFor(pattern))

/** What would do something at every address: the fields of all forms at once. */
const typed = {
  ...filledIn(await web.page(routes.sign(slug, letter, edition)), { email: 'forged@mail.example' }),
  ...{ campaign: slug, invitation, organizer: member.organizer, role: 'editor', code: '123456' },
}

const publicUrl = 'https://letters.example'
const forged: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['another website', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }],
  ['another website that hides its name', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
  ['a sibling on our domain', { Origin: 'https://blog.letters.example', 'Sec-Fetch-Site': 'same-site' }],
  ['another port', { Origin: `${publicUrl}:8443`, 'Sec-Fetch-Site': 'same-site' }],
  ['our name without the lock', { Origin: 'http://letters.example', 'Sec-Fetch-Site': 'same-site' }],
  ['another website, by an old browser', { Origin: 'https://evil.example' }],
]

/** More that a form for organizers must not be. */
const refusedToOrganizers: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['nobody', {}],
  ['nobody, hidden', { Origin: 'null' }],
  ['a sibling that hides its name', { Origin: 'null', 'Sec-Fetch-Site': 'same-site' }],
  ['a typed address', { 'Sec-Fetch-Site': 'none' }],
  ['another name of ours', { Origin: 'http://inside.example' }],
]

/** Posts with exactly these headers, and the session of the lead. */
const send = (path: string, headers: Readonly<Record<string, string>>) =>
  web.ask(path, {
    method: 'POST',
    body: new URLSearchParams(
      Object.entries(typed).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
    ),
    headers: { ...cookie, ...headers },
  })

const organizerPostable = postable.filter(isOrganizerPath)

test('the tables are not empty, and the addresses of organizers are among those of everybody', () => {
  expect(postable.length).toBeGreaterThan(organizerPostable.length)
  expect(organizerPostable).toEqual(expect.arrayContaining([patterns.setRole, patterns.organizerLink]))
  expect(invitation).not.toBe('')
})

test.each(forged)(
  'what %s sends does nothing, at any address that takes a form, also with the session of a lead',
  async (_from, headers) => {
    const before = await everythingIn(database)
    for (const pattern of postable) {
      const answer = await send(addressOf(pattern), headers)
      expect([pattern, answer.status, answer.headers.get('set-cookie')]).toEqual([pattern, 403, null])
    }
    expect(await everythingIn(database)).toEqual(before)
  },
)

test.each(refusedToOrganizers)(
  'where organizers work, what comes from %s does nothing either',
  async (_from, headers) => {
    const before = await everythingIn(database)
    for (const pattern of organizerPostable)
      expect([pattern, (await send(addressOf(pattern), headers)).status]).toEqual([pattern, 403])
    expect(await everythingIn(database)).toEqual(before)
  },
)

test('no address changes anything when it is only read, whatever the request says of another method', async () => {
  const before = await everythingIn(database)
  const query = new URLSearchParams({ _method: 'POST', organizer: member.organizer, role: 'editor', invitation })
  for (const pattern of Object.values(patterns))
    for (const method of ['GET', 'HEAD']) {
      const headers = { ...cookie, 'X-HTTP-Method-Override': 'POST', 'X-Method-Override': 'POST' }
      const answer = await web.ask(`${addressOf(pattern)}?${query.toString()}`, { method, headers })
      expect([pattern, answer.status < 500, answer.headers.get('set-cookie')]).toEqual([pattern, true, null])
    }
  expect(await everythingIn(database)).toEqual(before)
})

test('what browsers send from our own pages is taken: with and without Sec-Fetch-Site', async () => {
  const own: readonly Readonly<Record<string, string>>[] = [
    { Origin: publicUrl, 'Sec-Fetch-Site': 'same-origin' },
    { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' },
    { Origin: publicUrl },
  ]
  for (const headers of own) {
    const answer = await send(routes.setRole(slug), headers)
    expect([headers, answer.status]).toEqual([headers, 303])
  }
})

test('what was refused above was worth refusing: sent by a page of ours, each of these does something', async () => {
  const own = { Origin: publicUrl, 'Sec-Fetch-Site': 'same-origin' }
  const { organize, organizerAccount, invite, withdrawInvitation, organizerLink, signOutEverywhere } = patterns
  for (const pattern of [organize, organizerAccount, invite, withdrawInvitation, organizerLink, signOutEverywhere]) {
    const before = await everythingIn(database)
    // The link is another person's: opened in a browser of their own.
    await send(addressOf(pattern), pattern === organizerLink ? { ...own, cookie: '' } : own)
    expect([pattern, await everythingIn(database)]).not.toEqual([pattern, before])
  }
})
