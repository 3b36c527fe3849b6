import type { Context } from 'hono'
import { wordsFor, type CampaignId, type SignatureId } from '#kernel'
import { publicText } from '#letters'
import type { Tx } from '#platform'
import { parseCanonicalText } from '#proof'
import {
  denyWish,
  linkOf,
  parseLink,
  peekPending,
  resend,
  signingLetter,
  stopHearing,
  type ConfirmOutcome,
  type LinkKind,
  type LinkTarget,
  type Peek,
} from '#signatures'
import type { EarlierText } from './compared-text.ts'
import { confirmPage, notMePage, plainPage, unsubscribePage } from './confirm-page.ts'
import { refuse, type Router, type WebMeans } from './keep.ts'
import { personalResponse, seeOther, type PersonalPage } from './personal-page.ts'
import { readPosted, refusePosted, saving } from './posted.ts'
import { patterns, routes } from './routes.ts'
import { openHandle, type Handle } from './sealed-handle.ts'
import { sentPage, type SentFacts } from './sent-page.ts'
import type { SignLetters } from './sign-letters.ts'
import type { SigningMeans } from './signing-means.ts'

type Signing = { readonly means: WebMeans; readonly signing: SigningMeans; readonly letters: SignLetters }

// Before a link is read nobody knows the reader's language.
const unknownLanguage = 'en'

/** What comes after the form: the page that names the inbox, and the links and the code that come in the mail. */
export function addConfirm(app: Router, signed: Signing): void {
  const { means } = signed
  app.get(patterns.sent, (c) => showSent(c, signed))
  // Whoever reloads one of these pages gets the page they stand on.
  for (const pattern of [patterns.code, patterns.again])
    app.get(pattern, (c) => seeOther(routes.sent(c.req.param('handle') ?? '')))
  app.post(patterns.code, (c) => confirmByCode(c, signed))
  app.post(patterns.again, (c) => sendAgain(c, signed))
  app.get(patterns.confirm, (c) => withLink(c, signed, 'confirm', (target) => showConfirm(c, signed, target)))
  app.post(patterns.confirm, (c) => withLink(c, signed, 'confirm', (target) => confirmByLink(c, signed, target)))
  app.get(patterns.notMe, (c) =>
    withLink(c, signed, 'not-me', async ({ campaign, id }) => {
      const peek = await peekAt(signed, campaign, id)
      if (peek.kind === 'pending')
        return personalResponse(notMePage(linkIn(c), peek.letter, unknownLanguage), means.site)
      return afterDenial(signed, campaign, peek)
    }),
  )
  app.post(patterns.notMe, (c) =>
    withLink(c, signed, 'not-me', ({ campaign, id }) =>
      pressed(signed, routes.notMe(linkIn(c)), async () => {
        const outcome = await means.database.transaction((tx) => denyWish(tx, campaign, id, means))
        return afterDenial(signed, campaign, outcome)
      }),
    ),
  )
  app.get(patterns.unsubscribe, (c) =>
    withLink(c, signed, 'unsubscribe', async () =>
      personalResponse(unsubscribePage(linkIn(c), unknownLanguage), means.site),
    ),
  )
  // Pressed by a person, or by a mail program in one click (RFC 8058): the same, and without a redirect.
  app.post(patterns.unsubscribe, (c) =>
    withLink(c, signed, 'unsubscribe', ({ campaign, id }) =>
      pressed(signed, routes.unsubscribe(linkIn(c)), async () => {
        await means.database.transaction((tx) => stopHearing(tx, campaign, id))
        const words = wordsFor(unknownLanguage).signing.unsubscribe
        return personalResponse(plainPage(unknownLanguage, { title: words.doneTitle, lead: words.done }), means.site)
      }),
    ),
  )
}

const linkIn = (c: Context): string => c.req.param('link') ?? ''

/** Does something with what a link in a mail names, if we made the link. */
export async function withLink(
  c: Context,
  { means, signing }: Signing,
  kind: LinkKind,
  work: (target: LinkTarget) => Promise<Response>,
): Promise<Response> {
  const target = parseLink(signing.vault, kind, linkIn(c))
  if (target) return await work(target)
  const words = wordsFor(unknownLanguage).signing.confirm
  return personalResponse(plainPage(unknownLanguage, { title: words.brokenTitle, lead: words.broken }), means.site, {
    status: 404,
  })
}

/** Does what a button of a link's page asks for; when the house fails meanwhile, the button is there again. */
export function pressed({ means }: Signing, action: string, work: () => Promise<Response | 'busy'>): Promise<Response> {
  return saving(means, { action, language: unknownLanguage, pairs: [], shown: [] }, work)
}

/** The handle in an address with its letter; a refusal when one of them is not there. */
async function handleOf(
  c: Context,
  { means, signing, letters }: Signing,
): Promise<Omit<SentFacts, 'askedAgain' | 'wrong'> | undefined> {
  const sealed = c.req.param('handle') ?? ''
  const handle: Handle | undefined = openHandle(signing.vault, sealed)
  const facts = handle && (await letters(handle.place.campaign, handle.place.letter))
  if (!handle || !facts) return undefined
  const { campaign, letter } = facts
  return { campaign, letter, sealed, handle, delaySeconds: signing.mailDelaySeconds(), site: means.site }
}

async function showSent(c: Context, signed: Signing): Promise<Response> {
  const facts = await handleOf(c, signed)
  if (!facts) return refuse(signed.means, 'not-found')
  const askedAgain = c.req.query('again') !== undefined
  return personalResponse(sentPage({ ...facts, askedAgain, wrong: undefined }), signed.means.site)
}

async function confirmByCode(c: Context, signed: Signing): Promise<Response> {
  const { means, signing } = signed
  const posted = await readPosted(c)
  if (!posted) return refusePosted(means)
  const typed = posted.get('code') ?? ''
  const sealed = c.req.param('handle') ?? ''
  const again = {
    action: routes.code(sealed),
    language: unknownLanguage,
    pairs: [['code', typed]] as const,
    shown: [typed],
  }
  return await saving(means, again, async () => {
    const facts = await handleOf(c, signed)
    if (!facts) return refuse(means, 'not-found')
    const words = wordsFor(facts.letter.language).signing.errors
    const wrong = (said: string) =>
      personalResponse(sentPage({ ...facts, askedAgain: false, wrong: said }), means.site, { status: 422 })
    // Spaces, a dash in the middle and digits of other scripts' keyboards are what people and programs paste.
    const code = typed.normalize('NFKC').replaceAll(/[\s\p{Cf}\p{Pd}]/gu, '')
    if (!/^\d{6}$/.test(code)) return wrong(words.shortCode)
    const { campaign, pending } = facts.handle
    const outcome = await signing.confirm({ by: 'code', campaign, pending, code })
    if (outcome === 'busy') return outcome
    // Gone is said as wrong is: else whoever typed another's address would learn when its owner confirmed.
    if (outcome.kind === 'wrong-code' || outcome.kind === 'gone') return wrong(words.code)
    return afterConfirming(signed, outcome)
  })
}

async function sendAgain(c: Context, signed: Signing): Promise<Response> {
  const { means, signing } = signed
  const sealed = c.req.param('handle') ?? ''
  const handle = openHandle(signing.vault, sealed)
  if (!handle) return refuse(means, 'not-found')
  return await pressed(signed, routes.again(sealed), async () => {
    await means.database.transaction((tx) => resend(tx, handle.campaign, handle.pending, means))
    signing.wakeMailer()
    return seeOther(`${routes.sent(sealed)}?again=yes`)
  })
}

const peekAt = ({ means, signing }: Signing, campaign: CampaignId, id: SignatureId): Promise<Peek> =>
  means.database.read((tx) => peekPending(tx, campaign, id, signing.vault, means))

async function showConfirm(c: Context, signed: Signing, { campaign, id }: LinkTarget): Promise<Response> {
  const { means, signing } = signed
  const found = await means.database.read(async (tx) => {
    const peek = await peekPending(tx, campaign, id, signing.vault, means)
    return { peek, changed: peek.kind === 'pending' ? await changedSince(tx, peek, means.now()) : [] }
  })
  const { peek } = found
  if (peek.kind !== 'pending') return afterPeek(signed, campaign, peek)
  if (!peek.isOpen) return closed(signed)
  const page = confirmPage({
    ...peek,
    link: linkIn(c),
    notMe: linkOf(signing.vault, 'not-me', campaign, id),
    language: unknownLanguage,
    recipients: peek.versions.map(({ recipient }) => recipient),
    changed: found.changed,
  })
  return personalResponse(page, means.site)
}

/** Texts that were corrected between signing and now. */
async function changedSince(
  tx: Tx,
  peek: Extract<Peek, { readonly kind: 'pending' }>,
  at: Date,
): Promise<readonly EarlierText[]> {
  const facts = await signingLetter(tx, peek.letter.campaignSlug, peek.letter.slug, at)
  const changed: EarlierText[] = []
  for (const version of peek.versions) {
    const edition = facts?.editions.find(({ slug }) => slug === version.edition)
    if (!edition || edition.version.hash === version.hash) continue
    const text = await publicText(tx, version.hash, at)
    changed.push({ edition, earlier: text && parseCanonicalText(text.canonicalText), number: version.number })
  }
  return changed
}

async function confirmByLink(c: Context, signed: Signing, { campaign, id }: LinkTarget): Promise<Response> {
  return await pressed(signed, routes.confirm(linkIn(c)), async () => {
    const outcome = await signed.signing.confirm({ by: 'link', campaign, pending: id })
    return outcome === 'busy' ? outcome : afterConfirming(signed, outcome)
  })
}

function afterConfirming(signed: Signing, outcome: ConfirmOutcome): Response {
  switch (outcome.kind) {
    case 'confirmed': {
      signed.signing.wakeMailer()
      return seeOther(routes.mine(linkOf(signed.signing.vault, 'signed', outcome.campaign, outcome.signature)))
    }
    case 'closed':
      return closed(signed)
    case 'wrong-code':
    case 'gone':
      return gone(signed)
    default:
      return outcome satisfies never
  }
}

function afterPeek(signed: Signing, campaign: CampaignId, peek: Exclude<Peek, { readonly kind: 'pending' }>): Response {
  if (peek.kind === 'gone') return gone(signed)
  const words = wordsFor(unknownLanguage).signing.confirm
  const path = routes.mine(linkOf(signed.signing.vault, 'signed', campaign, peek.signature))
  return say(signed, 200, { title: words.doneTitle, lead: words.done, to: { path, name: words.toMine } })
}

/** What was denied: a wish, or a signature whose bearer can withdraw or erase it. */
function afterDenial(
  signed: Signing,
  campaign: CampaignId,
  outcome: { readonly kind: 'denied' | 'gone' } | { readonly kind: 'confirmed'; readonly signature: SignatureId },
): Response {
  const words = wordsFor(unknownLanguage).signing
  switch (outcome.kind) {
    case 'denied':
      return say(signed, 200, { title: words.notMe.doneTitle, lead: words.notMe.done })
    case 'gone':
      return say(signed, 410, { title: words.notMe.goneTitle, lead: words.notMe.gone })
    case 'confirmed': {
      const path = routes.mine(linkOf(signed.signing.vault, 'signed', campaign, outcome.signature))
      const to = { path, name: words.confirm.toMine }
      return say(signed, 200, { title: words.confirm.doneTitle, lead: words.notMe.confirmed, to })
    }
    default:
      return outcome satisfies never
  }
}

function gone(signed: Signing): Response {
  const words = wordsFor(unknownLanguage).signing.confirm
  return say(signed, 410, { title: words.goneTitle, lead: words.gone })
}

function closed(signed: Signing): Response {
  const words = wordsFor(unknownLanguage).signing.form
  return say(signed, 410, { title: words.closedTitle, lead: words.closed })
}

function say({ means }: Signing, status: number, said: Parameters<typeof plainPage>[1]): Response {
  const page: PersonalPage = plainPage(unknownLanguage, said)
  return personalResponse(page, means.site, { status })
}
