import {
  deliveriesOf,
  deliveryOf,
  dueByPlan,
  plansOf,
  plainCalendar,
  previewMails,
  usualLongOverdue,
  type Day,
  type Delivery,
  type DeliveryPlan,
} from '#delivery'
import { may, namesOf } from '#accounts'
import type { DeliveryId, OrganizerId } from '#kernel'
import type { GatheringEdition } from '#letters'
import { todayAt, type Boarding } from './board-visit.ts'
import { deliveryPage, type DeliveryShown } from './deliver-page.ts'
import { planPage, termTyped, type PlanFields } from './deliver-plan-page.ts'
import { readDeliverSaid } from './deliver-parts.ts'
import { sendDeliveryPage } from './deliver-send-page.ts'
import { refuse } from './keep.ts'
import { mailMeans } from './organize-means.ts'
import { organizerResponse } from './organize-visit.ts'
import { readId } from './read-id.ts'
import type { FieldError } from './sign-form.ts'

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

/** What stands in the form of an edition's dates at first. */
export function planFieldsOf(plan: DeliveryPlan | undefined, language: string): PlanFields {
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
