/** Deliveries: what was sent to whom by which way, what proves it, and until when an answer is due. Holds e-mail addresses sealed (see README). */
export type {
  By,
  Delivery,
  DeliveryAddressee,
  DeliveryChannel,
  DeliveryProof,
  ProofId,
  StatusStep,
} from './delivery.ts'
export { deliverySteps, isSent, mayFollow, statusOf, type DeliveryStatus } from './status.ts'
export { daysBetween, daysLater, parseDay, weekdayOf, type Day } from './day.ts'
export { isCalendar, isWorkingDay, plainCalendar, workingDaysLater, type WorkCalendar } from './calendar.ts'
export { dayOfTerm, dueOf, usualLongOverdue, type ClockFacts, type Due, type Term } from './due.ts'
export { prepareDelivery, type AddresseeWish, type DeliveryWish, type PrepareOutcome } from './prepare-delivery.ts'
export { dispatch, type DispatchOutcome } from './dispatch.ts'
export { recordDelivery, type RecordDeliveryOutcome, type RecordWish } from './record-delivery.ts'
export { changeStatus, type StatusOutcome, type StatusWish } from './change-status.ts'
export { addProof, type ProofOutcome } from './add-proof.ts'
export { noteAnswer, setPlan, type DeliveryPlan, type PlanOutcome } from './plan.ts'
export { declareAllSent, declareSent } from './declare-sent.ts'
export { deliveryOfReplyAddress, replyAddressOf } from './reply-address.ts'
export {
  addressesOf,
  deliveriesOf,
  deliveryOf,
  findDelivery,
  sessionOf,
  type DeliveriesAsked,
} from './read-deliveries.ts'
export { isPerhapsTwice, publicDeliveries, type PublicDelivery } from './public-deliveries.ts'
export { clocksOf, dueByPlan, dueReminders, plansOf, type Clock, type DueReminder } from './clocks.ts'
export { deliveryPack, type DeliveryPack } from './pack.ts'
export { previewMails, type LetterMailMeans, type MailPreview } from './compose-letter.ts'
export { deliveryComposers, deliverySettlers } from './composers.ts'
export { noteReturnedDelivery } from './note-returned.ts'
export { checkDeliveries } from './check-deliveries.ts'
export { bouncedSeats } from './store-addressee.ts'
export { renewDeliverySeals } from './renew-seals.ts'
export { remindDueDeliveries } from './remind.ts'
export { deliveringCampaigns } from './store.ts'
