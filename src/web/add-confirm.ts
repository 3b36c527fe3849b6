import type { Context } from 'hono'
import { wordsFor, type CampaignId, type SignatureId } from '#kernel'
import type { Tx } from '#platform'
import { denyWish, linkOf, peekPending, signingLetter, stopHearing, type LinkTarget, type Peek } from '#signatures'
import type { EarlierText } from './compared-text.ts'
import { confirmPage, notMePage, unsubscribePage } from './confirm-page.ts'
import { earlierText } from './earlier-text.ts'
import type { Router } from './keep.ts'
import { personalResponse } from './personal-page.ts'
import { patterns, routes } from './routes.ts'
import {
  afterConfirming,
  closed,
  gone,
  linkIn,
  mineOf,
  pressed,
  say,
  unknownLanguage,
  withLink,
  type Signing,
} from './signing-link.ts'

/** What the links of mails open: confirming, “this was not me”, and no more mails. */
export function addConfirm(app: Router, signed: Signing): void {
  const { means } = signed
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
        return say(signed, 200, { title: words.doneTitle, lead: words.done })
      }),
    ),
  )
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
    changed.push(await earlierText(tx, edition, version.hash, at))
  }
  return changed
}

async function confirmByLink(c: Context, signed: Signing, { campaign, id }: LinkTarget): Promise<Response> {
  return await pressed(signed, routes.confirm(linkIn(c)), async () => {
    const outcome = await signed.signing.confirm({ by: 'link', campaign, pending: id })
    return outcome === 'busy' ? outcome : afterConfirming(signed, outcome)
  })
}

function afterPeek(signed: Signing, campaign: CampaignId, peek: Exclude<Peek, { readonly kind: 'pending' }>): Response {
  if (peek.kind === 'gone') return gone(signed)
  const words = wordsFor(unknownLanguage).signing.confirm
  const path = mineOf(signed, campaign, peek.signature)
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
      const path = mineOf(signed, campaign, outcome.signature)
      const to = { path, name: words.confirm.toMine }
      return say(signed, 200, { title: words.confirm.doneTitle, lead: words.notMe.confirmed, to })
    }
    default:
      return outcome satisfies never
  }
}
