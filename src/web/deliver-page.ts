import { may } from '#accounts'
import { deliverySteps, isPerhapsTwice, type Delivery, type DeliveryAddressee, type DeliveryProof } from '#delivery'
import { dateInWords, wordsFor, type OrganizerId, type PartialDate } from '#kernel'
import { html, type Insertable, type Markup } from '#typeset'
import { boardFramed, shortDay, type BoardPlace } from './board-frame.ts'
import { deliverNotice, fileField, statusMark, wayOf, type DeliverSaid } from './deliver-parts.ts'
import type { PersonalPage } from './personal-page.ts'
import { factList } from './represent-parts.ts'
import { routes } from './routes.ts'
import type { FieldError } from './sign-form.ts'
import { areaField, choiceField, lineField } from './write-fields.ts'

/** What the page of one delivery shows. */
export type DeliveryShown = {
  readonly place: BoardPlace
  readonly delivery: Delivery
  readonly names: ReadonlyMap<OrganizerId, string>
  readonly today: PartialDate
  /** The form that was refused. */
  readonly wrong?: 'status' | 'proof' | undefined
  readonly errors: readonly FieldError[]
  readonly said: DeliverSaid | undefined
}

/** What a person may say became of a delivery. */
export const statusesByPerson = ['sent', 'delivered', 'failed', 'bounced'] as const

/** One delivery: what went out, what became of it to each addressee, and everything that proves it. */
export function deliveryPage(shown: DeliveryShown): PersonalPage {
  const { place, delivery, errors, said } = shown
  const { visitor, campaign, letter, role } = place
  const { language } = visitor
  const words = wordsFor(language).deliver
  const recipient = letter.editions.find(({ id }) => id === delivery.edition)?.recipient ?? ''
  const title = words.one.title(recipient, wayOf(delivery, language))
  return boardFramed(place, 'deliveries', {
    title,
    errors,
    main: html`${deliverNotice(said, language)}
      <h2>${title}</h2>
      <p>${statusMark(delivery.status, language)} ${words.means[delivery.status]}</p>
      ${facts(shown)} ${may(role, 'deliver') && sending(shown)}
      <h3>${words.one.addressees}</h3>
      <ul class="plain">
        ${delivery.addressees.map((one) => html`<li>${addressee(one, shown)}</li>`)}
      </ul>
      <h3>${words.one.proofs}</h3>
      ${
        delivery.proofs.length === 0
          ? html`<p>${words.one.noProofs}</p>`
          : html`<ul class="plain">
              ${delivery.proofs.map((one) => html`<li>${proof(one, shown)}</li>`)}
            </ul>`
      }
      ${may(role, 'deliver') && html`${statusForm(shown)} ${proofForm(shown)}`}
      <p><a href="${routes.deliveries(campaign.slug, letter.slug)}">${words.one.back}</a></p>`,
  })
}

function facts({ place, delivery, names }: DeliveryShown): Markup {
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).deliver.one
  const by = delivery.preparedBy === 'server' ? words.server : (names.get(delivery.preparedBy) ?? '')
  const file = delivery.pdf && routes.deliveryFile(campaign.slug, letter.slug, delivery.id, delivery.pdf)
  return factList([
    [words.text, html`${words.textOf(delivery.version.number)} <span class="hash">${delivery.version.hash}</span>`],
    [
      words.file,
      file === undefined
        ? words.noFile
        : html`<a href="${file}">${words.open}</a> <span class="hash">${delivery.pdf}</span>`,
    ],
    [words.prepared, html`${shortDay(delivery.preparedAt, campaign.timeZone, visitor.language)}, <bdi>${by}</bdi>`],
    [words.log, leafOf(delivery, visitor.language)],
  ])
}

const leafOf = ({ leaf }: Delivery, language: string): string => {
  const words = wordsFor(language).deliver.list
  return leaf === undefined ? words.noLeaf : words.leaf(leaf)
}

function sending({ place, delivery }: DeliveryShown): Insertable {
  const open = delivery.addressees.filter(({ status }) => ['draft', 'failed', 'unknown'].includes(status))
  if (delivery.channel !== 'mail' || open.length === 0) return undefined
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).deliver.one
  const said = open.some(({ status }) => status !== 'draft') ? words.seeAgain : words.see
  return html`<p><a class="act" href="${routes.sendDelivery(campaign.slug, letter.slug, delivery.id)}">${said}</a></p>`
}

function addressee(one: DeliveryAddressee, { place, names }: DeliveryShown): Markup {
  const { language } = place.visitor
  const words = wordsFor(language).deliver
  return html`<p>
      <b><bdi>${one.name}</bdi></b
      >${one.post !== undefined && html`, <bdi>${one.post}</bdi>`} · ${statusMark(one.status, language)}
    </p>
    ${one.status === 'unknown' && html`<p class="note">${words.means.unknown}</p>`}
    ${isPerhapsTwice(one) && html`<p class="note">${words.perhapsTwice}</p>`}
    <ol class="small">
      ${one.steps.map(({ to, on, cause, by, code }) => {
        const name = by === 'server' ? words.one.server : (names.get(by) ?? wordsFor(language).board.erased)
        const said = cause === 'person' ? words.one.cause.person(name) : words.one.cause[cause]
        return html`<li>
          ${words.statuses[to]}, ${dateInWords(on, language)}
          <span class="quiet">${said}${code !== undefined && `, ${words.one.code(code)}`}</span>
        </li>`
      })}
    </ol>`
}

function proof(one: DeliveryProof, { place, delivery }: DeliveryShown): Markup {
  const { visitor, campaign, letter, role } = place
  const words = wordsFor(visitor.language).deliver.one
  const at = [campaign.slug, letter.slug, delivery.id] as const
  const about = delivery.addressees.find(({ position }) => position === one.position)
  const told = [
    about && words.toOne(about.name),
    one.outcome && words.outcomes[one.outcome],
    one.code !== undefined && words.code(one.code),
    one.queueId !== undefined && words.queue(one.queueId),
    one.courierNumber !== undefined && words.courier(one.courierNumber),
  ].filter((said) => typeof said === 'string')
  return html`<p>
      <b>${words.kinds[one.kind]}</b>,
      ${dateInWords(one.on, visitor.language)}${told.map((said) => html` · <bdi>${said}</bdi>`)}
      ${one.file && html` · <a href="${routes.deliveryFile(...at, one.file)}">${words.open}</a>`}
      ${one.kind === 'smtp' && may(role, 'deliver') && html` · <a href="${routes.deliverySession(...at, one.id)}">${words.session}</a>`}
    </p>
    ${one.note !== undefined && html`<p><q>${one.note}</q></p>`}
    ${one.hash !== undefined && html`<p class="meta">${words.hash} <span class="hash">${one.hash}</span></p>`}`
}

function who({ place, delivery }: DeliveryShown, id: string): Markup {
  const words = wordsFor(place.visitor.language).deliver.one
  const options: readonly (readonly [string, string])[] = [
    ['', words.everybody],
    ...delivery.addressees.map(({ position, name }) => [String(position), name] as const),
  ]
  return choiceField({ id, label: words.who, value: '', options })
}

function statusForm(shown: DeliveryShown): Insertable {
  const { place, delivery, today, wrong, errors: all } = shown
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).deliver
  const open = delivery.addressees.filter(({ status }) => status !== 'draft' || delivery.channel !== 'mail')
  const able = statusesByPerson.filter((to) => open.some(({ status }) => deliverySteps[status].includes(to)))
  if (able.length === 0) return undefined
  const errors = wrong === 'status' ? all : []
  const options = able.map((to) => [to, words.statuses[to]] as const)
  return html`<details ${wrong === 'status' && html`open`}>
    <summary>${words.one.setHeading}</summary>
    <form
      class="form"
      method="post"
      action="${routes.deliveryStatus(campaign.slug, letter.slug, delivery.id)}"
      novalidate
    >
      <p class="hint">${words.one.setHint}</p>
      ${choiceField({ id: 'to', label: words.one.to, value: able[0] ?? '', options, errors })} ${who(shown, 'position')}
      ${lineField({ id: 'on', label: words.record.on, hint: words.record.onHint(today), value: today, errors })}
      ${areaField({ id: 'note', label: words.record.note, value: '', rows: 2, errors })}
      <button>${words.one.set}</button>
    </form>
  </details>`
}

function proofForm(shown: DeliveryShown): Markup {
  const { place, delivery, today, wrong, errors: all } = shown
  const { visitor, campaign, letter } = place
  const words = wordsFor(visitor.language).deliver
  const errors = wrong === 'proof' ? all : []
  return html`<details ${wrong === 'proof' && html`open`}>
    <summary>${words.one.addHeading}</summary>
    <form
      class="form"
      method="post"
      action="${routes.addDeliveryProof(campaign.slug, letter.slug, delivery.id)}"
      enctype="multipart/form-data"
      novalidate
    >
      ${fileField({ id: 'proofs', label: words.record.proofs, hint: words.record.proofsHint, many: true, errors })}
      ${lineField({ id: 'courier', label: words.record.courier, value: '', errors })}
      ${areaField({ id: 'proof-note', label: words.record.note, value: '', rows: 2, errors })} ${who(shown, 'about')}
      ${lineField({ id: 'proof-on', label: words.record.on, hint: words.record.onHint(today), value: today, errors })}
      <button>${words.one.add}</button>
    </form>
  </details>`
}
