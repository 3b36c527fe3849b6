import { addProof, changeStatus, dispatch, previewMails, type Delivery } from '#delivery'
import { wordsFor, type FileHash } from '#kernel'
import { keepFile, type PostedForm } from '#platform'
import { deliveryIdIn, showDelivery, showSending, withDelivery } from './add-deliver.ts'
import { readLine, readNote } from './board-typed.ts'
import { addDoing, addDoingWithFiles, todayAt, type Boarding } from './board-visit.ts'
import { statusesByPerson } from './deliver-page.ts'
import { sayingOf } from './deliver-parts.ts'
import { readDayOn } from './deliver-read.ts'
import { sealOfMails } from './deliver-send-page.ts'
import { refuse, type Router } from './keep.ts'
import { mailMeans } from './organize-means.ts'
import type { Organizing } from './organize-visit.ts'
import { filesIn } from './posted-files.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

const act = 'deliver'

/** A prepared mail is sent as it was looked at; what became of a delivery is written down; proofs are added. */
export function addDeliverActs(app: Router, organizing: Organizing): void {
  addDoing(app, organizing, { pattern: patterns.sendDelivery, act }, send)
  addDoing(app, organizing, { pattern: patterns.deliveryStatus, act }, (boarding, posted) =>
    withDelivery(boarding, (_same, delivery) => setStatus(boarding, delivery, posted)),
  )
  addDoingWithFiles(app, organizing, { pattern: patterns.addDeliveryProof, act }, (boarding, posted) =>
    withDelivery(boarding, (_same, delivery) => keepProof(boarding, delivery, posted)),
  )
}

async function send(boarding: Boarding, posted: URLSearchParams): Promise<Response> {
  const { organizing, tx, place } = boarding
  const { campaign, letter, visitor } = place
  const { means, accounts } = organizing
  const delivery = deliveryIdIn(boarding)
  const asked = delivery && { campaign: campaign.id, delivery, letter: letter.id, title: letter.title }
  const shown = asked && (await previewMails(tx, accounts.vault, asked, mailMeans(organizing)))
  if (!delivery || !shown) return refuse(means, 'not-found')
  if (posted.get('seal') !== sealOfMails(shown.pdf, shown.mails)) return await showSending(boarding, true)
  const evenUnknown = posted.get('even-unknown') === 'yes'
  const outcome = await dispatch(tx, { campaign: campaign.id, delivery, by: visitor.organizer, evenUnknown }, means)
  if (outcome.kind === 'queued') accounts.wakeMailer()
  if (outcome.kind === 'not-allowed') return refuse(means, 'bad')
  return sayingOf(routes.delivery(campaign.slug, letter.slug, delivery), outcome.kind)
}

const positionIn = ({ addressees }: Delivery, typed: string | null): number | undefined =>
  addressees.find(({ position }) => String(position) === typed)?.position

async function setStatus(boarding: Boarding, delivery: Delivery, posted: URLSearchParams): Promise<Response> {
  const { organizing, tx, place } = boarding
  const { campaign, letter, visitor } = place
  const { language } = visitor
  const words = wordsFor(language).deliver
  const errors: FieldError[] = []
  const to = statusesByPerson.find((one) => one === posted.get('to'))
  if (!to) errors.push({ field: 'to', said: words.one.errors.to })
  const on = readDayOn(posted.get('on'), 'on', language, errors)
  if (on && on > todayAt(place)) errors.push({ field: 'on', said: words.record.errors.future })
  const note = readNote(posted, 'note', words.prepare.errors, errors)
  if (!to || !on || errors.length > 0) return await showDelivery(boarding, delivery, { wrong: 'status', errors })
  const position = positionIn(delivery, posted.get('position'))
  const wish = { campaign: campaign.id, by: visitor.organizer, delivery: delivery.id, to, on }
  const more = { ...(position !== undefined && { position }), ...(note !== null && { note }) }
  const outcome = await changeStatus(tx, { ...wish, ...more }, organizing.means)
  const path = routes.delivery(campaign.slug, letter.slug, delivery.id)
  if (outcome.kind === 'set' || outcome.kind === 'cannot-follow' || outcome.kind === 'gone')
    return sayingOf(path, outcome.kind)
  return refuse(organizing.means, 'bad')
}

async function keepProof(boarding: Boarding, delivery: Delivery, form: PostedForm): Promise<Response> {
  const { organizing, tx, place } = boarding
  const { campaign, letter, visitor } = place
  const { fields: posted } = form
  const words = wordsFor(visitor.language).deliver
  const errors: FieldError[] = []
  const on = readDayOn(posted.get('proof-on'), 'proof-on', visitor.language, errors)
  if (on && on > todayAt(place)) errors.push({ field: 'proof-on', said: words.record.errors.future })
  const courierNumber = readLine(posted, 'courier', words.prepare.errors, errors)
  const note = readNote(posted, 'proof-note', words.prepare.errors, errors)
  const given = filesIn(form, 'proofs')
  if (given.length === 0 && courierNumber === null && note === null)
    errors.push({ field: 'proofs', said: words.one.errors.empty })
  if (!on || errors.length > 0) return await showDelivery(boarding, delivery, { wrong: 'proof', errors })
  const files: FileHash[] = []
  for (const one of given) files.push(await keepFile(tx, campaign.id, one.bytes, one.mediaType))
  const position = positionIn(delivery, posted.get('about'))
  const facts = { campaign: campaign.id, by: visitor.organizer, delivery: delivery.id, on, position, files }
  const said = { courierNumber: courierNumber ?? undefined, note: note ?? undefined }
  const outcome = await addProof(tx, { ...facts, ...said }, organizing.means)
  if (outcome.kind !== 'added') return refuse(organizing.means, 'bad')
  return sayingOf(routes.delivery(campaign.slug, letter.slug, delivery.id), 'added')
}
