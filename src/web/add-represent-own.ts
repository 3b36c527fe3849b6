import type { Context } from 'hono'
import { parseVersionHash } from '#kernel'
import {
  askHome,
  confirmSignOn,
  eraseRepresentative,
  parseSignOnLink,
  signOnLinkOf,
  renewConsent,
  setCarries,
  withdrawSignOn,
  type ConsentOutcome,
} from '#organizations'
import type { Tx } from '#platform'
import { addRepresentChanges } from './add-represent-changes.ts'
import { addRepresentProof } from './add-represent-proof.ts'
import { fileHeaders } from './headers.ts'
import type { Router } from './keep.ts'
import { personalHeaders, seeOther } from './personal-page.ts'
import { eraseSignOnPage, withdrawSignOnPage } from './represent-leave-page.ts'
import { ownPage, readSaid } from './represent-own-page.ts'
import { copyOfSignOn, readOwn, type ReadOwn } from './represent-read-own.ts'
import {
  afterMine,
  backTo,
  linkIn,
  nothingThere,
  posting,
  representResponse,
  type Representing,
} from './represent-visit.ts'
import { representOnlyPosted } from './routes-represent.ts'
import { patterns, routes } from './routes.ts'
import { backupDays } from './signing-means.ts'

/** A representative's own page, and every button on it. */
export function addRepresentOwn(app: Router, representing: Representing): void {
  const { means, represent } = representing
  const show = (pattern: string, page: (own: ReadOwn, c: Context) => Response) =>
    app.get(pattern, (c) =>
      means.database.read(async (tx) => {
        const own = await readOwn(tx, representing, linkIn(c))
        if (own) return page(own, c)
        return nothingThere(representing, parseSignOnLink(represent.vault, linkIn(c)) ? 'gone' : 'broken')
      }),
    )
  show(patterns.signOn, ({ facts }, c) =>
    representResponse(representing, ownPage(facts, { said: readSaid(c.req.query('said')) })),
  )
  show(patterns.withdrawSignOn, ({ facts }) => representResponse(representing, withdrawSignOnPage(facts)))
  show(patterns.eraseSignOn, ({ facts }) => representResponse(representing, eraseSignOnPage(facts, { backupDays })))
  show(patterns.signOnData, (own) => dataFile(copyOfSignOn(own)))
  // Whoever loads the address again that a button led to is where they would go next.
  for (const pattern of representOnlyPosted) app.get(pattern, (c) => seeOther(routes.signOn(linkIn(c))))
  addButtons(app, representing)
  addRepresentChanges(app, representing)
  addRepresentProof(app, representing)
}

function addButtons(app: Router, representing: Representing): void {
  const { means, represent } = representing
  const { vault } = represent
  type Work = (tx: Tx, link: string, posted: URLSearchParams) => Promise<Response>
  const press = (pattern: string, work: Work) =>
    app.post(pattern, (c) =>
      posting(c, representing, async (posted) => {
        const answer = await means.database.transaction((tx) => work(tx, linkIn(c), posted))
        represent.wakeMailer()
        return answer
      }),
    )
  press(patterns.confirmSignOn, async (tx, link, posted) => {
    // Whoever asks at home first only says that the mailbox is theirs.
    const read = posted.get('act') === 'home' ? [] : readHashes(posted)
    return afterConsent(representing, tx, link, await confirmSignOn(tx, vault, { link, read }, means), 'signed')
  })
  press(patterns.renewSignOn, async (tx, link, posted) =>
    afterConsent(
      representing,
      tx,
      link,
      await renewConsent(tx, vault, { link, read: readHashes(posted) }, means),
      'renewed',
    ),
  )
  press(patterns.setCarries, async (tx, link, posted) => {
    const carries = posted.get('carries') === 'yes'
    return afterMine(representing, link, await setCarries(tx, vault, { link, carries }, means), 'carries')
  })
  press(patterns.withdrawSignOn, async (tx, link) =>
    afterMine(representing, link, await withdrawSignOn(tx, vault, { link }, means), 'withdrawn'),
  )
  press(patterns.eraseSignOn, async (tx, link) => {
    const { kind } = await eraseRepresentative(tx, vault, { link }, means)
    return nothingThere(representing, kind === 'done' ? 'erased' : 'gone')
  })
  press(patterns.askAtHome, async (tx, link) => {
    const { kind } = await askHome(tx, vault, { link }, means)
    return kind === 'gone' ? nothingThere(representing, 'gone') : seeOther(`${routes.signOn(link)}?said=asked#home`)
  })
}

/** The texts that stood on the page whose button was pressed. */
const readHashes = (posted: URLSearchParams) => posted.getAll('read').flatMap((text) => parseVersionHash(text) ?? [])

/** What comes of a yes. A text frozen meanwhile is shown, and nothing is signed. */
async function afterConsent(
  representing: Representing,
  tx: Tx,
  link: string,
  outcome: ConsentOutcome,
  said: 'signed' | 'renewed',
): Promise<Response> {
  switch (outcome.kind) {
    case 'signed':
    case 'considering': {
      // A second form from a mailbox that speaks for the organization already goes to the page that it has.
      const { vault } = representing.represent
      const target = parseSignOnLink(vault, link)
      if (!target) return nothingThere(representing, 'gone')
      const to = signOnLinkOf(vault, { ...target, signOn: outcome.signOn, term: outcome.term })
      return backTo(to, outcome.kind === 'signed' ? said : 'confirmed')
    }
    case 'text-changed':
    case 'nothing-ticked': {
      const own = await readOwn(tx, representing, link)
      if (!own) return nothingThere(representing, 'gone')
      return representResponse(representing, ownPage(own.facts, { said: 'changedMeanwhile' }), {
        status: 409,
      })
    }
    case 'withdrawn':
      return backTo(link, 'withdrawn')
    case 'closed':
      return backTo(link, 'closed')
    case 'gone':
      return nothingThere(representing, 'gone')
    default:
      return outcome satisfies never
  }
}

function dataFile(body: string): Response {
  return new Response(body, {
    headers: {
      ...personalHeaders,
      ...fileHeaders,
      'Cache-Control': 'no-store',
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="my-sign-on.json"',
    },
  })
}
