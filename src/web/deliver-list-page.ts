import { may } from '#accounts'
import { dueByPlan, type Delivery, type DeliveryPlan } from '#delivery'
import { dateInWords, wordsFor, type PartialDate } from '#kernel'
import type { GatheringEdition } from '#letters'
import { html, type Insertable, type Markup } from '#typeset'
import { boardFramed, type BoardPlace } from './board-frame.ts'
import { deliverNotice, dueInWords, statusMark, wayOf, type DeliverSaid } from './deliver-parts.ts'
import { deskTable } from './desk-frame.ts'
import type { PersonalPage } from './personal-page.ts'
import { routes } from './routes.ts'

/** What the page of a letter's deliveries shows. */
export type DeliveriesShown = {
  readonly place: BoardPlace
  readonly deliveries: readonly Delivery[]
  readonly plans: readonly DeliveryPlan[]
  /** Where the campaign is. */
  readonly today: PartialDate
  readonly said: DeliverSaid | undefined
}

/** For each edition what was sent, what became of it, and until when an answer is due. */
export function deliveriesPage(shown: DeliveriesShown): PersonalPage {
  const { place, said } = shown
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).deliver
  return boardFramed(place, 'deliveries', {
    title: words.title,
    main: html`${deliverNotice(said, visitor.language)}
      <p class="prose">${words.lead}</p>
      ${letter.editions.map((edition) => editionHtml(edition, shown))}
      <p><a href="${routes.pressPack(campaign.slug, letter.slug)}">${words.list.press}</a></p>`,
  })
}

function editionHtml(edition: GatheringEdition, shown: DeliveriesShown): Markup {
  const { visitor, campaign, letter } = shown.place
  const words = wordsFor(visitor.language).deliver.list
  if (edition.versions.length === 0)
    return html`<h2><bdi>${edition.recipient}</bdi></h2>
      <p>${words.notFixed} <a href="${routes.freeze(campaign.slug, letter.slug)}">${words.fix}</a></p>`
  const its = shown.deliveries.filter((one) => one.edition === edition.id)
  return html`<h2><bdi>${edition.recipient}</bdi></h2>
    ${its.length === 0 ? html`<p>${words.none}</p>` : table(its, edition, shown)} ${clock(edition, its, shown)}
    ${ways(edition, shown)}`
}

function table(its: readonly Delivery[], edition: GatheringEdition, { place }: DeliveriesShown): Markup {
  const { visitor, campaign, letter } = place
  const { language } = visitor
  const words = wordsFor(language).deliver.list
  const heads = [words.way, words.status, words.since, words.proof]
  return deskTable(
    `${words.edition}: ${edition.recipient}`,
    heads,
    its.map((one) => [
      html`<a href="${routes.delivery(campaign.slug, letter.slug, one.id)}"
          >${wayOf(one, language)}, ${words.addressees(one.addressees.length)}</a
        ><br /><span class="quiet">${words.version(one.version.number)}</span>`,
      statusMark(one.status, language),
      one.sentOn && dateInWords(one.sentOn, language),
      one.leaf === undefined ? words.noLeaf : words.leaf(one.leaf),
    ]),
  )
}

function clock(
  edition: GatheringEdition,
  its: readonly Delivery[],
  { place, plans, today }: DeliveriesShown,
): Insertable {
  const plan = plans.find((one) => one.edition === edition.id)
  if (its.length === 0 || !plan) return undefined
  const due = dueByPlan(plan, its, today)
  const isPast = plan.answeredOn === undefined && !['awaiting', 'no-date'].includes(due.kind)
  return html`<p ${isPast && html`class="note"`}>${dueInWords(due, plan, place.visitor.language)}</p>`
}

function ways(edition: GatheringEdition, { place }: DeliveriesShown): Markup {
  const { visitor, campaign, letter, role } = place
  const words = wordsFor(visitor.language).deliver.list
  const at = [campaign.slug, letter.slug, edition.slug] as const
  const about = (path: string, said: string) =>
    html`<li><a href="${path}" aria-label="${said}: ${edition.recipient}">${said}</a></li>`
  if (!may(role, 'deliver')) return html`<p class="quiet">${words.noneRead}</p>`
  return html`<ul class="row">
    ${about(routes.prepareDelivery(...at), words.prepare)} ${about(routes.recordDelivery(...at), words.record)}
    ${about(routes.deliveryPlan(...at), words.plan)}
  </ul>`
}
