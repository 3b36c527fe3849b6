import { createHash } from 'node:crypto'
import { dayOf, type CampaignId, type Means } from '#kernel'
import { lockLog } from '#ledger'
import { campaignById, touchCampaign } from '#letters'
import type { MailNews, Settler, Tx, Vault } from '#platform'
import { seatOf } from './compose-letter.ts'
import { declareSent } from './declare-sent.ts'
import type { DeliveryProof } from './delivery.ts'
import { bareProof } from './proof-rows.ts'
import { bonds } from './sealed-delivery.ts'
import type { DeliveryStatus } from './status.ts'
import { addresseeRows, countUnanswered, type Seat } from './store-addressee.ts'
import { insertProofs, type ProofRow } from './store-proof.ts'
import { lockDelivery } from './store.ts'
import { takeStep, type StepFacts } from './take-step.ts'

/**
 * Writes down what came of handing a letter's mail over, with what the two servers said as proof; when it was taken, the
 * log says so in the same transaction. What was sent without an answer is `unknown`, until a second copy is taken or refused.
 */
export function dispatchSettler(vault: Vault, means: Means): Settler {
  return async (tx, news) => {
    const { campaign, ...seat } = seatOf(news)
    await lockLog(tx, campaign)
    const place = (await lockDelivery(tx, campaign, seat.delivery)) && (await campaignById(tx, campaign))
    if (!place) return
    const { became } = news
    // Surely not taken, or surely answered: nothing is open of this copy.
    if (became !== 'in-doubt' && became !== 'given-up-in-doubt') await countUnanswered(tx, campaign, seat, -1)
    if (became === 'untried') return
    const on = dayOf(news.at, place.timeZone)
    await insertProofs(tx, campaign, [proofOf(vault, { campaign, seat, news, on, outcome: outcomes[became] }, means)])
    const to = await statusBy(tx, campaign, seat, became)
    const facts: StepFacts = { on, at: news.at, cause: 'mail-server', by: 'server', code: news.code }
    if (to === undefined || !(await takeStep(tx, campaign, seat, to, facts))) return
    await declareSent(tx, campaign, means)
    await touchCampaign(tx, campaign)
  }
}

const outcomes: Readonly<Record<Exclude<MailNews['became'], 'untried'>, DeliveryProof['outcome']>> = {
  accepted: 'accepted',
  waits: 'waits',
  'in-doubt': 'in-doubt',
  'given-up-in-doubt': 'in-doubt',
  refused: 'refused',
}

async function statusBy(
  tx: Tx,
  campaign: CampaignId,
  { delivery, position }: Seat,
  became: Exclude<MailNews['became'], 'untried'>,
): Promise<DeliveryStatus | undefined> {
  switch (became) {
    case 'accepted':
      return 'sent'
    case 'waits':
      return undefined
    case 'in-doubt':
    case 'given-up-in-doubt':
      return 'unknown'
    case 'refused': {
      const all = await addresseeRows(tx, campaign, [delivery])
      const open = all.find((one) => one.position === position)?.unanswered ?? 0
      // That this copy was refused says nothing of an earlier one that nobody answered.
      return open > 0 ? 'unknown' : 'failed'
    }
    default:
      return became satisfies never
  }
}

type Told = {
  readonly campaign: CampaignId
  readonly seat: Seat
  readonly news: MailNews
  readonly on: ProofRow['on']
  readonly outcome: DeliveryProof['outcome']
}

function proofOf(vault: Vault, { campaign, seat, news, on, outcome }: Told, means: Means): ProofRow {
  const bare = bareProof({ ...seat, by: 'server', on }, means)()
  const { record, code } = news
  const row = { ...bare, kind: 'smtp' as const, outcome, code, queueId: record?.queueId }
  if (!record) return row
  const { transcript, message } = record
  return {
    ...row,
    hash: sha256(transcript),
    messageHash: message && sha256(message),
    transcript: vault.seal(transcript, bonds.transcript(campaign, bare.id)),
    message: message ? vault.seal(message.toString('latin1'), bonds.message(campaign, bare.id)) : null,
  }
}

/** As 64 hexadecimal digits. */
export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
