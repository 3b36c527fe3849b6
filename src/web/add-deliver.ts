import {
  deliveriesOf,
  deliveryOf,
  deliveryPack,
  dueByPlan,
  plansOf,
  plainCalendar,
  previewMails,
  sessionOf,
  usualLongOverdue,
  type Day,
  type Delivery,
  type DeliveryPlan,
  type ProofId,
} from '#delivery'
import { may, namesOf } from '#accounts'
import type { DeliveryId, FileHash, OrganizerId } from '#kernel'
import type { GatheringEdition } from '#letters'
import { fileOf } from '#platform'
import { addReading, todayAt, type Boarding } from './board-visit.ts'
import { deliveriesPage } from './deliver-list-page.ts'
import { deliveryPage, type DeliveryShown } from './deliver-page.ts'
import { planPage, termTyped, type PlanFields } from './deliver-plan-page.ts'
import { readDeliverSaid } from './deliver-parts.ts'
import { pressPackPage } from './deliver-press-page.ts'
import { sendDeliveryPage, sessionPage } from './deliver-send-page.ts'
import { keptFileResponse } from './kept-file-response.ts'
import { refuse, type Router } from './keep.ts'
import { mailMeans } from './organize-means.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'

/** A letter goes to its recipients: everything that was sent, what proves it, and until when an answer is due. */
export function addDeliver(app: Router, organizing: Organizing): void {
  addReading(app, organizing, patterns.deliveries, showDeliveries)
  addReading(app, organizing, patterns.pressPack, showPack)
  addReading(app, organizing, patterns.delivery, (boarding) => withDelivery(boarding, showDelivery))
  addReading(app, organizing, patterns.sendDelivery, (boarding) => showSending(boarding))
  addReading(app, organizing, patterns.deliveryFile, showFile)
  addReading(app, organizing, patterns.deliverySession, showSession)
  for (const pattern of [patterns.deliveryStatus, patterns.addDeliveryProof])
    app.get(pattern, (c) => {
      const { campaign = '', letter = '', delivery = '' } = c.req.param() as Readonly<Record<string, string>>
      return sendOn(routes.delivery(campaign, letter, delivery))
    })
}

async function showDeliveries({ c, organizing, tx, place }: Boarding): Promise<Response> {
  const { campaign, letter } = place
  const deliveries = await deliveriesOf(tx, campaign.id, { letter: letter.id, withoutProofs: true })
  const plans = await plansOf(tx, campaign.id)
  const said = readDeliverSaid(c.req.query('said'))
  return organizerResponse(organizing, deliveriesPage({ place, deliveries, plans, today: todayAt(place) as Day, said }))
}

async function showPack({ organizing, tx, place }: Boarding): Promise<Response> {
  const pack = await deliveryPack(tx, place.campaign.id, place.letter)
  const { publicUrl } = organizing.means.site
  return organizerResponse(organizing, pressPackPage({ place, pack, publicUrl }))
}

/** The edition that an address names. */
export const editionIn = ({ c, place }: Boarding): GatheringEdition | undefined =>
  place.letter.editions.find(({ slug }) => slug === c.req.param('edition'))

/** The id of the delivery that an address names. */
export const deliveryIdIn = ({ c }: Boarding): DeliveryId | undefined => readId<DeliveryId>(c.req.param('delivery'))

/** Does something with the delivery that an address names, if it is one of the letter that the address names too. */
export async function withDelivery(
  boarding: Boarding,
  work: (boarding: Boarding, delivery: Delivery) => Promise<Response>,
): Promise<Response> {
  const { organizing, tx, place } = boarding
  const id = deliveryIdIn(boarding)
  const delivery = id && (await deliveryOf(tx, place.campaign.id, id))
  if (delivery?.letter !== place.letter.id) return refuse(organizing.means, 'not-found')
  return await work(boarding, delivery)
}

/** The page of a delivery, also with what was typed wrong. */
export async function showDelivery(
  { c, organizing, tx, place }: Boarding,
  delivery: Delivery,
  { wrong, errors = [] }: { readonly wrong?: DeliveryShown['wrong']; readonly errors?: readonly FieldError[] } = {},
): Promise<Response> {
  const by = [delivery.preparedBy, ...delivery.addressees.flatMap(({ steps }) => steps.map((step) => step.by))]
  const names = await namesOf(
    tx,
    organizing.accounts.vault,
    by.filter((one): one is OrganizerId => one !== 'server'),
  )
  const said = readDeliverSaid(c.req.query('said'))
  const page = deliveryPage({ place, delivery, names, today: todayAt(place) as Day, wrong, errors, said })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}

/** What goes out, to whoever may send it: it shows addresses. */
export async function showSending(boarding: Boarding, isChanged = false): Promise<Response> {
  const { c, organizing, tx, place } = boarding
  const { campaign, letter } = place
  const delivery = deliveryIdIn(boarding)
  if (!delivery || !may(place.role, 'deliver')) return refuse(organizing.means, 'not-found')
  const asked = { campaign: campaign.id, delivery, letter: letter.id, title: letter.title }
  const found = await previewMails(tx, organizing.accounts.vault, asked, mailMeans(organizing))
  if (!found) return refuse(organizing.means, 'not-found')
  const said = readDeliverSaid(c.req.query('said'))
  const page = sendDeliveryPage({ place, delivery, pdf: found.pdf, mails: found.mails, isChanged, said })
  return organizerResponse(organizing, page, { status: isChanged ? 409 : 200 })
}

/** A file of a delivery: what went out, or a proof; of no other delivery. */
function showFile(boarding: Boarding): Promise<Response> {
  return withDelivery(boarding, async ({ c, organizing, tx, place }, { pdf, proofs }) => {
    const hash = c.req.param('file')
    const named = [pdf, ...proofs.map(({ file }) => file)].find((one): one is FileHash => one === hash)
    const file = named && (await fileOf(tx, place.campaign.id, named))
    return file ? keptFileResponse(file, named) : refuse(organizing.means, 'not-found')
  })
}

function showSession(boarding: Boarding): Promise<Response> {
  return withDelivery(boarding, async ({ c, organizing, tx, place }, { id, proofs }) => {
    const proof = readId<ProofId>(c.req.param('proof'))
    const isIts = proofs.some((one) => one.id === proof)
    if (!proof || !isIts || !may(place.role, 'deliver')) return refuse(organizing.means, 'not-found')
    const session = await sessionOf(tx, organizing.accounts.vault, { campaign: place.campaign.id, proof })
    return session
      ? organizerResponse(organizing, sessionPage(place, id, session))
      : refuse(organizing.means, 'not-found')
  })
}

/** What stands in the form of an edition's dates at first. */
function planFieldsOf(plan: DeliveryPlan | undefined, language: string): PlanFields {
  const { weekend, holidays } = plan?.calendar ?? plainCalendar
  return {
    stated: termTyped(plan?.statedDeadline, language),
    followUp: termTyped(plan?.followUpOn, language),
    weekend: weekend.map(String),
    holidays: holidays.join('\n'),
    long: String(plan?.longOverdueDays ?? usualLongOverdue),
  }
}

/** The page of an edition's dates, also with what was typed wrong. */
export async function showPlan(
  { organizing, tx, place }: Boarding,
  edition: GatheringEdition,
  typed?: { readonly fields: PlanFields; readonly errors: readonly FieldError[] },
): Promise<Response> {
  const { campaign, letter, visitor } = place
  const plan = (await plansOf(tx, campaign.id)).find((one) => one.edition === edition.id)
  const deliveries = await deliveriesOf(tx, campaign.id, { edition: edition.id, withoutProofs: true })
  const none = { statedDeadline: undefined, followUpOn: undefined, longOverdueDays: usualLongOverdue }
  const clock = plan ?? { ...none, letter: letter.id, edition: edition.id, calendar: plainCalendar }
  const due = dueByPlan(clock, deliveries, todayAt(place) as Day)
  const { fields, errors } = typed ?? { fields: planFieldsOf(plan, visitor.language), errors: [] }
  const page = planPage({ place, edition, fields, errors, due, plan })
  return organizerResponse(organizing, page, { status: errors.length > 0 ? 422 : 200 })
}
