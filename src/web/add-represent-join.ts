import type { Context } from 'hono'
import { wordsFor } from '#kernel'
import { startSignOn, type SignOnWish } from '#organizations'
import type { Tx } from '#platform'
import type { Router } from './keep.ts'
import { seeOther } from './personal-page.ts'
import { emptyJoinFields, joinNames, readJoinFields, type JoinFields } from './represent-fields.ts'
import { joinPage, joinSentPage, type JoinShown } from './represent-join-page.ts'
import { likeNames } from './represent-line.ts'
import { changedSince, readLink, type ReadLink } from './represent-read-join.ts'
import {
  linkIn,
  nothingThere,
  posting,
  representResponse,
  unknownLanguage,
  type Representing,
} from './represent-visit.ts'
import { readJoin, type JoinWish } from './represent-wish.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

type OpenLink = Extract<ReadLink, { readonly kind: 'open' }>

/** Where a personal or an open link leads: the texts, and the form to sign them. */
export function addRepresentJoin(app: Router, representing: Representing): void {
  const { means, represent } = representing
  app.get(patterns.join, (c) =>
    means.database.read((tx) =>
      opened(c, representing, tx, async ({ facts, known }) => {
        const fields = c.req.query('as') === 'person' ? asPerson(known) : known
        return representResponse(representing, joinPage(facts, { fields }))
      }),
    ),
  )
  app.get(patterns.joinLine, (c) => seeOther(routes.join(linkIn(c))))
  app.get(patterns.joinSent, (c) => {
    const takesMail = represent.inbox !== undefined
    const delaySeconds = represent.mailDelaySeconds()
    const page = joinSentPage(unknownLanguage, { link: linkIn(c), delaySeconds, takesMail })
    return representResponse(representing, page)
  })
  app.post(patterns.joinLine, (c) =>
    posting(c, representing, (posted) =>
      means.database.read((tx) => opened(c, representing, tx, (open) => showLine(representing, tx, open, posted))),
    ),
  )
  app.post(patterns.join, (c) =>
    posting(c, representing, async (posted) => {
      const answer = await means.database.transaction((tx) =>
        opened(c, representing, tx, (open) => signOn(representing, tx, open, posted)),
      )
      represent.wakeMailer()
      return answer
    }),
  )
}

/** What the organizers knew of the organization is not about the person: only the address may be theirs. */
const asPerson = ({ email, group }: JoinFields): JoinFields => emptyJoinFields({ kind: 'person', email, group })

async function opened(
  c: Context,
  representing: Representing,
  tx: Tx,
  work: (open: OpenLink) => Promise<Response>,
): Promise<Response> {
  const read = await readLink(tx, representing.represent.vault, linkIn(c), representing.means.now())
  switch (read.kind) {
    case 'open':
      return await work(read)
    case 'closed':
    case 'early':
      return nothingThere(representing, read.kind, read.language)
    case 'gone':
    case 'broken':
      return nothingThere(representing, read.kind)
    default:
      return read satisfies never
  }
}

/** The form again with what came of it; everything that was typed and ticked is still there. */
function again(representing: Representing, { facts }: OpenLink, shown: JoinShown, status: number): Response {
  return representResponse(representing, joinPage(facts, shown), { status })
}

/** Sets the name in the list. Nothing is judged yet but what would print otherwise than it reads. */
async function showLine(
  representing: Representing,
  tx: Tx,
  open: OpenLink,
  posted: URLSearchParams,
): Promise<Response> {
  const fields = readJoinFields(posted)
  const changed = await changedOn(tx, open, fields)
  if (changed.length > 0) return again(representing, open, { fields, changed }, 409)
  const read = readJoin(open.facts, fields)
  const errors = read.kind === 'wrong' ? read.errors.filter(({ field }) => lineFields.has(field)) : []
  if (errors.length > 0 && fields.name.trim() !== '') return again(representing, open, { fields, errors }, 422)
  return again(representing, open, { fields, alike: alikeOf(open, fields), line: true }, 200)
}

const lineFields: ReadonlySet<string> = new Set(['name', 'title', 'affiliation'])

/** Names on the list that can be taken for the one typed; none where that was answered for just this name. */
function alikeOf({ facts }: OpenLink, fields: JoinFields): readonly string[] {
  return fields.kind === 'person' || fields.another === fields.name.trim() ? [] : likeNames(facts, fields.name)
}

/** What changed in the ticked texts since this form was made. */
function changedOn(tx: Tx, { place, facts }: OpenLink, fields: JoinFields) {
  const isTicked = (slug: string) => facts.editions.length === 1 || fields.editions.includes(slug)
  const ticked = facts.editions.filter(({ slug }) => isTicked(slug))
  return changedSince(tx, place, ticked, ({ slug }) => fields.read.get(slug))
}

async function signOn(representing: Representing, tx: Tx, open: OpenLink, posted: URLSearchParams): Promise<Response> {
  const fields = readJoinFields(posted)
  const alike = alikeOf(open, fields)
  const read = readJoin(open.facts, fields)
  const words = wordsFor(open.facts.letter.language).represent
  const asked: readonly FieldError[] = alike.length > 0 ? [{ field: 'another', said: words.alike.ask }] : []
  if (read.kind === 'wrong')
    return again(representing, open, { fields, alike, errors: [...read.errors, ...asked] }, 422)
  const changed = await changedOn(tx, open, fields)
  if (read.kind === 'unread' || changed.length > 0)
    return again(representing, open, { fields, alike, changed, errors: [] }, 409)
  if (asked.length > 0) return again(representing, open, { fields, alike, errors: asked }, 422)
  const wish = wishOf(open, read.wish, posted.get(joinNames.act) === 'home')
  const outcome = await startSignOn(tx, representing.represent.vault, wish, representing.means)
  switch (outcome.kind) {
    // New or known, the answer is the same: a stranger must not learn who has signed.
    case 'asked-to-confirm':
      return seeOther(routes.joinSent(open.facts.link))
    // Frozen in the very moment between our reading and our writing: what the page shows is read anew.
    case 'text-changed': {
      const now = await readLink(tx, representing.represent.vault, open.facts.link, representing.means.now())
      if (now.kind !== 'open') return nothingThere(representing, 'closed', open.facts.letter.language)
      return again(representing, now, { fields, changed: await changedOn(tx, now, fields) }, 409)
    }
    case 'nothing-ticked':
      return again(representing, open, { fields, errors: [{ field: 'editions', said: words.errors.noEdition }] }, 422)
    case 'bad-name': {
      const said = words.errors.hidden(words.form[fields.kind === 'person' ? 'personName' : 'name'])
      return again(representing, open, { fields, errors: [{ field: 'name', said }] }, 422)
    }
    case 'closed':
    case 'gone':
      return nothingThere(representing, outcome.kind, open.facts.letter.language)
    default:
      return outcome satisfies never
  }
}

function wishOf({ target, facts }: OpenLink, wish: JoinWish, asksAtHome: boolean): SignOnWish {
  const { kind, name, title, affiliation, group, domain, representative, read, carries } = wish
  const { name: own, role, email, deputyEmail } = representative
  return {
    link: target,
    kind,
    name,
    ...(group !== undefined && { group }),
    ...(title !== undefined && { title }),
    ...(affiliation !== undefined && { affiliation }),
    ...(domain !== undefined && { domain }),
    representative: { name: own, role, email, ...(deputyEmail && { deputyEmail }) },
    read,
    carries,
    considers: asksAtHome && kind === 'organization',
    language: facts.letter.language,
  }
}
