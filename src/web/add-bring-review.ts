import {
  acceptReview,
  decide,
  dropProposal,
  isOpen,
  proposalRow,
  reviewOf,
  sourceFinder,
  takeBack,
  unmerge,
  type KeptProposal,
  type ProposalId,
  type Review,
  type ReviewName,
} from '#intake'
import { wordsFor } from '#kernel'
import { lettersFor } from '#letters'
import type { Tx } from '#platform'
import { actIn, changeFields, fieldsOfName, type NameFields } from './bring-acts.ts'
import { readBringSaid, type BringSaid } from './bring-frame.ts'
import { resultPage } from './bring-result-page.ts'
import { reviewPage } from './bring-review-page.ts'
import { doingCampaign, showingCampaign, type InCampaign } from './in-campaign.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

type At = InCampaign & { readonly tx: Tx }

/** What was read is looked through here, decided about name by name, and accepted. */
export function addBringReview(app: Router, organizing: Organizing): void {
  app.get(
    patterns.reading,
    showingCampaign(
      organizing,
      async (at, c) => {
        const kept = await keptAt(at, c.req.param('proposal'))
        if (!kept) return refuse(organizing.means, 'not-found')
        const query = {
          name: c.req.query('name'),
          after: c.req.query('after'),
          said: readBringSaid(c.req.query('said')),
        }
        return await showReview(organizing, at, kept, query)
      },
      'write',
    ),
  )
  app.post(
    patterns.reading,
    doingCampaign(organizing, 'write', async (at, posted, c) => {
      const kept = await keptAt(at, c.req.param('proposal'))
      return kept ? await act(organizing, at, kept, posted) : refuse(organizing.means, 'not-found')
    }),
  )
}

/** What an address names, to whoever may write in its campaign. */
export async function keptAt({ tx, campaign }: At, text: string | undefined): Promise<KeptProposal | undefined> {
  const id = readId<ProposalId>(text)
  return id && (await proposalRow(tx, campaign.id, id))
}

type Query = {
  readonly name?: string | undefined
  readonly after?: string | undefined
  readonly said?: BringSaid | undefined
  readonly fields?: NameFields
  readonly errors?: readonly FieldError[]
}

async function showReview(organizing: Organizing, at: At, kept: KeptProposal, query: Query): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { said, errors = [] } = query
  if (kept.result) return organizerResponse(organizing, resultPage({ ...at, kept, result: kept.result, said }))
  const review = reviewOf(kept.read.proposal, kept.acts)
  const changed = review.letters.flatMap(({ names }) => names).find(({ id }) => id === query.name)
  const letters = (await lettersFor(tx, campaign.id)).filter(({ letter }) => letter.state === 'draft')
  const fields = changed && changeFields(query.fields ?? fieldsOfName(changed), errors, visitor.language)
  const page = reviewPage({
    ...at,
    ...{ language: visitor.language, proposal: kept.id, path: routes.reading(campaign.slug, kept.id) },
    ...{ read: kept.read, review, find: sourceFinder(kept.read), neighbors: neighborsIn(review) },
    ...{ changed, fields, after: query.after, hasActs: kept.acts.length > 0, errors, said },
    drafts: letters.map(({ letter }) => letter),
    into: letters.find(({ letter }) => letter.id === kept.letter)?.letter.slug,
  })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

/** Who stands before and after a name in the list of its letter, as it is now. */
function neighborsIn({ letters }: Review) {
  const places = new Map<string, { readonly list: readonly ReviewName[]; readonly at: number }>()
  for (const { names } of letters) {
    const list = names.filter(({ isDropped }) => !isDropped)
    for (const [at, { id }] of list.entries()) places.set(id, { list, at })
  }
  return (id: string): { readonly before?: ReviewName; readonly next?: ReviewName } => {
    const place = places.get(id)
    const [before, next] = place ? [place.list[place.at - 1], place.list[place.at + 1]] : []
    return { ...(before && { before }), ...(next && { next }) }
  }
}

async function act(organizing: Organizing, at: At, kept: KeptProposal, posted: URLSearchParams): Promise<Response> {
  const { tx, campaign, visitor } = at
  const { means } = organizing
  const about = { campaign: campaign.id, proposal: kept.id, by: visitor.organizer }
  switch (posted.get('do')) {
    case 'accept':
      return await accept(organizing, at, kept, posted.get('into') ?? '')
    case 'undo':
      return saying(at, kept, (await takeBack(tx, about)).kind === 'gone' ? 'nothing' : 'undone', '#doubtful')
    case 'drop-all':
      await dropProposal(tx, about, means)
      return sendOn(`${routes.bringIn(campaign.slug)}?said=dropped`)
    case 'unmerge': {
      const merged = Number(posted.get('merged') ?? -1)
      const { kind } = await unmerge(tx, { ...about, merged }, means)
      return saying(at, kept, kind === 'decided' ? 'apart' : kind === 'not-a-draft' ? kind : 'gone')
    }
    default:
      return await decideOn(organizing, at, kept, posted)
  }
}

async function decideOn(
  organizing: Organizing,
  at: At,
  kept: KeptProposal,
  posted: URLSearchParams,
): Promise<Response> {
  const { tx, campaign, visitor } = at
  const review = reviewOf(kept.read.proposal, kept.acts)
  const name = review.letters.flatMap(({ names }) => names).find(({ id }) => id === posted.get('name'))
  const read = actIn(posted, { review, name, ...(name && neighborsIn(review)(name.id)) }, visitor.language)
  if (read.kind === 'bad') return refuse(organizing.means, 'bad')
  if (read.kind === 'gone') return saying(at, kept, 'gone')
  if (read.kind === 'wrong')
    return await showReview(organizing, at, kept, { name: name?.id, fields: read.fields, errors: read.errors })
  if (read.kind === 'count') return saying(at, kept, 'open', '#doubtful')
  const wish = { campaign: campaign.id, proposal: kept.id, by: visitor.organizer, act: read.act }
  const { kind } = await decide(tx, wish, organizing.means)
  const after = posted.get('after')
  const isList = after !== null || (name !== undefined && !isOpen(name))
  const place = read.act.act === 'line' ? '#accept' : isList ? '#list' : '#doubtful'
  return saying(at, kept, kind === 'decided' ? 'decided' : kind, place, after)
}

async function accept(organizing: Organizing, at: At, kept: KeptProposal, slug: string): Promise<Response> {
  const { tx, campaign, visitor } = at
  const into = slug === '' ? undefined : (await lettersFor(tx, campaign.id)).find(({ letter }) => letter.slug === slug)
  if (slug !== '' && !into) {
    const said = wordsFor(visitor.language).bring.errors.toWhich
    return await showReview(organizing, at, kept, { errors: [{ field: 'into', said }] })
  }
  const wish = { campaign: campaign.id, proposal: kept.id, by: visitor.organizer, into: into?.letter.id }
  const { kind } = await acceptReview(tx, wish, organizing.means)
  switch (kind) {
    case 'accepted':
    case 'already':
    case 'gone':
    case 'not-a-draft':
      return saying(at, kept, kind)
    case 'nothing':
      return saying(at, kept, 'empty')
    case 'open':
      return saying(at, kept, 'open', '#doubtful')
    default:
      return kind satisfies never
  }
}

function saying(
  { campaign }: At,
  { id }: KeptProposal,
  said: BringSaid,
  place = '',
  after: string | null = null,
): Response {
  const query = after === null ? '' : `&after=${encodeURIComponent(after)}`
  return sendOn(`${routes.reading(campaign.slug, id)}?said=${said}${query}${place}`)
}
