import type { Context } from 'hono'
import { wordsFor, type CampaignId, type SignatureId } from '#kernel'
import { linkOf, parseLink, type ConfirmOutcome, type FormReader, type LinkKind, type LinkTarget } from '#signatures'
import { plainPage } from './confirm-page.ts'
import type { WebMeans } from './keep.ts'
import { personalResponse, seeOther } from './personal-page.ts'
import { saving } from './posted.ts'
import { routes } from './routes.ts'
import type { SignLetters } from './sign-letters.ts'
import type { SigningMeans } from './signing-means.ts'

/** What every page of signing is made with. */
export type Signing = {
  readonly means: WebMeans
  readonly signing: SigningMeans
  readonly letters: SignLetters
  readonly readToken: FormReader
}

/** The language of pages that a link opens: before it is read nobody knows the reader's. */
export const unknownLanguage = 'en'

/** The secret part of the address asked for. */
export const linkIn = (c: Context): string => c.req.param('link') ?? ''

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
  return saving(means, () => ({ action, language: unknownLanguage, pairs: [], shown: [] }), work)
}

/** Where the page of a signature is, for whoever proved to be its bearer. */
export function mineOf({ signing }: Signing, campaign: CampaignId, signature: SignatureId): string {
  return routes.mine(linkOf(signing.vault, 'signed', campaign, signature))
}

/** What comes of a confirmation, by link or by code. */
export function afterConfirming(signed: Signing, outcome: ConfirmOutcome): Response {
  switch (outcome.kind) {
    case 'confirmed':
      return seeOther(mineOf(signed, outcome.campaign, outcome.signature))
    case 'closed':
      return closed(signed)
    case 'wrong-code':
    case 'gone':
      return gone(signed)
    default:
      return outcome satisfies never
  }
}

/** Nothing stands behind a link any more. */
export function gone(signed: Signing): Response {
  const words = wordsFor(unknownLanguage).signing.confirm
  return say(signed, 410, { title: words.goneTitle, lead: words.gone })
}

/** The letter behind a link gathers no signatures any more. */
export function closed(signed: Signing): Response {
  const words = wordsFor(unknownLanguage).signing.form
  return say(signed, 410, { title: words.closedTitle, lead: words.closed })
}

/** A sentence for whoever followed a link, and where to go from there. */
export function say({ means }: Signing, status: number, said: Parameters<typeof plainPage>[1]): Response {
  return personalResponse(plainPage(unknownLanguage, said), means.site, { status })
}
