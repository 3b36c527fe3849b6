import { oneLine, wordsFor, type RecipientId } from '#kernel'
import { changeRecipients, recipientsOf, type Recipient, type RecipientWish } from '#letters'
import type { Tx } from '#platform'
import type { InCampaign } from './in-campaign.ts'
import type { Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { typedIn } from './write-fields.ts'
import { readSaid, type WriteSaid } from './write-frame.ts'
import { longestLine } from './write-read.ts'
import { recipientsPage } from './write-recipients-page.ts'
import { doingCampaign, showingCampaign } from './in-campaign.ts'

type AtCampaign = InCampaign & { readonly tx: Tx }

/** To whom letters go: several are named at once; each can be renamed, moved and taken away again. */
export function addWriteRecipients(app: Router, organizing: Organizing): void {
  app.get(
    patterns.recipients,
    showingCampaign(organizing, (at, c) => show(organizing, at, { said: readSaid(c.req.query('said')) })),
  )
  app.post(
    patterns.recipients,
    doingCampaign(organizing, 'write', (at, posted) => add(organizing, at, typedIn(posted, 'names'))),
  )
  app.get(patterns.changeRecipient, (c) => sendOn(routes.recipients(c.req.param('campaign'))))
  app.post(
    patterns.changeRecipient,
    doingCampaign(organizing, 'write', (at, posted) => change(organizing, at, posted)),
  )
}

type Shown = { readonly said?: WriteSaid | undefined; readonly typed?: string; readonly errors?: readonly FieldError[] }

async function show(organizing: Organizing, at: AtCampaign, { said, typed = '', errors = [] }: Shown) {
  const recipients = await recipientsOf(at.tx, at.campaign.id)
  const page = recipientsPage({ ...at, recipients, typed, errors, said })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

/** What a line names: `Name | Name in full`. */
function named(line: string): RecipientWish | undefined {
  const [name = '', ...rest] = line.split('|').map(oneLine)
  const fullName = rest.join(' | ')
  return name === '' ? undefined : { name, fullName: fullName === '' ? undefined : fullName }
}

async function add(organizing: Organizing, at: AtCampaign, typed: string): Promise<Response> {
  const words = wordsFor(at.visitor.language).write.recipients.errors
  const again = (said: string) => show(organizing, at, { typed, errors: [{ field: 'names', said }] })
  const wishes = typed
    .toWellFormed()
    .split('\n')
    .flatMap((line) => named(line) ?? [])
  const long = wishes.find(({ name, fullName = '' }) => Math.max(name.length, fullName.length) > longestLine)
  if (wishes.length === 0) return await again(words.none)
  if (long) return await again(words.long(`${long.name.slice(0, 60).toWellFormed()}…`))
  const there = await recipientsOf(at.tx, at.campaign.id)
  return await put(organizing, at, [...there, ...wishes], { said: 'added', again })
}

type Put = { readonly said: WriteSaid; readonly again: (said: string) => Promise<Response> }

async function put(
  { means }: Organizing,
  { tx, campaign, visitor }: AtCampaign,
  recipients: readonly RecipientWish[],
  { said, again }: Put,
): Promise<Response> {
  const words = wordsFor(visitor.language).write.recipients.errors
  const by = visitor.organizer
  const outcome = await changeRecipients(tx, { campaign: campaign.id, recipients }, { ...means, by })
  const after = (what: WriteSaid) => sendOn(`${routes.recipients(campaign.slug)}?said=${what}`)
  switch (outcome.kind) {
    case 'changed':
      return after(said)
    case 'no-name':
      return await again(words.noName)
    case 'same-name':
      return await again(words.twice(outcome.name))
    case 'frozen':
      return after('has-versions')
    default:
      return outcome satisfies never
  }
}

async function change(organizing: Organizing, at: AtCampaign, posted: URLSearchParams): Promise<Response> {
  const id = readId<RecipientId>(posted.get('recipient'))
  const all = await recipientsOf(at.tx, at.campaign.id)
  const place = all.findIndex((one) => one.id === id)
  const one = all[place]
  if (!one) return sendOn(`${routes.recipients(at.campaign.slug)}?said=gone`)
  const act = posted.get('do')
  const again = (said: string) => show(organizing, at, { errors: [{ field: `name-${one.id}`, said }] })
  if (act === 'remove') {
    const rest = all.filter((other) => other !== one)
    return await put(organizing, at, rest, { said: 'removed', again })
  }
  if (act === 'up' || act === 'down')
    return await put(organizing, at, moved(all, place, act === 'up' ? -1 : 1), { said: 'saved', again })
  const [name, fullName] = ['name', 'full-name'].map((field) => oneLine(typedIn(posted, field).toWellFormed()))
  if ((name ?? '').length > longestLine || (fullName ?? '').length > longestLine) {
    const words = wordsFor(at.visitor.language).write.recipients.errors
    return await again(words.long(one.name))
  }
  const renamed = all.map((other) => (other === one ? { ...one, name: name ?? '', fullName } : other))
  return await put(organizing, at, renamed, { said: 'saved', again })
}

function moved(all: readonly Recipient[], from: number, by: -1 | 1): readonly Recipient[] {
  const order = [...all]
  const [one] = order.splice(from, 1)
  if (one) order.splice(Math.max(0, from + by), 0, one)
  return order
}
