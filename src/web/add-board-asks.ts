import { may, namesOf, membersOf } from '#accounts'
import { wordsFor, type OrganizerId } from '#kernel'
import {
  askStatuses,
  boardOf,
  changeAsk,
  gatherLinkOf,
  remind,
  type AskId,
  type AskStatus,
  type BoardRow,
} from '#organizations'
import { askPage, fieldsOf, type AskFields } from './board-ask-page.ts'
import { asksPage } from './board-asks-page.ts'
import { readBoardSaid, whyNobodySigns } from './board-frame.ts'
import { canRemind, ownersOf, readShow, rowsToShow } from './board-rows.ts'
import { readContact, readDay, readLine, readNote } from './board-typed.ts'
import { addDoing, addReading, readCount, saying, todayAt, type Boarding } from './board-visit.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** The whip board, and the page of each organization that is asked. */
export function addBoardAsks(app: Router, organizing: Organizing): void {
  const act = 'ask-organizations'
  addReading(app, organizing, patterns.asks, showAsks)
  app.get(patterns.manyAsks, (c) => sendOn(routes.asks(c.req.param('campaign') ?? '', c.req.param('letter') ?? '')))
  addDoing(app, organizing, { pattern: patterns.manyAsks, act }, changeMany)
  addReading(app, organizing, patterns.ask, (boarding) => showAsk(boarding, {}))
  addDoing(app, organizing, { pattern: patterns.ask, act }, changeOne)
}

async function rowsOf({ organizing, tx, place }: Boarding): Promise<readonly BoardRow[]> {
  const { campaign, letter, now } = place
  return await boardOf(tx, organizing.accounts.vault, campaign.id, letter, now, organizing.shelf)
}

async function showAsks(boarding: Boarding): Promise<Response> {
  const { c, organizing, tx, place } = boarding
  const { visitor, campaign, letter, now, role } = place
  const { vault } = organizing.accounts
  const all = await rowsOf(boarding)
  const [show, find, today] = [readShow(c.req.query('show')), (c.req.query('find') ?? '').slice(0, 120), todayAt(place)]
  const rows = rowsToShow(all, { show, find, today, now }, visitor.language)
  const link = gatherLinkOf(vault, { kind: 'open', campaign: campaign.id, letter: letter.id })
  const page = asksPage({
    ...{ place, all, rows, show, find, today },
    after: readId(c.req.query('after')),
    owners: await namesOf(tx, vault, ownersOf(rows)),
    openLink: may(role, 'ask-organizations') ? `${organizing.means.site.publicUrl}${routes.join(link)}` : undefined,
    said: readBoardSaid(c.req.query('said')),
    count: readCount(c.req.query('n')),
  })
  return organizerResponse(organizing, page)
}

const readStatus = (text: string | null): AskStatus | undefined => askStatuses.find((status) => status === text)

/** The same for everybody who is ticked: a status, or a reminder to those who can be reminded. */
async function changeMany({ organizing, tx, place }: Boarding, posted: URLSearchParams): Promise<Response> {
  const { visitor, campaign, letter } = place
  const show = readShow(posted.get('show') ?? undefined)
  const path = `${routes.asks(campaign.slug, letter.slug)}${show === 'all' ? '' : `?show=${show}`}`
  if (whyNobodySigns(place) !== undefined) return saying(path, 'over')
  const asks = [...new Set(posted.getAll('ask').flatMap((text) => readId<AskId>(text) ?? []))]
  if (asks.length === 0) return saying(path, 'nothing-ticked')
  const by = visitor.organizer
  const means = { ...organizing.means, vault: organizing.accounts.vault }
  if (posted.get('do') === 'remind') {
    const reminded = await remind(tx, { campaign: campaign.id, letter: letter.id, by, asks }, means)
    if (reminded > 0) organizing.accounts.wakeMailer()
    return saying(path, 'reminded', reminded)
  }
  const status = readStatus(posted.get('status'))
  if (posted.get('do') !== 'status' || !status) return saying(path, 'bad')
  let changed = 0
  for (const ask of asks)
    if ((await changeAsk(tx, { campaign: campaign.id, ask, by, status }, means)).kind === 'changed') changed += 1
  return changed === 0 ? saying(path, 'gone') : saying(path, 'set', changed)
}

type Typed = { readonly fields?: AskFields; readonly errors?: readonly FieldError[] }

async function showAsk(boarding: Boarding, { fields, errors = [] }: Typed): Promise<Response> {
  const { c, organizing, tx, place } = boarding
  const { vault } = organizing.accounts
  const row = (await rowsOf(boarding)).find(({ ask }) => ask !== undefined && ask === c.req.param('ask'))
  if (row?.ask === undefined) return refuse(organizing.means, 'not-found')
  const { campaign, letter, role } = place
  const members = await membersOf(tx, vault, campaign.id)
  const link = gatherLinkOf(vault, { kind: 'ask', campaign: campaign.id, letter: letter.id, ask: row.ask })
  const page = askPage({
    ...{ place, row, errors, members },
    fields: fields ?? fieldsOf(row),
    link: may(role, 'ask-organizations') ? `${organizing.means.site.publicUrl}${routes.join(link)}` : undefined,
    said: readBoardSaid(c.req.query('said')),
    count: readCount(c.req.query('n')),
  })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

async function changeOne(boarding: Boarding, posted: URLSearchParams): Promise<Response> {
  const { c, organizing, tx, place } = boarding
  const { visitor, campaign, letter } = place
  const ask = readId<AskId>(c.req.param('ask'))
  if (!ask) return refuse(organizing.means, 'not-found')
  const path = routes.ask(campaign.slug, letter.slug, ask)
  if (whyNobodySigns(place) !== undefined) return saying(path, 'over')
  const by = visitor.organizer
  const means = { ...organizing.means, vault: organizing.accounts.vault }
  if (posted.get('do') === 'remind') {
    const row = (await rowsOf(boarding)).find((one) => one.ask === ask)
    if (!row || !canRemind(row)) return saying(path, 'reminded', 0)
    const reminded = await remind(tx, { campaign: campaign.id, letter: letter.id, by, asks: [ask] }, means)
    if (reminded > 0) organizing.accounts.wakeMailer()
    return saying(path, 'reminded', reminded)
  }
  if (posted.get('do') === 'details') return await changeDetails(boarding, ask, posted)
  const status = readStatus(posted.get('status'))
  if (!status) return saying(path, 'bad')
  const { kind } = await changeAsk(tx, { campaign: campaign.id, ask, by, status }, means)
  const board = routes.asks(campaign.slug, letter.slug)
  // Back to the board: two clicks change a status, and the next organization is at hand.
  return kind === 'changed' ? saying(board, 'set', 1) : saying(board, 'gone')
}

async function changeDetails(boarding: Boarding, ask: AskId, posted: URLSearchParams): Promise<Response> {
  const { organizing, tx, place } = boarding
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).board.ask.errors
  const errors: FieldError[] = []
  const change = {
    email: readContact(posted, 'email', words.email, errors),
    domain: readLine(posted, 'domain', words, errors),
    group: readLine(posted, 'group', words, errors),
    nextOn: readDay(posted, 'next', words.next, errors),
    owner: readId<OrganizerId>(posted.get('owner')) ?? null,
    note: readNote(posted, 'note', words, errors),
  }
  const fields: AskFields = {
    email: posted.get('email') ?? '',
    domain: posted.get('domain') ?? '',
    group: posted.get('group') ?? '',
    nextOn: posted.get('next') ?? '',
    owner: posted.get('owner') ?? '',
    note: posted.get('note') ?? '',
  }
  if (errors.length > 0) return await showAsk(boarding, { fields, errors })
  const members = await membersOf(tx, organizing.accounts.vault, campaign.id)
  const isMember = members.some(({ organizer }) => organizer === change.owner)
  const wish = { ...change, owner: isMember ? change.owner : null, campaign: campaign.id, ask, by: visitor.organizer }
  const means = { ...organizing.means, vault: organizing.accounts.vault }
  const outcome = await changeAsk(tx, wish, means)
  const path = routes.ask(campaign.slug, letter.slug, ask)
  switch (outcome.kind) {
    case 'changed':
      return saying(path, 'saved')
    case 'gone':
      return saying(routes.asks(campaign.slug, letter.slug), 'gone')
    case 'bad-domain':
      return await showAsk(boarding, { fields, errors: [{ field: 'domain', said: words.domain }] })
    case 'already':
      return await showAsk(boarding, { fields, errors: [{ field: 'email', said: words.already }] })
    default:
      return outcome satisfies never
  }
}
