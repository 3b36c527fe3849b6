import { wordsFor } from '#kernel'
import { endorse, endorsementsOf, factsFor, removeEndorsement, settleDoubt, type EndorsementId } from '#organizations'
import { endorsementsPage, noEndorsement, type EndorsementFields } from './board-endorsements-page.ts'
import { readBoardSaid } from './board-frame.ts'
import { namesPage } from './board-names-page.ts'
import { longestLine, readLine, readNote } from './board-typed.ts'
import { addDoing, addReading, saying, type Boarding } from './board-visit.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** Names that can be taken for others, and support that is no signature. */
export function addBoardNames(app: Router, organizing: Organizing): void {
  const act = 'edit-list'
  addReading(app, organizing, patterns.names, showNames)
  addDoing(app, organizing, { pattern: patterns.names, act }, settle)
  addReading(app, organizing, patterns.endorsements, (boarding) => showEndorsements(boarding, {}))
  addDoing(app, organizing, { pattern: patterns.endorsements, act }, enter)
  app.get(patterns.removeEndorsement, (c) => {
    const { campaign = '', letter = '' } = c.req.param() as Readonly<Record<string, string>>
    return sendOn(routes.endorsements(campaign, letter))
  })
  addDoing(app, organizing, { pattern: patterns.removeEndorsement, act }, remove)
}

async function showNames({ c, organizing, tx, place }: Boarding): Promise<Response> {
  const facts = await factsFor(tx, place.campaign.id, organizing.shelf)
  const doubts = await facts.doubts(place.letter.id)
  const [after, said] = [readId(c.req.query('after')), readBoardSaid(c.req.query('said'))]
  return organizerResponse(organizing, namesPage({ place, doubts, after, said }))
}

/** Only a doubt that is there is settled: else anybody's typed text would be written down. */
async function settle({ organizing, tx, place }: Boarding, posted: URLSearchParams): Promise<Response> {
  const { campaign, letter, visitor } = place
  const path = routes.names(campaign.slug, letter.slug)
  const [name, other] = [posted.get('name') ?? '', posted.get('other') ?? '']
  const doubts = await (await factsFor(tx, campaign.id)).doubts(letter.id)
  const isThere = doubts.some((one) => one.name === name && one.others.some((twin) => twin.name === other))
  if (!isThere) return saying(path, 'gone')
  const wish = { campaign: campaign.id, letter: letter.id, by: visitor.organizer, name, other }
  await settleDoubt(tx, wish, organizing.means)
  return saying(path, 'settled')
}

type Typed = { readonly fields?: EndorsementFields; readonly errors?: readonly FieldError[] }

async function showEndorsements(boarding: Boarding, { fields = noEndorsement, errors = [] }: Typed): Promise<Response> {
  const { c, organizing, tx, place } = boarding
  const endorsements = await endorsementsOf(tx, place.campaign.id, place.letter.id)
  const [after, said] = [readId(c.req.query('after')), readBoardSaid(c.req.query('said'))]
  const page = endorsementsPage({ place, endorsements, fields, errors, after, said })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

async function enter(boarding: Boarding, posted: URLSearchParams): Promise<Response> {
  const { organizing, tx, place } = boarding
  const { campaign, letter, visitor } = place
  const words = wordsFor(visitor.language).board
  const errors: FieldError[] = []
  const spelled = words.line.errors
  const read = (field: string): string | undefined => readLine(posted, field, spelled, errors) ?? undefined
  const name = read('name')
  if (name === undefined) errors.push({ field: 'name', said: words.endorsements.errors.name })
  const [title, group, source] = [read('title'), read('group'), read('source')]
  const said = readNote(posted, 'words', words.endorsements.errors, errors) ?? undefined
  const typed = (field: string): string => posted.get(field) ?? ''
  const fields: EndorsementFields = {
    name: typed('name'),
    title: typed('title'),
    group: typed('group'),
    words: typed('words'),
    source: typed('source'),
  }
  if (errors.length > 0 || name === undefined) return await showEndorsements(boarding, { fields, errors })
  const endorsement = { name, title, group, words: said, source }
  const wish = { campaign: campaign.id, letter: letter.id, by: visitor.organizer, endorsement }
  const outcome = await endorse(tx, wish, organizing.means)
  if (outcome.kind === 'entered') return saying(routes.endorsements(campaign.slug, letter.slug), 'entered')
  const why = outcome.trouble === 'too-long' ? spelled.long(longestLine) : spelled.odd
  return await showEndorsements(boarding, { fields, errors: [{ field: 'name', said: why }] })
}

async function remove({ organizing, tx, place }: Boarding, posted: URLSearchParams): Promise<Response> {
  const { campaign, letter, visitor } = place
  const endorsement = readId<EndorsementId>(posted.get('endorsement'))
  if (!endorsement) return refuse(organizing.means, 'bad')
  const wish = { campaign: campaign.id, endorsement, by: visitor.organizer }
  const { kind } = await removeEndorsement(tx, wish, organizing.means)
  return saying(routes.endorsements(campaign.slug, letter.slug), kind)
}
