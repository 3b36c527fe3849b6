import type { Context } from 'hono'
import { endAllSessions, endSession, sessionOf, startSignIn } from '#accounts'
import { wordsFor } from '#kernel'
import { signOnShelf } from '#organizations'
import { addDeskOrganizers } from './add-desk-organizers.ts'
import { addBoard } from './add-board.ts'
import { addDeliver } from './add-deliver.ts'
import { addDeliverActs } from './add-deliver-acts.ts'
import { addDeliverForms } from './add-deliver-forms.ts'
import { addRespond } from './add-respond.ts'
import { addRespondActs } from './add-respond-acts.ts'
import { addRespondForms } from './add-respond-forms.ts'
import { addRecordDesk } from './add-record-desk.ts'
import { addDeskPasskeys } from './add-desk-passkeys.ts'
import { addDeskComments } from './add-desk-comments.ts'
import { addDeskProposals } from './add-desk-proposals.ts'
import { addDeskReview } from './add-desk-review.ts'
import { addDeskRules } from './add-desk-rules.ts'
import { addDeskStrike } from './add-desk-strike.ts'
import { addDeskSigning } from './add-desk-signing.ts'
import { addOrganizeHome } from './add-organize-home.ts'
import { addOrganizeLink } from './add-organize-link.ts'
import { addOrganizePeople } from './add-organize-people.ts'
import { addHooks } from './add-hooks.ts'
import { addSheet } from './add-sheet.ts'
import { addOrganizeTrail } from './add-organize-trail.ts'
import { addWrite } from './add-write.ts'
import type { Router, WebMeans } from './keep.ts'
import { dropSession } from './organize-cookie.ts'
import { linkSentPage, signedOutPage, signInPage } from './organize-sign-in-page.ts'
import { doing, organizerResponse, sendOn, sent, tokenIn, type Organizing } from './organize-visit.ts'
import { keptScript, type PageScript } from './page-script.ts'
import { readPosted, refusePosted } from './posted.ts'
import { readEmail } from './read-wish.ts'
import { patterns, routes } from './routes.ts'
import { organizerSheet } from './styles-organize.ts'
import type { FieldError } from './sign-form.ts'

/** Every page for organizers, on a server that has them. */
export function addOrganize(app: Router, means: WebMeans): void {
  const { accounts } = means
  if (!accounts) return
  const organizing = { means, accounts, shelf: signOnShelf() }
  const script = keptScript('passkey')
  addSignIn(app, organizing, script)
  addSignOut(app, organizing)
  addOrganizeLink(app, organizing)
  addSheet(app, means, patterns.organizerSheet, organizerSheet)
  addOrganizeHome(app, organizing)
  addOrganizePeople(app, organizing)
  addOrganizeTrail(app, organizing)
  addWrite(app, organizing)
  addBoard(app, organizing)
  addDeliver(app, organizing)
  addDeliverForms(app, organizing)
  addDeliverActs(app, organizing)
  addRespond(app, organizing)
  addRespondForms(app, organizing)
  addRespondActs(app, organizing)
  addRecordDesk(app, organizing)
  addDeskPasskeys(app, organizing, script)
  addDeskOrganizers(app, organizing)
  addDeskRules(app, organizing)
  addDeskSigning(app, organizing)
  addDeskProposals(app, organizing)
  addDeskComments(app, organizing)
  addDeskReview(app, organizing)
  addDeskStrike(app, organizing)
  addHooks(app, organizing)
}

function addSignIn(app: Router, organizing: Organizing, script: () => Promise<PageScript>): void {
  const { means, accounts } = organizing
  app.get(patterns.organize, async (c) => {
    const token = tokenIn(c, organizing)
    const visitor = await means.database.read((tx) => sessionOf(tx, accounts.vault, token, means))
    if (visitor) return sendOn(routes.organizerHome())
    return organizerResponse(organizing, signInPage({}), { script: await script() })
  })
  app.get(patterns.organizerSent, () => {
    const canSend = accounts.mailDelaySeconds() < Number.POSITIVE_INFINITY
    return organizerResponse(organizing, linkSentPage({ canSend }))
  })
  app.post(patterns.organize, async (c) => {
    const posted = await readPosted(c)
    if (!posted) return refusePosted(means)
    const made = await script()
    return await sent(c, organizing, posted, () => askForLink(organizing, posted, made))
  })
}

/** The answer is the same for every address: a stranger must not learn who is an organizer. */
async function askForLink(organizing: Organizing, posted: URLSearchParams, script: PageScript): Promise<Response> {
  const { means, accounts } = organizing
  const errors: FieldError[] = []
  const typed = posted.get('email') ?? ''
  const email = readEmail(typed, wordsFor('en').signing.errors, errors)
  if (email === undefined)
    return organizerResponse(organizing, signInPage({ email: typed, errors }), { status: 422, script })
  await means.database.transaction((tx) => startSignIn(tx, accounts.vault, email, means))
  accounts.wakeMailer()
  return sendOn(routes.organizerSent())
}

function addSignOut(app: Router, organizing: Organizing): void {
  const { means } = organizing
  const out = (wasEverywhere: boolean) =>
    organizerResponse(organizing, signedOutPage(wasEverywhere), { headers: dropSession(means.site.publicUrl) })
  app.post(patterns.signOut, async (c: Context) => {
    const token = tokenIn(c, organizing)
    return await sent(c, organizing, new URLSearchParams(), async () => {
      await means.database.transaction((tx) => endSession(tx, token, means))
      return out(false)
    })
  })
  app.post(patterns.signOutEverywhere, (c) =>
    doing(c, organizing, async (tx, { organizer }) => {
      await endAllSessions(tx, { by: organizer, organizer }, means)
      return out(true)
    }),
  )
  // Whoever loads the address again that a button led to is where they would go next.
  for (const pattern of [patterns.signOut, patterns.signOutEverywhere])
    app.get(pattern, () => sendOn(routes.organize()))
}
