import type { Context } from 'hono'
import { endSession, peekSignIn, takeFirstLink, takeSignIn, type SignInOutcome, type SignInPeek } from '#accounts'
import { wordsFor } from '#kernel'
import { campaignsByIds } from '#letters'
import type { Tx } from '#platform'
import type { Router } from './keep.ts'
import { keepSession } from './organize-cookie.ts'
import { firstPage, goneLinkPage, invitationPage, signInLinkPage, type NamedInvitation } from './organize-link-page.ts'
import { organizerResponse, sendOn, sent, tokenIn, type Organizing } from './organize-visit.ts'
import { readPosted, refusePosted } from './posted.ts'
import { readEmail, readName } from './read-wish.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { linkIn } from './signing-link.ts'

/** What the links of mails to organizers open, and the link that the first start prints. */
export function addOrganizeLink(app: Router, organizing: Organizing): void {
  const { means, accounts } = organizing
  app.get(patterns.organizerLink, (c) =>
    means.database.read(async (tx) => {
      const peek = await peekSignIn(tx, accounts.vault, linkIn(c), means)
      return showLink(organizing, linkIn(c), tx, peek)
    }),
  )
  app.post(patterns.organizerLink, async (c) => {
    const posted = await readPosted(c)
    if (!posted) return refusePosted(means)
    return await sent(c, organizing, posted, () =>
      means.database.transaction(async (tx) => {
        const peek = await peekSignIn(tx, accounts.vault, linkIn(c), means)
        if (peek.kind === 'first') return await begin(c, organizing, tx, posted)
        return await signedIn(c, organizing, tx, await takeSignIn(tx, accounts.vault, linkIn(c), means))
      }),
    )
  })
}

async function showLink(organizing: Organizing, link: string, tx: Tx, peek: SignInPeek): Promise<Response> {
  switch (peek.kind) {
    case 'sign-in':
      return organizerResponse(organizing, signInLinkPage(link, peek))
    case 'invitation': {
      const to = await named(tx, peek.to)
      return organizerResponse(organizing, invitationPage(link, { name: peek.name, to }))
    }
    case 'first':
      return organizerResponse(organizing, firstPage(link, { name: '', email: '', errors: [] }))
    case 'gone':
      return organizerResponse(organizing, goneLinkPage(), { status: 410 })
    default:
      return peek satisfies never
  }
}

type InvitationPeek = Extract<SignInPeek, { readonly kind: 'invitation' }>

async function named(tx: Tx, to: InvitationPeek['to']): Promise<readonly NamedInvitation[]> {
  const campaigns = await campaignsByIds(
    tx,
    to.map(({ campaign }) => campaign),
  )
  return campaigns.flatMap(({ id, title }) =>
    to.filter(({ campaign }) => campaign === id).map(({ role }) => ({ title, role })),
  )
}

/** The first operator says who they are; as long as something is wrong with it, the link is not used up. */
async function begin(c: Context, organizing: Organizing, tx: Tx, posted: URLSearchParams): Promise<Response> {
  const { means, accounts } = organizing
  const errors: FieldError[] = []
  const words = wordsFor('en').signing.errors
  const typed = { name: posted.get('name') ?? '', email: posted.get('email') ?? '' }
  const name = readName(typed.name, words, errors)
  const email = readEmail(typed.email, words, errors)
  if (name === undefined || email === undefined)
    return organizerResponse(organizing, firstPage(linkIn(c), { ...typed, errors }), { status: 422 })
  const first = { link: linkIn(c), operator: { name, email } }
  return await signedIn(c, organizing, tx, await takeFirstLink(tx, accounts.vault, first, means))
}

/** The one place that sets the cookie. A session that this browser had before ends: nobody is two at once. */
async function signedIn(c: Context, organizing: Organizing, tx: Tx, outcome: SignInOutcome): Promise<Response> {
  const { means } = organizing
  if (outcome.kind === 'gone') return organizerResponse(organizing, goneLinkPage(), { status: 410 })
  await endSession(tx, tokenIn(c, organizing), means)
  return sendOn(routes.organizerHome(), keepSession(outcome.session, means.site.publicUrl))
}
