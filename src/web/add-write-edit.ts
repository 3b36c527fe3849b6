import { may, namesOf } from '#accounts'
import { wordsFor, type OrganizerId } from '#kernel'
import { commentsOf, longestSource, releaseLock, saveSource, structureOf, takeLock, type SaveOutcome } from '#letters'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { keptScript, type PageScript } from './page-script.ts'
import { personalHeaders } from './personal-page.ts'
import { countOf } from './phrases.ts'
import { patterns, routes } from './routes.ts'
import { editPage, mayWriteNow, stalePage, type EditFacts } from './write-edit-page.ts'
import { typedIn } from './write-fields.ts'
import { readSaid } from './write-frame.ts'
import { doingLetter, showingLetter, type InLetter } from './write-visit.ts'

/** Where a letter is written: its source, who writes it, and what comes of saving. */
export function addWriteEdit(app: Router, organizing: Organizing): void {
  const script = keptScript('autosave')
  app.get(patterns.edit, async (c) => {
    const made = await script()
    return await showingLetter(organizing, (at) =>
      showEdit(organizing, at, {
        script: made,
        said: readSaid(c.req.query('said')),
        takesOver: c.req.query('over') === 'ask',
      }),
    )(c)
  })
  app.post(patterns.edit, async (c) => {
    const made = await script()
    return await doingLetter(organizing, 'write', (at, posted) => save(organizing, at, posted, made))(c)
  })
  app.post(
    patterns.autosave,
    doingLetter(organizing, 'write', async (at, posted) => {
      const outcome = await saving(organizing, at, posted, true)
      const isKept = outcome.kind === 'saved' || outcome.kind === 'unchanged'
      const answer = isKept ? { kind: outcome.kind, revision: outcome.revision } : { kind: outcome.kind }
      return new Response(JSON.stringify(answer), {
        status: isKept ? 200 : 409,
        headers: { ...personalHeaders, 'Content-Type': 'application/json' },
      })
    }),
  )
  app.post(
    patterns.lock,
    doingLetter(organizing, 'write', (at, posted) => answerLock(organizing, at, posted.get('do'))),
  )
  for (const pattern of [patterns.autosave, patterns.lock])
    app.get(pattern, (c) => sendOn(routes.edit(c.req.param('campaign') ?? '', c.req.param('letter') ?? '')))
}

type Shown = Pick<EditFacts, 'said' | 'takesOver' | 'errors'> & {
  readonly script: PageScript
  readonly typed?: { readonly source: string; readonly revision: number }
}

async function showEdit(organizing: Organizing, at: InLetter, shown: Shown): Promise<Response> {
  const { tx, draft, place, campaign, role } = at
  const { letter, recipients, editions, revision, lock } = draft
  const { script, typed, ...more } = shown
  const comments = await commentsOf(tx, campaign.id, letter.id, letter.source)
  const names = lock && (await namesOf(tx, organizing.accounts.vault, [lock.by]))
  const source = typed?.source ?? letter.source
  const facts: EditFacts = {
    ...place,
    ...more,
    mayWrite: may(role, 'write'),
    recipients: recipients.filter(({ id }) => editions.some(({ recipient }) => recipient.id === id)),
    structure: structureOf(
      source,
      recipients,
      editions.map(({ recipient }) => recipient.slug),
    ),
    source,
    revision: typed?.revision ?? revision,
    lock: lock && { ...lock, name: names?.get(lock.by) ?? '' },
    openComments: comments.filter(({ resolvedAt, answers }) => !resolvedAt && !answers).length,
  }
  return organizerResponse(organizing, editPage(facts), {
    status: more.errors ? 422 : 200,
    ...(mayWriteNow(facts) && { script }),
  })
}

const revisionIn = (posted: URLSearchParams): number => {
  const text = posted.get('revision') ?? ''
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0
}

function saving({ means }: Organizing, at: InLetter, posted: URLSearchParams, isAuto: boolean): Promise<SaveOutcome> {
  const { tx, campaign, draft, visitor } = at
  const [source, revision] = [typedIn(posted, 'source'), revisionIn(posted)]
  const wish = { campaign: campaign.id, letter: draft.letter.id, by: visitor.organizer, source, revision, isAuto }
  return saveSource(tx, wish, means)
}

async function save(
  organizing: Organizing,
  at: InLetter,
  posted: URLSearchParams,
  script: PageScript,
): Promise<Response> {
  const { campaign, draft, visitor, place } = at
  const outcome = await saving(organizing, at, posted, false)
  const path = routes.edit(campaign.slug, draft.letter.slug)
  switch (outcome.kind) {
    case 'saved':
    case 'unchanged':
      return sendOn(`${path}?said=${outcome.kind}`)
    case 'too-long': {
      const said = wordsFor(visitor.language).write.edit.tooLong(countOf(longestSource, visitor.language))
      const typed = { source: typedIn(posted, 'source'), revision: revisionIn(posted) }
      return await showEdit(organizing, at, { script, typed, errors: [{ field: 'source', said }] })
    }
    case 'stale':
    case 'locked': {
      const name = await nameOf(organizing, at, outcome.by)
      const page = stalePage({
        ...place,
        mine: typedIn(posted, 'source'),
        theirs: outcome.kind === 'stale' ? outcome.theirs : draft.letter.source,
        revision: outcome.kind === 'stale' ? outcome.revision : draft.revision,
        by: name,
        lock: outcome.kind === 'locked' ? { by: outcome.by, since: outcome.since, name: name ?? '' } : undefined,
      })
      return organizerResponse(organizing, page, { status: 409 })
    }
    case 'gone':
      return refuse(organizing.means, 'not-found')
    default:
      return outcome satisfies never
  }
}

async function nameOf(
  { accounts }: Organizing,
  { tx }: InLetter,
  organizer: OrganizerId | undefined,
): Promise<string | undefined> {
  return organizer && (await namesOf(tx, accounts.vault, [organizer])).get(organizer)
}

/** Takes the lock, gives it up, asks whether to take it over, takes it over. */
async function answerLock({ means }: Organizing, at: InLetter, act: string | null): Promise<Response> {
  const { tx, campaign, draft, visitor } = at
  const path = routes.edit(campaign.slug, draft.letter.slug)
  const wish = { campaign: campaign.id, letter: draft.letter.id, by: visitor.organizer }
  if (act === 'ask') return sendOn(`${path}?over=ask`)
  if (act === 'release') {
    await releaseLock(tx, wish)
    return sendOn(`${path}?said=released`)
  }
  const { kind } = await takeLock(tx, { ...wish, takeOver: act === 'take-over' }, means)
  if (kind === 'gone') return refuse(means, 'not-found')
  return sendOn(`${path}?said=${kind === 'yours' ? 'taken' : 'held'}`)
}
