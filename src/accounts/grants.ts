import type { Means, OrganizerId } from '#kernel'
import type { Tx } from '#platform'
import { recordEvent, type Actor } from './event.ts'
import { runsServer } from './rights.ts'
import { lockOperators, lockOrganizer, updateOrganizer } from './store-organizer.ts'

/** What can come of changing what somebody may do on the whole server. */
export type GrantOutcome =
  | { readonly kind: 'set' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'not-allowed' }
  /** Somebody has to run the server; only its own command line may leave it without an operator. */
  | { readonly kind: 'last-operator' }
  | { readonly kind: 'gone' }

/** Makes somebody an operator or not, and lets them start campaigns or not. Operators may, and the command line. */
export async function setGrants(
  tx: Tx,
  {
    by,
    organizer,
    ...grants
  }: {
    readonly by: Actor
    readonly organizer: OrganizerId
    readonly isOperator: boolean
    readonly mayCreate: boolean
  },
  means: Means,
): Promise<GrantOutcome> {
  const operators = await lockOperators(tx)
  if (!(await runsServer(tx, by))) return { kind: 'not-allowed' }
  const row = await lockOrganizer(tx, organizer)
  if (!row || row.endedAt) return { kind: 'gone' }
  if (row.isOperator === grants.isOperator && row.mayCreate === grants.mayCreate) return { kind: 'unchanged' }
  if (!grants.isOperator && by !== 'server' && isLastOperator(operators, organizer)) return { kind: 'last-operator' }
  await updateOrganizer(tx, organizer, grants)
  const before = { operator: row.isOperator, create: row.mayCreate }
  const after = { operator: grants.isOperator, create: grants.mayCreate }
  await recordEvent(tx, { by, act: 'set-grants', subject: [organizer], before, after }, means)
  return { kind: 'set' }
}

/** Whether nobody could run the server without them. */
export const isLastOperator = (operators: readonly OrganizerId[], organizer: OrganizerId): boolean =>
  operators.length === 1 && operators[0] === organizer
