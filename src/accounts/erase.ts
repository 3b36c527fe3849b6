import type { Means } from '#kernel'
import type { Tx } from '#platform'
import { endOrganizer, type EndOutcome, type Ending } from './end.ts'
import { recordEvent } from './event.ts'
import { lockOrganizer } from './store-organizer.ts'
import { emptyOrganizer } from './store-erase.ts'

/** What can come of erasing an organizer. */
export type EraseOrganizerOutcome = Exclude<EndOutcome, { readonly kind: 'ended' }> | { readonly kind: 'erased' }

/**
 * Ends an account, if it has not ended, and takes away everything personal of its bearer at once: address, name, links
 * and passkeys. The trail keeps what was done, by somebody of whom only a number is left. For the same people as ending.
 */
export async function eraseOrganizer(tx: Tx, ending: Ending, means: Means): Promise<EraseOrganizerOutcome> {
  const ended = await endOrganizer(tx, ending, means)
  if (ended.kind !== 'ended' && ended.kind !== 'gone') return ended
  const row = await lockOrganizer(tx, ending.organizer)
  if (!row?.sealed) return { kind: 'gone' }
  await emptyOrganizer(tx, ending.organizer)
  await recordEvent(tx, { by: ending.by, act: 'erase-organizer', subject: [ending.organizer] }, means)
  return { kind: 'erased' }
}
