import { pathOf } from './path-of.ts'

const letterAt = (campaign: string, letter: string, ...more: readonly string[]) =>
  pathOf('organize', 'c', campaign, 'l', letter, 'deliveries', ...more)
const deliveryAt = (campaign: string, letter: string, delivery: string, ...more: readonly string[]) =>
  letterAt(campaign, letter, 'of', delivery, ...more)

/** Where organizers send a letter to its recipients, and keep what became of it. Part of `routes`. */
export const deliverRoutes = {
  deliveries: (campaign: string, letter: string) => letterAt(campaign, letter),
  pressPack: (campaign: string, letter: string) => letterAt(campaign, letter, 'press'),
  prepareDelivery: (campaign: string, letter: string, edition: string) =>
    letterAt(campaign, letter, 'prepare', edition),
  recordDelivery: (campaign: string, letter: string, edition: string) => letterAt(campaign, letter, 'record', edition),
  deliveryPlan: (campaign: string, letter: string, edition: string) => letterAt(campaign, letter, 'plan', edition),
  delivery: (campaign: string, letter: string, delivery: string) => deliveryAt(campaign, letter, delivery),
  /** What exactly goes out to whom, and the button that sends it. */
  sendDelivery: (campaign: string, letter: string, delivery: string) => deliveryAt(campaign, letter, delivery, 'send'),
  deliveryStatus: (campaign: string, letter: string, delivery: string) =>
    deliveryAt(campaign, letter, delivery, 'status'),
  addDeliveryProof: (campaign: string, letter: string, delivery: string) =>
    deliveryAt(campaign, letter, delivery, 'proofs'),
  deliveryFile: (campaign: string, letter: string, delivery: string, file: string) =>
    deliveryAt(campaign, letter, delivery, 'files', file),
  /** What went between the mail servers. */
  deliverySession: (campaign: string, letter: string, delivery: string, proof: string) =>
    deliveryAt(campaign, letter, delivery, 'sessions', proof),
} as const

const all = '/organize/c/:campaign/l/:letter/deliveries'
const one = `${all}/of/:delivery`

/** The same as patterns. */
export const deliverPatterns = {
  deliveries: all,
  pressPack: `${all}/press`,
  prepareDelivery: `${all}/prepare/:edition`,
  recordDelivery: `${all}/record/:edition`,
  deliveryPlan: `${all}/plan/:edition`,
  delivery: one,
  sendDelivery: `${one}/send`,
  deliveryStatus: `${one}/status`,
  addDeliveryProof: `${one}/proofs`,
  deliveryFile: `${one}/files/:file`,
  deliverySession: `${one}/sessions/:proof`,
} as const

/** Where of these something may be posted. */
export const deliverPostable: readonly string[] = [
  deliverPatterns.prepareDelivery,
  deliverPatterns.recordDelivery,
  deliverPatterns.deliveryPlan,
  deliverPatterns.sendDelivery,
  deliverPatterns.deliveryStatus,
  deliverPatterns.addDeliveryProof,
]

/** Where of these files may come with it. */
export const deliverTakingFiles: readonly string[] = [deliverPatterns.recordDelivery, deliverPatterns.addDeliveryProof]
