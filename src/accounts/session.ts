import type { CampaignId, Means, OrganizerId } from '#kernel'
import type { Tx, Vault } from '#platform'
import { sha256 } from '#proof'
import { recordEvent, type Actor } from './event.ts'
import type { SessionToken } from './ids.ts'
import type { Visitor } from './organizer.ts'
import { runsServer } from './rights.ts'
import { may, parseRole, type Role } from './roles.ts'
import { openPersonal, shownName } from './sealed.ts'
import { rightFor } from './standing.ts'
import {
  deleteSession,
  deleteSessionsOf,
  insertSession,
  sessionByHash,
  touchSession,
  type ProposedBySomebody,
  type SessionRow,
} from './store-session.ts'
import { noteUseAfter } from './times.ts'

const tokenBytes = 32

/** What a cookie holds, when it can be one of ours at all. */
function parseToken(text: string): Uint8Array | undefined {
  if (!/^[\w-]{43}$/.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length === tokenBytes && bytes.toString('base64url') === text ? bytes : undefined
}

/** Begins a session of somebody who has just shown who they are. */
export async function beginSession(
  tx: Tx,
  organizer: OrganizerId,
  by: 'link' | 'passkey',
  means: Means,
): Promise<SessionToken> {
  const bytes = means.random(tokenBytes)
  await insertSession(tx, sha256(bytes), { organizer, by, at: means.now() })
  await recordEvent(tx, { by: organizer, act: 'sign-in', subject: [organizer], after: { by } }, means)
  return Buffer.from(bytes).toString('base64url') as SessionToken
}

/**
 * Who is signed in with a cookie; `undefined` when nobody is, after 12 hours without use, after 14 days, and when the
 * account was ended. Reads only, in one question: where `noteDue` says so, call {@link noteUse} as well.
 */
export async function sessionOf(
  tx: Tx,
  vault: Vault,
  token: string,
  { now }: Pick<Means, 'now'>,
): Promise<Visitor | undefined> {
  const bytes = parseToken(token)
  const at = now()
  const row = bytes && (await sessionByHash(tx, sha256(bytes), at))
  if (!row) return undefined
  const personal = openPersonal(vault, row.organizer, row.sealed)
  const roles = rolesIn(row.roles)
  return {
    organizer: row.organizer,
    name: shownName(personal),
    isNameless: personal.name === '',
    language: personal.language,
    isOperator: row.isOperator,
    mayCreate: row.mayCreate || row.isOperator,
    roles,
    waiting: waitingFor(roles, row.waiting),
    noteDue: at.getTime() - row.seenAt.getTime() >= noteUseAfter,
  }
}

function rolesIn(texts: readonly string[]): ReadonlyMap<CampaignId, Role> {
  const roles = new Map<CampaignId, Role>()
  for (const text of texts) {
    const [campaign = '', word = ''] = text.split(' ')
    const role = parseRole(word)
    if (role) roles.set(campaign as CampaignId, role)
  }
  return roles
}

/** What an organizer of these roles could approve, of what others propose who could still do it themselves. */
function waitingFor(
  roles: ReadonlyMap<CampaignId, Role>,
  waiting: SessionRow['waiting'],
): readonly ProposedBySomebody[] {
  return waiting
    .filter(({ campaign, act, proposerRole }) =>
      [roles.get(campaign), proposerRole ?? undefined].every((role) => may(role, rightFor(act))),
    )
    .map(({ proposerRole: _role, proposedAt, ...one }) => ({ ...one, proposedAt: new Date(proposedAt) }))
}

/** Notes that a session is in use, from which its 12 hours count anew. */
export async function noteUse(tx: Tx, token: string, { now }: Pick<Means, 'now'>): Promise<void> {
  const bytes = parseToken(token)
  if (bytes) await touchSession(tx, sha256(bytes), now())
}

/** Signs out. Nothing happens for a session that is none. */
export async function endSession(tx: Tx, token: string, means: Means): Promise<void> {
  const bytes = parseToken(token)
  const organizer = bytes && (await deleteSession(tx, sha256(bytes)))
  if (organizer) await recordEvent(tx, { by: organizer, act: 'sign-out', subject: [organizer] }, means)
}

/** Signs an organizer out everywhere: for themselves, operators and the server's command line. */
export async function endAllSessions(
  tx: Tx,
  { by, organizer }: { readonly by: Actor; readonly organizer: OrganizerId },
  means: Means,
): Promise<{ readonly kind: 'ended'; readonly sessions: number } | { readonly kind: 'not-allowed' }> {
  if (by !== organizer && !(await runsServer(tx, by))) return { kind: 'not-allowed' }
  const sessions = await deleteSessionsOf(tx, organizer)
  if (sessions > 0)
    await recordEvent(tx, { by, act: 'sign-out-everywhere', subject: [organizer], before: { sessions } }, means)
  return { kind: 'ended', sessions }
}
