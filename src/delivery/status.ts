/**
 * How far a delivery got to one addressee. `draft`: prepared; `ready`: its mail waits or is under way; `sent`: the mail
 * server, the post or a site took it; `delivered`: it reached them; `failed`: it was never taken; `bounced`: taken, and
 * came back; `unknown`: handed over, and no answer came. Set by a person or by a mail server's answer, never by a clock.
 */
export type DeliveryStatus = 'draft' | 'ready' | 'sent' | 'delivered' | 'failed' | 'bounced' | 'unknown'

/** Every step that may be taken, spelled as in the database's check. */
export const deliverySteps: Readonly<Record<DeliveryStatus, readonly DeliveryStatus[]>> = {
  draft: ['ready', 'sent', 'delivered', 'failed'],
  ready: ['sent', 'failed', 'bounced', 'unknown'],
  sent: ['delivered', 'bounced'],
  delivered: [],
  failed: ['ready'],
  bounced: ['delivered'],
  unknown: ['ready', 'sent', 'delivered', 'failed', 'bounced'],
}

/** Whether a status may follow another; nothing follows itself. */
export const mayFollow = (from: DeliveryStatus, to: DeliveryStatus): boolean => deliverySteps[from].includes(to)

// A letter has reached its recipient when it reached one of those it names.
const furthestFirst: readonly DeliveryStatus[] = [
  ...(['delivered', 'sent', 'unknown', 'ready', 'bounced', 'failed', 'draft'] as const),
]

/** How far a delivery got as a whole: as far as to the addressee it got furthest to. Computed, never kept. */
export function statusOf(addressees: readonly { readonly status: DeliveryStatus }[]): DeliveryStatus {
  return furthestFirst.find((status) => addressees.some((one) => one.status === status)) ?? 'draft'
}

/** Whether it was sent for all that is known: only then a clock may run. */
export const isSent = (status: DeliveryStatus): boolean => status === 'sent' || status === 'delivered'
