import type { CampaignId, OrganizerId } from '#kernel'
import type { Vault } from '#platform'
import type { Role } from './roles.ts'
import { openPersonal, shownName } from './sealed.ts'
import type { OrganizerRow } from './store-organizer.ts'
import type { ProposedBySomebody } from './store-session.ts'

/** A person with an account, as operators and themselves see them. */
export type Organizer = {
  readonly id: OrganizerId
  /** The name they gave, else their address; absent once erased. */
  readonly name: string | undefined
  readonly email: string | undefined
  readonly language: string
  readonly isOperator: boolean
  readonly mayCreate: boolean
  /** `invited`: nobody has answered yet; `ended`: they can no longer sign in. */
  readonly state: 'invited' | 'active' | 'ended'
  readonly invitedAt: Date
  readonly joinedAt: Date | undefined
  readonly endedAt: Date | undefined
}

/** Whoever is signed in, with everything that decides what they may do. */
export type Visitor = {
  readonly organizer: OrganizerId
  /** The name they gave, else their address. */
  readonly name: string
  /** Whether they still have to say what they are called. */
  readonly isNameless: boolean
  readonly language: string
  readonly isOperator: boolean
  /** Whether they may start campaigns; operators always may. */
  readonly mayCreate: boolean
  readonly roles: ReadonlyMap<CampaignId, Role>
  /** What waits for a second person who could be this one, the oldest first. */
  readonly waiting: readonly ProposedBySomebody[]
  /** The use of the session has not been noted for minutes: call `noteUse`. */
  readonly noteDue: boolean
}

/** Opens what a row holds of an organizer. */
export function organizerOf(row: OrganizerRow, vault: Vault): Organizer {
  const personal = row.sealed && openPersonal(vault, row.id, row.sealed)
  return {
    id: row.id,
    name: personal ? shownName(personal) : undefined,
    email: personal?.email,
    language: personal?.language ?? 'en',
    isOperator: row.isOperator,
    mayCreate: row.mayCreate || row.isOperator,
    state: row.endedAt ? 'ended' : row.joinedAt ? 'active' : 'invited',
    invitedAt: row.invitedAt,
    joinedAt: row.joinedAt ?? undefined,
    endedAt: row.endedAt ?? undefined,
  }
}
