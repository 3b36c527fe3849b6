import type { Context } from 'hono'
import {
  addPasskey,
  askPasskey,
  endSession,
  offerPasskey,
  passkeysOf,
  removePasskey,
  takePasskey,
  type PasskeySite,
  type Visitor,
} from '#accounts'
import { wordsFor } from '#kernel'
import type { Tx } from '#platform'
import { parseField } from '#signatures'
import { passkeysPage, type PasskeysSaid } from './desk-passkeys-page.ts'
import { refuse, type Router } from './keep.ts'
import { keepSession } from './organize-cookie.ts'
import { signInPage } from './organize-sign-in-page.ts'
import { doing, organizerResponse, sendOn, sent, showing, tokenIn, type Organizing } from './organize-visit.ts'
import { isOwnMachine } from './own-machine.ts'
import type { PageScript } from './page-script.ts'
import { personalHeaders } from './personal-page.ts'
import { readPosted, refusePosted } from './posted.ts'
import { patterns, routes } from './routes.ts'

/** Passkeys: one's own, and signing in with one. `script`: the one script of these pages. */
export function addDeskPasskeys(app: Router, organizing: Organizing, script: () => Promise<PageScript>): void {
  const { means } = organizing
  app.get(patterns.passkeys, async (c) => {
    const made = await script()
    return await showing(c, organizing, (tx, visitor) =>
      showPasskeys(organizing, tx, { visitor, said: readSaid(c.req.query('said')), script: made }),
    )
  })
  app.post(patterns.offerPasskey, (c) =>
    doing(c, organizing, async (tx, { organizer }) => {
      const wish = { organizer, site: siteOf(c, organizing) }
      const offered = await offerPasskey(tx, organizing.accounts.vault, wish, means)
      return offered ? inJson(offered) : refuse(means, 'bad')
    }),
  )
  app.post(patterns.addPasskey, (c) =>
    doing(c, organizing, (tx, visitor, posted) => add(c, organizing, tx, { visitor, posted })),
  )
  app.post(patterns.removePasskey, (c) =>
    doing(c, organizing, async (tx, { organizer }, posted) => {
      await removePasskey(tx, { organizer, id: posted.get('passkey') ?? '' }, means)
      return after('removed')
    }),
  )
  addSigningIn(app, organizing, script)
  for (const pattern of [patterns.addPasskey, patterns.removePasskey, patterns.offerPasskey])
    app.get(pattern, () => sendOn(routes.passkeys()))
  for (const pattern of [patterns.askPasskey, patterns.usePasskey]) app.get(pattern, () => sendOn(routes.organize()))
}

async function showPasskeys(
  organizing: Organizing,
  tx: Tx,
  {
    visitor,
    said,
    script,
  }: { readonly visitor: Visitor; readonly said: PasskeysSaid | undefined; readonly script: PageScript },
): Promise<Response> {
  const passkeys = await passkeysOf(tx, organizing.accounts.vault, visitor.organizer)
  return organizerResponse(organizing, passkeysPage({ visitor, passkeys, said }), { script })
}

async function add(
  c: Context,
  organizing: Organizing,
  tx: Tx,
  { visitor, posted }: { readonly visitor: Visitor; readonly posted: URLSearchParams },
): Promise<Response> {
  const { means, accounts } = organizing
  const name = parseField(posted.get('name') ?? '')
  if (name.kind === 'wrong') return after('bad-name')
  const answer = { site: siteOf(c, organizing), posted: readJson(posted.get('answer')), name: name.text ?? '' }
  const outcome = await addPasskey(tx, accounts.vault, { organizer: visitor.organizer, ...answer }, means)
  return after(outcome.kind)
}

/** Before anybody is signed in: what is to be signed, and whoever signed it. */
function addSigningIn(app: Router, organizing: Organizing, script: () => Promise<PageScript>): void {
  const { means } = organizing
  app.post(patterns.askPasskey, async (c) => {
    const asked = await means.database.transaction((tx) => askPasskey(tx, siteOf(c, organizing), means))
    return inJson(asked)
  })
  app.post(patterns.usePasskey, async (c) => {
    const posted = await readPosted(c)
    if (!posted) return refusePosted(means)
    const made = await script()
    return await sent(c, organizing, posted, () =>
      means.database.transaction(async (tx) => {
        const answer = { site: siteOf(c, organizing), posted: readJson(posted.get('answer')) }
        const outcome = await takePasskey(tx, answer, means)
        if (outcome.kind === 'gone')
          return organizerResponse(organizing, signInPage({ refused: true }), { status: 403, script: made })
        // A session that this browser had before ends: nobody is two at once.
        await endSession(tx, tokenIn(c, organizing), means)
        return sendOn(routes.organizerHome(), keepSession(outcome.session, means.site.publicUrl))
      }),
    )
  })
}

/** The place that passkeys are for: the server's public name; on a trial at one's own machine, the name it was reached by. */
function siteOf(c: Context, { means }: Organizing): PasskeySite {
  const [own, asked] = [new URL(means.site.publicUrl), new URL(c.req.url)]
  const { hostname, origin } = isOwnMachine(own) && isOwnMachine(asked) ? asked : own
  return { host: hostname, origin }
}

function inJson(options: object): Response {
  return new Response(JSON.stringify(options), {
    headers: { ...personalHeaders, 'Content-Type': 'application/json; charset=utf-8' },
  })
}

/** What a field holds in JSON; nothing where it does not read, which is then refused as no answer. */
function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

const after = (said: PasskeysSaid): Response => sendOn(`${routes.passkeys()}?said=${said}`)

function readSaid(text: string | undefined): PasskeysSaid | undefined {
  const { said } = wordsFor('en').desk.passkeys
  return text !== undefined && Object.hasOwn(said, text) ? (text as PasskeysSaid) : undefined
}
