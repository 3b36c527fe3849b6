import { namesOf } from '#accounts'
import { wordsFor, type CampaignId, type LetterId, type OrganizerId } from '#kernel'
import {
  addComment,
  addNote,
  commentsOf,
  longestComment,
  longestNote,
  notesOf,
  publicCampaign,
  removeNote,
  resolveComment,
  type CommentId,
  type NoteId,
  type PlacedComment,
} from '#letters'
import type { Tx } from '#platform'
import { keeper, placeOf, refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { htmlParts } from './page-parts.ts'
import { countOf } from './phrases.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import { commentsPage, type CommentFields, type ShownComment } from './write-comments-page.ts'
import type { FieldError } from './sign-form.ts'
import { typedIn } from './write-fields.ts'
import { readSaid, type WriteSaid } from './write-frame.ts'
import { notesPage, writeNotesPage, type ShownNote } from './write-notes-page.ts'
import { doingLetter, showingLetter, type InLetter } from './write-visit.ts'

/** What organizers say about a text: to each other, and to readers. */
export function addWriteComments(app: Router, organizing: Organizing): void {
  app.get(
    patterns.comments,
    showingLetter(organizing, (at, c) =>
      showComments(organizing, at, {
        said: readSaid(c.req.query('said')),
        isSettled: c.req.query('show') === 'settled',
        after: readId(c.req.query('after')),
        fields: { text: '', line: c.req.query('line') ?? '', answers: '' },
      }),
    ),
  )
  app.post(
    patterns.comments,
    doingLetter(organizing, 'comment', (at, posted) => comment(organizing, at, posted)),
  )
  app.get(patterns.resolveComment, (c) => sendOn(routes.comments(c.req.param('campaign'), c.req.param('letter'))))
  app.post(
    patterns.resolveComment,
    doingLetter(organizing, 'comment', async ({ tx, campaign, draft, visitor }, posted) => {
      const id = readId<CommentId>(posted.get('answers'))
      const wish = id && { campaign: campaign.id, comment: id, by: visitor.organizer }
      const outcome = wish && (await resolveComment(tx, wish, organizing.means))
      const said: WriteSaid = outcome?.kind === 'set' ? 'resolved' : 'gone'
      return sendOn(`${routes.comments(campaign.slug, draft.letter.slug)}?said=${said}`)
    }),
  )
  addNotes(app, organizing)
}

type Shown = {
  readonly said?: WriteSaid | undefined
  readonly isSettled?: boolean
  readonly after?: string | undefined
  readonly fields: CommentFields
  readonly errors?: readonly FieldError[]
}

async function showComments(organizing: Organizing, at: InLetter, { errors, ...shown }: Shown): Promise<Response> {
  const { tx, campaign, draft, place, role } = at
  const comments = await commentsOf(tx, campaign.id, draft.letter.id, draft.letter.source)
  const writers = [...new Set(comments.flatMap(({ by }) => by ?? []))]
  const names = await namesOf(tx, organizing.accounts.vault, writers)
  const page = commentsPage({ ...place, ...shown, role, comments: threads(comments, names), ...(errors && { errors }) })
  return organizerResponse(organizing, page, { status: errors ? 422 : 200 })
}

/** Every comment that began something, with its answers below it. */
function threads(all: readonly PlacedComment[], names: ReadonlyMap<OrganizerId, string>): readonly ShownComment[] {
  const said = ({ id, by, writtenAt, body }: PlacedComment) => ({
    id,
    by: by && names.get(by),
    at: writtenAt,
    text: body,
  })
  return all
    .filter(({ answers }) => answers === undefined)
    .map((one) => ({
      ...said(one),
      line: one.lineNow,
      quote: one.quote,
      isGone: one.line !== undefined && one.lineNow === undefined,
      resolvedAt: one.resolvedAt,
      answers: all.filter(({ answers }) => answers === one.id).map(said),
    }))
}

async function comment(organizing: Organizing, at: InLetter, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, draft, visitor } = at
  const words = wordsFor(visitor.language).write.comments.errors
  const fields = {
    text: typedIn(posted, 'comment'),
    line: typedIn(posted, 'line'),
    answers: posted.get('answers') ?? '',
  }
  const again = (field: string, said: string) => showComments(organizing, at, { fields, errors: [{ field, said }] })
  const isLine = /^[1-9]\d{0,5}$/.test(fields.line.trim())
  if (fields.line.trim() !== '' && !isLine) return await again('line', words.line)
  const outcome = await addComment(
    tx,
    {
      campaign: campaign.id,
      letter: draft.letter.id,
      by: visitor.organizer,
      body: fields.text,
      line: isLine ? Number(fields.line) : undefined,
      answers: readId<CommentId>(fields.answers),
    },
    organizing.means,
  )
  switch (outcome.kind) {
    case 'added':
      return sendOn(`${routes.comments(campaign.slug, draft.letter.slug)}?said=commented`)
    case 'empty':
      return await again('comment', words.none)
    case 'too-long':
      return await again('comment', words.long(countOf(longestComment, visitor.language)))
    case 'gone':
      return await again('line', words.line)
    default:
      return outcome satisfies never
  }
}

function addNotes(app: Router, organizing: Organizing): void {
  const { means } = organizing
  const keep = keeper(means)
  app.get(patterns.notes, (c) => {
    const { campaign, letter } = placeOf(c)
    return keep(c, { path: routes.notes(campaign, letter), subject: campaign }, async (tx, at) => {
      const found = await publicCampaign(tx, campaign, at)
      const one = found?.letters.find(({ letter: its }) => its.slug === letter)
      if (!found || !one) return undefined
      const notes = await shownNotes(tx, found.campaign.id, one.letter.id)
      return htmlParts(notesPage({ campaign: found.campaign, letter: one.letter, notes }), means.site)
    })
  })
  app.get(
    patterns.writeNotes,
    showingLetter(organizing, (at, c) => showNotes(organizing, at, { said: readSaid(c.req.query('said')) })),
  )
  app.post(
    patterns.writeNotes,
    doingLetter(organizing, 'write', (at, posted) => note(organizing, at, typedIn(posted, 'note'))),
  )
  app.get(patterns.removeNote, (c) => sendOn(routes.writeNotes(c.req.param('campaign'), c.req.param('letter'))))
  app.post(
    patterns.removeNote,
    doingLetter(organizing, 'write', async ({ tx, campaign, draft, visitor }, posted) => {
      const id = readId<NoteId>(posted.get('note'))
      const outcome = id && (await removeNote(tx, { campaign: campaign.id, note: id, by: visitor.organizer }, means))
      const said: WriteSaid = outcome?.kind === 'removed' ? 'removed' : 'gone'
      return sendOn(`${routes.writeNotes(campaign.slug, draft.letter.slug)}?said=${said}`)
    }),
  )
}

/** The notes about a letter, the latest first. */
async function shownNotes(tx: Tx, campaign: CampaignId, letter: LetterId): Promise<readonly ShownNote[]> {
  const notes = await notesOf(tx, campaign, letter)
  return notes.toReversed().map(({ id, body, writtenAt }) => ({ id, body, at: writtenAt }))
}

type NotesSaid = {
  readonly said?: WriteSaid | undefined
  readonly typed?: string
  readonly errors?: readonly FieldError[]
}

async function showNotes(organizing: Organizing, at: InLetter, { typed = '', ...more }: NotesSaid): Promise<Response> {
  const { tx, campaign, draft, place, role } = at
  const notes = await shownNotes(tx, campaign.id, draft.letter.id)
  const page = writeNotesPage({ ...place, role, notes, typed, ...more })
  return organizerResponse(organizing, page, { status: more.errors ? 422 : 200 })
}

async function note(organizing: Organizing, at: InLetter, typed: string): Promise<Response> {
  const { tx, campaign, draft, visitor } = at
  const words = wordsFor(visitor.language).write.notes.errors
  const again = (said: string) => showNotes(organizing, at, { typed, errors: [{ field: 'note', said }] })
  const wish = { campaign: campaign.id, letter: draft.letter.id, by: visitor.organizer, body: typed }
  const outcome = await addNote(tx, wish, organizing.means)
  switch (outcome.kind) {
    case 'added':
      return sendOn(`${routes.writeNotes(campaign.slug, draft.letter.slug)}?said=note-added`)
    case 'empty':
      return await again(words.none)
    case 'too-long':
      return await again(words.long(countOf(longestNote, visitor.language)))
    case 'gone':
      return refuse(organizing.means, 'not-found')
    default:
      return outcome satisfies never
  }
}
