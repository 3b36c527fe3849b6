import type { Means } from '#kernel'
import type { Composers, Settlers, Vault } from '#platform'
import { letterComposer, type LetterMailMeans } from './compose-letter.ts'
import { reminderComposer, type ReminderMeans } from './compose-reminder.ts'
import { dispatchKind } from './dispatch.ts'
import { reminderKind } from './remind.ts'
import { dispatchSettler } from './settle-dispatch.ts'

/** The mails of this room by kind: `delivery.dispatch` to recipients, `delivery.reminder` to organizers. */
export function deliveryComposers(vault: Vault, means: LetterMailMeans & ReminderMeans): Composers {
  return { [dispatchKind]: letterComposer(vault, means), [reminderKind]: reminderComposer(vault, means) }
}

/** Who is told what became of them. */
export function deliverySettlers(vault: Vault, means: Means): Settlers {
  return { [dispatchKind]: dispatchSettler(vault, means) }
}
