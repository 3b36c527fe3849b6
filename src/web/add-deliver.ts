import { deliveriesOf, deliveryPack, plansOf, sessionOf, type Day, type ProofId } from '#delivery'
import { may } from '#accounts'
import type { FileHash } from '#kernel'
import { fileOf } from '#platform'
import { addReading, todayAt, type Boarding } from './board-visit.ts'
import { addDeliverForms } from './add-deliver-forms.ts'
import { addDeliverActs } from './add-deliver-acts.ts'
import { showDelivery, showSending, withDelivery } from './deliver-shown.ts'
import { deliveriesPage } from './deliver-list-page.ts'
import { readDeliverSaid } from './deliver-parts.ts'
import { pressPackPage } from './deliver-press-page.ts'
import { sessionPage } from './deliver-send-page.ts'
import { keptFileResponse } from './kept-file-response.ts'
import { refuse, type Router } from './keep.ts'
import { organizerResponse, sendOn, type Organizing } from './organize-visit.ts'
import { readId } from './read-id.ts'
import { patterns, routes } from './routes.ts'

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
  addDeliverForms(app, organizing)
  addDeliverActs(app, organizing)
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
