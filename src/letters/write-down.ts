import { recordEvent, type Actor, type NewEvent } from '#accounts'
import type { Means } from '#kernel'
import type { Tx } from '#platform'

/** Time and chance, and who acts: what is done is then written in the trail. Absent where nobody acts, as in an import. */
export type Doing = Means & { readonly by?: Actor }

/** Writes an act in the trail, in its transaction; nothing where nobody acts. */
export async function writeDown(tx: Tx, event: Omit<NewEvent, 'by'>, { by, ...means }: Doing): Promise<void> {
  if (by !== undefined) await recordEvent(tx, { ...event, by }, means)
}
